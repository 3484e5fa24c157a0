"""`bereik publish` and `reconcile` as processes: where they refuse, what is in doubt, and never twice."""

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from dashboard import jobs, settings
from data import audit, channels, messages, placements, sources, switches
from data.messages import NewVariant
from data.records import NewSource, PlacementRow

from .conftest import Desk

TEXT = "Neem je loonstrook mee naar de bus, dan kijken we samen. Nummer {n} van deze reeks."
WORDS = ("huur", "werk", "zorg", "fiets", "school", "brief", "loon", "taal")
_numbers = count(1)


def plan(desk: Desk, *, approve: bool = True, page: str = "page", named: str = "PAGE_TOKEN") -> int:
    """Put one text on the calendar for this minute, approved by a reviewer; gives the placement."""
    assert desk.simulator is not None
    now, n, database = datetime.now(UTC), next(_numbers), desk.open()
    text = " ".join(f"{word}{n}" for word in WORDS) + f" {TEXT.format(n=n)}"
    new = NewSource(page, "facebook-page", desk.simulator.page_id, token_env=named)
    with database.begin() as session:
        source = sources.register(session, new, now)
        there = channels.register(session, page, "facebook-page", source.id, source.address, True, now)
        switches.put(session, f"hours:{there.id}", "00:00-24:00", "test", now)
        message = messages.create(
            session, code="pay.payslip", source_language="nl", source_text=text, valid_until=None,
            variants=[NewVariant("nl", text, "human")], client_token=f"m{n}", actor="test", now=now,
        )  # fmt: skip
        found = messages.find(session, message)
        assert found is not None
        if approve:
            messages.approve(session, found.variants[0].id, "reviewer", now)
        placed = placements.plan(
            session, found.variants[0].id, there.id, now, client_token=f"p{n}", actor="test", now=now
        )
    database.close()
    return placed


def row(desk: Desk, placement: int) -> PlacementRow:
    database = desk.open()
    with database.read() as session:
        found = placements.find(session, placement)
    database.close()
    assert found is not None
    return found


def on_the_page(desk: Desk, placement: int) -> list[str]:
    return [post["id"] for post in desk.posts(row(desk, placement).marker)]


def reconcile_later(desk: Desk, monkeypatch: pytest.MonkeyPatch, after: timedelta) -> list[str]:
    """Reconcile in this process at a later time: the first look is due 30 seconds after sending."""
    for name, value in desk.settings.items():
        monkeypatch.setenv(name, value)
    settings.settings.cache_clear()
    database = desk.open()
    looks = jobs.reconcile_all(database, datetime.now(UTC) + after)
    database.close()
    settings.settings.cache_clear()
    return [look.found for look in looks]


