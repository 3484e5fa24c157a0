"""Brings a database to this version's tables, by migrations run from code."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from data.errors import NewerDatabase
from data.models import Base

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x62657265  # any number that only Bereik's migrations use


def upgrade(engine: Engine) -> None:
    """Runs the migrations that are missing, in one transaction; several processes may do so at once.

    Raises NewerDatabase when the database has a revision that this version does not know.
    """
    scripts = ScriptDirectory.from_config(_config())
    head = scripts.get_current_head()
    with engine.connect() as connection:
        _leave_foreign_keys_alone(connection)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            now_at = MigrationContext.configure(connection).get_current_revision()
            _refuse_newer(now_at, scripts)
            if now_at != head:
                command.upgrade(_config(connection), "head")
        connection.invalidate()  # the next user gets a connection with foreign keys on


def current(engine: Engine) -> str | None:
    """The revision the database is at, or None when it has no tables yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check(engine: Engine) -> list[str]:
    """What differs between the database's tables and the models; empty when they are equal."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _leave_foreign_keys_alone(connection: Connection) -> None:
    """SQLite rebuilds a table to change it, which must not delete the rows that point to it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")


def _refuse_newer(revision: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerDatabase(
            f"the database is at revision {revision}, which this version does not know; "
            "install the newer Bereik that wrote it, or open another database"
        )
