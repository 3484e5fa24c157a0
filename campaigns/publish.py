"""Publishes what is due, at most once, and says of every placement what became of it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from campaigns.attempt import LEASE, Tools, attempt, parked_until, running_clock
from campaigns.calendar import ZONE, parse_hours
from campaigns.checks import PAUSE_ALL, Finding, Guess, Recent, Situation, before_publishing
from campaigns.delivery import Graph
from campaigns.destination import refuse_unless_simulator
from data import channels, placements, switches
from data.database import Database, Session
from data.door import text_hash
from data.records import PlacementRow

Result = Literal["published", "unknown", "failed", "held", "waiting", "dry-run"]

DEFAULT_HOURS = "08:00-21:00"
OFF = ("off", "false", "no", "0", "")
CARRIED = ("claimed", "sent", "published", "unknown", "handed-off")
EVERY = 100_000  # no limit: what waits on one channel must not hide what is due on another
DOUBTS = 2
"""After so many unknown outcomes in a row a channel rests for this run: each one costs a person a look."""


class PublishingRefused(Exception):
    """Nothing may be published to this address; the message says why and what to do."""


@dataclass(frozen=True)
class Rules:
    """Where publishing goes: the Graph's address, one source's channels or all; and a language detector."""

    graph_url: str
    source_name: str | None = None
    detect: Callable[[str], Guess] | None = None


@dataclass(frozen=True)
class Line:
    """What became of one placement, with the reason in words for everything but published."""

    placement_id: int
    channel: str
    language: str
    result: Result
    reason: str = ""
    remote_id: str | None = None


@dataclass(frozen=True)
class PublishSummary:
    """Every placement that was due, in the order of their times."""

    lines: tuple[Line, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many of each result."""
        return dict(Counter(line.result for line in self.lines))

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look: something failed, is held, is unknown or could not go out."""
        return any(line.result not in ("published", "dry-run") for line in self.lines)


def publish_due(
    database: Database, graph: Graph, now: datetime, rules: Rules, *, dry_run_reason: str | None = None
) -> PublishSummary:
    """Sends every placement that is due, each at most once in its life; `now` is aware.

    With a `dry_run_reason`, and on channels that no admin set live, nothing is claimed, sent or changed and
    each line says what would happen. `graph` is the client for the channels of `rules.source_name`.
    Raises PublishingRefused for every address but the local simulator's, before anything is claimed.
    """
    refusal = refuse_unless_simulator(rules.graph_url) if dry_run_reason is None else None
    if refusal is not None:
        raise PublishingRefused(refusal)
    tools = Tools(database, graph, running_clock(now))
    if dry_run_reason is None:
        with database.begin() as session:
            placements.expired_claims(session, now)
    with database.read() as session:
        due = placements.due(session, now, EVERY)
    run = _Run(tools, rules, dry_run_reason)
    mine = [row for row in due if rules.source_name in (None, row.source_name)]
    return PublishSummary(tuple(line for row in mine if (line := run.handle(row)) is not None))


class _Run:
    """One run over what is due; remembers which channels rest for the remainder of it, and why."""

    def __init__(self, tools: Tools, rules: Rules, dry_run_reason: str | None) -> None:
        self.tools = tools
        self.rules = rules
        self.dry_run_reason = dry_run_reason
        self.resting: dict[int, str] = {}
        self.doubts: Counter[int] = Counter()

    def handle(self, row: PlacementRow) -> Line | None:
        """What became of one placement; None when another publisher has it."""
        if self.dry_run_reason is not None or not row.channel_live:
            reason = self.dry_run_reason or "this channel is not switched on for publishing"
            return self._would(row, reason)
        if row.channel_id in self.resting:
            return _line(row, "waiting", self.resting[row.channel_id])
        return self._publish(row)

    def _would(self, row: PlacementRow, reason: str) -> Line:
        with self.tools.database.read() as session:
            findings = self._findings(session, row)
        would = f"would be held: {findings[0]}" if findings else "would be published"
        return _line(row, "dry-run", f"{reason}; {would}")

    def _publish(self, row: PlacementRow) -> Line | None:
        token, now = secrets.token_hex(16), self.tools.clock()
        with self.tools.database.begin() as session:  # checks and claim see the same state of the store
            until = parked_until(session, row.channel_id, now)
            if until is not None:
                return _line(row, "waiting", f"the platform wants quiet until {until.astimezone(ZONE):%H:%M}")
            claimed = placements.claim(session, row.id, token, now, LEASE)
            if claimed is None:
                return None
            findings = self._findings(session, claimed)
            if findings:
                placements.hold(session, row.id, str(findings[0]), now)
                return _line(row, "held", str(findings[0]))
        return self._attempt(claimed, token)

    def _attempt(self, row: PlacementRow, token: str) -> Line:
        delivery = attempt(self.tools, row, token)
        self.doubts[row.channel_id] = self.doubts[row.channel_id] + 1 if delivery.outcome == "unknown" else 0
        if delivery.stop or self.doubts[row.channel_id] >= DOUBTS:
            self.resting[row.channel_id] = f"the channel rests for this run: {delivery.reason}"
        result: Result = _RESULTS[delivery.outcome]
        return _line(row, result, delivery.reason, delivery.remote_id)

    def _findings(self, session: Session, row: PlacementRow) -> tuple[Finding, ...]:
        by_hand = _by_hand(session, row)
        if by_hand is not None:
            return (by_hand,)
        try:
            situation = self._situation(session, row)
        except ValueError as unreadable:  # one channel's setting must not keep the others from speaking
            return (Finding("hours", f"{unreadable}; set the hours of this channel again"),)
        return before_publishing(row, situation)

    def _situation(self, session: Session, row: PlacementRow) -> Situation:
        now = self.tools.clock()
        around = placements.every(session, now - timedelta(days=8), now + timedelta(days=1))
        recent = [
            Recent(other.text, other.attempted_at or other.due_at)
            for other in around
            if other.channel_id == row.channel_id and other.state in CARRIED and other.id != row.id
        ]
        hours = parse_hours(switches.get(session, f"hours:{row.channel_id}", DEFAULT_HOURS))
        paused = switches.get(session, PAUSE_ALL, "off").lower() not in OFF
        return Situation(now, hours, recent, self.rules.detect, text_hash, paused)


_RESULTS: dict[str, Result] = {
    "published": "published",
    "unknown": "unknown",
    "refused": "failed",
    "throttled": "waiting",
    "unsent": "waiting",
}


def _by_hand(session: Session, row: PlacementRow) -> Finding | None:
    channel = channels.find(session, row.channel_name)
    if channel is not None and channel.kind == "facebook-page":
        return None
    return Finding("by-hand", f"{row.channel_name} takes no posts from a program; publish it there by hand")


def _line(row: PlacementRow, result: Result, reason: str, remote_id: str | None = None) -> Line:
    return Line(row.id, row.channel_name, row.language, result, reason, remote_id)
