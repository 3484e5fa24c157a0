"""`bereik db`: the tables of the database."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from dashboard.settings import settings
from data import schema
from data.database import open_database

app = typer.Typer(no_args_is_help=True, help="Upgrade and check the database.")


def register(root: typer.Typer) -> None:
    """Add the commands below `bereik db`."""
    root.add_typer(app, name="db")


@app.command()
def upgrade() -> None:
    """Bring the tables to this version."""
    wiring.open_store().close()
    say("the tables are up to date")


@app.command()
def check() -> None:
    """Say whether the tables are those of this version; exit 1 when not."""
    database = open_database(settings().database, upgrade=False)
    differences = schema.check(database.engine)
    if differences:
        raise Attention(f"the tables differ: {'; '.join(differences)}; run `bereik db upgrade`")
    say("the tables are those of this version")
