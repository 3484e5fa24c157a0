"""Migrations make exactly the tables of the models, on both databases, up and down."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, text

from data import schema
from data.database import Database, open_database
from data.errors import NewerDatabase
from data.models import Base


def test_migrations_equal_models(database: Database) -> None:
    assert schema.check(database.engine) == []


def test_a_difference_is_seen(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("ALTER TABLE communities ADD COLUMN colour TEXT"))
    assert "colour" in " ".join(schema.check(database.engine))


def _definitions(engine: Engine) -> set[tuple[str, ...]]:
    """Every table and index as SQLite keeps it, with CHECKs and WHEREs, in parts whose order is no matter."""
    with engine.connect() as connection:
        found = connection.execute(text("select sql from sqlite_master where sql is not null"))
        said = [re.sub(r"\s+|\"", "", row.sql) for row in found if "alembic" not in row.sql]
    parts = [re.split(r"(?=CONSTRAINT)|,", each) for each in said]
    return {tuple(sorted(part.rstrip(")") for part in each if part)) for each in parts}


def test_even_checks_and_partial_indexes_are_equal(sqlite_database: Database, tmp_path: Path) -> None:
    from_models = create_engine(f"sqlite:///{tmp_path}/models.db")
    Base.metadata.create_all(from_models)
    assert _definitions(sqlite_database.engine) == _definitions(from_models)
    from_models.dispose()


def test_down_and_up_again(database: Database) -> None:
    with database.engine.begin() as connection:
        command.downgrade(schema._config(connection), "base")
    assert schema.current(database.engine) is None
    schema.upgrade(database.engine)
    assert schema.check(database.engine) == []


def test_upgrading_again_changes_nothing(database: Database) -> None:
    before = schema.current(database.engine)
    schema.upgrade(database.engine)
    assert schema.current(database.engine) == before is not None


def test_a_newer_database_is_refused(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="install the newer Bereik"):
        schema.upgrade(database.engine)


def test_several_first_starts_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bereik.db"
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_database(url), range(4)))
    assert {schema.current(each.engine) for each in opened} == {schema.current(opened[0].engine)}
    for each in opened:
        each.close()
