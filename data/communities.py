"""Communities: how many people in the area speak a language, always as a band with source and date."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import models
from data.records import Community
from data.upsert import upsert

Row = models.Community


def put(session: Session, community: Community) -> None:
    """Stores a language's band, in place of the one that was there. Raises ValueError for low > high."""
    if not 0 <= community.low <= community.high:
        raise ValueError(
            f"{community.language}: {community.low}–{community.high} is no band; low comes first"
        )
    upsert(session, Row, [asdict(community)], ("language",))


def every(session: Session) -> list[Community]:
    """All communities, the largest first."""
    query = select(Row.language, Row.low, Row.high, Row.source, Row.as_of)
    return [Community(*row) for row in session.execute(query.order_by(Row.high.desc(), Row.language))]
