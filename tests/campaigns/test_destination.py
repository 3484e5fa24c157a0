"""Only the local simulator may be published to, whatever the address looks like."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from campaigns.destination import refuse_unless_simulator
from collectors.simulator.server import RunningSimulator


@pytest.fixture
def stranger() -> Iterator[ThreadingHTTPServer]:
    """A server on loopback that is not the simulator, such as a tunnel."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_simulator_may_and_nothing_of_it_is_counted(simulator: RunningSimulator) -> None:
    before = simulator.graph.limiter.total
    assert refuse_unless_simulator(simulator.url) is None
    assert refuse_unless_simulator(simulator.url + "/v26.0/") is None
    assert simulator.graph.limiter.total == before


@pytest.mark.parametrize(
    "url",
    [
        "https://graph.facebook.com",
        "http://graph.facebook.com",
        "http://127.0.0.1@graph.facebook.com/",
        "http://127.0.0.1.example.org/",
        "http://10.0.0.7:8000",
        "http://0.0.0.0:8000",
        "https://127.0.0.1:8000",
        "http://[::ffff:10.0.0.1]:80",
        "graph.facebook.com",
        "",
    ],
)
def test_other_addresses_are_refused_without_asking_them(url: str) -> None:
    assert "only the local simulator is allowed; start `bereik simulate`" in str(refuse_unless_simulator(url))


def test_a_local_server_that_is_not_the_simulator_is_refused(
    stranger: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = refuse_unless_simulator(f"http://127.0.0.1:{stranger.server_address[1]}")
    assert "is not the simulator" in str(reason)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9/", "http://[::1]:9"])
def test_nobody_there_is_said(url: str) -> None:
    assert "nobody answers there" in str(refuse_unless_simulator(url))


def test_an_impossible_port_is_refused_in_words() -> None:
    assert refuse_unless_simulator("http://127.0.0.1:99999") is not None


class _WithControl(BaseHTTPRequestHandler):
    """Somebody's own simulator: another name, the same control interface."""

    def do_GET(self) -> None:
        there = self.path == "/_control/state"
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", "application/json" if there else "text/plain")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        return


def test_another_simulator_with_the_same_control_interface_may() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _WithControl) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        assert refuse_unless_simulator(f"http://127.0.0.1:{server.server_address[1]}") is None
        server.shutdown()
        thread.join()
