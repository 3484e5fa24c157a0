"""Recurring questions as a face may show them: counts by language and week, small ones kept back."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from data import models
from data.records import QuestionState
from data.suppression import THRESHOLD, Cell, suppress_line
from data.weeks import local_day, week_start

Row, Asked, Item, Said = models.Question, models.QuestionItem, models.Item, models.Annotation
Days = tuple[date, date]


@dataclass(frozen=True)
class QuestionSummary:
    """A recurring question in a period of whole weeks.

    `first_seen` and `last_seen` (UTC) are over all time. `total`, `by_language` and `trend` (Monday of each
    week, none left out) count the period; `places` names those asked about often enough to be shown.
    """

    id: int
    title: str
    title_language: str
    names: Mapping[str, str]
    code: str | None
    state: QuestionState
    owner: str | None
    first_seen: datetime
    last_seen: datetime
    total: Cell
    by_language: Mapping[str, Cell]
    places: tuple[str, ...]
    trend: tuple[tuple[date, Cell], ...]


def summaries(  # noqa: PLR0913 - a period, and which questions of it
    session: Session,
    *,
    since: datetime,
    now: datetime,
    limit: int = 100,
    language: str | None = None,
    place: str | None = None,
) -> list[QuestionSummary]:
    """The questions most asked from the Monday of the week of `since` (Amsterdam) until `now`.

    `language` and `place` choose questions that were asked in it or about it; their counts stay those of all
    languages and places, or one could subtract one list from another and see the small ones.
    """
    days = (week_start(local_day(since)), local_day(now))
    ids = list(session.scalars(_most_asked(days, language, place).limit(limit)))
    counts = _counts(session, ids, days)
    places = _places(session, ids, days)
    found = {row.id: row for row in session.execute(_described(ids))}
    return [_summary(found[each], counts[each], places[each], days) for each in ids if each in found]


def _in_period(*columns: Any, days: Days) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Asked)
        .join(Item, Item.id == Asked.item_id)
        .join(Said, (Said.item_id == Item.id) & Said.current)
        .where(Item.author_kind == "public", Item.day >= days[0], Item.day <= days[1])
    )


def _most_asked(days: Days, language: str | None, place: str | None) -> Select[Any]:
    query = _in_period(Asked.question_id, days=days).group_by(Asked.question_id)
    chosen: list[ColumnElement[bool]] = []
    if language is not None:
        chosen.append(Said.language == language)
    if place is not None:
        # A list of places is stored as JSON text; the quotes keep "Laak" out of "Laakhaven".
        chosen.append(cast(Said.places, String).contains(json.dumps(place), autoescape=True))
    if chosen:
        query = query.where(Asked.question_id.in_(_in_period(Asked.question_id, days=days).where(*chosen)))
    return query.order_by(func.count().desc(), Asked.question_id)


def _described(ids: Sequence[int]) -> Select[Any]:
    columns: tuple[Any, ...] = (Row.id, Row.title, Row.title_language, Row.name_nl, Row.name_en)
    columns += (Row.code, Row.state, Row.owner)
    seen = (func.min(Item.created_at).label("first_seen"), func.max(Item.created_at).label("last_seen"))
    return (
        select(*columns, *seen)
        .join(Asked, Asked.question_id == Row.id)
        .join(Item, Item.id == Asked.item_id)
        .where(Row.id.in_(ids), Item.author_kind == "public")
        .group_by(*columns)
    )


def _counts(session: Session, ids: Sequence[int], days: Days) -> dict[int, Counter[tuple[str, date]]]:
    """Per question: how often in which language on which day."""
    counts: dict[int, Counter[tuple[str, date]]] = defaultdict(Counter)
    keys = (Asked.question_id, Said.language, Item.day)
    query = _in_period(*keys, func.count(), days=days).where(Asked.question_id.in_(ids)).group_by(*keys)
    for question_id, language, day, n in session.execute(query):
        counts[question_id][language, day] += n
    return counts


def _places(session: Session, ids: Sequence[int], days: Days) -> dict[int, Counter[str]]:
    places: dict[int, Counter[str]] = defaultdict(Counter)
    keys = (Asked.question_id, cast(Said.places, String).label("places"))
    query = _in_period(*keys, func.count(), days=days).where(Asked.question_id.in_(ids)).group_by(*keys)
    for question_id, names, n in session.execute(query):
        for name in json.loads(names):
            places[question_id][name] += n
    return places


def _summary(
    found: Any, counts: Counter[tuple[str, date]], places: Counter[str], days: Days
) -> QuestionSummary:
    languages: Counter[str] = Counter()
    weeks: Counter[date] = Counter(dict.fromkeys(_mondays(days), 0))
    for (language, day), n in counts.items():
        languages[language] += n
        weeks[week_start(day)] += n
    ranked, mondays = [language for language, _ in languages.most_common()], sorted(weeks)
    by_language = suppress_line([languages[language] for language in ranked])
    by_week = suppress_line([weeks[monday] for monday in mondays])
    return QuestionSummary(
        *(found.id, found.title, found.title_language, _names(found), found.code, found.state, found.owner),
        *(found.first_seen, found.last_seen, by_language.total),
        by_language=dict(zip(ranked, by_language.cells, strict=True)),
        places=tuple(name for name, n in places.most_common() if n >= THRESHOLD),
        trend=tuple(zip(mondays, by_week.cells, strict=True)),
    )


def _names(found: Any) -> dict[str, str]:
    return {face: name for face, name in (("nl", found.name_nl), ("en", found.name_en)) if name}


def _mondays(days: Days) -> Iterator[date]:
    monday = week_start(days[0])
    while monday <= days[1]:
        yield monday
        monday += timedelta(days=7)
