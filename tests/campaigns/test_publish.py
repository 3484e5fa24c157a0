"""Publishing against the simulated Graph API with its faults: at most once, never nothing in silence."""

from datetime import timedelta
from typing import Any

import pytest

from campaigns.publish import PublishingRefused, Rules, publish_due
from collectors.errors import GraphError
from data import channels, messages, placements, switches
from data.errors import WrongState
from data.messages import NewVariant

from .conftest import NOW, Office

MINUTE = timedelta(minutes=1)


def test_a_due_placement_is_published_once_with_its_mark(office: Office) -> None:
    placement = office.plan("Wil je Nederlands leren?")
    line = office.publish().lines[0]
    row = office.row(placement)
    assert (line.result, row.state, row.remote_id) == ("published", "published", line.remote_id)
    assert [post["message"] for post in office.posts(placement)] == [
        f"Wil je Nederlands leren?\n\n{row.marker}"
    ]
    assert office.publish(NOW + MINUTE).lines == ()


def test_what_is_not_due_waits(office: Office) -> None:
    office.plan(due_at=NOW + MINUTE)
    assert office.publish().lines == ()
    assert office.publish(NOW + MINUTE).counts() == {"published": 1}


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("publish_then_500", "unknown"),
        ("publish_then_drop", "unknown"),
        ("no_id", "unknown"),
        ("html_502", "unknown"),
        ("error_before", "unknown"),
        ("abuse_368", "failed"),
        ("duplicate_506", "failed"),
        ("token_190", "failed"),
        ("read_after_write_33", "published"),
    ],
)
def test_the_outcome_is_named_honestly_and_nothing_is_sent_twice(
    office: Office, fault: str, outcome: str
) -> None:
    placement, before = office.plan(), office.post_calls()
    office.fault(fault, match={"method": "POST", "path": "/feed"})
    line = office.publish().lines[0]
    assert (line.result, office.row(placement).state) == (outcome, outcome)
    assert (line.reason == "") == (outcome == "published")
    office.publish(NOW + 5 * MINUTE)
    assert office.post_calls() == before + 1


@pytest.mark.parametrize("fault", ["publish_then_500", "publish_then_drop", "no_id"])
def test_what_was_published_in_doubt_is_found_and_adopted(office: Office, fault: str) -> None:
    placement = office.plan()
    office.fault(fault)
    office.publish()
    assert office.reconcile(MINUTE).looks[0].found == "published"
    assert office.row(placement).remote_id == office.posts(placement)[0]["id"]


def test_a_slow_answer_is_unknown_and_then_adopted(office: Office) -> None:
    placement = office.plan()
    office.fault("slow", seconds=4, match={"method": "POST"})
    assert office.publish(graph=office.graph(write_timeout=(1.0, 1.0))).counts() == {"unknown": 1}
    office.reconcile(MINUTE)
    assert (office.row(placement).state, len(office.posts(placement))) == ("published", 1)


@pytest.mark.parametrize("fault", ["throttle_80001", "429_no_content_type"])
def test_a_limit_parks_the_channel_and_the_post_goes_out_later(office: Office, fault: str) -> None:
    first, second = office.plan(), office.plan()
    office.fault(fault, match={"method": "POST"})
    assert office.publish().counts() == {"waiting": 2}
    assert office.publish(NOW + MINUTE).counts() == {"waiting": 2}
    assert office.posts(first) == []
    assert office.publish(NOW + 90 * MINUTE).counts() == {"published": 2}
    assert [len(office.posts(each)) for each in (first, second)] == [1, 1]


def test_nobody_at_the_address_sends_nothing_and_plans_it_again(office: Office) -> None:
    placement, graph = office.plan(), office.graph()
    graph.base_url = "http://127.0.0.1:9"  # the discard port: nobody listens
    assert office.publish(graph=graph).counts() == {"waiting": 1}
    assert office.row(placement).state == "planned"
    assert office.publish(NOW + MINUTE).counts() == {"published": 1}


def test_a_dead_token_rests_the_channel_instead_of_burning_the_rest(office: Office) -> None:
    first, second = office.plan(), office.plan()
    office.fault("token_190", match={"method": "POST"})
    assert [line.result for line in office.publish().lines] == ["failed", "waiting"]
    assert "reconnect" in str(office.row(first).reason)
    assert office.row(second).state == "planned"


def test_two_doubts_in_a_row_rest_the_channel(office: Office) -> None:
    for _ in range(3):
        office.plan()
    office.fault("publish_then_500", times=-1)
    assert office.publish().counts() == {"unknown": 2, "waiting": 1}


def test_an_exception_nobody_knows_counts_as_unknown(office: Office) -> None:
    class Broken:
        def post(self, path: str, **params: Any) -> dict[str, Any]:
            raise MemoryError("access_token=EAAsecret&x")

    placement = office.plan()
    assert office.publish(graph=Broken()).counts() == {"unknown": 1}
    assert office.row(placement).reason == "MemoryError: access_token=[hidden]&x"


