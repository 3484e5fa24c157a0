"""`bereik group`: the same question in any language becomes one recurring question."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands.printing import say
from nlp import grouping


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(group)


def group(full: bool = typer.Option(False, help="Group everything anew; ids stay where they can.")) -> None:
    """Let new questions join a recurring question or start one."""
    say("grouping …")
    done = grouping.group(wiring.open_store(), wiring.now(), full=full)
    say(f"grouped: {done}")
