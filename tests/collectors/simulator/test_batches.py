import json


def test_parts_answer_in_turn_with_their_own_errors(graph):
    page = graph.running.page_id
    parts = [
        {"method": "GET", "relative_url": f"{page}?fields=name"},
        {"method": "GET", "relative_url": f"v26.0/{page}/insights?metric=page_fans"},
        {"method": "POST", "relative_url": f"{page}/feed", "body": "message=uit+een+batch"},
    ]
    first, second, third = graph.post("", batch=json.dumps(parts))
    assert (first["code"], json.loads(first["body"])["name"]) == (200, "Infopunt Demostad")
    assert (second["code"], json.loads(second["body"])["error"]["code"]) == (400, 100)
    assert graph.get(json.loads(third["body"])["id"])["message"] == "uit een batch"


def test_headers_can_be_left_out(graph):
    parts = json.dumps([{"relative_url": "me"}])
    assert "headers" in graph.post("", batch=parts)[0]
    assert "headers" not in graph.post("", batch=parts, include_headers="false")[0]


def test_a_batch_has_at_most_fifty_parts(graph):
    answer = graph.post("", batch=json.dumps([{"relative_url": "me"}] * 51))
    assert answer["error"]["code"] == 100
    assert graph.post("", batch="{")["error"]["code"] == 100


def test_tokens_inside_a_batch_are_not_kept(graph):
    token = graph.running.page_token
    graph.post("", batch=json.dumps([{"relative_url": f"me?access_token={token}"}]))
    assert token not in json.dumps(graph.control("calls"))
