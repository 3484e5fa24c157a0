"""Sources: where items come from, each registered with purpose, legal basis, owner and review date."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from data import audit, models
from data.errors import MissingPurpose, SourceError
from data.records import NewSource, Source, SourceKind

Row = models.Source
NEEDED = {
    "purpose": "a purpose",
    "legal_basis": "a legal basis",
    "owner": "an owner",
    "review_on": "a review date",
}


def register(session: Session, new: NewSource, now: datetime, *, actor: str = "bereik") -> Source:
    """Registers a source, or changes the one of that name, and notes it in the audit trail.

    Raises MissingPurpose when it is enabled without one of the four things a source needs, and
    SourceError for an unknown kind or when the name already stands for another kind.
    """
    if new.kind not in get_args(SourceKind):
        raise SourceError(
            f"there is no source kind {new.kind!r}; use one of {', '.join(get_args(SourceKind))}"
        )
    missing = [words for name, words in NEEDED.items() if not getattr(new, name)]
    if new.enabled and missing:
        raise MissingPurpose(f"source {new.name} cannot be enabled without {', '.join(missing)}; register it")
    known = find(session, new.name)
    if known is not None and known.kind != new.kind:
        raise SourceError(f"source {new.name} is a {known.kind}; give the {new.kind} another name")
    values = {field.name: getattr(new, field.name) for field in fields(NewSource)}
    if known is None:
        session.execute(insert(Row).values(**values, created_at=now))
    else:
        session.execute(update(Row).where(Row.id == known.id).values(**values))
    source = session.execute(_query().where(Row.name == new.name)).one()
    if Source(*source) != known:
        detail = {name: str(value) for name, value in values.items() if value}
        audit.write(session, actor, "source registered", f"source {new.name}", detail, now)
    return Source(*source)


def find(session: Session, name: str) -> Source | None:
    """The source of that name."""
    row = session.execute(_query().where(Row.name == name)).first()
    return Source(*row) if row else None


def every(session: Session, *, enabled_only: bool = False) -> list[Source]:
    """All sources by name."""
    query = _query().where(Row.enabled) if enabled_only else _query()
    return [Source(*row) for row in session.execute(query.order_by(Row.name))]


def _query() -> Select[Any]:
    return select(*(getattr(Row, field.name) for field in fields(Source)))
