"""Bringing a read file into the store: in batches, each one transaction; bad rows are told, never fatal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from collectors.imports import format_named
from collectors.imports import mapping as mappings
from collectors.imports.rows import Read, RowError, RowRead
from collectors.job import Batch, Job
from data import runs
from data.database import Database
from data.records import NewItem, Source

BATCH = 500
SHOWN = 5  # rows kept for a look before importing


@dataclass(frozen=True)
class FileToImport:
    """Which file, in which format, with which saved mapping; a dry run only looks."""

    format_name: str
    path: Path
    mapping: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import did, or in a dry run would do: `readable` rows and the first of them."""

    readable: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    redacted: dict[str, int] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    first: tuple[NewItem, ...] = ()


def import_file(database: Database, source: Source, file: FileToImport, now: datetime) -> Imported:
    """Reads a file of a known format into the source. Raises FileRefused before anything is written.

    The same file twice adds nothing; a dry run writes nothing at all.
    """
    form = format_named(file.format_name)
    mapping = mappings.load(file.mapping) if file.mapping else None
    rows = form.read(file.path, mapping)
    if file.dry_run:
        return _looked_at(rows)
    job = Job(database, source, now)
    with database.begin() as session:
        run = runs.start(session, "import", source.id, now)
    errors: list[RowError] = []
    readable = 0
    for batch in _batches(rows):
        good = [row for row in batch if isinstance(row, RowRead)]
        errors += [row for row in batch if isinstance(row, RowError)]
        readable += len(good)
        numbers = [number for row in good for number in row.measurements(now)]
        job.store(Batch(items=[row.item for row in good], measurements=numbers))
    counts = {name: number for name, number in job.tally.counts.items() if number}
    with database.begin() as session:
        said = f"{len(errors)} rows of {file.path.name} could not be read" if errors else ""
        state: runs.RunState = "attention" if errors else "done"
        runs.finish(session, run, state, {**counts, "bad_rows": len(errors)}, said, now)
    return Imported(readable, counts, dict(job.tally.redacted), tuple(errors))


def _looked_at(rows: Iterable[Read]) -> Imported:
    read = list(rows)
    good = [row.item for row in read if isinstance(row, RowRead)]
    errors = tuple(row for row in read if isinstance(row, RowError))
    languages = Counter(f"language_{item.language_hint}" for item in good if item.language_hint)
    return Imported(len(good), dict(languages), errors=errors, first=tuple(good[:SHOWN]))


def _batches(rows: Iterable[Read]) -> Iterator[list[Read]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
