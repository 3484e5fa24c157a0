"""One placement from a claim to a noted outcome: the intent is committed first, the call is made once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaigns.delivery import Delivery, Graph, deliver, of_error
from campaigns.markers import with_marker
from campaigns.readback import find_placement, read_page
from data import placements, switches
from data.database import Database, Session
from data.errors import WrongState
from data.records import PlacementRow

LEASE = timedelta(minutes=3)
"""Longer than the slowest call a client waits for (5 s to connect, 60 s to answer) with room to note it."""

HISTORY = timedelta(minutes=5)
PARK, LONGEST_PARK = timedelta(minutes=60), timedelta(hours=24)
ACTOR = "publisher"


@dataclass(frozen=True)
class Tools:
    """What an attempt works with; `clock` gives the aware time of now."""

    database: Database
    graph: Graph
    clock: Callable[[], datetime]


def running_clock(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at `now` and counts the time that passes, whatever the computer's clock does."""
    start = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - start)


def attempt(tools: Tools, row: PlacementRow, token: str) -> Delivery:
    """Publishes a placement that `token` has claimed, and notes what came of it.

    1. A placement with a history (tried before, or minutes late: a restart, a restored backup, a person's
       confirmed resend) is looked for on the Page first; when that reading fails it is not sent.
    2. `sent` is committed. 3. One call. 4. The outcome is committed. A process that dies between 2 and 4
       leaves `sent`, which becomes `unknown` when the lease ends: never `planned`.
    """
    try:
        already = _look_first(tools, row)
    except Exception as error:  # without a look nothing may be sent, whatever kept us from looking
        return _note(tools, row, _not_looked(error))
    try:
        with tools.database.begin() as session:
            placements.mark_sent(session, row.id, token, tools.clock())
    except WrongState as refusal:
        return Delivery("unsent", str(refusal))
    message = with_marker(row.text, row.marker)
    return _note(tools, row, already or deliver(tools.graph, row.channel_address, message, tools.clock()))


def _look_first(tools: Tools, row: PlacementRow) -> Delivery | None:
    now = tools.clock()
    if row.attempted_at is None and now - row.due_at <= HISTORY:
        return None
    seen = find_placement(row, read_page(tools.graph, row.channel_address))
    if seen is None:
        return None
    return Delivery("published", "was on the Page already", remote_id=seen.id, at=seen.at or now)


def _not_looked(error: Exception) -> Delivery:
    told = of_error(error)
    reason = f"not sent, because the Page could not be read first: {told.reason}"
    return Delivery("throttled" if told.until else "unsent", reason, until=told.until, stop=True)


def _note(tools: Tools, row: PlacementRow, delivery: Delivery) -> Delivery:
    now = tools.clock()
    try:
        with tools.database.begin() as session:
            _write(session, row, delivery, now)
    except WrongState as refusal:
        return _as_noted_by_others(tools, row, delivery, refusal)
    return delivery


def _write(session: Session, row: PlacementRow, delivery: Delivery, now: datetime) -> None:
    if delivery.outcome == "published" and delivery.remote_id is not None:
        placements.mark_published(session, row.id, delivery.remote_id, delivery.at or now, now)
    elif delivery.outcome == "unknown":
        placements.mark_unknown(session, row.id, delivery.reason, now)
    else:
        placements.mark_failed(session, row.id, delivery.reason, now)
    # Planned again only after an answer that proves that nothing was posted: a limit, which is given before a
    # request is carried out, or no connection at all. It keeps its history, so the next attempt looks first.
    if delivery.outcome in ("throttled", "unsent"):
        placements.release(session, row.id, ACTOR, now)
    if delivery.outcome == "throttled":
        park(session, row.channel_id, delivery.until, now)


def _as_noted_by_others(tools: Tools, row: PlacementRow, delivery: Delivery, refusal: WrongState) -> Delivery:
    # A reconciliation found the post while we still waited for the answer.
    with tools.database.read() as session:
        known = placements.find(session, row.id)
    if known is not None and known.state == "published":
        return Delivery("published", "found on the Page meanwhile", remote_id=known.remote_id)
    return replace(delivery, reason=f"{delivery.reason}; {refusal}")


def park(session: Session, channel_id: int, until: datetime | None, now: datetime) -> None:
    """Keeps a channel quiet until a time, a day at most; an hour when the platform did not say."""
    end = min(until or now + PARK, now + LONGEST_PARK)
    switches.put(session, f"parked:{channel_id}", end.isoformat(), ACTOR, now)


def parked_until(session: Session, channel_id: int, now: datetime) -> datetime | None:
    """Until when the channel is kept quiet; None when it may speak."""
    value = switches.get(session, f"parked:{channel_id}", "")
    until = datetime.fromisoformat(value) if value else now
    return until if until > now else None
