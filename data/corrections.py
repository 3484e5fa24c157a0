"""What persons say of items: it stands above every model, and teaches how to read the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from data import audit, models
from data.annotations import COLUMNS, PERSON, as_said, codes_of, current, values_of, write
from data.errors import NotFound
from data.records import CodeScore, Correction, NewAnnotation

Row = models.Annotation


def correct(  # noqa: PLR0913 - the four last say what may be corrected
    session: Session,
    item_id: int,
    actor: str,
    now: datetime,
    *,
    language: str | None = None,
    codes: Sequence[str] | None = None,
    type: str | None = None,
    sensitive: bool | None = None,
) -> None:
    """A person says otherwise: this becomes current and survives every re-tagging. Raises NotFound.

    Items with the very same text that no person looked at are read like this one from now on.
    """
    if session.get(models.Item, item_id) is None:
        raise NotFound(f"there is no item {item_id}")
    was = current(session, item_id) or NewAnnotation(
        item_id, PERSON, "und", 1.0, False, "other", False, False
    )
    is_question = was.is_question if type is None else type == "question"
    said = replace(was, model_version=PERSON, confidence=1.0, is_question=is_question)
    said = replace(said, language=language or was.language, type=type or was.type)
    if sensitive is not None:
        said = replace(said, sensitive=sensitive)
    if codes is not None:
        said = replace(said, codes=tuple(CodeScore(code, 1.0) for code in codes))
    session.execute(
        update(Row)
        .where(Row.item_id == item_id, Row.current)
        .values(current=False)
        .execution_options(synchronize_session=False)
    )
    write(session, [values_of(said, now, current=True, by_person=True)], [said])
    _spread(session, said, now)
    told = [each.code for each in said.codes]
    detail = {"language": said.language, "type": said.type, "codes": told, "sensitive": said.sensitive}
    audit.write(session, actor, "annotation corrected", f"item {item_id}", detail, now)


def _spread(session: Session, lesson: NewAnnotation, now: datetime) -> None:
    """Gives what a model said of equal texts the person's words; vectors, places and claims stay."""
    item, same = models.Item, models.Item.__table__.alias()
    query = (
        select(Row.id, *(getattr(Row, name) for name in COLUMNS))
        .join(item, item.id == Row.item_id)
        .join(same, same.c.text_hash == item.text_hash)
        .where(same.c.id == lesson.item_id, Row.current, ~Row.by_person)
    )
    found = [as_said(row, 1, ()) for row in session.execute(query)]
    told = {
        name: getattr(lesson, name)
        for name in ("language", "confidence", "type", "is_question", "sensitive", "codes")
    }
    said = [replace(each, **told) for each in found]
    if said:
        write(session, [values_of(each, now, current=True) for each in said], said)


def corrections(session: Session, *, after_id: int = 0, limit: int = 5000) -> list[Correction]:
    """What persons said of items, by item id, after `after_id`: it teaches how to read the like."""
    item = models.Item
    query = (
        select(Row, item.text)
        .join(item, item.id == Row.item_id)
        .where(Row.by_person, Row.current, Row.item_id > after_id)
        .order_by(Row.item_id)
        .limit(limit)
    )
    found = session.execute(query).all()
    codes = codes_of(session, [row.id for row, _ in found])
    return [
        Correction(
            row.item_id,
            text,
            row.language,
            row.type,
            tuple(each.code for each in codes.get(row.id, ())),
            row.sensitive,
            row.vector,
            row.vector_version,
        )
        for row, text in found
    ]


def unreviewed(session: Session, *, limit: int = 2000) -> list[tuple[str, NewAnnotation]]:
    """(text, what is said of it) of the newest items of the public that no person looked at.

    Sensitive ones are left out: who looks through the rest must not come upon them.
    """
    item = models.Item
    columns = [getattr(Row, name) for name in COLUMNS]
    query = (
        select(Row.id, item.text, *columns)
        .join(item, item.id == Row.item_id)
        .where(Row.current, ~Row.by_person, ~Row.sensitive, item.author_kind == "public")
        .order_by(item.created_at.desc(), Row.id)
        .limit(limit)
    )
    found = session.execute(query).all()
    codes = codes_of(session, [row.id for row in found])
    return [(row.text, as_said(row, 2, codes.get(row.id, ()))) for row in found]
