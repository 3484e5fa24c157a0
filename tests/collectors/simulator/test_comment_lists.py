from datetime import datetime

import pytest


@pytest.fixture(scope="module")
def busiest(reader):
    posts = [post for post in reader.control("state")["posts"] if post["author"] == "page"]
    return max(posts, key=lambda post: post["comments"])["id"]


def test_toplevel_is_the_default_and_drops_replies(reader, busiest):
    top = reader.get(f"{busiest}/comments", fields="id,parent", limit=100)["data"]
    every = reader.get(f"{busiest}/comments", fields="id,parent", filter="stream", limit=100)["data"]
    assert not any("parent" in row for row in top)
    replies = [row for row in every if "parent" in row]
    assert len(every) == len(top) + len(replies)
    assert replies


def test_replies_hang_under_their_comment(reader, busiest):
    every = reader.get(f"{busiest}/comments", fields="id,parent,message", filter="stream", limit=100)["data"]
    reply = next(row for row in every if "parent" in row)
    under = reader.get(f"{reply['parent']['id']}/comments", fields="id")["data"]
    assert reply["id"] in {row["id"] for row in under}
    nested = reader.get(busiest, fields="comments.limit(100){id,comments.limit(100){id}}")["comments"]["data"]
    assert reply["id"] in {each["id"] for row in nested for each in row.get("comments", {}).get("data", [])}


def test_order_and_summary(reader, busiest):
    oldest = reader.get(f"{busiest}/comments", order="chronological", summary="true", limit=100)
    newest = reader.get(f"{busiest}/comments", order="reverse_chronological", limit=100)
    assert [row["id"] for row in oldest["data"]] == [row["id"] for row in newest["data"]][::-1]
    assert oldest["summary"]["order"] == "chronological"
    assert oldest["summary"]["total_count"] >= len(oldest["data"])
    assert "summary" not in newest


def test_since_keeps_the_newer_ones(reader, busiest):
    every = reader.get(f"{busiest}/comments", filter="stream", limit=100)["data"]
    since = int(datetime.fromisoformat(every[2]["created_time"]).timestamp())
    newer = reader.get(f"{busiest}/comments", filter="stream", since=since, limit=100)["data"]
    assert [row["id"] for row in newer] == [row["id"] for row in every[2:]]


def test_stickers_have_no_text_and_authors_are_withheld(reader):
    fields = "comments.filter(stream).limit(100){message,attachment,from,is_hidden,message_tags}"
    posts = reader.page("posts", fields=fields, limit=100)["data"]
    rows = [row for post in posts for row in post["comments"]["data"]]
    stickers = [row for row in rows if "attachment" in row]
    assert stickers
    assert all(row["message"] == "" and row["attachment"]["type"] == "sticker" for row in stickers)
    assert {row["from"]["id"] for row in rows if "from" in row} == {reader.running.page_id}
    assert any(row["is_hidden"] for row in rows)
    tag = next(row for row in rows if "message_tags" in row)
    first = tag["message_tags"][0]
    assert tag["message"][first["offset"] :][: first["length"]] == first["name"]


def test_an_edited_post_says_so(reader):
    rows = reader.page("posts", fields="created_time,updated_time", limit=100)["data"]
    assert 0 < sum(row["updated_time"] > row["created_time"] for row in rows) < len(rows) / 2


def test_a_comment_is_found_by_its_last_segment(reader, busiest):
    name = reader.get(f"{busiest}/comments")["data"][0]["id"]
    assert reader.get(name.rpartition("_")[2], fields="permalink_url")["id"] == name
    assert reader.get(f"9_{name.rpartition('_')[2]}")["error"]["error_subcode"] == 33


def test_names_can_be_shown(graph):
    graph.fault("names_visible")
    rows = graph.page("visitor_posts", fields="from", limit=10)["data"]
    assert all(row["from"]["name"] for row in rows)
