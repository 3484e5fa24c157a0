"""A placement is published at most once: every step checks the state it comes from."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data import audit, channels, messages, placements
from data.database import Database
from data.errors import NotFound, WrongState
from data.messages import NewVariant
from data.records import Source

LEASE = timedelta(minutes=5)
Planned = tuple[int, int, int]  # placement, variant, message


@pytest.fixture
def planned(database: Database, source: Source, now: datetime) -> Planned:
    """An approved Polish text, planned for now on the Page's channel."""
    with database.begin() as session:
        channel = channels.register(session, "page", "facebook-page", source.id, "1234", True, now)
        message_id = messages.create(
            session,
            code="registration.bsn",
            source_language="nl",
            source_text="Zo krijgt u een BSN.",
            variants=[NewVariant("pl", "Tak dostaniesz BSN.", "template")],
            valid_until=now + timedelta(days=30),
            client_token="m-1",
            actor="planner",
            now=now,
        )
        view = messages.find(session, message_id)
        assert view
        variant = view.variants[0]
        messages.approve(session, variant.id, "reviewer", now, seen_hash=variant.text_hash)
        placement = placements.plan(
            session, variant.id, channel.id, now, client_token="p-1", actor="planner", now=now
        )
    return placement, variant.id, message_id


def state(database: Database, placement_id: int) -> str:
    with database.read() as session:
        found = placements.find(session, placement_id)
    assert found
    return found.state


def send(database: Database, placement_id: int, now: datetime) -> None:
    with database.begin() as session:
        assert placements.claim(session, placement_id, "t", now, LEASE)
    with database.begin() as session:
        placements.mark_sent(session, placement_id, "t", now)


def test_a_row_holds_all_a_publisher_must_know(database: Database, planned: Planned, now: datetime) -> None:
    with database.read() as session:
        (row,) = placements.due(session, now, 10)
        assert placements.due(session, now - timedelta(seconds=1), 10) == []
        assert placements.every(session, now, now + LEASE) == [row]
    assert (row.text, row.language, row.review_state) == ("Tak dostaniesz BSN.", "pl", "approved")
    assert (row.channel_address, row.channel_live, row.source_name) == ("1234", True, "page")
    assert row.marker.startswith("ref:")


def test_planning_twice_is_planning_once(database: Database, planned: Planned, now: datetime) -> None:
    again = {"actor": "planner", "now": now}
    with database.begin() as session:
        later = now + timedelta(days=1)
        assert placements.plan(session, planned[1], 1, later, client_token="p-1", **again) == planned[0]
        assert placements.plan(session, planned[1], 1, now, client_token="p-2", **again) == planned[0]
        assert placements.plan(session, planned[1], 1, later, client_token="p-3", **again) != planned[0]
        with pytest.raises(NotFound):
            placements.plan(session, 99, 1, now, client_token="p-4", **again)


def test_the_way_to_published(database: Database, planned: Planned, now: datetime) -> None:
    send(database, planned[0], now)
    for _ in range(2):  # saying it again changes nothing
        with database.begin() as session:
            placements.mark_published(session, planned[0], "1234_5", now, now)
    with database.read() as session:
        row = placements.find(session, planned[0])
        actions = [entry.action for entry in audit.recent(session, 4)]
    assert row
    assert (row.state, row.remote_id, row.claim_token) == ("published", "1234_5", None)
    assert actions == [
        "placement published",
        "placement sent",
        "placement claimed",
        "placement planned",
    ]


def test_only_one_may_claim(database: Database, planned: Planned, now: datetime) -> None:
    with database.begin() as session:
        assert placements.claim(session, planned[0], "one", now, LEASE)
        assert placements.claim(session, planned[0], "two", now, LEASE) is None
        assert placements.due(session, now, 10) == []
        with pytest.raises(WrongState, match="claim ran out"):
            placements.mark_sent(session, planned[0], "two", now)


def test_a_claim_that_ran_out_cannot_send(database: Database, planned: Planned, now: datetime) -> None:
    later = now + LEASE
    with database.begin() as session:
        placements.claim(session, planned[0], "one", now, LEASE)
        with pytest.raises(WrongState):
            placements.mark_sent(session, planned[0], "one", later)
        assert placements.expired_claims(session, later) == (1, 0)
        assert placements.claim(session, planned[0], "two", later, LEASE)


def test_a_claim_made_before_the_clock_was_set_back_is_ended(
    database: Database, planned: Planned, now: datetime
) -> None:
    with database.begin() as session:
        placements.claim(session, planned[0], "one", now, LEASE)
        yesterday = now - timedelta(days=1)
        assert placements.expired_claims(session, yesterday) == (1, 0)
        with pytest.raises(WrongState):
            placements.mark_sent(session, planned[0], "one", now)


