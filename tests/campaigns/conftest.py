"""An office with a database, the simulated Graph API over real HTTP, and our real client in between."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import requests

from campaigns.publish import PublishSummary, Rules, publish_due
from campaigns.reconcile import ReconcileSummary, reconcile
from collectors.graph import GraphAPI, GraphSettings, Timing
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import RunningSimulator, serve
from data import channels, messages, placements
from data.database import Database
from data.messages import NewVariant
from data.records import PlacementRow

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TEXTS = (
    "Neem je loonstrook mee, dan kijken we samen.",
    "Een brief van de gemeente? Gooi hem niet weg.",
    "Leer Nederlands in de bibliotheek bij jou in de buurt.",
    "Met je fiets in het donker heb je een lamp nodig.",
    "Zoek op tijd een huisarts voor je hele gezin.",
    "Vanavond staan wij naast de supermarkt in Laak.",
)


@dataclass
class Office:
    """Everything that publishing touches, and short words for what the tests do with it."""

    database: Database
    simulator: RunningSimulator
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def graph(self, **timeouts: Any) -> GraphAPI:
        settings = GraphSettings(base_url=self.simulator.url, **timeouts)
        return GraphAPI(self.simulator.page_token, settings, Timing(now=lambda: NOW, sleep=lambda _: None))

    def plan(self, text: str | None = None, *, due_at: datetime = NOW, approve: bool = True) -> int:
        n = next(self.numbers)
        text = text or f"{TEXTS[n % len(TEXTS)]} ({n})"
        with self.database.begin() as session:
            channel = channels.register(
                session, "Page", "facebook-page", None, self.simulator.page_id, True, NOW
            )
            message_id = messages.create(
                session, code="work.contract", source_language="nl", source_text=text,
                variants=[NewVariant("nl", text, "human")], valid_until=None, client_token=f"m{n}",
                actor="test", now=NOW,
            )  # fmt: skip
            message = messages.find(session, message_id)
            assert message is not None
            variant = message.variants[0].id
            if approve:
                messages.approve(session, variant, "reviewer", NOW)
            return placements.plan(
                session, variant, channel.id, due_at, client_token=f"p{n}", actor="test", now=NOW
            )

    def publish(self, now: datetime = NOW, graph: Any = None, **options: Any) -> PublishSummary:
        rules = Rules(self.simulator.url, **{k: v for k, v in options.items() if k != "dry_run_reason"})
        dry = options.get("dry_run_reason")
        return publish_due(self.database, graph or self.graph(), now, rules, dry_run_reason=dry)

    def reconcile(self, after: timedelta, graph: Any = None) -> ReconcileSummary:
        return reconcile(self.database, graph or self.graph(), NOW + after)

    def row(self, placement_id: int) -> PlacementRow:
        with self.database.read() as session:
            found = placements.find(session, placement_id)
        assert found is not None
        return found

    def posts(self, placement_id: int) -> list[dict[str, Any]]:
        """What the Page carries of a placement, read past the API."""
        state = requests.get(f"{self.simulator.url}/_control/state", timeout=10).json()
        return [p for p in state["posts"] if self.row(placement_id).marker in (p["message"] or "")]

    def fault(self, kind: str, **settings: Any) -> None:
        url = f"{self.simulator.url}/_control/faults"
        requests.post(url, json={"kind": kind, **settings}, timeout=10).raise_for_status()

    def post_calls(self) -> int:
        calls = requests.get(f"{self.simulator.url}/_control/calls", timeout=10).json()
        return sum(call["method"] == "POST" for call in calls)


@pytest.fixture(scope="session")
def running_simulator() -> Iterator[RunningSimulator]:
    """One simulated town for all tests of this folder."""
    with serve(SimulatorConfig(control=True, start=NOW, weeks=2, weeks_ahead=0)) as running:
        yield running


@pytest.fixture
def simulator(running_simulator: RunningSimulator) -> Iterator[RunningSimulator]:
    """The town without faults."""
    yield running_simulator
    requests.delete(f"{running_simulator.url}/_control/faults", timeout=10).raise_for_status()


@pytest.fixture
def office(sqlite_database: Database, simulator: RunningSimulator) -> Office:
    """An office on SQLite."""
    return Office(sqlite_database, simulator)
