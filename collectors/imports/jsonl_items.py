"""JSON lines of what was said, one object each, with a mapping file that names its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from collectors.errors import FileRefused
from collectors.imports.csv_items import decoded
from collectors.imports.mapping import Mapping, guess
from collectors.imports.rows import Builder, Read, RowError


def read(path: Path, mapping: Mapping | None) -> Iterator[Read]:
    """The file's lines; without a mapping the first line's keys are guessed. Raises FileRefused at once."""
    lines = decoded(path).split("\n")
    first = _first_object(lines, path.name)
    keys = [str(key) for key in first]
    mapping = mapping.checked(keys, path.name) if mapping else guess(keys, path.name)
    return _rows(lines, mapping)


def _first_object(lines: list[str], file: str) -> dict[str, object]:
    found = None
    for line in lines:
        if line.strip():
            try:
                found = json.loads(line)
            except ValueError:
                break
            if isinstance(found, dict):
                return found
    raise FileRefused(f"{file} does not begin with a JSON object; give one object on each line")


def _rows(lines: list[str], mapping: Mapping) -> Iterator[Read]:
    builder = Builder(mapping.kind, mapping.author_kind)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except ValueError as error:
            yield RowError(number, f"is no JSON ({error})")
            continue
        if not isinstance(raw, dict):
            yield RowError(number, "is no JSON object")
            continue
        values = {name: raw.get(key) for name, key in mapping.columns.items()}
        yield builder.build(number, {name: "" if v is None else str(v) for name, v in values.items()})
