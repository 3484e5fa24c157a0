"""A running simulator and a small client over loopback HTTP."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import RunningSimulator, serve

START = datetime(2026, 11, 2, 12, tzinfo=UTC)


@dataclass
class Client:
    """Calls one simulator with its Page token in the header, as our own client does."""

    running: RunningSimulator
    session: requests.Session = field(default_factory=requests.Session)

    def call(self, method: str, path: str, who: str | None = "page", **kwargs: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.running.token(who)}"} if who else {}
        address = path if path.startswith("http") else f"{self.running.url}/v26.0/{path.lstrip('/')}"
        return self.session.request(method, address, headers=headers, timeout=10, **kwargs)

    def get(self, path: str, who: str | None = "page", **params: Any) -> Any:
        return self.call("GET", path, who, params=params).json()

    def post(self, path: str, who: str | None = "page", **data: Any) -> Any:
        return self.call("POST", path, who, data=data).json()

    def page(self, edge: str, who: str | None = "page", **params: Any) -> Any:
        return self.get(f"{self.running.page_id}/{edge}", who, **params)

    def publish(self, **data: Any) -> Any:
        return self.post(f"{self.running.page_id}/feed", **data)

    def control(self, name: str, body: Any = None, method: str = "") -> Any:
        method = method or ("GET" if body is None else "POST")
        answer = self.session.request(method, f"{self.running.url}/_control/{name}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def fault(self, kind: str, **settings: Any) -> None:
        self.control("faults", {"kind": kind, **settings})

    def every(self, path: str, **params: Any) -> list[Any]:
        """All rows of a list, following `next`."""
        rows: list[Any] = []
        answer = self.get(path, **params)
        while True:
            rows += answer["data"]
            following = answer.get("paging", {}).get("next")
            if following is None:
                return rows
            answer = self.get(following)


@pytest.fixture
def start() -> datetime:
    return START


@pytest.fixture
def simulate() -> Iterator[Callable[..., Client]]:
    """Starts simulators with the settings that a test names; all are closed after it."""
    with ExitStack() as stack:

        def begin(**settings: Any) -> Client:
            config = SimulatorConfig(**{"control": True, "start": START, **settings})
            client = Client(stack.enter_context(serve(config)))
            stack.callback(client.session.close)
            return client

        yield begin


@pytest.fixture
def graph(simulate: Callable[..., Client]) -> Client:
    """A simulator of this test's own."""
    return simulate(weeks=10, weeks_ahead=3)


@pytest.fixture(scope="module")
def reader() -> Iterator[Client]:
    """One simulator for all tests of a module that only read."""
    with serve(SimulatorConfig(control=True, start=START)) as running:
        client = Client(running)
        yield client
        client.session.close()
