"""When the public is off shift and a channel may speak: arithmetic on Dutch wall-clock time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Amsterdam")
_STEP = timedelta(minutes=15)
_LOOK_AHEAD_DAYS = 60
_EVENING, _SATURDAY = (time(17), time(20)), (time(10), time(16))


@dataclass(frozen=True)
class Hours:
    """The wall-clock hours, Europe/Amsterdam, in which a channel may publish: from `opens` up to `closes`.

    A `closes` of 00:00 means the end of the day.
    """

    opens: time = time(8)
    closes: time = time(21)

    def contain(self, moment: datetime) -> bool:
        """Whether the aware `moment` falls inside the hours, whatever zone it is written in."""
        local = moment.astimezone(ZONE).time()
        return self.opens <= local and (self.closes == time(0) or local < self.closes)

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{'24:00' if self.closes == time(0) else f'{self.closes:%H:%M}'}"


def parse_hours(text: str) -> Hours:
    """Hours from "08:00-21:00" ("24:00" closes with the day); ValueError with what was expected otherwise."""
    try:
        opens, closes = (part.strip() for part in text.replace("–", "-").split("-"))
        return Hours(time.fromisoformat(opens), time(0) if closes == "24:00" else time.fromisoformat(closes))
    except ValueError:
        raise ValueError(f"channel hours {text!r}: expected a form such as 08:00-21:00") from None


@lru_cache(maxsize=8)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def off_shift(day: date) -> tuple[datetime, datetime] | None:
    """The off-shift hours of a Dutch calendar day as [start, end) in UTC, or None.

    Weekdays 17–20 h, Saturdays 10–16 h: after a day shift and when the info bus stands outside. Sundays and
    public holidays have none, because nobody would answer the reactions.
    """
    if day.weekday() == 6 or day in _public_holidays(day.year):
        return None
    opens, closes = _SATURDAY if day.weekday() == 5 else _EVENING
    start, end = (datetime.combine(day, at, ZONE).astimezone(UTC) for at in (opens, closes))
    return start, end


def _slots(after: datetime) -> Iterator[datetime]:
    first = after.astimezone(ZONE).date()
    for offset in range(_LOOK_AHEAD_DAYS):
        window = off_shift(first + timedelta(days=offset))
        if window is None:
            continue
        slot, end = window
        while slot < end:
            if slot >= after:
                yield slot
            slot += _STEP


def next_slot(
    after: datetime, *, taken: Collection[datetime] = (), gap: timedelta = timedelta(hours=1)
) -> datetime:
    """The first quarter of an hour at or after `after` that is off shift and at least `gap` from all `taken`.

    `after` and `taken` are aware; the answer is UTC. The hours are a prior from how this public works
    (shifts, often until late afternoon), not learned from figures. Raises LookupError when sixty days
    hold no free slot.
    """
    if after.utcoffset() is None:
        raise ValueError("next_slot needs a time with a zone")
    for slot in _slots(after.astimezone(UTC)):
        if all(abs(slot - other) >= gap for other in taken):
            return slot
    raise LookupError(f"no free slot within {_LOOK_AHEAD_DAYS} days of {after.isoformat()}")
