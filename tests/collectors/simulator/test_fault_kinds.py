import time

import pytest
import requests

MATCH = {"method": "POST", "path": "/feed"}


def wall(graph):
    return [post["message"] for post in graph.control("state")["posts"] if post["by_app"]]


def publish(graph, message="m"):
    return graph.call("POST", f"{graph.running.page_id}/feed", data={"message": message})


@pytest.mark.parametrize(
    ("kind", "status", "code", "published"),
    [
        ("publish_then_500", 500, 2, True),
        ("error_before", 500, 2, False),
        ("abuse_368", 400, 368, False),
        ("duplicate_506", 400, 506, False),
        ("token_190", 400, 190, False),
        ("throttle_80001", 400, 80001, False),
    ],
)
def test_errors_before_and_after_publishing(graph, kind, status, code, published):
    graph.fault(kind, match=MATCH)
    answer = publish(graph)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert wall(graph) == (["m"] if published else [])
    assert publish(graph, "n").status_code == 200


def test_publish_then_drop(graph):
    graph.fault("publish_then_drop", match=MATCH)
    with pytest.raises(requests.ConnectionError):
        publish(graph)
    assert wall(graph) == ["m"]
    assert graph.control("calls")[-1]["status"] is None


def test_slow_publishes_first(graph):
    graph.fault("slow", match=MATCH, seconds=0.6)
    with pytest.raises(requests.Timeout):
        graph.session.post(
            f"{graph.running.url}/v26.0/me/feed",
            data={"message": "m", "access_token": graph.running.page_token},
            timeout=0.2,
        )
    assert wall(graph) == ["m"]
    graph.fault("slow", match=MATCH, seconds=0.3)
    begun = time.monotonic()
    assert "id" in publish(graph, "n").json()
    assert time.monotonic() - begun >= 0.3


def test_success_without_id(graph):
    graph.fault("no_id", match=MATCH)
    assert publish(graph).json() == {"success": True}
    assert wall(graph) == ["m"]


def test_html_and_missing_content_type(graph):
    graph.fault("html_502", match=MATCH)
    answer = publish(graph)
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (502, "text/html")
    graph.fault("429_no_content_type", match=MATCH)
    bare = publish(graph)
    assert (bare.status_code, "Content-Type" in bare.headers) == (429, False)
    assert wall(graph) == []


def test_html_502_can_hide_a_success(graph):
    graph.fault("html_502", match=MATCH, publish=True)
    assert publish(graph).status_code == 502
    assert wall(graph) == ["m"]


def test_throttle_says_when_access_returns(graph):
    graph.fault("throttle_80001", match={"path": "/posts"}, estimated_time_to_regain_access=19)
    answer = graph.call("GET", f"{graph.running.page_id}/posts")
    assert '"estimated_time_to_regain_access": 19' in answer.headers["X-Business-Use-Case-Usage"]


def test_token_dies_with_the_given_subcode(graph):
    graph.fault("token_190", subcode=458, after=1)
    assert "data" in graph.page("posts")
    assert graph.page("posts")["error"]["error_subcode"] == 458


def test_reading_right_after_writing_fails_for_some_seconds(graph):
    graph.fault("read_after_write_33", seconds=30)
    name = publish(graph).json()["id"]
    assert graph.get(name)["error"]["error_subcode"] == 33
    assert graph.page("posts", limit=1)["data"][0]["id"] == name
    graph.control("clock", {"advance": 31})
    assert graph.get(name)["id"] == name


def test_reduce_data_until_the_limit_is_small_enough(graph):
    graph.fault("reduce_data", threshold=100)
    ask = {"fields": "id,message,created_time,shares"}
    wide = graph.call("GET", f"{graph.running.page_id}/posts", params={**ask, "limit": 50})
    assert (wide.status_code, wide.json()["error"]["code"]) == (500, 1)
    assert "error" in graph.page("posts", limit=50, **ask)
    assert len(graph.page("posts", limit=25, **ask)["data"]) == 25


def test_an_empty_page_with_next_hides_nothing(graph):
    rows = graph.every(f"{graph.running.page_id}/posts", limit=20)
    graph.fault("empty_page_with_next", match={"path": "/posts"}, after=1)
    again, empty, answer = [], 0, graph.page("posts", limit=20)
    while answer:
        again += answer["data"]
        empty += not answer["data"]
        following = answer["paging"].get("next")
        answer = graph.get(following) if following else None
    assert (empty, again) == (1, rows)


def test_a_repeated_cursor_leads_to_the_same_page(graph):
    graph.fault("repeated_cursor", times=-1)
    first = graph.page("posts", limit=5)
    second = graph.get(first["paging"]["next"])
    assert second["data"] == first["data"]
    assert second["paging"]["cursors"]["after"] == first["paging"]["cursors"]["after"]


def test_out_of_order_shuffles_and_loses_nothing(graph):
    path = f"{graph.running.page_id}/posts"
    plain = graph.every(path, limit=30)
    graph.fault("out_of_order")
    shuffled = graph.every(path, limit=30)
    assert shuffled != plain
    assert sorted(row["id"] for row in shuffled) == sorted(row["id"] for row in plain)


def test_a_deleted_post_is_gone_everywhere(graph):
    name = graph.page("posts", limit=1)["data"][0]["id"]
    graph.fault("deleted_post", id=name)
    assert graph.get(name)["error"]["code"] == 100
    assert name not in {row["id"] for row in graph.page("posts", limit=5)["data"]}


def test_text_javascript(graph):
    graph.fault("text_javascript")
    answer = graph.call("GET", "me")
    assert answer.headers["Content-Type"] == "text/javascript; charset=UTF-8"
    assert answer.json()["id"] == graph.running.page_id


def test_faults_are_listed_counted_and_cleared(graph):
    graph.fault("error_before", match={"path": "/posts"}, times=2, after=1)
    assert "data" in graph.page("posts")
    assert [graph.page("posts").get("error", {}).get("code") for _ in range(3)] == [2, 2, None]
    graph.fault("slow", match=MATCH)
    (pending,) = graph.control("faults")
    assert (pending["kind"], pending["match"]) == ("slow", MATCH)
    graph.control("faults", method="DELETE")
    assert graph.control("faults") == []


def test_unknown_kinds_are_refused(graph):
    answer = graph.session.post(
        f"{graph.running.url}/_control/faults", json={"kind": "earthquake"}, timeout=10
    )
    assert answer.status_code == 400
    assert "publish_then_500" in answer.json()["error"]
