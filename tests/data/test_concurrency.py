"""Several processes, and processes that are killed: nothing is claimed twice, nothing is half-written."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

import pytest
from sqlalchemy import func, select

from data import channels, items, messages, models, placements, positions
from data.database import Database, open_database
from data.messages import NewVariant
from data.records import NewItem, Source

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
PROCESSES = 3
LEASE = timedelta(minutes=5)
Plan = Callable[[int], None]
FORK = get_context("fork")


def start(database: Database, work: Callable[..., None], *arguments: Any) -> BaseProcess:
    """Runs `work` in a process of its own, with a database opened there."""
    url = database.engine.url.render_as_string(hide_password=False)
    database.close()  # no connection may be open while a process is copied

    def open_and_work() -> None:
        work(open_database(url, upgrade=False), *arguments)

    process = FORK.Process(target=open_and_work)
    process.start()
    return process


def end(process: BaseProcess) -> int | None:
    process.join(60)
    return process.exitcode


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def plan(database: Database, source: Source, now: datetime) -> Plan:
    """Plans n placements of one approved text."""

    def make(n: int) -> None:
        with database.begin() as session:
            channel = channels.register(session, "page", "facebook-page", source.id, "1", True, now)
            made = messages.create(
                session,
                code="registration.bsn",
                source_language="nl",
                source_text="Tekst",
                variants=[NewVariant("pl", "Tekst", "human")],
                valid_until=None,
                client_token="m",
                actor="planner",
                now=now,
            )
            view = messages.find(session, made)
            assert view
            variant = view.variants[0].id
            messages.approve(session, variant, "reviewer", now)
            for each in range(n):
                due = now - timedelta(minutes=each)
                token = f"p{each}"
                placements.plan(
                    session, variant, channel.id, due, client_token=token, actor="planner", now=now
                )

    return make


def claim_all(database: Database, token: str, now: datetime, go: Any, claimed: Any) -> None:
    go.wait(60)
    while True:
        with database.read() as session:
            todo = placements.due(session, now, 200)
        if not todo:
            return
        for row in todo:
            with database.begin() as session:
                if placements.claim(session, row.id, token, now, LEASE):
                    claimed.put(row.id)


def test_no_placement_is_claimed_twice(database: Database, plan: Plan, now: datetime) -> None:
    plan(120)
    go, claimed = FORK.Barrier(PROCESSES), FORK.SimpleQueue()
    racers = [start(database, claim_all, f"racer {each}", now, go, claimed) for each in range(PROCESSES)]
    got = [claimed.get() for _ in range(120)]
    assert [end(racer) for racer in racers] == [0] * PROCESSES
    assert claimed.empty()
    assert len(set(got)) == 120


def attempt_and_die(database: Database, moment: str, now: datetime) -> None:
    with database.begin() as session:
        assert placements.claim(session, 1, "dying", now, LEASE)
    if moment == "claimed":
        die()
    with database.begin() as session:
        placements.mark_sent(session, 1, "dying", now)
        if moment == "sending":
            die()
    die()


@pytest.mark.parametrize("moment", ["claimed", "sending"])
def test_killed_before_the_intent_was_committed_is_planned_again(
    database: Database, plan: Plan, now: datetime, moment: str
) -> None:
    plan(1)
    assert end(start(database, attempt_and_die, moment, now)) == -signal.SIGKILL
    with database.begin() as session:
        assert placements.due(session, now, 10) == []
        assert placements.expired_claims(session, now + LEASE) == (1, 0)
        assert len(placements.due(session, now, 10)) == 1


def test_killed_after_the_intent_is_never_sent_again(database: Database, plan: Plan, now: datetime) -> None:
    plan(1)
    assert end(start(database, attempt_and_die, "sent", now)) == -signal.SIGKILL
    much_later = now + timedelta(days=30)
    with database.begin() as session:
        assert session.scalar(select(models.Placement.state)) == "sent"
        assert placements.expired_claims(session, now + LEASE) == (0, 1)
        assert placements.expired_claims(session, much_later) == (0, 0)
        assert placements.due(session, much_later, 10) == []
        assert placements.claim(session, 1, "next", much_later, LEASE) is None
        assert [row.state for row in placements.unknown(session)] == ["unknown"]


def collect(database: Database, source: Source, now: datetime, dies_at: int | None) -> None:
    def feed() -> Iterator[NewItem]:
        for number in range(1500):
            if number == dies_at:
                die()
            yield NewItem(str(number), "comment", "public", "Hoe krijg ik een BSN?", now)

    with database.begin() as session:
        positions.set_position(session, source, "feed", "1500", now)
        items.add(session, source, feed(), now)


def test_killed_in_a_batch_leaves_neither_items_nor_position(
    database: Database, source: Source, now: datetime
) -> None:
    assert end(start(database, collect, source, now, 1200)) == -signal.SIGKILL
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(models.Item)) == 0
        assert positions.position(session, source, "feed") is None


def test_writers_of_the_same_items_wait_for_each_other(
    database: Database, source: Source, now: datetime
) -> None:
    writers = [start(database, collect, source, now, None) for _ in range(PROCESSES)]
    assert [end(writer) for writer in writers] == [0] * PROCESSES
    with database.read() as session:
        assert items.count(session) == 1500


def count_up(database: Database, source: Source, now: datetime) -> None:
    for _ in range(40):
        with database.begin() as session:
            value = int(positions.position(session, source, "feed") or 0)
            positions.set_position(session, source, "feed", str(value + 1), now)


def test_on_sqlite_what_a_writer_read_is_still_true(
    sqlite_database: Database, sqlite_source: Source, now: datetime
) -> None:
    writers = [start(sqlite_database, count_up, sqlite_source, now) for _ in range(PROCESSES)]
    assert [end(writer) for writer in writers] == [0] * PROCESSES
    with sqlite_database.read() as session:
        assert positions.position(session, sqlite_source, "feed") == str(40 * PROCESSES)
