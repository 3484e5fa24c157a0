"""The pager's stop rules, over real HTTP."""

import pytest

from collectors.errors import TooMuchData, Transient


def rows(*ids):
    return [{"id": each} for each in ids]


def page(data, after=None, **paging):
    if after:
        paging = {
            "cursors": {"after": after},
            "next": f"https://x/v26.0/1/feed?limit=100&after={after}",
            **paging,
        }
    return {"data": data, "paging": paging}


def read(api, **params):
    return [row["id"] for some in api.pages("1/feed", params) for row in some]


def test_pages_follow_cursors_until_there_is_no_next(api, server):
    server.add(page(rows("a"), "A")).add(page(rows("b"), "B")).add(
        {"data": rows("c"), "paging": {"cursors": {}}}
    )
    assert read(api, fields="id") == ["a", "b", "c"]
    assert [asked.query.get("after") for asked in server.asked] == [None, "A", "B"]
    assert all(asked.query["fields"] == "id" for asked in server.asked)


def test_an_empty_page_with_a_next_goes_on(api, server):
    server.add(page([], "A")).add(page([], "B")).add({"data": rows("c")})
    assert read(api) == ["c"]
    assert api.notes == []


def test_a_repeated_cursor_stops_with_a_note(api, server):
    server.add(page(rows("a"), "A")).add(page(rows("b"), "A"))
    assert read(api) == ["a", "b"]
    assert len(server.asked) == 2
    assert "round in circles" in api.notes[0]


def test_ever_new_cursors_without_new_rows_stop(api, server):
    server.by = lambda asked: page(rows("a"), f"{asked.query.get('after', '')}x")
    assert read(api) == ["a"]
    assert len(server.asked) < 12


def test_ever_new_rows_stop_at_the_last_allowed_page(api, server):
    server.by = lambda asked: page(rows(f"r{len(server.asked)}"), f"c{len(server.asked)}")
    assert len(list(api.pages("1/feed", {}, max_pages=7))) == 7
    assert "after 7 pages" in api.notes[0]


def test_time_paging_is_followed_without_its_token(api, server):
    older = "https://x/v26.0/1/feed?access_token=EAAother&until=17&__paging_token=enc_A"
    server.add({"data": rows("a"), "paging": {"previous": "https://x", "next": older}}).add(
        {"data": rows("b")}
    )
    assert read(api, since=5) == ["a", "b"]
    assert server.asked[1].query == {"limit": "100", "since": "5", "until": "17", "__paging_token": "enc_A"}


def test_too_much_data_halves_the_limit_and_goes_on_from_the_same_place(api, server):
    def by(asked):
        if int(asked.query["limit"]) > 25:
            return server.error(1, status=500, message="Please reduce the amount of data you're asking for")
        return page(rows("a"), "A") if "after" not in asked.query else {"data": rows("b")}

    server.by = by
    assert read(api) == ["a", "b"]
    assert [asked.query["limit"] for asked in server.asked] == ["100", "50", "25", "25"]


def test_too_much_data_for_five_rows_is_an_error(api, server):
    server.add_error(1, status=500, message="Please reduce the amount of data you're asking for")
    with pytest.raises(TooMuchData):
        read(api)
    assert [asked.query["limit"] for asked in server.asked] == ["100", "50", "25", "12", "6", "5"]


def test_half_an_answer_is_asked_again(api, server):
    server.add({}).add({"data": rows("a")})
    assert read(api) == ["a"]


def test_an_answer_that_never_has_rows_is_an_error(api, server):
    server.add({"data": "nonsense"})
    with pytest.raises(Transient, match="without its rows"):
        read(api)


def test_insights_are_never_paged(api):
    with pytest.raises(ValueError, match="never paged"):
        list(api.pages("1/insights", {}))


def test_insights_are_read_once(api, server):
    server.add({"data": [{"name": "m"}], "paging": {"next": "https://x?since=1&until=2"}})
    assert api.insights("1", metric="m") == [{"name": "m"}]
    assert len(server.asked) == 1
