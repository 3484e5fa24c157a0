"""`bereik watch`: what is new or rises."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands import printing
from data import signals
from nlp import listening


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(watch)


def watch(as_json: bool = typer.Option(False, "--json")) -> None:
    """Compare the last seven days with the weeks before and list what is new or rises."""
    database = wiring.open_store()
    listening.watch(database, wiring.now())
    with database.read() as session:
        found = signals.latest(session, limit=50)
    printing.rows(
        [
            {
                "kind": signal.kind,
                "key": signal.key,
                "language": signal.language or "all",
                "observed": signal.observed,
                "expected": round(signal.expected, 1),
                "times": f"{signal.ratio_low:.1f}–{signal.ratio_high:.1f}",
                "new": "new" if signal.is_new else "rising",
            }
            for signal in found
        ],
        as_json=as_json,
    )
