"""Reconciling: adopts what is on the Page, never sends, and only a person may confirm a resend."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaigns.readback import Seen, find_placement
from campaigns.reconcile import confirm_resend, may_confirm_resend
from data import placements
from data.errors import WrongState

from .conftest import NOW, Office

MINUTE = timedelta(minutes=1)


def doubtful(office: Office, fault: str = "error_before") -> int:
    placement = office.plan()
    office.fault(fault, match={"method": "POST"})
    office.publish()
    return placement


def test_nothing_is_read_in_the_first_half_minute(office: Office) -> None:
    placement = doubtful(office)
    assert office.reconcile(timedelta(seconds=10)).looks[0].found == "too soon"
    assert office.row(placement).state == "unknown"


def test_what_is_not_there_stays_unknown_and_is_never_sent_again(office: Office) -> None:
    placement, before = doubtful(office), office.post_calls()
    found = [office.reconcile(n * MINUTE).looks[0].found for n in (1, 5, 9, 11)]
    assert found == ["not found yet", "not found yet", "not found yet", "not found"]
    office.publish(NOW + 12 * MINUTE)
    assert (office.row(placement).state, office.post_calls()) == ("unknown", before)
    assert "code 2" in str(office.row(placement).reason)


def test_ten_minutes_are_not_enough_without_three_readings(office: Office) -> None:
    doubtful(office)
    assert [office.reconcile(n * MINUTE).looks[0].found for n in (20, 21, 22)][1:] == [
        "not found yet",
        "not found",
    ]


def test_a_person_confirms_and_it_goes_out_once(office: Office) -> None:
    placement = doubtful(office)
    with pytest.raises(WrongState, match="may not be sent again"):
        confirm_resend(office.database, placement, "planner", NOW + MINUTE)
    for n in (1, 5, 11):
        office.reconcile(n * MINUTE)
    assert may_confirm_resend(office.row(placement))
    confirm_resend(office.database, placement, "planner", NOW + 12 * MINUTE)
    assert office.publish(NOW + 13 * MINUTE).counts() == {"published": 1}
    assert len(office.posts(placement)) == 1


def test_a_post_that_shows_up_after_the_confirmation_is_adopted_not_repeated(office: Office) -> None:
    placement = doubtful(office)
    for n in (1, 5, 11):
        office.reconcile(n * MINUTE)
    confirm_resend(office.database, placement, "planner", NOW + 12 * MINUTE)
    office.graph().post(f"{office.simulator.page_id}/feed", message=f"Laat {office.row(placement).marker}")
    office.publish(NOW + 13 * MINUTE)
    assert (office.row(placement).state, len(office.posts(placement))) == ("published", 1)


def test_a_reading_that_fails_changes_nothing_and_says_so(office: Office) -> None:
    placement = doubtful(office, "publish_then_500")
    office.fault("error_before", match={"method": "GET"}, times=4)
    before, look = office.row(placement), office.reconcile(MINUTE).looks[0]
    assert (look.found, office.row(placement)) == ("not read", before)
    assert office.reconcile(2 * MINUTE).looks[0].found == "published"


def test_a_listing_that_goes_in_circles_is_no_complete_reading(office: Office) -> None:
    placement = doubtful(office)
    office.fault("reduce_data", threshold=20)  # so that the list has several pages
    office.fault("repeated_cursor", match={"method": "GET", "path": "published_posts"}, times=-1)
    assert office.reconcile(MINUTE).looks[0].found == "not read"
    assert "looked" not in str(office.row(placement).reason)


def test_an_empty_page_in_the_middle_does_not_hide_the_post(office: Office) -> None:
    placement = doubtful(office, "publish_then_drop")
    office.fault("reduce_data", threshold=20)
    office.fault("empty_page_with_next", match={"path": "published_posts"})
    office.reconcile(MINUTE)
    assert office.row(placement).state == "published"


def test_a_post_of_a_publisher_that_still_waits_is_adopted(office: Office) -> None:
    placement = office.plan()
    with office.database.begin() as session:
        placements.claim(session, placement, "token", NOW, 3 * MINUTE)
        placements.mark_sent(session, placement, "token", NOW)
    assert office.reconcile(MINUTE).looks[0].found == "too soon"
    office.graph().post(f"{office.simulator.page_id}/feed", message=f"Tekst {office.row(placement).marker}")
    assert office.reconcile(2 * MINUTE).looks[0].found == "published"


def test_a_clock_that_was_set_back_does_not_stop_the_search(office: Office) -> None:
    placement = doubtful(office, "publish_then_500")
    assert office.reconcile(timedelta(hours=-2)).looks[0].found == "published"
    assert office.row(placement).state == "published"


def test_without_its_mark_a_post_is_known_by_words_and_time(office: Office) -> None:
    row = replace(office.row(office.plan("Dzień dobry, pytanie o BSN?")), attempted_at=NOW)
    post = Seen("1_2", "dzień dobry — pytanie o bsn", NOW + MINUTE)
    assert find_placement(row, [post]) == post
    for wall in (
        [post, replace(post, id="1_3")],
        [replace(post, at=NOW + 40 * MINUTE)],
        [replace(post, at=None)],
    ):
        assert find_placement(row, wall) is None
    assert find_placement(row, [post], taken={"1_2"}) is None
    assert find_placement(row, [replace(post, message=f"{post.message} ref:zzzzzzzz")]) is None
