import json


def usage(answer, page):
    return json.loads(answer.headers["X-Business-Use-Case-Usage"])[page][0]


def test_usage_headers_come_after_some_calls(simulate):
    client = simulate(call_budget=10, usage_after=2)
    page = client.running.page_id
    answers = [client.call("GET", "me") for _ in range(4)]
    assert "X-App-Usage" not in answers[1].headers
    assert usage(answers[3], page)["call_count"] == 40
    assert json.loads(answers[3].headers["X-App-Usage"])["call_count"] == 20


def test_every_id_counts_as_a_call(simulate):
    client = simulate(call_budget=100, usage_after=0)
    names = ",".join(row["id"] for row in client.page("posts", limit=9)["data"])
    assert usage(client.call("GET", "", params={"ids": names}), client.running.page_id)["call_count"] == 10


def test_at_the_limit_calls_are_refused_and_hammering_prolongs_it(simulate):
    client = simulate(call_budget=3, usage_after=0)
    page = client.running.page_id
    answers = [client.call("GET", "me") for _ in range(3)]
    assert all(answer.ok for answer in answers)
    refused = [client.call("GET", "me") for _ in range(6)]
    assert {answer.json()["error"]["code"] for answer in refused} == {80001}
    minutes = [usage(answer, page)["estimated_time_to_regain_access"] for answer in refused]
    assert minutes[0] == 15
    assert minutes[-1] == 20


def test_access_returns_when_nobody_calls(simulate):
    client = simulate(call_budget=1)
    client.get("me")
    assert client.get("me")["error"]["code"] == 80001
    client.control("clock", {"advance": 16 * 60})
    assert client.get("me")["id"] == client.running.page_id


def test_a_fault_can_block_the_page(graph):
    graph.fault("throttle_80001", hold=True, estimated_time_to_regain_access=5)
    assert [graph.get("me")["error"]["code"] for _ in range(2)] == [80001, 80001]
    assert "id" in graph.get("me", who="user")
    graph.control("clock", {"advance": 7 * 60})
    assert "id" in graph.get("me")