def test_sent_and_silent_becomes_unknown_and_stays(
    database: Database, planned: Planned, now: datetime
) -> None:
    send(database, planned[0], now)
    with database.begin() as session:
        assert placements.expired_claims(session, now) == (0, 0)
        assert placements.expired_claims(session, now + LEASE) == (0, 1)
        assert [row.id for row in placements.unknown(session)] == [planned[0]]
        assert placements.expired_claims(session, now + timedelta(days=9)) == (0, 0)
        assert placements.due(session, now + timedelta(days=9), 10) == []
        assert placements.claim(session, planned[0], "two", now, LEASE) is None


Step = Callable[..., None]
ATTEMPTS: list[tuple[Step, tuple[object, ...]]] = [
    (placements.release, ("planner",)),
    (placements.withdraw, ("planner",)),
    (placements.mark_handed_off, ("planner",)),
    (placements.hold, ("late",)),
]


@pytest.mark.parametrize("after", ["sent", "unknown", "published"])
@pytest.mark.parametrize(("attempt", "arguments"), ATTEMPTS)
def test_no_way_back_after_sending(
    database: Database, planned: Planned, now: datetime, after: str, attempt: Step, arguments: tuple[str]
) -> None:
    send(database, planned[0], now)
    with database.begin() as session:
        if after == "unknown":
            placements.mark_unknown(session, planned[0], "timeout", now)
        if after == "published":
            placements.mark_published(session, planned[0], "1", now, now)
        with pytest.raises(WrongState):
            attempt(session, planned[0], *arguments, now)
    assert state(database, planned[0]) == after


def test_only_a_person_who_looked_may_plan_again(database: Database, planned: Planned, now: datetime) -> None:
    send(database, planned[0], now)
    with database.begin() as session:
        with pytest.raises(WrongState):
            placements.confirm_not_published(session, planned[0], "planner", now)
        placements.mark_unknown(session, planned[0], "timeout", now)
        placements.confirm_not_published(session, planned[0], "planner", now)
        assert audit.recent(session, 1)[0].actor == "planner"
        assert [row.id for row in placements.due(session, now, 10)] == [planned[0]]


def test_held_and_failed_can_be_released(database: Database, planned: Planned, now: datetime) -> None:
    with database.begin() as session:
        placements.hold(session, planned[0], "pause", now)
        assert placements.claim(session, planned[0], "t", now, LEASE) is None
        placements.release(session, planned[0], "planner", now)
    send(database, planned[0], now)
    with database.begin() as session:
        placements.mark_failed(session, planned[0], "permission", now)
        placements.release(session, planned[0], "planner", now)
    assert state(database, planned[0]) == "planned"


@pytest.mark.parametrize("claimed", [False, True])
def test_a_changed_text_holds_and_needs_review(
    database: Database, planned: Planned, now: datetime, claimed: bool
) -> None:
    with database.begin() as session:
        if claimed:
            placements.claim(session, planned[0], "t", now, LEASE)
        messages.edit_variant(session, planned[1], NewVariant("pl", "Inaczej.", "human"), "editor", now)
        with pytest.raises(WrongState):
            placements.mark_sent(session, planned[0], "t", now)
        placements.release(session, planned[0], "planner", now)
        placements.claim(session, planned[0], "u", now, LEASE)
        with pytest.raises(WrongState, match="not approved"):
            placements.mark_sent(session, planned[0], "u", now)
        messages.approve(session, planned[1], "reviewer", now)
        placements.mark_sent(session, planned[0], "u", now)


def test_what_is_past_its_date_is_not_sent(database: Database, planned: Planned, now: datetime) -> None:
    later = now + timedelta(days=31)
    with database.begin() as session:
        placements.claim(session, planned[0], "t", later, LEASE)
        with pytest.raises(WrongState):
            placements.mark_sent(session, planned[0], "t", later)


def test_moving_and_withdrawing(database: Database, planned: Planned, now: datetime) -> None:
    later = now + timedelta(days=1)
    with database.begin() as session:
        other = placements.plan(session, planned[1], 1, later, client_token="p-2", actor="planner", now=now)
        with pytest.raises(WrongState, match="already planned"):
            placements.move(session, planned[0], later, "planner", now)
        placements.withdraw(session, other, "planner", now)
        placements.move(session, planned[0], later + LEASE, "planner", now)
        assert placements.due(session, later, 10) == []
    assert state(database, other) == "withdrawn"


def test_two_placements_never_share_a_post(database: Database, planned: Planned, now: datetime) -> None:
    with database.begin() as session:
        other = placements.plan(
            session, planned[1], 1, now + LEASE, client_token="p-2", actor="planner", now=now
        )
    for each in (planned[0], other):
        send(database, each, now)
    with database.begin() as session:
        placements.mark_published(session, planned[0], "1", now, now)
        with pytest.raises(WrongState, match="another placement"):
            placements.mark_published(session, other, "1", now, now)
