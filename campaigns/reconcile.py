"""Finds out what became of placements whose outcome is unknown, by reading the Page; sends nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from campaigns.delivery import Graph, describe
from campaigns.readback import Seen, find_placement, read_page
from data import placements
from data.database import Database, Session
from data.errors import WrongState
from data.records import PlacementRow

Found = Literal["published", "not found yet", "not found", "too soon", "not read"]

FIRST_LOOK = timedelta(seconds=30)
GIVE_UP = timedelta(minutes=10)
READINGS = 3
_AROUND = timedelta(days=60)
_LOOKED = re.compile(r"; looked (\d+)× at the whole Page, not there")
_MAY_CONFIRM = "not found: a person may confirm a resend"


@dataclass(frozen=True)
class Look:
    """What a look at the Page said of one placement."""

    placement_id: int
    channel: str
    found: Found
    reason: str = ""
    remote_id: str | None = None


@dataclass(frozen=True)
class ReconcileSummary:
    """Every placement whose outcome was in doubt."""

    looks: tuple[Look, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether anything is still in doubt."""
        return any(look.found != "published" for look in self.looks)


def reconcile(
    database: Database, graph: Graph, now: datetime, *, source_name: str | None = None
) -> ReconcileSummary:
    """Looks on the Page for every `unknown` placement, and for `sent` ones whose publisher is not heard of.

    Found by marker (else by words and time) → published with the id found. Not found → it stays unknown;
    after ten minutes and three complete readings it is marked so that a person may confirm a resend, which
    never happens by itself. A reading that fails changes nothing but says so. `now` is aware; `graph` is
    the client for the channels of `source_name`.
    """
    with database.begin() as session:
        placements.expired_claims(session, now)
    with database.read() as session:
        doubtful = in_doubt(session, now)
        around = placements.every(session, now - _AROUND, now + _AROUND)
    taken = {row.remote_id for row in around if row.remote_id}
    mine = [row for row in doubtful if source_name in (None, row.source_name)]
    looks: list[Look] = []
    for page in dict.fromkeys(row.channel_address for row in mine):
        rows = [row for row in mine if row.channel_address == page]
        looks += _on_page(_Page(database, graph, page, now), rows, taken)
    return ReconcileSummary(tuple(looks))


def in_doubt(session: Session, now: datetime) -> list[PlacementRow]:
    """Placements that were sent and of which nobody has noted yet what came of it: `unknown` and `sent`."""
    around = placements.every(session, now - _AROUND, now + _AROUND)
    return placements.unknown(session) + [row for row in around if row.state == "sent"]


@dataclass(frozen=True)
class _Page:
    database: Database
    graph: Graph
    address: str
    now: datetime


def _on_page(page: _Page, rows: Sequence[PlacementRow], taken: set[str]) -> list[Look]:
    early = [row for row in rows if _is_fresh(row, page.now)]
    looks = [_look(row, "too soon", "sent less than 30 seconds ago; look again later") for row in early]
    ripe = [row for row in rows if row not in early]
    if not ripe:
        return looks
    try:
        wall = read_page(page.graph, page.address)
    except Exception as error:  # whatever kept us from reading, nothing was learned about these
        reason = f"the Page could not be read, so nothing changed: {describe(error)}"
        return looks + [_look(row, "not read", reason) for row in ripe]
    for row in ripe:
        looks.append(_settle(page, row, find_placement(row, wall, taken)))
        taken |= {looks[-1].remote_id} if looks[-1].remote_id else set()
    return looks


def _is_fresh(row: PlacementRow, now: datetime) -> bool:
    # An attempt that lies in the future means that the computer's clock was set back: look at once.
    return row.attempted_at is not None and timedelta(0) <= now - row.attempted_at < FIRST_LOOK


def _settle(page: _Page, row: PlacementRow, seen: Seen | None) -> Look:
    try:
        with page.database.begin() as session:
            if seen is not None:
                placements.mark_published(session, row.id, seen.id, seen.at or page.now, page.now)
                return _look(row, "published", "found on the Page", seen.id)
            if row.state == "sent":
                return _look(row, "too soon", "its publisher may still be at work; look again later")
            found, reason = _not_found(row, page.now)
            placements.mark_unknown(session, row.id, reason, page.now)
            return _look(row, found, reason)
    except WrongState as change:  # somebody else settled it while we read
        return _look(row, "too soon", f"{change}; look again later")


def _not_found(row: PlacementRow, now: datetime) -> tuple[Found, str]:
    before = row.reason or "outcome unknown"
    looked = _LOOKED.search(before)
    times = int(looked.group(1)) + 1 if looked else 1
    reason = f"{_LOOKED.split(before)[0]}; looked {times}× at the whole Page, not there"
    if times >= READINGS and row.attempted_at is not None and now - row.attempted_at >= GIVE_UP:
        return "not found", f"{reason}; {_MAY_CONFIRM}"
    return "not found yet", reason


def may_confirm_resend(row: PlacementRow) -> bool:
    """Whether the Page was read often and long enough that a person may say: it is not there, send again."""
    return row.state == "unknown" and (row.reason or "").endswith(_MAY_CONFIRM)


def confirm_resend(database: Database, placement_id: int, actor: str, now: datetime) -> None:
    """A person looked at the Page too and lets it be sent again, when it is next due and passes all checks.

    The Page is read once more before it is sent. Raises WrongState while the readings do not allow it yet.
    """
    with database.begin() as session:
        row = placements.find(session, placement_id)
        if row is None or not may_confirm_resend(row):
            raise WrongState(
                f"placement {placement_id} may not be sent again: reconcile until it says 'not found'"
            )
        placements.confirm_not_published(session, placement_id, actor, now)


def _look(row: PlacementRow, found: Found, reason: str, remote_id: str | None = None) -> Look:
    return Look(row.id, row.channel_name, found, reason, remote_id)
