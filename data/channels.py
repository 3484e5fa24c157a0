"""Channels: where we say something; dry-run until an admin sets one live."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from data import models
from data.upsert import upsert

Row = models.Channel


@dataclass(frozen=True)
class Channel:
    """A Page, or a group or app served by hand. `address` is e.g. the Page's id."""

    id: int
    name: str
    kind: str
    source_id: int | None
    address: str
    live: bool


def register(  # noqa: PLR0913 - a channel has these parts
    session: Session, name: str, kind: str, source_id: int | None, address: str, live: bool, now: datetime
) -> Channel:
    """Registers a channel, or changes the one of that name; the caller notes who decided, in the audit."""
    row = {"name": name, "kind": kind, "source_id": source_id, "address": address, "live": live}
    upsert(session, Row, [row], ("name",))
    return Channel(*session.execute(_query().where(Row.name == name)).one())


def find(session: Session, name: str) -> Channel | None:
    """The channel of that name."""
    row = session.execute(_query().where(Row.name == name)).first()
    return Channel(*row) if row else None


def every(session: Session) -> list[Channel]:
    """All channels by name."""
    return [Channel(*row) for row in session.execute(_query().order_by(Row.name))]


def _query() -> Select[Any]:
    return select(*(getattr(Row, field.name) for field in fields(Channel)))
