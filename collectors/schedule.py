"""When what is looked at again: pure arithmetic, so that a quiet Page's small call budget lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

# (post younger than, comments looked at again after)
COMMENTS = (
    (timedelta(hours=48), timedelta(hours=1)),
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=90), timedelta(days=7)),
)
INSIGHTS = ((timedelta(days=14), timedelta(days=1)), (timedelta(days=90), timedelta(days=7)))
WATCHED = timedelta(days=90)
OVERLAP = timedelta(days=3)
WIDE_EVERY = timedelta(days=1)
REPROBE = timedelta(days=7)
SECOND_LOOK = timedelta(minutes=30)
SLACK = timedelta(minutes=5)  # an hourly job does not start on the second

Steps = tuple[tuple[timedelta, timedelta], ...]


def is_due(steps: Steps, born: datetime, seen: datetime | None, now: datetime) -> bool:
    """Whether something of this age, last seen then, is to be looked at now; never seen = due."""
    if seen is None:
        return True
    for younger_than, again_after in steps:
        if now - born < younger_than:
            return now - seen >= again_after - SLACK
    return False


def posts_since(newest: datetime | None, wide_at: datetime | None, now: datetime) -> datetime | None:
    """From when on to list posts: all at first, 90 days once a day, else the newest less an overlap."""
    if newest is None or wide_at is None:
        return None
    if now - wide_at >= WIDE_EVERY - SLACK:
        return now - WATCHED
    return min(newest, now) - OVERLAP


def is_passed(then: datetime | None, span: timedelta, now: datetime) -> bool:
    """Whether a span (less a little slack) has passed since then; None = never happened, so yes."""
    return then is None or now - then >= span - SLACK
