"""A real HTTP server on loopback that answers what a test scripts, and records what was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from collectors.graph import GraphAPI, GraphSettings, Timing
from data import sources
from data.database import Database
from data.records import NewSource, Source

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TOKEN = "EAAtesttoken0123456789abcdef"


@dataclass(frozen=True)
class Reply:
    """One answer: JSON unless `body` is text or bytes; `drop` hangs up without a word."""

    body: Any = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False
    cut: bool = False  # announce more bytes than are sent


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    headers: dict[str, str]
    line: str


class Scripted:
    """The running server: `add` answers in order (the last repeats), or `by` a function of the request."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.by: Callable[[Asked], Any] | None = None
        self.asked: list[Asked] = []
        self.url = ""

    def add(self, body: Any = None, status: int = 200, **more: Any) -> Scripted:
        self.replies.append(Reply({} if body is None else body, status, **more))
        return self

    def error(self, code: int, subcode: int | None = None, status: int = 400, message: str = "no") -> Reply:
        error = {"message": message, "type": "OAuthException", "code": code, "error_subcode": subcode}
        return Reply({"error": error}, status)

    def add_error(
        self, code: int, subcode: int | None = None, status: int = 400, message: str = "no"
    ) -> None:
        self.replies.append(self.error(code, subcode, status, message))

    def reply_with(self, body: Any, status: int = 200, **more: Any) -> Reply:
        return Reply(body, status, **more)

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.by is not None:
            found = self.by(asked)
            return found if isinstance(found, Reply) else Reply(found)
        if not self.replies:
            return Reply({})
        return self.replies[min(len(self.asked), len(self.replies)) - 1]


@pytest.fixture
def server() -> Iterator[Scripted]:
    scripted = Scripted()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            form = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
            reply = scripted.reply(
                Asked(
                    self.command,
                    parts.path,
                    {k: v[0] for k, v in parse_qs(parts.query).items()},
                    {k: v[0] for k, v in form.items()},
                    {k.lower(): v for k, v in self.headers.items()},
                    self.path,
                )
            )
            self.close_connection = True
            if reply.drop:
                return
            body = reply.body if isinstance(reply.body, str | bytes) else json.dumps(reply.body)
            raw = body.encode() if isinstance(body, str) else body
            self.send_response(reply.status)
            headers = {"Content-Type": "application/json; charset=UTF-8", **reply.headers}
            headers["Connection"] = "close"
            headers["Content-Length"] = str(len(raw) + (100 if reply.cut else 0))
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_DELETE = answer

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    scripted.url = f"http://127.0.0.1:{http.server_address[1]}"
    yield scripted
    http.shutdown()
    http.server_close()
    thread.join()


@dataclass
class Clock:
    """A clock that moves only when somebody sleeps."""

    now: datetime = NOW
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def timing(self) -> Timing:
        return Timing(lambda: self.now, self.sleep, lambda: 0.5)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(server: Scripted, clock: Clock) -> Iterator[GraphAPI]:
    client = GraphAPI(TOKEN, GraphSettings(base_url=server.url), clock.timing())
    yield client
    client.session.close()


@pytest.fixture
def enabled() -> Callable[..., Source]:
    """Registers an enabled source: `enabled(database, name, kind, address)`."""

    def register(database: Database, name: str, kind: Any, address: str = "") -> Source:
        new = NewSource(
            name=name,
            kind=kind,
            address=address,
            purpose="know what is asked",
            legal_basis="public task",
            owner="information point",
            review_on=date(2027, 6, 1),
            enabled=True,
        )
        with database.begin() as session:
            return sources.register(session, new, NOW)

    return register


@pytest.fixture
def page(sqlite_database: Database, enabled: Callable[..., Source]) -> Source:
    """An enabled Page."""
    return enabled(sqlite_database, "Infopunt", "facebook-page", "61550000000001")