@pytest.mark.parametrize(
    ("fault", "outcome"), [("abuse_368", "failed"), ("throttle_80001", "waiting"), ("no_id", "unknown")]
)
def test_a_wrapped_error_is_read_through(office: Office, fault: str, outcome: str) -> None:
    class Wrapped:
        def post(self, path: str, **params: Any) -> dict[str, Any]:
            try:
                return office.graph().post(path, **params)
            except GraphError as error:
                raise RuntimeError("wrapped") from error

    office.plan()
    office.fault(fault, match={"method": "POST"})
    assert office.publish(graph=Wrapped()).counts() == {outcome: 1}


def test_a_late_placement_is_looked_for_before_it_is_sent(office: Office) -> None:
    placement = office.plan()
    office.graph().post(
        f"{office.simulator.page_id}/feed", message=f"Al gedaan {office.row(placement).marker}"
    )
    line = office.publish(NOW + 30 * MINUTE).lines[0]
    assert (line.result, line.reason, len(office.posts(placement))) == (
        "published",
        "was on the Page already",
        1,
    )


def test_a_late_placement_is_not_sent_when_the_page_cannot_be_read(office: Office) -> None:
    placement = office.plan()
    office.fault("error_before", match={"method": "GET"}, times=4)
    assert office.publish(NOW + 30 * MINUTE).counts() == {"waiting": 1}
    assert (office.row(placement).state, office.posts(placement)) == ("planned", [])


def test_unreviewed_and_edited_texts_are_held(office: Office) -> None:
    draft, edited = office.plan(approve=False), office.plan()
    with office.database.begin() as session:
        new = NewVariant("nl", "Iets anders dan wat er stond.", "human")
        messages.edit_variant(session, office.row(edited).variant_id, new, "editor", NOW)
    assert [(line.placement_id, line.result) for line in office.publish().lines] == [(draft, "held")]
    assert "review" in str(office.row(edited).reason)
    with office.database.begin() as session:
        placements.release(session, edited, "editor", NOW)
    assert office.publish(NOW + MINUTE).counts() == {"held": 1}


def test_the_same_words_twice_are_held(office: Office) -> None:
    office.plan("Vraag gratis hulp bij je aangifte.")
    twin = office.plan("Vraag gratis hulp bij je aangifte!")
    assert office.publish().counts() == {"published": 1, "held": 1}
    assert str(office.row(twin).reason).startswith("duplicate: ")


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [("pause_all", "on", "paused"), ("hours:1", "08:00-12:00", "night"), ("hours:1", "mornings", "hours")],
)
def test_switches_hold_what_is_due(office: Office, name: str, value: str, key: str) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        switches.put(session, name, value, "admin", NOW)
    assert office.publish().counts() == {"held": 1}
    assert str(office.row(placement).reason).startswith(f"{key}: ")


def test_more_than_six_hours_late_is_held(office: Office) -> None:
    placement = office.plan()
    assert office.publish(NOW + timedelta(hours=6, minutes=1)).counts() == {"held": 1}
    assert str(office.row(placement).reason).startswith("overdue: ")


def test_a_dry_run_says_what_would_happen_and_changes_nothing(office: Office) -> None:
    placement, draft = office.plan(), office.plan(approve=False)
    lines = office.publish(dry_run_reason="trying").lines
    assert [line.reason.split(";")[1].split(":")[0] for line in lines] == [
        " would be published",
        " would be held",
    ]
    assert {office.row(each).state for each in (placement, draft)} == {"planned"}


def test_a_channel_that_is_not_live_is_a_dry_run(office: Office) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        channels.register(session, "Page", "facebook-page", None, office.simulator.page_id, False, NOW)
    assert office.publish().counts() == {"dry-run": 1}
    assert office.posts(placement) == []


def test_a_channel_by_hand_is_held(office: Office) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        channels.register(session, "Page", "whatsapp", None, "", True, NOW)
    assert office.publish().counts() == {"held": 1}
    assert str(office.row(placement).reason).startswith("by-hand: ")


def test_no_other_address_is_published_to(office: Office) -> None:
    placement = office.plan()
    with pytest.raises(PublishingRefused, match="only the local simulator"):
        publish_due(office.database, office.graph(), NOW, Rules("https://graph.facebook.com"))
    assert office.row(placement).state == "planned"


def test_a_dead_publisher_before_the_call_costs_nothing(office: Office) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        placements.claim(session, placement, "dead", NOW, 3 * MINUTE)
    assert office.publish(NOW + MINUTE).lines == ()
    assert office.publish(NOW + 4 * MINUTE).counts() == {"published": 1}


def test_a_publisher_that_lost_its_claim_may_not_send(office: Office) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        placements.claim(session, placement, "mine", NOW, MINUTE)
        placements.expired_claims(session, NOW + 2 * MINUTE)
    with pytest.raises(WrongState), office.database.begin() as session:
        placements.mark_sent(session, placement, "mine", NOW)
