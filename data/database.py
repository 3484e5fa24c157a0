"""Opens the database, SQLite or PostgreSQL, and hands out transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session, sessionmaker

from data import schema
from data.errors import StoreUnavailable

__all__ = ["Database", "Session", "open_database"]

BUSY_SECONDS = 30


class Database:
    """One database; `begin()` and `read()` give sessions, each one transaction long."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.url = engine.url.render_as_string(hide_password=True)
        self._writers = sessionmaker(engine, expire_on_commit=False)
        self._readers = sessionmaker(engine.execution_options(bereik_read=True), expire_on_commit=False)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One writing transaction: commits at the end, rolls back on any exception.

        On SQLite it holds the write lock from its first statement on, so that what it reads is still
        true when it writes. Raises StoreUnavailable when the database is locked for 30 s, full or damaged.
        """
        with _speaking_plainly(), self._writers.begin() as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One reading transaction: never waits for a writer and changes nothing."""
        with _speaking_plainly(), self._readers() as session:
            yield session

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


def open_database(url: str, *, upgrade: bool = True, lasting: bool = True) -> Database:
    """Opens `sqlite:///path` or `postgresql://…`, makes the SQLite file's folder and runs the migrations.

    With `lasting` a commit is on the disk when it returns. Without, a power cut may undo the last ones (never
    half of one): for work that is found undone and done again.
    Raises StoreUnavailable with one line for a person, NewerDatabase when a newer Bereik wrote it.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnavailable(
            "the database URL cannot be read; use sqlite:///path or postgresql://…"
        ) from error
    engine = _engine(parsed)
    if not lasting:
        event.listen(engine, "connect", _hurry)
    with _speaking_plainly():
        if upgrade:
            schema.upgrade(engine)
        else:
            engine.connect().close()
    return Database(engine)


def _engine(url: URL) -> Engine:
    # Parameters hold texts of the public: they stay out of every error message.
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            _make_folder(Path(url.database).parent)
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.get_backend_name() == "postgresql":
        return create_engine(
            url.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True
        )
    raise StoreUnavailable(
        f"databases of kind {url.get_backend_name()} are not supported; use sqlite or postgresql"
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"the folder {folder} cannot be made: {error.strerror}; choose another"
        ) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin below, not inside the driver
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an intent to publish that was committed survives a power cut
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten
        "cache_size=-65536",  # 64 MB
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _hurry(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=NORMAL").close()
    else:
        connection.execute("SET synchronous_commit TO off")
        connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("bereik_read", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def _speaking_plainly() -> Iterator[None]:
    """Turns what a driver says of an unusable database into one line for a person."""
    try:
        yield
    except (IntegrityError, DataError, ProgrammingError):
        raise
    except DBAPIError as error:
        said = (
            str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        )
        raise StoreUnavailable(f"the database cannot be used: {said}; {_advice(said)}") from error


def _advice(said: str) -> str:
    """What to do next, by what the driver said."""
    for sign, advice in (
        ("full", "make room on the disk and run the command again"),
        ("locked", "another process is writing; try again in a moment"),
        ("not a database", "the file is something else; check the database URL"),
        ("malformed", "restore the last backup"),
        ("readonly", "give this account the right to write the file and its folder"),
        ("unable to open", "check that the path exists and may be read"),
    ):
        if sign in said:
            return advice
    return "check that the server runs and that the database URL is right"
