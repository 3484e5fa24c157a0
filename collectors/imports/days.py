"""Days and times as people write them in the Netherlands."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = time(12)  # a day without an hour: noon is the same day in every zone we serve
_NUMERIC_DAY = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:,?[ T]+(\d{1,2})[:.](\d{2})(?::\d{2})?)?"
)
_NAMED_DAY = re.compile(r"(\d{1,2})\s+([a-zé]+)\.?\s+(\d{4})(?:,?\s+(\d{1,2})[:.](\d{2}))?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mrt maart mar march", "apr april", "mei may",
            "jun juni june", "jul juli july", "aug augustus august", "sep sept september",
            "okt oktober oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def parse_day(value: str) -> datetime:
    """A day, with or without a time, as UTC; Dutch order (d-m-yyyy) and Dutch time unless it says otherwise.

    Raises ValueError with the reason.
    """
    value = value.strip()
    if not value:
        raise ValueError("has no date")
    try:
        found = datetime.fromisoformat(value) if len(value) > 10 else _at_noon(date.fromisoformat(value))
    except ValueError:
        found = _dutch(value)
    return (found if found.utcoffset() is not None else found.replace(tzinfo=AMSTERDAM)).astimezone(UTC)


def _dutch(value: str) -> datetime:
    lowered = re.sub(r"^(ma|di|wo|do|vr|za|zo)\w*\.?,?\s+", "", value.lower())
    if match := _NUMERIC_DAY.fullmatch(lowered):
        day, month, year = (int(part) for part in match.groups()[:3])
    elif (match := _NAMED_DAY.fullmatch(lowered)) and match.group(2) in _MONTHS:
        day, month, year = int(match.group(1)), _MONTHS[match.group(2)], int(match.group(3))
    else:
        # A cell may hold anything, a name too: what stands in it is not repeated.
        raise ValueError(f"the date ({len(value)} characters) cannot be read; write it as day-month-year")
    hour, minute = match.group(4), match.group(5)
    year += 2000 if year < 100 else 0
    try:
        found = date(year, month, day)
        return datetime.combine(found, time(int(hour), int(minute)) if hour else NOON)
    except ValueError:
        raise ValueError("the date does not exist; write it as day-month-year") from None


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, NOON)
