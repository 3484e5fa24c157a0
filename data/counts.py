"""Counts of what the public asks: exact ones to reckon with, and suppressed ones for every face."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

from data import models
from data.suppression import Cell, suppress, suppress_table
from data.weeks import week_start

By = Literal["code", "question", "place", "claim", "language"]
Tally = tuple[str, str, date, int]
Item, Said = models.Item, models.Annotation


class LanguageCount(NamedTuple):
    """How often a code or claim came up in a language."""

    code: str
    language: str
    cell: Cell


class OnlineAndRegister(NamedTuple):
    """How often a theme came up online, and in the register of the bus or desk."""

    theme: str
    online: Cell
    register: Cell


@dataclass(frozen=True)
class Themes:
    """How codes, and the words of a register, map to the office's own few themes."""

    of_code: Mapping[str, str]
    of_words: Callable[[str], str | None]


def daily_counts(session: Session, by: By, since: date, until: date) -> list[Tally]:
    """(key, language, day, n) of items of the public, from `since` to `until`, both included, sorted.

    Days are days in Europe/Amsterdam; the key of a question is its id in decimal, that of a language its
    code once more. An item with two codes counts for both. Exact: only for arithmetic that decides what may
    be shown.
    """
    counts: Counter[tuple[str, str, date]] = Counter()
    for key, language, day, n in _grouped(session, by, (Item.day,), (since, until)):
        for each in _keys(by, key):
            counts[each, language, day] += n
    return [(*key, n) for key, n in sorted(counts.items())]


def seen_before(session: Session, by: By, day: date) -> set[tuple[str, str]]:
    """(key, language) of every item of the public before a day, as `daily_counts` would name them."""
    grouped = _grouped(session, by, (), (date.min, day - timedelta(days=1)))
    return {(each, language) for key, language, _ in grouped for each in _keys(by, key)}


def daily_by_source(session: Session, since: date, until: date) -> list[tuple[int, date, int]]:
    """(source id, day, n) of items of the public, from `since` to `until`, both included, sorted."""
    query = (
        select(Item.source_id, Item.day, func.count())
        .where(Item.author_kind == "public", Item.day >= since, Item.day <= until)
        .group_by(Item.source_id, Item.day)
        .order_by(Item.source_id, Item.day)
    )
    return [(source, day, n) for source, day, n in session.execute(query)]


def weekly_counts(session: Session, by: By, since: date, until: date) -> list[Tally]:
    """(key, language, Monday of the ISO week, n), as `daily_counts`; cut-off weeks are not completed."""
    counts: Counter[tuple[str, str, date]] = Counter()
    for key, language, day, n in daily_counts(session, by, since, until):
        counts[key, language, week_start(day)] += n
    return [(*key, n) for key, n in sorted(counts.items())]


def asked(*columns: Any, since: date, until: date) -> Select[Any]:
    """Items of the public in [since, until] with their current annotation, grouped by the columns."""
    return (
        select(*columns, func.count())
        .select_from(Item)
        .join(Said, (Said.item_id == Item.id) & Said.current)
        .where(Item.author_kind == "public", Item.day >= since, Item.day <= until)
        .group_by(*columns)
    )


def _grouped(session: Session, by: By, when: Sequence[Any], days: tuple[date, date]) -> Iterator[Any]:
    """(key, language, the columns of `when`, n); the key of places and claims is a JSON list."""

    def query(key: Any) -> Select[Any]:
        return asked(key, Said.language, *when, since=days[0], until=days[1])

    code, of_question = models.AnnotationCode, models.QuestionItem
    if by == "code":
        grouped = query(code.code).join(code, code.annotation_id == Said.id)
    elif by == "question":
        grouped = query(of_question.question_id).join(of_question, of_question.item_id == Item.id)
    elif by == "language":
        grouped = query(Said.language.label("key"))
    else:
        # A list as JSON text is grouped as it stands and taken apart afterwards: few distinct lists exist.
        names = cast(Said.places if by == "place" else Said.claims, String)
        grouped = query(names).where(names != "[]")
    yield from session.execute(grouped)


def _keys(by: By, key: Any) -> Sequence[str]:
    return json.loads(key) if by in ("place", "claim") else (str(key),)


def claims(session: Session, since: date, until: date) -> list[LanguageCount]:
    """How often each watched claim came up in which language, from `since` to `until`, both included.

    No totals of these are shown anywhere, so each small cell is kept back by itself.
    """
    exact: Counter[tuple[str, str]] = Counter()
    for claim, language, _, n in daily_counts(session, "claim", since, until):
        exact[claim, language] += n
    return [LanguageCount(*pair, suppress(n)) for pair, n in sorted(exact.items())]


def online_versus_register(
    session: Session, since: date, until: date, themes: Themes
) -> list[OnlineAndRegister]:
    """Each theme online and in the registers, days from `since` to `until`, both included, by theme.

    An item counts once per theme: a register's row for the theme that the officer wrote, or else, like
    everything online, for the themes of its codes.
    """
    of_item: dict[tuple[int, bool], set[str]] = defaultdict(set)
    written: dict[int, str | None] = {}
    for item_id, kind, words, code in session.execute(_themed(since, until)):
        if item_id not in written:
            written[item_id] = themes.of_words(words) if words else None
        theme = written[item_id] or themes.of_code.get(code or "")
        if theme:
            of_item[item_id, kind == "register"].add(theme)
    counted: Counter[tuple[str, bool]] = Counter()
    for (_, registered), found in of_item.items():
        counted.update((theme, registered) for theme in found)
    names = sorted({theme for theme, _ in counted})
    safe = _safe({(theme, there): counted[theme, there] for theme in names for there in (False, True)})
    return [OnlineAndRegister(theme, safe[theme, False], safe[theme, True]) for theme in names]


def _themed(since: date, until: date) -> Select[int, str, str | None, str]:
    code, source = models.AnnotationCode, models.Source
    return (
        select(Item.id, source.kind, Item.theme, code.code)
        .join(source, source.id == Item.source_id)
        .join(Said, (Said.item_id == Item.id) & Said.current)
        .outerjoin(code, code.annotation_id == Said.id)
        .where(Item.author_kind == "public", Item.day >= since, Item.day <= until)
    )


def _safe(exact: Mapping[tuple[str, Any], int]) -> dict[tuple[str, Any], Cell]:
    """A whole table, row × column in their order, in which no small number can be seen or worked out."""
    rows, columns = sorted({row for row, _ in exact}), sorted({column for _, column in exact})
    if not exact:
        return {}
    table = suppress_table([[exact.get((row, column), 0) for column in columns] for row in rows])
    return {
        (row, column): cell
        for row, cells in zip(rows, table.rows, strict=True)
        for column, cell in zip(columns, cells, strict=True)
    }
