"""`bereik log`: one question that somebody asked, in ten seconds."""

from __future__ import annotations

import typer

from collectors.log import Told, logged_question
from dashboard import wiring
from dashboard.commands.printing import say
from data import items


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(log)


def log(
    text: str,
    source: str = typer.Option(..., help="The registered source: the bus, a desk, a group."),
    language: str = typer.Option("", help="Code or name; guessed when left out."),
    place: str = typer.Option("", help="District."),
    day: str = typer.Option("", help="Day, d-m-yyyy or yyyy-mm-dd; today when left out."),
) -> None:
    """Log a question. Names and numbers are taken out before it is kept."""
    now = wiring.now()
    new = logged_question(text, now, Told(language, place, day))
    with wiring.open_store().begin() as session:
        done = items.add(session, wiring.find_source(session, source), [new], now)
    taken = ", ".join(f"{name} {number}" for name, number in done.redacted.items())
    say("logged" + (f"; taken out: {taken}" if taken else ""))
