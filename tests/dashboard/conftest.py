"""The command `bereik` as a child process with a home of its own, beside a simulated Graph API over HTTP."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import RunningSimulator, serve
from data.database import Database, open_database

SCRIPT = Path(sys.executable).with_name("bereik")
PATIENCE = 60.0  # seconds for a child to do what a test waits for
REASONS = (
    *("--purpose", "see which questions recur", "--legal-basis", "public task"),
    *("--owner", "communication", "--review-on", "2030-01-01", "--enable"),
)


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed for a program."""
        return json.loads(self.out)

    def complaint(self) -> str:
        """The one line with which it asked for a person; fails when there is not exactly one."""
        [line] = [line for line in self.err.splitlines() if line.startswith("bereik: ")]
        assert self.code == 1, self
        assert "Traceback" not in self.err
        return line


@dataclass(frozen=True)
class Desk:
    """A workplace: its folder, the simulator it may talk to, and its settings."""

    folder: Path
    base: dict[str, str]
    simulator: RunningSimulator | None = None
    settings: dict[str, str] = field(default_factory=dict)

    def having(self, **settings: str) -> "Desk":
        """The same desk with other settings."""
        return replace(self, settings={**self.settings, **settings})

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Begin a command in a process group of its own, as a terminal would."""
        return subprocess.Popen(
            [str(SCRIPT), *arguments],
            env={**self.base, **self.settings},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str) -> Done:
        """Do a command to its end."""
        return end(self.start(*arguments))

    def end(self, child: "subprocess.Popen[str]") -> Done:
        """Wait for a command that was begun."""
        return end(child)

    def open(self) -> Database:
        """This desk's database, looked into from outside."""
        return open_database(self.settings["BEREIK_DATABASE_URL"])

    def control(self, what: str) -> Any:
        """What the simulator tells a test past the API."""
        assert self.simulator is not None
        return requests.get(f"{self.simulator.url}/_control/{what}", timeout=10).json()

    def fault(self, kind: str, **settings: Any) -> None:
        """Let the simulator fail in this way."""
        assert self.simulator is not None
        url = f"{self.simulator.url}/_control/faults"
        requests.post(url, json={"kind": kind, **settings}, timeout=10).raise_for_status()

    def posts(self, part: str) -> list[dict[str, Any]]:
        """The posts on the Page's wall that carry this text."""
        return [post for post in self.control("state")["posts"] if part in (post["message"] or "")]


def end(child: "subprocess.Popen[str]", patience: float = PATIENCE) -> Done:
    """Wait for a child; one that does not end is killed with all it started, and fails the test."""
    try:
        out, err = child.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        out, err = child.communicate()
        pytest.fail(f"{child.args} did not end within {patience:.0f} s\n{out}\n{err}")
    return Done(child.returncode, out, err)


def alive(group: int) -> bool:
    """Whether any process of this group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def listens(port: int) -> bool:
    """Whether anything answers on this port of the machine."""
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody holds now."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


def fetch(url: str, **headers: str) -> tuple[int, str]:
    """Status and text of an answer; status 0 while nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:  # noqa: S310
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""
    except OSError:
        return 0, ""


def until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for something to become true, at most so many seconds."""
    last = time.monotonic() + patience
    while not true():
        assert time.monotonic() < last, f"not true within {patience:.0f} s"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def base_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """This process's environment without settings of ours; compiled files are kept for the session."""
    base = {key: value for key, value in os.environ.items() if not key.startswith("BEREIK_")}
    if base.pop("PYTHONDONTWRITEBYTECODE", None):
        base["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.mktemp("compiled"))
    base.pop("FORCE_COLOR", None)
    return {**base, "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb"}


@pytest.fixture(scope="session")
def small_town() -> Iterator[RunningSimulator]:
    """One simulated town with four weeks of history, for all commands."""
    with serve(SimulatorConfig(control=True, weeks=4, weeks_ahead=0)) as running:
        yield running


@pytest.fixture(scope="session")
def new_desk(base_environment: dict[str, str]) -> Callable[..., Desk]:
    """Furnish a desk in a folder, beside a town or alone; for what several tests share."""
    return lambda folder, town=None: desk_in(folder, base_environment, town)


def desk_in(folder: Path, base: dict[str, str], town: RunningSimulator | None = None) -> Desk:
    """A desk with everything below `folder`."""
    settings = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "BEREIK_HOME": str(folder / "home"),
        "BEREIK_DATABASE_URL": f"sqlite:///{folder / 'bereik.db'}",
    }
    if town is not None:
        settings |= {
            "BEREIK_GRAPH_URL": town.url,
            "BEREIK_CONTACT": "test@example.org",
            "PAGE_TOKEN": town.page_token,
            "USER_TOKEN": town.token("user"),
        }
    return Desk(folder, base, town, settings)


@pytest.fixture
def bare_desk(tmp_path: Path, base_environment: dict[str, str]) -> Desk:
    """A desk where nothing was ever done, without a simulator."""
    return desk_in(tmp_path, base_environment)


@pytest.fixture
def desk(
    sqlite_database: Database, tmp_path: Path, base_environment: dict[str, str], small_town: RunningSimulator
) -> Iterator[Desk]:
    """A desk with an empty, migrated database, beside the town without faults."""
    sqlite_database.close()
    yield desk_in(tmp_path, base_environment, small_town)
    requests.delete(f"{small_town.url}/_control/faults", timeout=10).raise_for_status()


@pytest.fixture
def group_of() -> Iterator[Callable[["subprocess.Popen[str]"], int]]:
    """Remembers children, so that none outlives its test whatever happens."""
    children: list[subprocess.Popen[str]] = []

    def remember(child: "subprocess.Popen[str]") -> int:
        children.append(child)
        return child.pid

    yield remember
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        if child.returncode is None:
            child.communicate()
