"""Days and ISO weeks as people in the Netherlands live them: Europe/Amsterdam."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local_day(at: datetime) -> date:
    """The calendar day in Europe/Amsterdam of an aware time; raises ValueError for a naive one."""
    if at.utcoffset() is None:
        raise ValueError("a time without a zone has no day")
    return at.astimezone(AMSTERDAM).date()


def week_start(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())
