"""What people ask and what they get back, per topic and language: exact counts to find information voids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from data import items, models

Item, Said, Code = models.Item, models.Annotation, models.AnnotationCode
SETTLED = ("answered", "closed")  # states of a recurring question that has its answer


@dataclass(frozen=True)
class Exchange:
    """A topic in a language over a period, and over one just as long before it.

    `now` and `before` count items of the public, `questions` those of `now` that ask, `answered` the
    questions that were answered: by a reply of ours, at a desk, or since the recurring question they belong
    to has its answer. `posts` counts our own posts about the topic in that language in the period.
    """

    code: str
    language: str
    now: int
    before: int
    questions: int
    answered: int
    posts: int


def exchanges(session: Session, since: date, until: date) -> list[Exchange]:
    """Every topic × language of the days [since, until), Europe/Amsterdam, and as many days before.

    Exact: only for arithmetic that decides what may be shown.
    """
    before = since - (until - since)
    now, earlier, questions, answered = (Counter[tuple[str, str]]() for _ in range(4))
    for code, language, recent, is_question, is_answered, n in _asked(session, before, since, until):
        pair = code, language
        (now if recent else earlier)[pair] += n
        questions[pair] += n * (recent and is_question)
        answered[pair] += n * (recent and is_question and is_answered)
    posts = Counter(dict(_posts(session, since, until)))
    return [
        Exchange(*pair, now[pair], earlier[pair], questions[pair], answered[pair], posts[pair])
        for pair in sorted(now.keys() | earlier.keys())
    ]


def _asked(session: Session, before: date, since: date, until: date) -> Iterator[Any]:
    """(code, language, is it of the period?, does it ask?, is it answered?, n), flags as 0 and 1."""
    flags = (Item.day >= since, Said.is_question, _answered())
    each = (
        select(
            Code.code.label("code"),
            Said.language.label("language"),
            *(case((flag, 1), else_=0).label(f"flag_{place}") for place, flag in enumerate(flags)),
        )
        .select_from(Item)
        .join(Said, (Said.item_id == Item.id) & Said.current)
        .join(Code, Code.annotation_id == Said.id)
        .join(models.Source, models.Source.id == Item.source_id)
        .where(Item.author_kind == "public", Item.day >= before, Item.day < until)
        .subquery()
    )
    yield from session.execute(select(*each.c, func.count()).group_by(*each.c))


def _answered() -> ColumnElement[bool]:
    """Whether an item has its answer: from us in public, in its recurring question, or at a desk."""
    asked, question = aliased(models.QuestionItem), aliased(models.Question)
    settled = exists().where(
        asked.item_id == Item.id, question.id == asked.question_id, question.state.in_(SETTLED)
    )
    return or_(items.replied(), settled.correlate(Item), models.Source.kind == "register")


def _posts(session: Session, since: date, until: date) -> Iterator[tuple[tuple[str, str], int]]:
    query = (
        select(Code.code, Said.language, func.count())
        .select_from(Item)
        .join(Said, (Said.item_id == Item.id) & Said.current)
        .join(Code, Code.annotation_id == Said.id)
        .where(Item.author_kind == "us", Item.kind == "page_post", Item.day >= since, Item.day < until)
        .group_by(Code.code, Said.language)
    )
    yield from (((code, language), n) for code, language, n in session.execute(query))
