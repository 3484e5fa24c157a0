"""`bereik import`: a moderator's or an office's file becomes items."""

from __future__ import annotations

from pathlib import Path

import typer

from collectors.imports import FORMATS
from collectors.load import FileToImport, Imported
from collectors.load import import_file as load_file
from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention

SHOWN_ERRORS = 20


def register(app: typer.Typer) -> None:
    """Add the command under the name that Python keeps for itself."""
    app.command("import")(import_file)


def import_file(
    format_name: str = typer.Argument(..., metavar="FORMAT", help=", ".join(sorted(FORMATS))),
    file: Path = typer.Argument(..., exists=True, dir_okay=False),
    source: str = typer.Option(..., help="The registered source this file comes from."),
    mapping: Path = typer.Option(None, exists=True, dir_okay=False, help="Which column is what, as JSON."),
    dry_run: bool = typer.Option(False, help="Only look: write nothing."),
) -> None:
    """Bring in a file. The same file twice adds nothing; rows that cannot be read are named, and exit 1."""
    database = wiring.open_store()
    with database.read() as session:
        found = wiring.find_source(session, source)
    if not found.enabled:
        raise Attention(
            f"source {source!r} is not enabled; give it a purpose, legal basis, owner and review date "
            "with `bereik new source … --enable`"
        )
    done = load_file(database, found, FileToImport(format_name, file, mapping, dry_run), wiring.now())
    _tell(done, dry_run)
    if done.errors:
        raise Attention(
            f"{len(done.errors)} rows of {file.name} could not be read, the rest was; mend and import again"
        )


def _tell(done: Imported, dry_run: bool) -> None:
    for error in done.errors[:SHOWN_ERRORS]:
        say(f"row {error.row}: {error.reason}")
    if len(done.errors) > SHOWN_ERRORS:
        say(f"… and {len(done.errors) - SHOWN_ERRORS} more")
    numbers = ", ".join(f"{name} {number}" for name, number in done.counts.items())
    redacted = ", ".join(f"{name} {number}" for name, number in sorted(done.redacted.items()))
    note = " (dry run, nothing written)" if dry_run else ""
    say(f"{done.readable} rows read{note}: {numbers or 'nothing new'}")
    if redacted:
        say(f"taken out before storing: {redacted}")
