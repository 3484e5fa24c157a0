from datetime import datetime


def test_calls_are_listed_in_order_without_secrets(graph):
    graph.page("posts", limit=1)
    token = graph.running.page_token
    graph.session.get(f"{graph.running.url}/v26.0/me", params={"access_token": token}, timeout=10)
    first, second = graph.control("calls")
    assert (first["n"], first["method"], first["path"], first["status"], first["params"]) == (
        1,
        "GET",
        f"/v26.0/{graph.running.page_id}/posts",
        200,
        {"limit": "1"},
    )
    assert second["params"] == {"access_token": "REDACTED"}


def test_state_shows_posts_tokens_and_clock(graph):
    graph.publish(message="m", published="false")
    state = graph.control("state")
    assert state["posts"][0]["is_published"] is False
    assert state["tokens"]["page"] == state["tokens"]["page"] | {
        "value": graph.running.page_token,
        "kind": "PAGE",
    }
    assert state["pages"][0]["id"] == graph.running.page_id
    assert state["clock"]["now"].startswith("2026-11-02T12:00")


def test_the_clock_jumps_and_advances(graph):
    graph.control("clock", {"now": "2026-12-01T10:00:00+01:00"})
    assert graph.control("clock")["now"].startswith("2026-12-01T09:00:0")
    assert graph.control("clock", {"advance": 3600})["now"].startswith("2026-12-01T10:00:0")


def test_a_clock_without_zone_is_refused(graph):
    address = f"{graph.running.url}/_control/clock"
    for body in ({"now": "2026-12-01T10:00:00"}, {}, {"now": "soon"}):
        assert graph.session.post(address, json=body, timeout=10).status_code == 400


def test_the_town_lives_on_as_the_clock_runs(graph):
    before = graph.control("state")["comments"]
    graph.control("clock", {"advance": 14 * 86_400})
    assert graph.control("state")["comments"] > before + 10
    newest = graph.page("visitor_posts", limit=1)["data"][0]["created_time"]
    assert datetime.fromisoformat(newest) > datetime.fromisoformat("2026-11-09T00:00:00+00:00")


def test_without_control_there_is_no_control(simulate):
    client = simulate(control=False)
    answer = client.session.get(f"{client.running.url}/_control/state", timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 2500)