class _Stranger(http.server.BaseHTTPRequestHandler):
    """A server on loopback that is no simulator; it remembers what it was asked."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path))
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def stranger() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The address of a server that is no simulator, and what it was asked."""
    asked: list[tuple[str, str]] = []
    handler = type("Handler", (_Stranger,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "address",
    ["https://graph.facebook.com", "http://graph.facebook.com", "https://127.0.0.1:8025", "http://["],
)
def test_towards_facebook_nothing_goes_out(desk: Desk, address: str) -> None:
    placement = plan(desk)
    said = desk.having(BEREIK_GRAPH_URL=address).run("publish")
    assert "will not publish to" in said.complaint()
    assert "start `bereik simulate`" in said.complaint()
    assert (row(desk, placement).state, on_the_page(desk, placement)) == ("planned", [])


def test_a_server_on_loopback_that_is_no_simulator_gets_no_post(
    desk: Desk, stranger: tuple[str, list[tuple[str, str]]]
) -> None:
    placement = plan(desk)
    address, asked = stranger
    said = desk.having(BEREIK_GRAPH_URL=address).run("publish")
    assert "the server there is not the simulator" in said.complaint()
    assert {method for method, _ in asked} == {"GET"}
    assert not any("v26.0" in path for _, path in asked)
    assert row(desk, placement).state == "planned"


def test_where_nobody_answers_nothing_is_claimed(desk: Desk) -> None:
    placement = plan(desk)
    said = desk.having(BEREIK_GRAPH_URL="http://127.0.0.1:9").run("publish")
    assert "nobody answers there" in said.complaint()
    assert row(desk, placement).state == "planned"


@pytest.mark.parametrize("kind", ["publish_then_500", "publish_then_drop", "no_id"])
def test_an_outcome_in_doubt_is_looked_up_and_never_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    placement = plan(desk)
    desk.fault(kind)
    assert "unknown" in desk.run("publish").complaint()
    assert row(desk, placement).state == "unknown"
    assert "nothing is due" in desk.run("publish").err
    assert "less than 30 seconds ago" in desk.run("reconcile").complaint()
    assert reconcile_later(desk, monkeypatch, timedelta(seconds=40)) == ["published"]
    assert on_the_page(desk, placement) == [row(desk, placement).remote_id]
    assert "nothing is in doubt" in desk.run("reconcile").err


def test_what_never_arrived_goes_again_only_when_a_person_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    placement = plan(desk)
    desk.fault("error_before", match={"method": "POST"})
    assert "unknown" in desk.run("publish").complaint()
    assert "reconcile until it says" in desk.run("release", str(placement), "--by", "planner").complaint()
    found = [reconcile_later(desk, monkeypatch, timedelta(minutes=m)) for m in (1, 5, 11)]
    assert found == [["not found yet"], ["not found yet"], ["not found"]]
    assert "nothing is due" in desk.run("publish").err
    assert desk.run("release", str(placement), "--by", "planner").code == 0
    assert desk.run("publish").code == 0
    assert on_the_page(desk, placement) == [row(desk, placement).remote_id]


def test_two_publishers_at_once_send_each_post_once(desk: Desk) -> None:
    planned = [plan(desk) for _ in range(3)]
    desk.fault("slow", match={"method": "POST"}, seconds=1, times=3)
    children = [desk.start("publish", "--json") for _ in range(2)]
    done = [desk.end(child) for child in children]
    assert [each.code for each in done] == [0, 0], done
    assert [len(on_the_page(desk, placement)) for placement in planned] == [1, 1, 1]
    assert sorted(line["placement"] for each in done for line in each.json()) == planned


def test_a_channel_that_is_not_live_and_a_dry_run_send_nothing(desk: Desk) -> None:
    placement = plan(desk)
    [line] = desk.having(BEREIK_GRAPH_URL="http://127.0.0.1:9").run("publish", "--dry-run", "--json").json()
    assert (line["result"], line["reason"]) == ("dry-run", "a dry run was asked for; would be published")
    assert desk.run("new", "channel", "page", "--source", "page", "--hours", "00:00-24:00").code == 0
    [line] = desk.run("publish", "--json").json()
    assert "not switched on" in line["reason"]
    assert (row(desk, placement).state, on_the_page(desk, placement)) == ("planned", [])


def test_a_page_without_its_token_does_not_keep_another_from_speaking(desk: Desk) -> None:
    mute, speaking = plan(desk, page="a-page", named="NOT_SET"), plan(desk)
    said = desk.run("publish", "--json")
    assert [(line["placement"], line["result"]) for line in said.json()] == [
        (mute, "waiting"),
        (speaking, "published"),
    ]
    assert "NOT_SET, which is not set" in said.complaint()
    assert (row(desk, mute).state, len(on_the_page(desk, speaking))) == ("planned", 1)


def test_who_let_a_held_post_go_stands_in_the_audit_trail(desk: Desk) -> None:
    placement = plan(desk, approve=False)
    assert "nobody approved" in desk.run("publish").complaint()
    assert desk.run("release", str(placement), "--by", "anna", "--at", "2030-01-02T18:00").code == 0
    database = desk.open()
    with database.read() as session:
        actors = {entry.actor for entry in audit.recent(session, limit=50)}
    database.close()
    assert "console:anna" in actors
    assert row(desk, placement).due_at == datetime(2030, 1, 2, 17, tzinfo=UTC)


def test_releasing_what_is_out_is_refused(desk: Desk) -> None:
    placement = plan(desk)
    assert desk.run("publish").code == 0
    assert "is published" in desk.run("release", str(placement), "--by", "anna").complaint()
    assert "there is no placement 99" in desk.run("release", "99", "--by", "anna").complaint()
