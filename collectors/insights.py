"""Insights: asking metrics of a Page or a post and turning the answers into measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from collectors.errors import InvalidMetric, NotOffered, PermissionMissing, RequestError
from collectors.graph import GraphAPI
from collectors.metrics import Metric, Period
from data.records import Measurement, MeasurementStatus

PACIFIC = ZoneInfo("America/Los_Angeles")
LONGEST_WINDOW = 90  # days; Facebook refuses more than 93
RE_READ = 3  # last days that still change
BACK_AT_FIRST = 90  # days read when a Page is new


Entry = Mapping[str, Any]
Entries = dict[tuple[str, str], Sequence[Entry]]


@dataclass(frozen=True)
class Question:
    """What is asked of one object; the window is in described days, both inclusive, None = lifetime."""

    path: str
    period: Period
    window: tuple[date, date] | None = None
    external_id: str | None = None

    def params(self) -> dict[str, Any]:
        """The question as request parameters: a window runs from Pacific midnight to Pacific midnight."""
        found: dict[str, Any] = {"period": self.period}
        if self.window is not None:
            first, last = self.window
            found["since"] = datetime.combine(first, time(), PACIFIC)
            found["until"] = datetime.combine(last + timedelta(days=1), time(), PACIFIC)
        return found


@dataclass(frozen=True)
class Found:
    """Raw entries per (metric, breakdown), the status of each metric asked, and those refused by name."""

    entries: Entries = field(default_factory=dict)
    statuses: Mapping[str, MeasurementStatus] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


def described_day(end_time: str) -> date:
    """The day a value describes: `end_time` is that day's end in Pacific time, so the day before it.

    Twelve hours back instead of a moment, because Facebook is an hour off around a change of clocks.
    """
    end = datetime.strptime(end_time, "%Y-%m-%dT%H:%M:%S%z").astimezone(PACIFIC)
    return (end.replace(tzinfo=None) - timedelta(hours=12)).date()


def windows(first: date, last: date) -> list[tuple[date, date]]:
    """[first, last] cut in spans of at most 90 days, oldest first; empty when `last` is before `first`."""
    spans = []
    while first <= last:
        end = min(last, first + timedelta(days=LONGEST_WINDOW - 1))
        spans.append((first, end))
        first = end + timedelta(days=1)
    return spans


def days_to_read(read_until: date | None, now: datetime) -> list[tuple[date, date]]:
    """The windows to ask now: since the last read, the last three days again, up to yesterday (Pacific)."""
    yesterday = now.astimezone(PACIFIC).date() - timedelta(days=1)
    first = (read_until or yesterday - timedelta(days=BACK_AT_FIRST - RE_READ)) - timedelta(days=RE_READ - 1)
    return windows(min(first, yesterday), yesterday)


def fetch_metrics(api: GraphAPI, question: Question, wanted: Sequence[Metric]) -> Found:
    """Asks all metrics in one call and, when that is refused, each alone: one dead name spoils the others.

    Nothing is raised for a metric that is retired or not offered: that is its status.
    """
    names = [metric.name for metric in wanted if question.period in metric.periods]
    if not names:
        return Found()
    refused: dict[str, MeasurementStatus] = {}
    try:
        rows = api.insights(question.path, metric=",".join(names), **question.params())
        found = {name: _named(rows, name, question.period) for name in names}
    except (RequestError, PermissionMissing):
        found = {name: _fetch_alone(api, question, name, refused) for name in names}
    entries: Entries = {(name, ""): rows for name, rows in found.items() if rows}
    for metric in wanted:
        for breakdown in metric.breakdowns if found.get(metric.name) else ():
            entries[metric.name, breakdown] = _fetch_alone(api, question, metric.name, breakdown=breakdown)
    statuses: dict[str, MeasurementStatus] = {
        name: "offered" if _has_values(rows) else refused.get(name, "not_offered")
        for name, rows in found.items()
    }
    return Found(entries, statuses, frozenset(refused))


def _fetch_alone(
    api: GraphAPI,
    question: Question,
    name: str,
    refused: dict[str, MeasurementStatus] | None = None,
    **more: str,
) -> list[Entry]:
    try:
        rows = api.insights(question.path, metric=name, **question.params(), **more)
    except NotOffered:  # of this Page or post, which says nothing of the metric
        return []
    except (PermissionMissing, RequestError) as error:
        if refused is not None:
            refused[name] = "retired" if isinstance(error, InvalidMetric) else "not_offered"
        return []
    return _named(rows, name, question.period)


def _named(rows: Iterable[Entry], name: str, period: Period) -> list[Entry]:
    return [row for row in rows if row.get("name") == name and row.get("period", period) == period]


def _has_values(rows: Sequence[Entry]) -> bool:
    return any(row.get("values") for row in rows)


def parse_insights(
    found: Found, question: Question, wanted: Sequence[Metric], now: datetime
) -> Iterator[Measurement]:
    """Raw entries → measurements, and one without a value for each metric that has none to offer.

    A missing part is 0 when another part of the same day is present; a day without any value is absent.
    """
    metrics = {metric.name: metric for metric in wanted}
    today = now.astimezone(UTC).date()
    for name, status in found.statuses.items():
        if status != "offered":
            yield Measurement(name, question.period, today, None, now, question.external_id, status=status)
    for (name, breakdown), rows in found.entries.items():
        values = [value for row in rows for value in row.get("values", ()) if isinstance(value, dict)]
        numbers = _parts(values, breakdown, today) if breakdown else _plain(values, metrics[name], today)
        for (day, part), number in numbers.items():
            yield Measurement(name, question.period, day, number, now, question.external_id, part)


def _plain(values: Sequence[Mapping[str, Any]], metric: Metric, today: date) -> dict[tuple[date, str], int]:
    numbers: dict[tuple[date, str], int] = {}
    for each in values:
        day, value = _day(each, today), each.get("value")
        if isinstance(value, dict):
            by = metric.by or "part"
            numbers |= {(day, f"{by}={part}"): 0 for part in metric.parts}
            numbers |= {(day, f"{by}={part}"): _number(n) for part, n in value.items()}
        elif isinstance(value, int | float):
            numbers[day, ""] = _number(value)
    return numbers


def _parts(values: Sequence[Mapping[str, Any]], breakdown: str, today: date) -> dict[tuple[date, str], int]:
    numbers: dict[tuple[date, str], int] = {}
    for each in values:
        if breakdown in each and isinstance(each.get("value"), int | float):
            day = _day(each, today)
            for part in ("0", "1"):
                numbers.setdefault((day, f"{breakdown}={part}"), 0)
            numbers[day, f"{breakdown}={_flag(each[breakdown])}"] = _number(each["value"])
    return numbers


def _flag(value: Any) -> str:
    return {"true": "1", "false": "0"}.get(str(value).lower(), str(value))


def _day(value: Mapping[str, Any], today: date) -> date:
    end_time = value.get("end_time")
    return described_day(end_time) if isinstance(end_time, str) else today


def _number(value: Any) -> int:
    return round(value) if isinstance(value, int | float) else 0
