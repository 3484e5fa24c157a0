"""Annotations: what a model version, or a person, says of an item; one of them is current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from data import models
from data.door import text_hash
from data.records import CodeScore, NewAnnotation
from data.upsert import batches, insert_into

Row = models.Annotation
Code = models.AnnotationCode
PERSON = "person"
SURE = 0.97  # a guess below this may be the prior's own echo
# What stands in the annotation's own row; codes have a table of their own.
COLUMNS = tuple(field.name for field in fields(NewAnnotation) if field.name != "codes")
_VALUES = attrgetter(*COLUMNS)
# Made once, their lists filled in later: building a statement around hundreds of ids takes longer than it.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_THERE = select(models.Item.id, exists().where(Row.item_id == models.Item.id, Row.by_person)).where(
    models.Item.id.in_(_IDS)
)
_NO_LONGER_CURRENT = update(Row).where(Row.item_id.in_(_IDS), Row.current).values(current=False)
_FORGET_CODES = delete(Code).where(Code.annotation_id.in_(_IDS))


def add(session: Session, rows: Iterable[NewAnnotation], now: datetime) -> int:
    """Stores annotations, upserted on (item, model version); may be repeated. Gives how many.

    Each becomes its item's current one, unless a person corrected that item: then the correction stays
    current and only takes over the vector. Items that are gone by now are left out.
    """
    stored = 0
    for batch in batches(rows):
        latest = {(each.item_id, each.model_version): each for each in batch}
        for version in {version for _, version in latest}:
            stored += _add_version(session, [x for x in latest.values() if x.model_version == version], now)
    return stored


def _add_version(session: Session, rows: Sequence[NewAnnotation], now: datetime) -> int:
    there = {
        item_id: by_person
        for item_id, by_person in session.execute(_THERE, {"ids": [each.item_id for each in rows]})
    }
    kept = sorted((each for each in rows if each.item_id in there), key=lambda each: each.item_id)
    corrected = {item_id for item_id, by_person in there.items() if by_person}
    if not kept:
        return 0
    session.connection().execute(_NO_LONGER_CURRENT, {"ids": list(there.keys() - corrected)})
    write(session, [values_of(each, now, current=each.item_id not in corrected) for each in kept], kept)
    for each in kept:
        if each.item_id in corrected:
            correction = update(Row).where(Row.item_id == each.item_id, Row.by_person)
            session.execute(correction.values(vector=each.vector, vector_version=each.vector_version))
    return len(kept)


def values_of(
    each: NewAnnotation, now: datetime, *, current: bool, by_person: bool = False
) -> dict[str, Any]:
    """The columns of one annotation."""
    values: dict[str, Any] = dict(zip(COLUMNS, _VALUES(each), strict=True))
    values |= {"places": list(each.places), "claims": list(each.claims)}
    return values | {"current": current, "by_person": by_person, "created_at": now}


def write(session: Session, values: Sequence[dict[str, Any]], said: Sequence[NewAnnotation]) -> None:
    """Upserts rows (`values_of` what is `said`, in order) with their codes."""
    new = insert_into(session, Row)
    changing = {name: new.excluded[name] for name in values[0] if name not in ("item_id", "model_version")}
    upsert = new.on_conflict_do_update(index_elements=["item_id", "model_version"], set_=changing)
    written = session.connection().execute(upsert.returning(Row.id, Row.item_id), list(values))
    ids = {item_id: annotation_id for annotation_id, item_id in written}
    session.connection().execute(_FORGET_CODES, {"ids": list(ids.values())})
    codes = {
        (ids[each.item_id], code.code): {
            "annotation_id": ids[each.item_id],
            "code": code.code,
            "score": code.score,
            "matched": list(code.matched),
            "by_vector": code.by_vector,
        }
        for each in said
        for code in each.codes
    }
    if codes:
        session.connection().execute(insert(Code), list(codes.values()))


def language_counts(session: Session, source_id: int) -> dict[str, int]:
    """How many items of the public surely have which language in a source: the prior for its next one.

    Only what a person said or a model was sure of counts, or the prior would feed itself.
    """
    item = models.Item
    query = (
        select(Row.language, func.count())
        .join(item, item.id == Row.item_id)
        .where(Row.current, item.source_id == source_id, item.author_kind == "public", Row.language != "und")
        .where(or_(Row.by_person, Row.confidence >= SURE))
        .group_by(Row.language)
    )
    return {language: n for language, n in session.execute(query)}


def codes_of(session: Session, annotation_ids: Sequence[int]) -> dict[int, list[CodeScore]]:
    """The codes per annotation, the highest score first."""
    codes: dict[int, list[CodeScore]] = {}
    for some in batches(annotation_ids):
        query = select(Code).where(Code.annotation_id.in_(some)).order_by(Code.score.desc(), Code.code)
        for each in session.scalars(query):
            codes.setdefault(each.annotation_id, []).append(
                CodeScore(each.code, each.score, tuple(each.matched), each.by_vector)
            )
    return codes


def current(session: Session, item_id: int) -> NewAnnotation | None:
    """What counts for an item now."""
    columns = [getattr(Row, name) for name in COLUMNS]
    found = session.execute(select(Row.id, *columns).where(Row.item_id == item_id, Row.current)).first()
    if found is None:
        return None
    return as_said(found, 1, codes_of(session, [found.id]).get(found.id, ()))


def without_vector(
    session: Session, vector_version: str, *, after_id: int = 0, limit: int = 200
) -> list[tuple[str, NewAnnotation]]:
    """(text, what is said of it) of the public's questions without a vector of that version, by item id."""
    item = models.Item
    columns = [getattr(Row, name) for name in COLUMNS]
    other = Row.vector.is_(None) | (Row.vector_version != vector_version)
    query = (
        select(Row.id, item.text, *columns)
        .join(item, item.id == Row.item_id)
        .where(Row.current, Row.is_question, other, item.author_kind == "public", Row.item_id > after_id)
        .order_by(Row.item_id)
        .limit(limit)
    )
    found = session.execute(query).all()
    codes = codes_of(session, [row.id for row in found])
    return [(row.text, as_said(row, 2, codes.get(row.id, ()))) for row in found]


def vectors_of(session: Session, texts: Iterable[str], vector_version: str) -> dict[str, bytes]:
    """The vectors of that version which equal texts of the same reading have already, by text."""
    item = models.Item
    found: dict[str, bytes] = {}
    for some in batches({text_hash(text): text for text in texts}.items()):
        of_hash = dict(some)
        query = (
            select(item.text_hash, Row.vector)
            .join(item, item.id == Row.item_id)
            .where(item.text_hash.in_(of_hash), Row.current, Row.vector_version == vector_version)
            .where(Row.vector.is_not(None))
        )
        found |= {of_hash[key]: vector for key, vector in session.execute(query) if vector is not None}
    return found


def set_vectors(session: Session, vector_of: Mapping[int, bytes], vector_version: str) -> None:
    """Gives the current annotations of items (item id → vector) their vectors, and changes nothing else."""
    for item_id, vector in vector_of.items():
        session.execute(
            update(Row)
            .where(Row.item_id == item_id, Row.current)
            .values(vector=vector, vector_version=vector_version)
            .execution_options(synchronize_session=False)
        )


def as_said(row: Any, first: int, codes: Sequence[CodeScore]) -> NewAnnotation:
    """The annotation whose columns a row has from its column number `first` on."""
    values = dict(zip(COLUMNS, row[first:], strict=True))
    values |= {"places": tuple(values["places"]), "claims": tuple(values["claims"])}
    return NewAnnotation(**values, codes=tuple(codes))
