"""The insights edge: which metrics exist, the Pacific days of a window, and the shape of the answer."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from collectors.simulator import errors, measures
from collectors.simulator.clock import format_time, parse_time
from collectors.simulator.errors import GraphError
from collectors.simulator.paging import Asked
from collectors.simulator.records import Page, Post
from collectors.simulator.view import View

PACIFIC = ZoneInfo("America/Los_Angeles")
MAX_WINDOW = timedelta(days=93)
PRESETS = {
    "today": 0,
    "yesterday": 1,
    "last_3d": 3,
    "last_7d": 7,
    "last_14d": 14,
    "last_28d": 28,
    "last_30d": 30,
    "last_90d": 90,
}
SPANS = {"day": 1, "week": 7, "days_28": 28}


@dataclass(frozen=True)
class Metric:
    """One name that is answered."""

    name: str
    level: str
    periods: tuple[str, ...]
    breakdowns: tuple[str, ...]
    title: str


@cache
def metrics() -> Mapping[str, Metric]:
    """All valid metrics by name, from the data file beside this module."""
    found = tomllib.loads((Path(__file__).parent / "metrics.toml").read_text("utf-8"))
    groups = [found[key] for key in ("day_week_days_28", "day", "lifetime")]
    return {
        name: Metric(
            name,
            group["level"],
            tuple(group["periods"]),
            tuple(found["breakdowns"].get(name, ())),
            found["titles"].get(name, name.replace("_", " ").capitalize()),
        )
        for group in groups
        for name in group["names"]
    }


def followers_now(view: View) -> int:
    """Followers of the Page at this moment."""
    return measures.followers(view.config, _today(view.now))


def answer(view: View, node: Page | Post, asked: Asked) -> dict[str, Any]:
    """The insights of a Page or post; one name that is not valid fails the whole call."""
    wanted = _wanted(node, asked)
    if view.token.kind in ("USER", "APP"):
        raise errors.bad_token(
            "A Page access token is required for this call for the new Pages experience.", 2069032
        )
    if isinstance(node, Post) and node.author is not None:
        raise GraphError("(#2932001) This post has no insights", 2932001)
    first, until = window(asked.params, view.now)
    data: list[dict[str, Any]] = []
    if view.config.followers >= 100 and view.token.may("read_insights"):
        days = _days(first, until, view.now)
        data = [
            entry
            for metric, period in wanted
            for entry in _entry(view, node, (metric, period), (asked, days))
        ]
    return {"data": data, "paging": _paging(asked, first, until)}


def _wanted(node: Page | Post, asked: Asked) -> list[tuple[Metric, str]]:
    names = [name.strip() for name in asked.params.get("metric", "").split(",") if name.strip()]
    if not names:
        text = (
            "(#3001) No metric was specified to be fetched. Please specify one or more metrics to be fetched"
        )
        raise GraphError(f"{text} and try again.", 3001, subcode=1504028)
    level = "page" if isinstance(node, Page) else "post"
    found = [metrics().get(name) for name in names]
    if any(metric is None or metric.level != level for metric in found):
        raise GraphError("(#100) The value must be a valid insights metric", 100)
    chosen = asked.params.get("period", "")
    if chosen and chosen not in (*SPANS, "month", "lifetime", "total_over_range"):
        raise GraphError("(#100) The value of period is not valid", 100)
    every = [metric for metric in found if metric]
    _check_breakdown(every, asked.params.get("breakdown", ""))
    return [(metric, period) for metric in every for period in metric.periods if chosen in ("", period)]


def _check_breakdown(wanted: Sequence[Metric], breakdown: str) -> None:
    if breakdown and any(breakdown not in metric.breakdowns for metric in wanted):
        raise GraphError(f"(#100) breakdown {breakdown} is not available for this metric", 100)


def window(params: Mapping[str, str], now: datetime) -> tuple[date, date]:
    """The asked Pacific days: the first one, and the one at whose beginning the window ends.

    GraphError (#100) when more than 93 days lie between; two days up to today when nothing was asked.
    """
    preset = params.get("date_preset", "")
    if preset and preset not in PRESETS:
        raise GraphError("(#100) The value of date_preset is not valid", 100)
    length = PRESETS.get(preset, 2)
    today = _today(now)
    until = (
        _day(params["until"], now) if params.get("until") else today + timedelta(days=1 if length == 0 else 0)
    )
    first = _day(params["since"], now) if params.get("since") else until - timedelta(days=max(1, length))
    if until - first > MAX_WINDOW:
        raise GraphError("(#100) There cannot be more than 93 days (8035200 s) between since and until", 100)
    if until < first:
        raise GraphError("(#100) until must not lie before since", 100)
    return first, until


def _today(now: datetime) -> date:
    return now.astimezone(PACIFIC).date()


def _day(value: str, now: datetime) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return _today(parse_time(value, now))


def midnight(day: date) -> datetime:
    """The moment at which a Pacific day begins, in UTC: 07:00 in summer, 08:00 in winter."""
    return datetime.combine(day, time(), PACIFIC).astimezone(UTC)


def _days(first: date, until: date, now: datetime) -> list[date]:
    """The days of a window for which something is known by now: the newest one comes half a day late."""
    every = [first + timedelta(days=n) for n in range((until - first).days)]
    return [day for day in every if measures.completeness(midnight(day + timedelta(days=1)), now) > 0]


Wanted = tuple[Metric, str]


def _entry(
    view: View, node: Page | Post, what: Wanted, where: tuple[Asked, list[date]]
) -> list[dict[str, Any]]:
    (metric, period), (asked, days) = what, where
    breakdown = asked.params.get("breakdown", "")
    if isinstance(node, Post):
        values = _split({}, measures.post_value(node, metric.name, breakdown, view.now), breakdown)
    else:
        values = []
        for day in days:
            value = _page_value(view, metric.name, day, (SPANS[period], breakdown))
            values += _split({"end_time": format_time(midnight(day + timedelta(days=1)))}, value, breakdown)
    if not values:
        return []
    name = f"{node.id}/insights/{metric.name}/{period}"
    text = {"title": metric.title, "description": f"{metric.title} ({period})", "id": name}
    return [{"name": metric.name, "period": period, "values": values, **text}]


def _page_value(view: View, name: str, day: date, how: tuple[int, str]) -> Any:
    span, breakdown = how
    edges = midnight(day - timedelta(days=span - 1)), midnight(day + timedelta(days=1))
    return measures.page_value(view, name, measures.Stretch(day, span, *edges, breakdown))


def _split(base: Mapping[str, Any], value: Any, breakdown: str) -> list[dict[str, Any]]:
    """Values of one day; with a breakdown one per part, of which the zero ones are left out."""
    if not breakdown:
        return [{"value": value, **base}]
    return [{"value": part, **base, breakdown: key} for key, part in value.items() if part]


def _paging(asked: Asked, first: date, until: date) -> dict[str, str]:
    """Both neighbours of the window, always: also into the future, so following them never ends."""
    length = until - first
    spans = {"previous": (first - length, first), "next": (until, until + length)}
    return {
        key: asked.address(since=str(int(midnight(a).timestamp())), until=str(int(midnight(b).timestamp())))
        for key, (a, b) in spans.items()
    }
