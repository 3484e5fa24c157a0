"""Signals: what is new or rises, as the last look found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data import models
from data.records import NewSignal
from data.suppression import THRESHOLD
from data.upsert import batches, upsert

Row = models.Signal
KEY = ("kind", "key", "language", "window_end")
QUIET = timedelta(days=7)  # after so many mornings without a signal, the next one is another rise


def add(
    session: Session, rows: Iterable[NewSignal], now: datetime, *, window_end: date | None = None
) -> None:
    """Stores signals in place of all that were found for the same windows before; may be repeated.

    Name `window_end` when a look may have found nothing, so that what it found earlier goes too. A signal
    that goes on, with fewer than seven mornings without it between, keeps the day on which it began.
    """
    found = list(rows)
    began = _began(session, {new.window_end for new in found})
    values = {
        (new.kind, new.key, new.language, new.window_end): {
            **asdict(new),
            "began": began.get((new.kind, new.key, new.language, new.window_end))
            or new.began
            or new.window_end - timedelta(days=1),
            "created_at": now,
        }
        for new in found
    }
    windows = {new["window_end"] for new in values.values()} | ({window_end} if window_end else set())
    session.execute(delete(Row).where(Row.window_end.in_(windows)))
    for batch in batches([values[key] for key in sorted(values)]):
        upsert(session, Row, batch, KEY)


def _began(session: Session, ends: Iterable[date]) -> dict[tuple[str, str, str, date], date]:
    """When the rises began that were signalled in the days before each of the windows' ends."""
    began: dict[tuple[str, str, str, date], date] = {}
    for end in ends:
        query = (
            select(Row.kind, Row.key, Row.language, Row.began, Row.window_end)
            .where(Row.window_end < end, Row.window_end >= end - QUIET)
            .order_by(Row.window_end)
        )
        for kind, key, language, day, window_end in session.execute(query):
            began[kind, key, language, end] = day or window_end - timedelta(days=1)
    return began


def latest(session: Session, *, limit: int = 30, since: date | None = None) -> list[NewSignal]:
    """The newest window's signals, the least likely by chance first; none that rests on fewer than five.

    A look that found nothing leaves no row, so name `since`, the earliest end of a window that is still of
    today's interest, where signals of an earlier morning would be taken for this one's.
    """
    newest = select(Row.window_end).order_by(Row.window_end.desc()).limit(1).scalar_subquery()
    query = (
        select(*(getattr(Row, field.name) for field in fields(NewSignal)))
        .where(Row.window_end == newest, Row.window_end >= (since or date.min), Row.observed >= THRESHOLD)
        .order_by(Row.p_value, Row.observed.desc(), Row.kind, Row.key, Row.language)
    )
    return [NewSignal(*found) for found in session.execute(query.limit(limit))]
