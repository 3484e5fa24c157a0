"""One question that a person heard and logs: ten seconds, no name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from collectors.errors import FileRefused
from collectors.imports.days import AMSTERDAM, parse_day
from collectors.imports.languages import parse_language
from data.records import NewItem


@dataclass(frozen=True)
class Told:
    """What the person may add: the language by code or name, the place, the day (today when empty).

    `key` makes pressing twice one question (a form's own token); without it every call is a new one,
    because the same question heard twice counts twice.
    """

    language: str = ""
    place: str = ""
    day: str = ""
    key: str = ""


def logged_question(text: str, now: datetime, told: Told = Told()) -> NewItem:
    """The logged question as an item. Raises FileRefused when text, day or language cannot be used."""
    try:
        when = parse_day(told.day) if told.day.strip() else now.astimezone(UTC)
        code = parse_language(told.language)
    except ValueError as error:
        raise FileRefused(f"the question was not logged: {error}") from None
    if not text.strip():
        raise FileRefused("the question was not logged: it has no text; write what was asked")
    if when.astimezone(AMSTERDAM).date() > now.astimezone(AMSTERDAM).date():
        raise FileRefused("the question was not logged: its day has yet to come; correct the day")
    return NewItem(
        external_id=f"log:{told.key or uuid4().hex}",
        kind="logged_question",
        author_kind="public",
        text=text.strip(),
        created_at=when,
        language_hint=code,
        place_hint=told.place.strip() or None,
    )
