"""How placements are read with all a publisher must know, and changed only from the state they are in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from data import audit, models
from data.errors import NotFound, WrongState
from data.records import PlacementRow

Row = models.Placement


def fetch(session: Session, *where: ColumnElement[bool], limit: int | None = None) -> list[PlacementRow]:
    """Placements with text, message, channel and source, by due time."""
    variant, message, channel, source = models.Variant, models.Message, models.Channel, models.Source
    query = (
        select(
            *(Row.id, Row.state, Row.due_at, Row.marker, Row.text_hash, Row.variant_id, Row.channel_id),
            *(Row.claim_token, Row.lease_until, Row.attempted_at, Row.remote_id, Row.reason),
            *(variant.text, variant.language, variant.review_state, variant.message_id, message.valid_until),
            channel.name.label("channel_name"),
            channel.address.label("channel_address"),
            channel.live.label("channel_live"),
            source.name.label("source_name"),
        )
        .join(variant, variant.id == Row.variant_id)
        .join(message, message.id == variant.message_id)
        .join(channel, channel.id == Row.channel_id)
        .outerjoin(source, source.id == channel.source_id)
        .where(*where)
        .order_by(Row.due_at, Row.id)
        .limit(limit)
    )
    return [PlacementRow(**found._mapping) for found in session.execute(query)]


def step(
    session: Session, where: Sequence[ColumnElement[bool]], states: Sequence[str], values: dict[str, Any]
) -> list[int]:
    """Compare-and-set in one statement: changes what is in one of `states` now; gives the ids."""
    moved = update(Row).where(*where, Row.state.in_(states)).values(**values).returning(Row.id)
    return sorted(session.scalars(moved.execution_options(synchronize_session=False)))


def change(  # noqa: PLR0913 - which one, from where, to what, by whom, when
    session: Session,
    placement_id: int,
    states: Sequence[str],
    values: dict[str, Any],
    actor: str,
    now: datetime,
) -> None:
    """One placement's step with its audit entry. Raises NotFound, or WrongState from any other state."""
    if not step(session, (Row.id == placement_id,), states, values):
        state = session.scalar(select(Row.state).where(Row.id == placement_id))
        if state is None:
            raise NotFound(f"there is no placement {placement_id}")
        raise WrongState(f"placement {placement_id} is {state}: it cannot become {values['state']}")
    detail = {"reason": values["reason"]} if values.get("reason") else {}
    audit.write(session, actor, f"placement {values['state']}", f"placement {placement_id}", detail, now)
