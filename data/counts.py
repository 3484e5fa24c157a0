"""Exact counts of what the public asks, by day: for signals and grouping, never for a face."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

from data import models
from data.weeks import week_start

By = Literal["code", "question", "place", "claim"]
Tally = tuple[str, str, date, int]
Item, Said = models.Item, models.Annotation


def daily_counts(session: Session, by: By, since: date, until: date) -> list[Tally]:
    """(key, language, day, n) of items of the public, from `since` to `until`, both included, sorted.

    Days are days in Europe/Amsterdam; the key of a question is its id in decimal. An item with two codes
    counts for both. Exact: only for arithmetic that decides what may be shown.
    """
    counts: Counter[tuple[str, str, date]] = Counter()
    for key, language, day, n in _grouped(session, by, since, until):
        for each in json.loads(key) if by in ("place", "claim") else (str(key),):
            counts[each, language, day] += n
    return [(*key, n) for key, n in sorted(counts.items())]


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


def _grouped(session: Session, by: By, since: date, until: date) -> Iterator[tuple[Any, str, date, int]]:
    def query(key: Any) -> Select[Any]:
        return asked(key, Said.language, Item.day, since=since, until=until)

    code, of_question = models.AnnotationCode, models.QuestionItem
    if by == "code":
        grouped = query(code.code).join(code, code.annotation_id == Said.id)
    elif by == "question":
        grouped = query(of_question.question_id).join(of_question, of_question.item_id == Item.id)
    else:
        # A list as JSON text is grouped as it stands and taken apart afterwards: few distinct lists exist.
        names = cast(Said.places if by == "place" else Said.claims, String)
        grouped = query(names).where(names != "[]")
    yield from ((key, language, day, n) for key, language, day, n in session.execute(grouped))
