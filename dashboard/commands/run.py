"""`bereik run`: every job on its cadence; several may run at once, each job holds a lease."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.worker import work


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(once: bool = typer.Option(False, help="Do every job once and stop.")) -> None:
    """Collect, tag, group, watch, suggest, publish and reconcile, until Ctrl-C."""
    work(wiring.open_store(), once=once)
