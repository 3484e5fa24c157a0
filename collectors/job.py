"""What one source's collection carries along: its store, its positions, and what it counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data import items, measurements, positions
from data.database import Database
from data.records import Measurement, NewItem, Source


@dataclass
class Tally:
    """Counts of one collection; grows while it runs."""

    counts: Counter[str] = field(default_factory=Counter)
    redacted: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Batch:
    """What is written in one transaction: items, numbers, ids gone upstream, and how far was read."""

    items: Iterable[NewItem] = ()
    measurements: Iterable[Measurement] = ()
    gone: Iterable[str] = ()
    positions: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """One source being collected at `now` (aware, UTC)."""

    database: Database
    source: Source
    now: datetime
    tally: Tally = field(default_factory=Tally)

    def store(self, batch: Batch) -> None:
        """Writes a batch, all of it or nothing, and counts what it did."""
        with self.database.begin() as session:
            result = items.add(session, self.source, batch.items, self.now)
            measured = measurements.add(session, self.source, batch.measurements, self.now)
            gone = items.mark_gone(session, self.source, batch.gone, self.now)
            for stream, value in batch.positions.items():
                if value is not None:
                    positions.set_position(session, self.source, stream, value, self.now)
        self.tally.counts.update(added=result.added, changed=result.changed, unchanged=result.unchanged)
        self.tally.counts.update(measured=measured.added + measured.changed, gone=gone)
        self.tally.redacted.update(result.redacted)

    def position(self, stream: str) -> str | None:
        """How far the stream was read."""
        with self.database.read() as session:
            return positions.position(session, self.source, stream)

    def time(self, stream: str) -> datetime | None:
        """A position that is a time."""
        value = self.position(stream)
        return datetime.fromisoformat(value) if value else None

    def record(self, stream: str) -> dict[str, Any]:
        """A position that is a small JSON object; empty when there is none."""
        value = self.position(stream)
        found = json.loads(value) if value else {}
        return found if isinstance(found, dict) else {}

    def skip(self, reason: str) -> None:
        """Counts a row that became no item."""
        self.tally.counts[f"skipped_{reason}"] += 1

    def fail(self, step: str, reason: object) -> None:
        """Remembers a failure that did not stop the rest; steps that fail alike are told together."""
        steps = self.tally.failures.setdefault(str(reason), [])
        if step not in steps:
            steps.append(step)
