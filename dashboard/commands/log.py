"""`bereik log`: one question that somebody asked, in ten seconds."""

from __future__ import annotations

from datetime import datetime

import typer

from collectors.log import logged_question
from dashboard import wiring
from dashboard.commands.printing import say
from data import items


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(log)
