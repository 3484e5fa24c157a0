"""Compares the last days in the store with the weeks before and writes what is new or rises.

May be repeated: a later look at the same days replaces an earlier one.
"""

from datetime import datetime, timedelta
from typing import get_args, get_type_hints

from data import counts, signals, voids
from data.counts import By
from data.database import Database, Session
from data.records import NewSignal
from data.weeks import local_day
from nlp.exposure import heard_by_day
from nlp.voids import PERIOD, Void, rank
from nlp.watching import Heard, Window, signals_of

KINDS: tuple[By, ...] = get_args(get_type_hints(NewSignal)["kind"])


def watch(database: Database, now: datetime) -> int:
    """Writes what is new or rises in the last seven whole days (Europe/Amsterdam); gives how many signals."""
    window = Window(end=local_day(now))
    with database.read() as session:
        heard = _heard(session, window)
    found = signals_of(heard, window)
    with database.begin() as session:
        signals.add(session, found, now, window_end=window.end)
    return len(found)


def _heard(session: Session, window: Window) -> Heard:
    return Heard(
        tallies={kind: counts.daily_counts(session, kind, window.since, window.last) for kind in KINDS},
        by_source=counts.daily_by_source(session, window.since, window.last),
        seen=frozenset(
            (kind, *pair) for kind in KINDS for pair in counts.seen_before(session, kind, window.since)
        ),
    )


def find_voids(session: Session, now: datetime, *, limit: int | None = None) -> list[Void]:
    """Topics and languages in which people ask more than is answered, in the last four whole weeks."""
    end = local_day(now)
    since = end - timedelta(days=PERIOD)
    days = [since + timedelta(days=number) for number in range(-PERIOD, PERIOD)]
    heard = heard_by_day(counts.daily_by_source(session, days[0], days[-1]), days)
    part = float(heard[:PERIOD].sum() / max(heard[PERIOD:].sum(), 1e-9))
    return rank(voids.exchanges(session, since, end), heard_before=part)[:limit]
