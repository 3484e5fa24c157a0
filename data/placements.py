"""Placements: variant × channel × time, published at most once.

planned → claimed → sent → published | unknown | failed | handed-off; before sending also held, withdrawn.
The way from sent back to planned leads through a person who looked (`confirm_not_published`), or through
an answer of the platform that proves that nothing was posted (`mark_failed`, then `release`).
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from data import audit, models
from data.errors import NotFound, WrongState
from data.placement_rows import Row, change, fetch, step
from data.records import PlacementRow
from data.upsert import insert_into

PUBLISHER = "publisher"
LONGEST_LEASE = timedelta(minutes=10)  # no publisher takes more; what ends later was set by another clock
NOT_YET_CLAIMED = ("planned", "due")
NOT_YET_SENT = ("planned", "due", "claimed")
FREE = {"claim_token": None, "lease_until": None}


def plan(  # noqa: PLR0913 - what, where, when, by whom, and which click
    session: Session,
    variant_id: int,
    channel_id: int,
    due_at: datetime,
    *,
    client_token: str,
    actor: str,
    now: datetime,
) -> int:
    """Plans a variant on a channel and gives the placement's id.

    The same client token, or the same variant, channel and time, is the same placement. Raises NotFound.
    """
    text_hash = session.scalar(select(models.Variant.text_hash).where(models.Variant.id == variant_id))
    if text_hash is None:
        raise NotFound(f"there is no variant {variant_id}")
    new = insert_into(session, Row).values(
        variant_id=variant_id,
        channel_id=channel_id,
        due_at=due_at,
        state="planned",
        marker=_marker(),
        client_token=client_token,
        text_hash=text_hash,
        created_at=now,
        created_by=actor,
    )
    made: int | None = session.scalar(new.on_conflict_do_nothing().returning(Row.id))
    if made is not None:
        detail = {"variant": variant_id, "channel": channel_id, "due_at": due_at.isoformat()}
        audit.write(session, actor, "placement planned", f"placement {made}", detail, now)
        return made
    same = (Row.variant_id == variant_id) & (Row.channel_id == channel_id) & (Row.due_at == due_at)
    known = select(Row.id).where(or_(Row.client_token == client_token, same)).order_by(~same)
    return session.scalars(known.limit(1)).one()


def _marker() -> str:
    return f"ref:{base64.b32encode(secrets.token_bytes(5)).decode().lower()}"


def find(session: Session, placement_id: int) -> PlacementRow | None:
    """One placement with its text and channel."""
    found = fetch(session, Row.id == placement_id)
    return found[0] if found else None


def due(session: Session, now: datetime, limit: int) -> list[PlacementRow]:
    """What is planned for `now` or earlier, the oldest first."""
    return fetch(session, Row.state.in_(NOT_YET_CLAIMED), Row.due_at <= now, limit=limit)


def unknown(session: Session) -> list[PlacementRow]:
    """What may or may not have been published, the oldest first."""
    return fetch(session, Row.state == "unknown")


def every(session: Session, since: datetime, until: datetime) -> list[PlacementRow]:
    """All placements due in [since, until), in whatever state, by time."""
    return fetch(session, Row.due_at >= since, Row.due_at < until)


def claim(
    session: Session, placement_id: int, token: str, now: datetime, lease: timedelta
) -> PlacementRow | None:
    """Takes a placement for one attempt, until now + lease; None when it is no longer free to take.

    One compare-and-set statement: of several processes exactly one gets the row.
    """
    taken = (
        update(Row)
        .where(Row.id == placement_id, Row.state.in_(NOT_YET_CLAIMED))
        .values(state="claimed", claim_token=token, lease_until=now + lease)
        .returning(Row.id)
        .execution_options(synchronize_session=False)
    )
    if session.execute(taken).first() is None:
        return None
    detail = {"until": (now + lease).isoformat()}
    audit.write(session, PUBLISHER, "placement claimed", f"placement {placement_id}", detail, now)
    return find(session, placement_id)


def mark_sent(session: Session, placement_id: int, token: str, now: datetime) -> None:
    """The intent to send: commit this BEFORE the call, and call only when it was committed.

    Raises WrongState unless the claim is this token's and still runs, and the text is exactly the one
    that was approved and is still valid.
    """
    variant, message = models.Variant, models.Message
    approved = exists().where(
        variant.id == Row.variant_id,
        variant.review_state == "approved",
        variant.text_hash == Row.text_hash,
        variant.reviewed_hash == Row.text_hash,
        message.id == variant.message_id,
        or_(message.valid_until.is_(None), message.valid_until > now),
    )
    held_by_us = (Row.claim_token == token) & (Row.lease_until > now)
    where = (Row.id == placement_id, held_by_us, approved)
    if not step(session, where, ("claimed",), {"state": "sent", "attempted_at": now}):
        raise WrongState(
            f"placement {placement_id} may not be sent: its claim ran out or its text is not approved"
        )
    audit.write(session, PUBLISHER, "placement sent", f"placement {placement_id}", {}, now)


def mark_published(session: Session, placement_id: int, remote_id: str, at: datetime, now: datetime) -> None:
    """It is out, as `remote_id`, since `at`; saying so again changes nothing. Raises WrongState."""
    values = {"state": "published", "remote_id": remote_id, "published_at": at, "reason": None, **FREE}
    owner = session.scalar(select(Row.id).where(Row.remote_id == remote_id))
    if owner not in (None, placement_id):
        raise WrongState(f"post {remote_id} belongs to another placement, {owner}")
    if owner is None:
        change(session, placement_id, ("sent", "unknown", "handed-off"), values, PUBLISHER, now)


def mark_unknown(session: Session, placement_id: int, reason: str, now: datetime) -> None:
    """It was sent and nobody knows what came of it; nothing sends it again by itself. Raises WrongState."""
    values = {"state": "unknown", "reason": reason, **FREE}
    change(session, placement_id, ("sent", "unknown"), values, PUBLISHER, now)


def mark_failed(session: Session, placement_id: int, reason: str, now: datetime) -> None:
    """The platform's answer, or our own check, proves that nothing was posted. Raises WrongState."""
    values = {"state": "failed", "reason": reason, **FREE}
    change(session, placement_id, ("claimed", "sent"), values, PUBLISHER, now)


