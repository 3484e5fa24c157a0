"""`bereik tag`: language, type, codes, places, claims and vectors for items that have none yet."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands.analyse import Engine
from dashboard.commands.printing import say
from nlp.annotate import Way, annotate
from nlp.workers import usable_processes


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(tag)


def tag(
    all_items: bool = typer.Option(False, "--all", help="Tag again what was tagged before."),
    engine: Engine = typer.Option(Engine.PROCESSES, help="Where texts are read: here, or in processes too."),
    vectors: bool = typer.Option(True, help="Without vectors it is fast; a later run fills them in."),
) -> None:
    """Tag what is new. A person's correction always stays, and teaches."""
    say("tagging …")
    processes = usable_processes() if engine is Engine.PROCESSES else 1
    way = Way(again=all_items, vectors=vectors, processes=processes)
    done = annotate(wiring.open_store(), wiring.now(), way=way, progress=say)
    say(f"tagged {done} items")
