"""`bereik demo`: one command from an empty machine to a dashboard that shows what people ask."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import typer

from dashboard import demo as preparing
from dashboard.commands.printing import say
from dashboard.exits import Attention
from dashboard.worker import work
from data.database import Database

WAIT = 40.0  # seconds for the dashboard to answer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    folder: Path = typer.Option(None, help="Keep the demo here; a temporary folder when left out."),
    port: int = typer.Option(8501, help="Port of the dashboard on 127.0.0.1."),
    seed: int = typer.Option(1, help="The same seed gives the same town."),
    no_serve: bool = typer.Option(
        False, "--no-serve", "--prepare-only", help="Stop when everything is ready, without the dashboard."
    ),
) -> None:
    """Simulate a town, collect, tag, group, watch, suggest and publish there; then show it, until Ctrl-C."""
    started = time.monotonic()
    signal.signal(signal.SIGTERM, _as_interrupt)
    with _place(folder) as place, preparing.prepared(place, seed, say) as ready:
        if no_serve:
            say(f"ready in {time.monotonic() - started:.0f} s: {place}")
            return
        with _dashboard(port):
            say(
                f"\nReady in {time.monotonic() - started:.0f} s. "
                f"Open http://127.0.0.1:{port} (Ctrl-C stops everything)\n"
            )
            _go_on(ready.database)
    say("stopped; nothing is left running")


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    """A folder for the demo; an existing database in it is refused, a temporary one is removed again."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "demo.db").exists():
            raise Attention(f"{folder} already holds a demo; remove it or choose another folder")
        yield folder
        return
    place = Path(tempfile.mkdtemp(prefix="bereik-demo-"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def _dashboard(port: int) -> Iterator[None]:
    """Run the dashboard in a process of its own (a publisher never lives inside it); stop it at the end."""
    say("starting the dashboard")
    child = subprocess.Popen([sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)])  # noqa: S603
    try:
        _wait_for(child, port)
        yield
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_for(child: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Attention(f"the dashboard did not start; is port {port} taken? try --port {port + 1}")
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2),
        ):
            return
        time.sleep(0.2)
    raise Attention(f"the dashboard did not answer on port {port} within {WAIT:.0f} s")


def _go_on(database: Database) -> None:
    """Do the work that goes on without a person until Ctrl-C."""
    stop = threading.Event()
    with contextlib.suppress(KeyboardInterrupt):
        work(database, stop=stop)
