"""Sizes of language groups from a CSV with the columns language, low, high, source, as_of."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from collectors.errors import FileRefused
from data.records import Community

COLUMNS = ("language", "low", "high", "source", "as_of")


def read(path: Path) -> list[Community]:
    """Read every row; FileRefused names the first row that cannot be used, and then nothing is taken over."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"{path.name} cannot be read as UTF-8 text; save it as CSV in UTF-8") from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise FileRefused(f"{path.name} has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}")
    return [_community(row, number) for number, row in enumerate(rows, start=2)]


def _community(row: dict[str, str], number: int) -> Community:
    try:
        found = Community(
            row["language"].strip(),
            int(row["low"]),
            int(row["high"]),
            row["source"].strip(),
            date.fromisoformat(row["as_of"].strip()),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise FileRefused(
            f"row {number}: low and high are whole numbers and as_of is a day such as 2026-01-01"
        ) from error
    if not found.language or not 0 < found.low <= found.high or not found.source:
        raise FileRefused(f"row {number}: it needs a language, 0 < low ≤ high and a source")
    return found
