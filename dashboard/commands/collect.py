"""`bereik collect`: brings in what is new at the registered sources."""

from __future__ import annotations

import typer

from dashboard import jobs, wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import sources


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(collect)


def collect(names: list[str] = typer.Argument(None, metavar="SOURCE")) -> None:
    """Collect from the named sources, or from every enabled Page and website."""
    database = wiring.open_store()
    with database.read() as session:
        if names:
            chosen = [wiring.find_source(session, name) for name in names]
        else:
            chosen = [
                each for each in sources.every(session, enabled_only=True) if each.kind in jobs.COLLECTED
            ]
    if not chosen:
        raise Attention("no Page or website is enabled; register one with `bereik new source`")
    problems = []
    for done in jobs.collect_these(database, chosen, wiring.now()):
        nothing = "nothing came in" if done.problem else "nothing new"
        numbers = ", ".join(f"{name} {number}" for name, number in done.counts.items()) or nothing
        say(f"{done.source}: {numbers}")
        for note in done.notes:
            say(f"{done.source}: note: {note}")
        if done.problem:
            problems.append(f"{done.source}: {done.problem}")
    if problems:
        raise Attention("; ".join(problems))
