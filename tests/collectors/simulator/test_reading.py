import pytest


def test_own_posts_have_their_default_fields_only(reader):
    rows = reader.page("published_posts", limit=5)["data"]
    assert all(set(row) <= {"id", "message", "created_time", "story"} for row in rows)
    assert rows[0]["created_time"].endswith("+0000")
    assert [row["created_time"] for row in rows] == sorted(
        (row["created_time"] for row in rows), reverse=True
    )


def test_posts_and_published_posts_are_the_same(reader):
    assert reader.page("posts", limit=3)["data"] == reader.page("published_posts", limit=3)["data"]


def test_feed_holds_visitors_too(reader):
    own = {row["id"] for row in reader.every(f"{reader.running.page_id}/published_posts", limit=100)}
    wall = {row["id"] for row in reader.every(f"{reader.running.page_id}/feed", limit=100)}
    visitors = {row["id"] for row in reader.every(f"{reader.running.page_id}/visitor_posts", limit=100)}
    tagged = {row["id"] for row in reader.every(f"{reader.running.page_id}/tagged", limit=100)}
    assert wall == own | visitors | tagged
    assert min(map(len, (own, visitors, tagged))) > 10


def test_shares_and_message_are_absent_when_there_are_none(reader):
    rows = reader.every(f"{reader.running.page_id}/published_posts", fields="shares,message", limit=100)
    assert 0 < sum("shares" in row for row in rows) < len(rows)
    assert all(row["shares"]["count"] > 0 for row in rows if "shares" in row)
    assert any("message" not in row for row in rows)


def test_ordinary_people_are_nameless_and_the_page_is_not(reader):
    visitors = reader.page("visitor_posts", fields="from", limit=100)["data"]
    own = reader.page("posts", fields="from", limit=1)["data"]
    assert all("from" not in row for row in visitors)
    assert own[0]["from"]["id"] == reader.running.page_id


def test_permalink_carries_another_number_of_the_page(reader):
    (row,) = reader.page("posts", fields="permalink_url", limit=1)["data"]
    assert reader.running.page_id not in row["permalink_url"]


def test_reactions_by_kind_in_one_call(reader):
    kinds = ("LIKE", "LOVE", "WOW", "HAHA", "SAD", "ANGRY")
    fields = ",".join(f"reactions.type({k}).limit(0).summary(total_count).as(r_{k.lower()})" for k in kinds)
    rows = reader.page("posts", fields=f"{fields},reactions.limit(0).summary(true)", limit=20)["data"]
    for row in rows:
        parts = [row[f"r_{kind.lower()}"]["summary"]["total_count"] for kind in kinds]
        assert sum(parts) == row["reactions"]["summary"]["total_count"]
        assert row["reactions"] == {
            "data": [],
            "summary": {"total_count": sum(parts), "viewer_reaction": "NONE"},
        }


def test_attachments_show_photos_and_links(reader):
    rows = reader.page("posts", fields="attachments{media_type,url},full_picture", limit=50)["data"]
    kinds = {each["media_type"] for row in rows for each in row["attachments"]["data"]}
    assert {"photo", "link"} <= kinds
    assert all("?oh=" in row["full_picture"] for row in rows if "full_picture" in row)


def test_several_objects_at_once(reader):
    first, second = (row["id"] for row in reader.page("posts", limit=2)["data"])
    answer = reader.get("", ids=f"{first},{second}", fields="created_time")
    assert set(answer) == {first, second}
    assert "data" in reader.get("comments", ids=first)[first]


def test_since_and_until_bound_the_list(reader):
    rows = reader.page("posts", since="2026-09-01", until="2026-10-01T00:00:00+0000", limit=100)["data"]
    assert rows
    assert all("2026-09-01" <= row["created_time"][:10] <= "2026-10-01" for row in rows)


@pytest.mark.parametrize(
    ("path", "params", "code", "subcode"),
    [
        ("{page}/posts", {"fields": "likes_of_moon"}, 100, None),
        ("{page}", {"fields": "id,foo"}, 100, None),
        ("{page}/nonsense", {}, 100, None),
        ("{page}/posts", {"limit": 101}, 100, None),
        ("{page}/posts", {"fields": "comments.limit(500){id}"}, 100, None),
        ("{page}/posts", {"after": "nonsense"}, 100, None),
        ("{page}/posts", {"since": "the day before"}, 100, None),
        ("1_2", {}, 100, 33),
        ("{page}/posts/x/y", {}, 2500, None),
        ("{page}/posts", {"fields": "comments{id"}, 2500, None),
    ],
)
def test_wrong_reading_is_named(reader, path, params, code, subcode):
    error = reader.get(path.format(page=reader.running.page_id), **params)["error"]
    assert (error["code"], error.get("error_subcode")) == (code, subcode)
    assert error["fbtrace_id"]
