"""Many rows at once, new or known: INSERT … ON CONFLICT for both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from data.models import Base

T = TypeVar("T")
BATCH = 500
Insert = postgresql.Insert | sqlite.Insert


def batches(things: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cuts a stream into lists of at most `size`, without reading ahead."""
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def insert_into(session: Session, model: type[Base]) -> Insert:
    """The INSERT of the database in use, which knows ON CONFLICT."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model)
    return sqlite.insert(model)


def upsert(session: Session, model: type[Base], rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> None:
    """Inserts the rows; where one with the same `keys` exists, its other columns are overwritten.

    All rows have the same columns and `keys` names a unique constraint of the table.
    """
    if not rows:
        return
    statement = insert_into(session, model)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if others:
        statement = statement.on_conflict_do_update(index_elements=list(keys), set_=others)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(keys))
    session.connection().execute(statement, list(rows))
