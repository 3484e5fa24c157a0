"""The register of a bus or desk: one row per question, by an officer, with theme and referral."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from collectors.imports import csv_items
from collectors.imports import mapping as mappings
from collectors.imports.mapping import Mapping
from collectors.imports.rows import Read

# What an officer wrote of the question stands in for its text when the register has no column for it.
INSTEAD_OF_TEXT = ("theme",)


def read(path: Path, mapping: Mapping | None) -> Iterator[Read]:
    """The register's rows; one without the question's words is read by its theme. Raises FileRefused."""
    if mapping is None:
        mapping = guess(path)
    return csv_items.read(path, mapping)


def guess(path: Path) -> Mapping:
    """The mapping from the register's header. Raises FileRefused."""
    header = next(csv_items.table(path), [])
    found = mappings.known_columns(header)
    for name in INSTEAD_OF_TEXT:
        if "text" not in found and name in found:
            found["text"] = found[name]
    return replace(mappings.of_columns(found, header, path.name), kind="logged_question")
