"""Facebook's usage headers → until when a Page's jobs must rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

HEADERS = ("x-business-use-case-usage", "x-app-usage", "x-page-usage")
NEARLY = 90  # per cent: field clients treat more than this as about to be exceeded
NEARLY_REST = timedelta(minutes=15)
FULL_REST = timedelta(minutes=60)


def parked_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When calls may go on after this answer, or None when there is room.

    Percentages of all headers count; the longest `estimated_time_to_regain_access` (minutes) wins. The
    headers do not come with every answer, so None says nothing of an earlier answer.
    """
    entries = list(_entries(headers))
    wait = max((_number(entry, "estimated_time_to_regain_access") for entry in entries), default=0)
    if wait > 0:
        return now + timedelta(minutes=wait)
    used = max((_used(entry) for entry in entries), default=0)
    if used >= 100:
        return now + FULL_REST
    return now + NEARLY_REST if used >= NEARLY else None


def throttled_until(headers: Mapping[str, str], now: datetime) -> datetime:
    """When calls may go on after a limit error: what the headers say, else in an hour."""
    retry_after = headers.get("retry-after", "")
    if retry_after.isdigit() and int(retry_after) > 0:
        return now + timedelta(seconds=int(retry_after))
    wait = max((_number(entry, "estimated_time_to_regain_access") for entry in _entries(headers)), default=0)
    return now + (timedelta(minutes=wait) if wait > 0 else FULL_REST)


def _entries(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for name in HEADERS:
        try:
            found = json.loads(headers.get(name, "null"))
        except ValueError:
            continue
        yield from _flatten(found)


def _flatten(found: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(found, dict):
        return
    if "call_count" in found:
        yield found
    for value in found.values():
        yield from (each for each in (value if isinstance(value, list) else []) if isinstance(each, dict))


def _used(entry: Mapping[str, Any]) -> float:
    return max(_number(entry, name) for name in ("call_count", "total_time", "total_cputime"))


def _number(entry: Mapping[str, Any], name: str) -> float:
    value = entry.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0
