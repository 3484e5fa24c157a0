"""How commands print: a line for a person, or JSON for a program, on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

from data.suppression import Cell


def say(line: str) -> None:
    """Tell a person how far we are, on standard error, so that standard output stays data."""
    print(line, file=sys.stderr, flush=True)


def rows(found: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print a listing: one JSON array, or one line per row with its values apart by two spaces."""
    if as_json:
        print(json.dumps([dict(row) for row in found], ensure_ascii=False, indent=1, default=plain))
        return
    for row in found:
        print("  ".join(_short(value) for value in row.values()))


def plain(value: Any) -> Any:
    """Turn a value into what JSON knows; a count that is kept back says so."""
    if isinstance(value, Cell):
        return {"small": "<5", "hidden": "kept back"}.get(value.state, value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def _short(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else str(plain(value))
