"""`bereik import`: a moderator's or an office's file becomes items."""

from __future__ import annotations

from pathlib import Path

import typer

from dashboard import wiring


def register(app: typer.Typer) -> None:
    """Add the command under its name, which Python keeps for itself."""
    app.command("import")(import_file)
