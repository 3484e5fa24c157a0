"""The vectors of questions as grouping needs them: what is new, what is where, what a question holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, aliased

from data import models
from data.records import QuestionVector
from data.upsert import batches

Said, Item, Asked, Code = models.Annotation, models.Item, models.QuestionItem, models.AnnotationCode


def every(
    session: Session, *, vector_version: str, after_id: int = 0, limit: int = 5000
) -> list[QuestionVector]:
    """Questions of the public with a vector of that version, by item id, after `after_id`.

    Sensitive ones are among them: they are grouped too, but `questions.wordings` never shows them.
    """
    query = _vectors(vector_version).where(Said.item_id > after_id)
    return _records(session, query.order_by(Said.item_id).limit(limit))


def ungrouped(
    session: Session, *, vector_version: str, after_id: int = 0, limit: int = 5000
) -> list[QuestionVector]:
    """Questions of the public that ask no recurring question yet, by item id, after `after_id`."""
    query = _vectors(vector_version).where(Asked.question_id.is_(None), Said.item_id > after_id)
    return _records(session, query.order_by(Said.item_id).limit(limit))


def members(
    session: Session, question_id: int, *, vector_version: str, limit: int = 1000
) -> list[QuestionVector]:
    """What asks a recurring question, the newest `limit` of it, by item id."""
    query = _vectors(vector_version).where(Asked.question_id == question_id)
    return _records(session, query.order_by(Said.item_id.desc()).limit(limit))[::-1]


def placed(
    session: Session, vector_version: str, item_ids: Iterable[int] | None = None
) -> dict[int, int | None]:
    """The recurring question that each question with a vector asks; of all of them, or of these items."""
    query = _of_version(select(Said.item_id, Asked.question_id), vector_version)
    if item_ids is None:
        return {item_id: question_id for item_id, question_id in session.execute(query)}
    found: dict[int, int | None] = {}
    for batch in batches(sorted(set(item_ids))):
        some = session.execute(query.where(Said.item_id.in_(batch)))
        found |= {item_id: question_id for item_id, question_id in some}
    return found


def count_grouped(session: Session, vector_version: str) -> int:
    """How many questions with a vector ask a recurring question."""
    query = _of_version(select(func.count()).select_from(Said), vector_version)
    return session.scalar(query.where(Asked.question_id.is_not(None))) or 0


def questions_of_copies(session: Session, item_ids: Iterable[int]) -> dict[int, int]:
    """For items whose very text was asked before: the recurring question it asks, the oldest if several."""
    twin = aliased(Item)
    found: dict[int, int] = {}
    for batch in batches(sorted(set(item_ids))):
        query = (
            select(Item.id, func.min(Asked.question_id))
            .join(twin, (twin.text_hash == Item.text_hash) & (twin.id != Item.id))
            .join(Asked, Asked.item_id == twin.id)
            .where(Item.id.in_(batch), twin.author_kind == "public")
            .group_by(Item.id)
        )
        found |= {item_id: question_id for item_id, question_id in session.execute(query)}
    return found


def sensitive(session: Session, vector_version: str) -> set[int]:
    """The items among the questions with a vector that few may read."""
    query = _of_version(select(Said.item_id), vector_version)
    return set(session.scalars(query.where(Said.sensitive)))


def set_centres(session: Session, centre_of: Mapping[int, bytes], vector_version: str) -> None:
    """Moves the centres of many questions: id → mean direction, float32 bytes."""
    for batch in batches(sorted(centre_of.items())):
        rows = [{"id": each, "centre": centre, "vector_version": vector_version} for each, centre in batch]
        session.execute(update(models.Question), rows)


def _vectors(vector_version: str) -> Select[Any]:
    columns = (
        Said.id,
        Said.item_id,
        Said.language,
        Item.text,
        Said.vector,
        Item.created_at,
        Asked.question_id,
    )
    query: Select[Any] = _of_version(select(*columns), vector_version)
    return query


def _of_version(query: Any, vector_version: str) -> Any:
    return (
        query.join(Item, Item.id == Said.item_id)
        .outerjoin(Asked, Asked.item_id == Said.item_id)
        .where(Said.current, Said.is_question, Said.vector_version == vector_version)
        .where(Said.vector.is_not(None), Item.author_kind == "public")
    )


def _records(session: Session, query: Select[Any]) -> list[QuestionVector]:
    rows = session.execute(query).all()
    codes: dict[int, list[tuple[str, bool]]] = {}
    for batch in batches([row.id for row in rows]):
        named = select(Code.annotation_id, Code.code, Code.by_vector).where(Code.annotation_id.in_(batch))
        for annotation_id, code, by_vector in session.execute(named.order_by(Code.score.desc(), Code.code)):
            codes.setdefault(annotation_id, []).append((code, by_vector))
    return [
        QuestionVector(
            row.item_id,
            row.language,
            row.text,
            row.vector,
            row.created_at,
            row.question_id,
            tuple(code for code, _ in codes.get(row.id, ())),
            by_vector=row.id in codes and all(by_vector for _, by_vector in codes[row.id]),
        )
        for row in rows
    ]
