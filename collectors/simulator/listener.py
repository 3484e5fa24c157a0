"""Speaks HTTP/1.1 for the simulated Graph API: keep-alive, several clients at once, a clean end."""

import re
import socket
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from collectors.simulator import control, site
from collectors.simulator.clock import format_time
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.errors import GraphError
from collectors.simulator.exchange import Answer, Call, parse_body
from collectors.simulator.graph import Graph

HOST = "127.0.0.1"
LARGEST_BODY = 16 * 1024 * 1024
TOKEN = re.compile(r"EAA[0-9A-Za-z]{40,}")
"""A token inside another value, as in the parts of a batch."""
SECRETS = ("access_token", "input_token", "fb_exchange_token", "client_secret", "appsecret_proof")


class _Log:
    """Every call in order; the values of secrets are not kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[dict[str, Any]] = []

    def open(self, call: Call, at: str) -> dict[str, Any]:
        """Note a call when it comes in; its status follows when it is answered."""
        params = {
            key: "REDACTED" if key in SECRETS else TOKEN.sub("REDACTED", value)
            for key, value in call.params.items()
        }
        with self._lock:
            entry = {"n": len(self._calls) + 1, "at": at, "method": call.method, "path": call.path}
            entry |= {"params": params, "status": None}
            self._calls.append(entry)
            return entry

    def calls(self) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(entry) for entry in self._calls]


class Listener(ThreadingHTTPServer):
    """Knows its open connections, so that closing leaves no thread behind."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, config: SimulatorConfig, graph: Graph) -> None:
        self.config = config
        self.graph = graph
        self.log = _Log()
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__((HOST, config.port), _Handler)
        self.url = f"http://{HOST}:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no event worth a traceback; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Stop waiting answers, hang up on every client, and wait until all threads are done."""
        self.closing.set()
        self.shutdown()
        with self._open_lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection: keep-alive, several calls one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def setup(self) -> None:
        super().setup()
        self.connection.settimeout(self.server.config.idle_timeout)

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def version_string(self) -> str:
        return "bereik-simulator"

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the calls are kept in the log that `/_control/calls` shows."""

    def _serve(self) -> None:
        path = urlsplit(self.path).path
        try:
            call = self._read(path)
        except GraphError as error:
            self._send(Answer(error.body("Aunread"), error.status))
            return
        server = self.server
        if path.startswith("/_control/") and server.config.control:
            self._send(control.answer(server.graph, server.log, call))
        elif path.startswith("/site/") or path in ("/robots.txt", "/site"):
            self._send(site.answer(path, server.url, server.graph.world.now()))
        else:
            entry = server.log.open(call, format_time(server.graph.world.now()))
            answer = server.graph.answer(call)
            entry["status"] = None if answer.drop else answer.status
            self._send(answer)

    def _read(self, path: str) -> Call:
        length = self.headers.get("Content-Length") or "0"
        size = int(length) if length.isdigit() else LARGEST_BODY + 1
        if size > LARGEST_BODY:
            self.close_connection = True
            raise GraphError("(#100) The request is too large", 100, status=413)
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body, upload = parse_body(self.headers.get("Content-Type", ""), self.rfile.read(size))
        params = {**query, **body}
        bearer = self.headers.get("Authorization", "")
        token = params.get("access_token") or (
            bearer[7:].strip() if bearer[:7].lower() == "bearer " else None
        )
        base = f"http://{self.headers.get('Host') or self.server.url.removeprefix('http://')}"
        in_query = "access_token" in query
        return Call(self.command, path, params, token, in_query, base=base, upload=upload)

    def _send(self, answer: Answer) -> None:
        if answer.wait:
            self.server.closing.wait(answer.wait)
        if answer.drop or self.server.closing.is_set():
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        body = answer.bytes()
        self.send_response(answer.status)
        headers: Mapping[str, str | None] = {"Content-Type": answer.content_type, **answer.headers}
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
