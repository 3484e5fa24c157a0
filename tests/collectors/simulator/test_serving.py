import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import introduction, serve


@pytest.mark.parametrize(
    ("asked", "served"),
    [("v26.0", "v26.0"), ("v21.0", "v21.0"), ("v24.0", "v24.0"), ("v2.8", "v21.0"), ("v20.0", "v21.0")],
)
def test_versions(reader, asked, served):
    answer = reader.call("GET", f"{reader.running.url}/{asked}/me")
    assert answer.headers["facebook-api-version"] == served
    assert answer.json()["id"] == reader.running.page_id


@pytest.mark.parametrize("version", ["v99.0", "v26.1", "v27.0"])
def test_unknown_versions(reader, version):
    answer = reader.call("GET", f"{reader.running.url}/{version}/me")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 2500)
    assert answer.json()["error"]["message"] == "Unknown path components: /me"


def test_every_answer_has_its_headers(reader):
    for answer in (reader.call("GET", "me"), reader.call("GET", "1_2")):
        assert answer.headers["Content-Type"] == "application/json; charset=UTF-8"
        assert answer.headers["x-fb-trace-id"]
        assert answer.headers["x-fb-rev"]


def test_text_is_escaped(reader):
    body = reader.call("GET", f"{reader.running.page_id}/visitor_posts", params={"limit": 100}).content
    assert body.isascii()
    assert b"\\u0437" in body


def test_several_clients_at_once(reader):
    with ThreadPoolExecutor(8) as pool:
        path = f"{reader.running.page_id}/posts"
        answers = list(
            pool.map(lambda _: requests.get(f"{reader.running.url}/v26.0/{path}", timeout=10), range(24))
        )
        good = list(pool.map(lambda _: reader.call("GET", path).status_code, range(24)))
    assert {answer.status_code for answer in answers} == {400}
    assert good == [200] * 24


def test_closing_leaves_nothing_running(start):
    before = set(threading.enumerate())
    running = serve(SimulatorConfig(start=start, control=True))
    session = requests.Session()
    assert session.get(f"{running.url}/v26.0/me", timeout=10).status_code == 400
    running.close()
    running.close()
    session.close()
    assert set(threading.enumerate()) <= before


def test_closing_does_not_wait_for_a_slow_answer(start):
    with serve(SimulatorConfig(start=start, control=True)) as running:
        requests.post(f"{running.url}/_control/faults", json={"kind": "slow", "seconds": 60}, timeout=10)
        with pytest.raises(requests.Timeout):
            requests.get(f"{running.url}/v26.0/me", timeout=0.2)


def test_a_taken_port_is_an_error(reader, start):
    port = int(reader.running.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        serve(SimulatorConfig(port=port, start=start))


def test_a_start_without_zone_is_refused(start):
    with pytest.raises(ValueError, match="time zone"):
        SimulatorConfig(start=start.replace(tzinfo=None))


def test_the_introduction_has_what_curl_needs(reader):
    text = introduction(reader.running)
    for part in (reader.running.url, reader.running.page_id, reader.running.page_token):
        assert part in text
