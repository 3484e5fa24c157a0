import base64

import requests


def test_pages_add_up_and_the_last_has_no_next(reader):
    path = f"{reader.running.page_id}/feed"
    rows = reader.every(path, limit=40, fields="id")
    assert len({row["id"] for row in rows}) == len(rows)
    assert len(rows) > 200
    last = reader.get(path, limit=40, after=reader.get(path, limit=100)["paging"]["cursors"]["after"])
    assert "next" in last["paging"]


def test_end_of_a_list_has_cursors_but_no_next(reader):
    answer = reader.page("posts", limit=100)
    assert set(answer["paging"]) == {"cursors"}


def test_next_carries_the_token_only_if_the_query_did(reader):
    token = reader.running.page_token
    address = f"{reader.running.url}/v26.0/{reader.running.page_id}/posts"
    with_query = requests.get(address, params={"access_token": token, "limit": 1}, timeout=10).json()
    assert token in with_query["paging"]["next"]
    assert "access_token" not in reader.page("posts", limit=1)["paging"]["next"]


def test_next_keeps_fields_and_window(reader):
    answer = reader.page("posts", limit=1, fields="id,shares", since="2026-08-01")
    following = reader.get(answer["paging"]["next"])
    assert following["data"][0]["id"] != answer["data"][0]["id"]
    assert "since=2026-08-01" in following["paging"]["next"]
    assert "message" not in following["data"][0]


def test_previous_leads_back(reader):
    first = reader.page("posts", limit=5)
    second = reader.get(first["paging"]["next"])
    assert reader.get(second["paging"]["previous"])["data"] == first["data"]


def test_cursors_look_as_they_do_in_life(reader):
    feed = reader.page("feed", limit=2)["paging"]["cursors"]
    assert feed["after"].startswith("QVFI")
    assert 300 <= len(feed["after"]) <= 700
    post = _commented(reader)
    comments = reader.get(f"{post}/comments", filter="stream", limit=1)["paging"]["cursors"]
    assert comments["after"] == base64.b64encode(b"1").decode().replace("=", "ZD") == "MQZDZD"


def test_a_page_is_not_lost_when_a_post_goes_away(graph):
    rows = graph.page("posts", limit=10)["data"]
    after = graph.page("posts", limit=5)["paging"]["cursors"]["after"]
    graph.fault("deleted_post", id=rows[4]["id"])
    following = graph.page("posts", limit=5, after=after)["data"]
    assert rows[5]["id"] in {row["id"] for row in following}


def test_nested_lists_have_their_own_next(reader):
    post = _commented(reader)
    answer = reader.get(post, fields="comments.limit(1).filter(stream){id,message}")["comments"]
    following = reader.get(answer["paging"]["next"])
    assert following["data"][0]["id"] != answer["data"][0]["id"]
    assert "message" in following["data"][0]


def _commented(reader):
    return next(row["id"] for row in reader.control("state")["posts"] if row["comments"] > 4)