def mark_handed_off(session: Session, placement_id: int, actor: str, now: datetime) -> None:
    """A person takes it over and publishes it by hand. Raises WrongState."""
    change(session, placement_id, NOT_YET_SENT, {"state": "handed-off", **FREE}, actor, now)


def hold(session: Session, placement_id: int, reason: str, now: datetime) -> None:
    """Keeps it back, with the reason, until somebody releases it. Raises WrongState once it was sent."""
    values = {"state": "held", "reason": reason, **FREE}
    change(session, placement_id, (*NOT_YET_SENT, "held"), values, PUBLISHER, now)


def hold_variants(session: Session, variant_ids: Sequence[int], reason: str, now: datetime) -> int:
    """Keeps back everything of these variants that was not sent yet; gives how many."""
    where = (Row.variant_id.in_(variant_ids),)
    held = step(session, where, NOT_YET_SENT, {"state": "held", "reason": reason, **FREE})
    for placement_id in held:
        audit.write(
            session, PUBLISHER, "placement held", f"placement {placement_id}", {"reason": reason}, now
        )
    return len(held)


def release(session: Session, placement_id: int, actor: str, now: datetime) -> None:
    """Lets a held or failed placement go again, with the variant's text as it is now. Raises WrongState."""
    text_hash = select(models.Variant.text_hash).where(models.Variant.id == Row.variant_id)
    values = {"state": "planned", "reason": None, "text_hash": text_hash.scalar_subquery(), **FREE}
    change(session, placement_id, ("held", "failed"), values, actor, now)


def confirm_not_published(session: Session, placement_id: int, actor: str, now: datetime) -> None:
    """A person looked: an unknown one is not on the Page, so it may be sent again. Raises WrongState."""
    values = {"state": "planned", "reason": None, **FREE}  # attempted_at stays: the next attempt looks first
    change(session, placement_id, ("unknown",), values, actor, now)


def move(session: Session, placement_id: int, due_at: datetime, actor: str, now: datetime) -> None:
    """Gives a placement that nobody has claimed another time. Raises WrongState."""
    moved, other = aliased(Row), aliased(Row)
    same = (other.variant_id == moved.variant_id) & (other.channel_id == moved.channel_id)
    taken = select(other.id).join(moved, same).where(moved.id == placement_id, other.due_at == due_at)
    if session.scalar(taken.where(other.id != placement_id)) is not None:
        raise WrongState("this text is already planned on this channel at that time")
    change(session, placement_id, NOT_YET_CLAIMED, {"state": "planned", "due_at": due_at}, actor, now)


def withdraw(session: Session, placement_id: int, actor: str, now: datetime) -> None:
    """Takes a placement back before it was sent. Raises WrongState."""
    before = (*NOT_YET_CLAIMED, "held", "failed", "withdrawn")
    change(session, placement_id, before, {"state": "withdrawn", **FREE}, actor, now)


def expired_claims(session: Session, now: datetime) -> tuple[int, int]:
    """Ends attempts whose lease ran out: claimed ones are planned again, sent ones become unknown.

    Gives how many of each.
    """
    # A lease far ahead was taken before the clock was set back: its publisher is long gone too.
    over = (or_(Row.lease_until <= now, Row.lease_until > now + LONGEST_LEASE),)
    back = step(session, over, ("claimed",), {"state": "planned", **FREE})
    reason = "the publisher stopped between sending and noting the answer"
    lost = step(session, over, ("sent",), {"state": "unknown", "reason": reason, **FREE})
    for ids, state in ((back, "planned"), (lost, "unknown")):
        for placement_id in ids:
            detail = {"reason": "lease ran out"}
            audit.write(session, PUBLISHER, f"placement {state}", f"placement {placement_id}", detail, now)
    return len(back), len(lost)
