"""Which column of a file is which field of ours: guessed from its header, or saved as a small JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from collectors.errors import FileRefused
from data.records import AuthorKind, ItemKind

# Our fields, each with the headers people give it, in lower case without signs; the first present wins.
KNOWN: dict[str, tuple[str, ...]] = {
    name: tuple(words.split("|"))
    for name, words in {
        "text": "vraag|vraag of bericht|tekst|vraagtekst|bericht|omschrijving|inhoud|question|text|message"
        "|post|comment|reactie|content",
        "day": "datum|datum en tijd|datum tijd|dag|tijdstip|geplaatst op|date|day|created at|timestamp"
        "|publish time",
        "language": "taal|taal vraag|taal van de vraag|language|lang",
        "place": "halte stadsdeel|stadsdeel|halte|wijk|plaats|locatie|district|place|stop|location",
        "theme": "thema|onderwerp|theme|topic|subject",
        "referred_to": "doorverwezen naar|doorverwezen|verwezen naar|referred to|referral",
        "link": "link|url|permalink",
        "reactions": "reactions",
        "comments": "comments|aantal reacties",
        "shares": "shares|keer gedeeld|gedeeld",
        "views": "views|weergaven",
    }.items()
}
FIELDS = ("id", *KNOWN)


@dataclass(frozen=True)
class Mapping:
    """Our field → the file's column, and of which kind the rows are."""

    columns: dict[str, str] = field(default_factory=dict)
    kind: ItemKind = "logged_question"
    author_kind: AuthorKind = "public"

    def checked(self, header: Sequence[str], file: str) -> Mapping:
        """Itself, when the file has every column named; raises FileRefused with the columns there are."""
        absent = [column for column in self.columns.values() if column not in header]
        if absent:
            raise FileRefused(
                f"{file} has no column {', '.join(map(repr, absent))}; its columns are {_listed(header)}"
            )
        return self


def load(path: Path) -> Mapping:
    """Reads a mapping file: {"columns": {"text": "Vraag", …}, "kind"?, "author_kind"?}; else FileRefused."""
    try:
        raw: Any = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise FileRefused(
            f"the mapping {path.name} cannot be opened ({error.strerror}); check its name"
        ) from None
    except ValueError as error:
        raise FileRefused(f"the mapping {path.name} is no JSON ({error}); correct it") from None
    columns = raw.get("columns") if isinstance(raw, dict) else None
    if not isinstance(columns, dict) or not {"text", "day"} <= set(columns):
        raise FileRefused(f'the mapping {path.name} needs {{"columns": {{"text": …, "day": …}}}}; correct it')
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise FileRefused(
            f"the mapping {path.name} names {', '.join(unknown)}; known are {', '.join(FIELDS)}"
        )
    kind, author = raw.get("kind", "logged_question"), raw.get("author_kind", "public")
    if kind not in get_args(ItemKind) or author not in get_args(AuthorKind):
        raise FileRefused(f"the mapping {path.name} has kind {kind!r} by {author!r}, which is not known")
    return Mapping({name: str(column) for name, column in columns.items()}, kind, author)


def save(mapping: Mapping, path: Path) -> None:
    """Writes a mapping file that `load` reads."""
    told = {"columns": mapping.columns, "kind": mapping.kind, "author_kind": mapping.author_kind}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")


def guess(header: Sequence[str], file: str) -> Mapping:
    """A mapping from the header's own words, Dutch or English. Raises FileRefused without text and day."""
    return of_columns(known_columns(header), header, file)


def known_columns(header: Sequence[str]) -> dict[str, str]:
    """Our field → the column whose header we know; fields without one are absent."""
    plain = {_plain(column): column for column in reversed(header)}
    found = {
        name: next((plain[word] for word in words if word in plain), None) for name, words in KNOWN.items()
    }
    return {name: column for name, column in found.items() if column is not None}


def of_columns(columns: dict[str, str], header: Sequence[str], file: str) -> Mapping:
    """The mapping with these columns. Raises FileRefused when text or day is not among them."""
    missing = [name for name in ("text", "day") if name not in columns]
    if missing:
        raise FileRefused(
            f"{file}: no column could be recognised as {' and '.join(missing)} among {_listed(header)}; "
            "name them in a file given with --mapping"
        )
    return Mapping(columns)


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", " ", column.lower()).strip()


def _listed(header: Sequence[str]) -> str:
    return ", ".join(repr(column[:40]) for column in header[:15])
