"""The insights metrics as data (metrics.json): names, periods, breakdowns, and when each lived."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

Level = Literal["page", "post"]
Period = Literal["day", "week", "days_28", "lifetime"]
FILE = Path(__file__).with_name("metrics.json")


@dataclass(frozen=True)
class Metric:
    """One metric. Object values come apart by `by` (kind, country); of known `parts` an absent one is 0."""

    name: str
    level: Level
    periods: tuple[Period, ...] = ()
    breakdowns: tuple[str, ...] = ()
    by: str = ""
    parts: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None


@cache
def metrics() -> tuple[Metric, ...]:
    """The metrics that are worth asking, in the file's order."""
    return tuple(_metric(raw) for raw in json.loads(FILE.read_text("utf-8"))["metrics"])


@cache
def retired() -> dict[str, Metric]:
    """The metrics that Facebook has switched off, by name, with the day and the successor."""
    found = (_metric(raw) for raw in json.loads(FILE.read_text("utf-8"))["retired"])
    return {metric.name: metric for metric in found}


def of_level(level: Level) -> tuple[Metric, ...]:
    """The metrics of a Page, or of a post."""
    return tuple(metric for metric in metrics() if metric.level == level)


def _metric(raw: dict[str, Any]) -> Metric:
    return Metric(
        name=raw["name"],
        level=raw["level"],
        periods=tuple(raw.get("periods", ())),
        breakdowns=tuple(raw.get("breakdowns", ())),
        by=raw.get("by", ""),
        parts=tuple(raw.get("parts", ())),
        valid_from=_day(raw.get("valid_from")),
        valid_to=_day(raw.get("valid_to")),
        replaced_by=raw.get("replaced_by"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
