"""What reading a file yields: an item with its numbers, or a row that could not be read and why."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from collectors.imports.days import AMSTERDAM, parse_day
from collectors.imports.languages import parse_language
from data.records import AuthorKind, ItemKind, Measurement, NewItem

COUNTS = ("reactions", "comments", "shares", "views")


@dataclass(frozen=True)
class RowError:
    """A row that became no item; `row` is its number in the file, the header being 1."""

    row: int
    reason: str


@dataclass(frozen=True)
class RowRead:
    """A row that became an item, with the numbers that stood beside it."""

    row: int
    item: NewItem
    counts: Mapping[str, int] = field(default_factory=dict)

    def measurements(self, now: datetime) -> list[Measurement]:
        """The numbers as lifetime measurements of the UTC day `now`."""
        day = now.astimezone(UTC).date()
        return [
            Measurement(name, "lifetime", day, number, now, self.item.external_id)
            for name, number in self.counts.items()
        ]


Read = RowRead | RowError


@dataclass
class Builder:
    """Turns the named values of a row into an item; counts repetitions so that equal rows stay apart.

    The external id is derived from the content (day, text, how many times before), so that the same file,
    or a longer one with the same rows, adds nothing twice.
    """

    kind: ItemKind = "logged_question"
    author_kind: AuthorKind = "public"
    seen: Counter[str] = field(default_factory=Counter)

    def build(self, row: int, values: Mapping[str, str]) -> Read:
        """The row's item, or why there is none."""
        text = values.get("text", "").strip()
        if not text:
            return RowError(row, "has no text")
        try:
            when = parse_day(values.get("day", ""))
            language = parse_language(values.get("language", ""))
            counts = {name: _count(name, values[name]) for name in COUNTS if values.get(name, "").strip()}
        except ValueError as error:
            return RowError(row, str(error))
        item = NewItem(
            external_id=values.get("id", "").strip() or self._key(when, text),
            kind=self.kind,
            author_kind=self.author_kind,
            text=text,
            created_at=when,
            link=values.get("link", "").strip() or None,
            language_hint=language,
            place_hint=values.get("place", "").strip() or None,
            theme=values.get("theme", "").strip() or None,
            referred_to=values.get("referred_to", "").strip() or None,
        )
        return RowRead(row, item, counts)

    def _key(self, when: datetime, text: str) -> str:
        day = when.astimezone(AMSTERDAM).date().isoformat()
        said = hashlib.sha256(f"{day}\n{' '.join(text.split())}".encode()).hexdigest()[:32]
        self.seen[said] += 1
        return f"row:{said}:{self.seen[said]}"


def _count(name: str, value: str) -> int:
    digits = re.sub(r"[.\s\u00a0]", "", value.strip())
    if not digits.isdigit():
        raise ValueError(f"{name} ({len(value)} characters) is not a whole number")
    return int(digits)
