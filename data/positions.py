"""Positions: how far each stream of a source was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import models
from data.records import Source
from data.upsert import upsert


def position(session: Session, source: Source, stream: str) -> str | None:
    """Where reading the stream goes on, or None when it was never read."""
    row = models.Position
    return session.scalar(select(row.value).where(row.source_id == source.id, row.stream == stream))


def set_position(session: Session, source: Source, stream: str, value: str, now: datetime) -> None:
    """Remembers where reading goes on; call it in the transaction that stores what was read."""
    row = {"source_id": source.id, "stream": stream, "value": value, "updated_at": now}
    upsert(session, models.Position, [row], ("source_id", "stream"))
