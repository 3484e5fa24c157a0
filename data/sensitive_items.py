"""Texts about violence, exploitation, self-harm or children at risk: for the role *sensitive* alone.

Everybody else sees that there are some, in a count that is kept back when small, and whom to refer to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data import audit, models
from data.errors import NotAllowed
from data.suppression import Cell, suppress

ROLE = "sensitive"
Item, Said, Code = models.Item, models.Annotation, models.AnnotationCode


@dataclass(frozen=True)
class SensitiveItem:
    """A redacted text that asks for care, with its codes, the surest first."""

    item_id: int
    text: str
    language: str
    codes: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True)
class Reader:
    """Who asks to read: a staff name for the audit trail, and the roles that were given to them."""

    actor: str
    roles: Collection[str]


def count(session: Session, since: datetime) -> Cell:
    """How many sensitive texts of the public there are since a time; kept back when fewer than five."""
    query = (
        select(func.count())
        .select_from(Said)
        .join(Item, Item.id == Said.item_id)
        .where(Said.current, Said.sensitive, Item.author_kind == "public", Item.created_at >= since)
    )
    return suppress(session.scalar(query) or 0)


def read(
    session: Session, reader: Reader, since: datetime, now: datetime, *, limit: int = 50
) -> list[SensitiveItem]:
    """The texts, newest first, with an entry in the audit trail. Raises NotAllowed without the role."""
    if ROLE not in reader.roles:
        raise NotAllowed("these texts are for the role 'sensitive'; ask an administrator who has it")
    query = (
        select(Said.id, Item.id.label("item_id"), Item.text, Said.language, Item.created_at)
        .join(Item, Item.id == Said.item_id)
        .where(Said.current, Said.sensitive, Item.author_kind == "public", Item.created_at >= since)
        .order_by(Item.created_at.desc(), Item.id.desc())
        .limit(limit)
    )
    found = session.execute(query).all()
    of = _codes(session, [row.id for row in found])
    audit.write(session, reader.actor, "sensitive texts read", "items", {"count": len(found)}, now)
    return [
        SensitiveItem(row.item_id, row.text, row.language, of.get(row.id, ()), row.created_at)
        for row in found
    ]


def _codes(session: Session, annotation_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = select(Code.annotation_id, Code.code).where(Code.annotation_id.in_(annotation_ids))
    found: dict[int, tuple[str, ...]] = {}
    for annotation_id, code in session.execute(query.order_by(Code.score.desc(), Code.code)):
        found[annotation_id] = (*found.get(annotation_id, ()), code)
    return found
