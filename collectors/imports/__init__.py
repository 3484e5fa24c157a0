"""Files that people bring in: one format, one module, all with `read(path, mapping)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collectors.errors import FileRefused
from collectors.imports import csv_items, jsonl_items, register
from collectors.imports.mapping import Mapping
from collectors.imports.rows import Read

Reader = Callable[[Path, Mapping | None], Iterator[Read]]


@dataclass(frozen=True)
class Format:
    """One format: how it is read and, in one line, what it is."""

    read: Reader
    says: str


FORMATS: dict[str, Format] = {
    "csv": Format(csv_items.read, "what was asked in a group or elsewhere, one row each, CSV"),
    "jsonl": Format(jsonl_items.read, "the same as JSON lines, with a mapping file"),
    "register": Format(register.read, "the register of a bus or desk, CSV"),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises FileRefused with the names there are."""
    if name not in FORMATS:
        raise FileRefused(f"there is no format {name!r}; use one of {', '.join(sorted(FORMATS))}")
    return FORMATS[name]
