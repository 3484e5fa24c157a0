"""A person's word on which items ask the same and which do not; every regroup obeys it.

Items that ask the same share a bond, so the loss of one item loses nothing of what was said of the others.
The newest word wins: joining what was kept apart forgets that, moving an item out takes it from its bond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from data import models
from data.records import QuestionLink
from data.upsert import batches, upsert

Bond, Member, Apart = models.Bond, models.BondedItem, models.BondsApart


def every(session: Session) -> list[QuestionLink]:
    """All links: in each bond its first item with every other, and the first items of bonds kept apart."""
    first: dict[int, int] = {}
    links: list[QuestionLink] = []
    for bond, item in session.execute(select(Member.bond_id, Member.item_id).order_by(Member.item_id)):
        if bond in first:
            links.append(QuestionLink(first[bond], item, same=True))
        first.setdefault(bond, item)
    for a, b in session.execute(select(Apart.bond_a, Apart.bond_b).order_by(Apart.bond_a, Apart.bond_b)):
        if a in first and b in first:
            links.append(QuestionLink(min(first[a], first[b]), max(first[a], first[b]), same=False))
    return links


def join(session: Session, item_ids: Iterable[int], actor: str, now: datetime) -> int:
    """Bonds items: they, and all that any of them was bonded to, ask the same. Gives the bond's id."""
    ids = sorted(set(item_ids))
    old = _bonds_of(session, ids)
    bond = session.execute(insert(Bond).values(actor=actor, created_at=now).returning(Bond.id)).scalar_one()
    if old:
        session.execute(update(Member).where(Member.bond_id.in_(old)).values(bond_id=bond))
        _inherit_apart(session, old, bond)
    for batch in batches(ids):
        upsert(session, Member, [{"item_id": each, "bond_id": bond} for each in batch], ("item_id",))
    _drop_empty(session)
    return bond


def keep_apart(session: Session, bond: int, other: int) -> None:
    """Says that the items of two bonds ask different things."""
    a, b = sorted((bond, other))
    upsert(session, Apart, [{"bond_a": a, "bond_b": b}], ("bond_a", "bond_b"))


def leave(session: Session, item_ids: Iterable[int]) -> None:
    """Takes items out of their bonds."""
    for batch in batches(sorted(set(item_ids))):
        session.execute(delete(Member).where(Member.item_id.in_(batch)))
    _drop_empty(session)


def _bonds_of(session: Session, ids: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for batch in batches(ids):
        found |= set(session.scalars(select(Member.bond_id).where(Member.item_id.in_(batch))))
    return sorted(found)


def _inherit_apart(session: Session, old: Sequence[int], bond: int) -> None:
    """What the old bonds were kept apart from, the new one is too, unless it is now part of it."""
    touching = or_(Apart.bond_a.in_(old), Apart.bond_b.in_(old))
    pairs = session.execute(select(Apart.bond_a, Apart.bond_b).where(touching)).all()
    session.execute(delete(Apart).where(touching))
    for a, b in pairs:
        others = [each for each in (a, b) if each not in old]
        for other in others:
            keep_apart(session, bond, other)


def _drop_empty(session: Session) -> None:
    """Bonds without items are over. The sub-select is one statement: two writers cannot both see it half."""
    members = select(Member.bond_id).group_by(Member.bond_id).having(func.count() > 0)
    session.execute(delete(Bond).where(Bond.id.not_in(members)))
