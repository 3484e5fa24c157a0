"""`bereik suggest`: where people ask and we said nothing yet in that language."""

from __future__ import annotations

import typer

from dashboard import jobs, wiring
from dashboard.commands import printing
from data import suggestions


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(suggest)


def suggest(as_json: bool = typer.Option(False, "--json"), limit: int = typer.Option(20, min=1)) -> None:
    """Rank the gaps topic × language and list them with their reasons, most urgent first."""
    database = wiring.open_store()
    jobs.suggest(database, wiring.now())
    with database.read() as session:
        found = suggestions.open(session, limit)
    printing.rows(
        [
            {
                "suggestion": each.id,
                "code": each.code,
                "language": each.language,
                "score": each.score,
                "reasons": dict(each.reasons),
            }
            for each in found
        ],
        as_json=as_json,
    )
