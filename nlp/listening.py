"""Compares the last days in the store with the weeks before and writes what is new or rises.

May be repeated: a later look at the same days replaces an earlier one.
"""

from datetime import date, datetime, timedelta
from typing import get_args

from data import counts, signals
from data.counts import By
from data.database import Database
from data.weeks import local_day
from nlp.watching import Window, heard_by_week, signals_of

LONG_AGO = date(2004, 1, 1)


def watch(database: Database, now: datetime) -> int:
    """Writes what is new or rises in the last seven whole days (Europe/Amsterdam); gives how many signals."""
    window = Window(end=local_day(now))
    kinds: tuple[By, ...] = get_args(By)
    with database.read() as session:
        tallies = {kind: counts.daily_counts(session, kind, window.since, window.last) for kind in kinds}
        before = window.since - timedelta(days=1)
        seen = {
            kind: frozenset(each[0] for each in counts.daily_counts(session, kind, LONG_AGO, before))
            for kind in kinds
        }
    heard = heard_by_week([day for rows in tallies.values() for _, _, day, _ in rows], window)
    found = [
        signal for kind in kinds for signal in signals_of(kind, tallies[kind], heard, seen[kind], window)
    ]
    with database.begin() as session:
        signals.add(session, found, now, window_end=window.end)
    return len(found)
