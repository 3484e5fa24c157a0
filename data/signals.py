"""Signals: what is new or rises, as the last look found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data import models
from data.records import NewSignal
from data.suppression import THRESHOLD
from data.upsert import batches, upsert

Row = models.Signal
KEY = ("kind", "key", "language", "window_end")


def add(
    session: Session, rows: Iterable[NewSignal], now: datetime, *, window_end: date | None = None
) -> None:
    """Stores signals in place of all that were found for the same windows before; may be repeated.

    Name `window_end` when a look may have found nothing, so that what it found earlier goes too.
    """
    values = {
        (new.kind, new.key, new.language, new.window_end): {**asdict(new), "created_at": now} for new in rows
    }
    windows = {new["window_end"] for new in values.values()} | ({window_end} if window_end else set())
    session.execute(delete(Row).where(Row.window_end.in_(windows)))
    for batch in batches([values[key] for key in sorted(values)]):
        upsert(session, Row, batch, KEY)


def latest(session: Session, *, limit: int = 30) -> list[NewSignal]:
    """The newest window's signals, the least likely by chance first; none that rests on fewer than five."""
    newest = select(Row.window_end).order_by(Row.window_end.desc()).limit(1).scalar_subquery()
    query = (
        select(*(getattr(Row, field.name) for field in fields(NewSignal)))
        .where(Row.window_end == newest, Row.observed >= THRESHOLD)
        .order_by(Row.p_value, Row.observed.desc(), Row.kind, Row.key, Row.language)
    )
    return [NewSignal(*found) for found in session.execute(query.limit(limit))]
