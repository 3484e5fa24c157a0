"""`bereik tag`: language, type, codes, places, claims and vectors for items that have none yet."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands.printing import say
from nlp import annotate


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(tag)


def tag(all_items: bool = typer.Option(False, "--all", help="Tag again what was tagged before.")) -> None:
    """Tag what is new. A person's correction always stays."""
    say("tagging …")
    done = annotate.annotate(wiring.open_store(), wiring.now(), again=all_items, progress=say)
    say(f"tagged {done} items")
