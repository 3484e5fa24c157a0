"""`bereik serve` and `bereik simulate` as processes: who may come in, and what is left afterwards."""

import http.client
import json
import signal
import subprocess
import urllib.parse
from collections.abc import Callable

import pytest

from .conftest import Desk, alive, end, fetch, free_port, listens, until

Remember = Callable[["subprocess.Popen[str]"], int]


def knock(port: int, host: str) -> int:
    """Status of opening the socket through which every page's content comes, under this host name."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.putrequest("GET", "/_stcore/stream", skip_host=True)
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    headers = {"Host": host, "Origin": f"http://{host}", "Connection": "Upgrade", "Upgrade": "websocket"}
    for name, value in {**headers, "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}.items():
        line.putheader(name, value)
    line.endheaders()
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "example.org"])  # noqa: S104
def test_strangers_are_not_served(bare_desk: Desk, address: str) -> None:
    said = bare_desk.run("serve", "--address", address).complaint()
    assert f"does not listen on {address}: it has no sign-in yet" in said
    assert "--address 127.0.0.1" in said


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_dashboard_answers_its_own_machine_and_ends_when_told(
    desk: Desk, group_of: Remember, sent: signal.Signals
) -> None:
    port = free_port()
    child = desk.start("serve", "--port", str(port))
    group, base = group_of(child), f"http://127.0.0.1:{port}"
    until(lambda: fetch(f"{base}/_stcore/health")[0] == 200)
    assert (knock(port, f"127.0.0.1:{port}"), knock(port, "evil.example")) == (101, 403)
    assert "<title>" in fetch(base)[1]
    child.send_signal(sent)
    done = end(child)
    assert "Traceback" not in done.err
    assert (alive(group), listens(port)) == (False, False)


def test_a_port_that_is_taken_is_said(desk: Desk) -> None:
    assert desk.simulator is not None
    port = urllib.parse.urlsplit(desk.simulator.url).port
    done = desk.run("serve", "--port", str(port))
    assert done.code == 1
    assert str(port) in done.err


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_simulator_says_where_it_is_answers_and_stops(
    bare_desk: Desk, group_of: Remember, sent: signal.Signals
) -> None:
    child = bare_desk.start("simulate", "--control", "--port", "0")
    group, said = group_of(child), {}
    assert child.stdout is not None
    while "Control" not in said:
        words = child.stdout.readline().split(maxsplit=2)
        said[words[0]] = words[-1]
    status, state = fetch(said["Control"])
    assert (status, len(json.loads(state)["posts"]) > 50) == (200, True)
    assert fetch(said["Try"].strip('"\n '))[0] == 200
    child.send_signal(sent)
    assert (end(child).code in (0, -signal.SIGTERM), alive(group)) == (True, False)


def test_without_control_there_is_no_back_door(bare_desk: Desk, group_of: Remember) -> None:
    port = free_port()
    child = bare_desk.start("simulate", "--port", str(port))
    group_of(child)
    until(lambda: fetch(f"http://127.0.0.1:{port}/robots.txt")[0] == 200)
    assert fetch(f"http://127.0.0.1:{port}/_control/state")[0] != 200
    child.send_signal(signal.SIGINT)
    assert "_control" not in end(child).out


def test_a_taken_port_is_one_clear_line(desk: Desk) -> None:
    assert desk.simulator is not None
    port = urllib.parse.urlsplit(desk.simulator.url).port
    assert "in use" in desk.run("simulate", "--port", str(port)).complaint()
