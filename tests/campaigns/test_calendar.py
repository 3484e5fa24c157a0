"""Off-shift hours in Dutch wall-clock time, on both days of clock change too."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from campaigns.calendar import ZONE, Hours, next_slot, off_shift, parse_hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("after", "slot"),
    [
        ("2026-11-18T09:12", "2026-11-18T17:00"),  # Wednesday morning
        ("2026-11-18T17:05", "2026-11-18T17:15"),
        ("2026-11-18T20:00", "2026-11-19T17:00"),
        ("2026-11-20T19:50", "2026-11-21T10:00"),  # Friday evening, then Saturday
        ("2026-11-21T16:00", "2026-11-23T17:00"),  # never on Sunday
        ("2026-12-24T20:30", "2026-12-28T17:00"),  # Christmas, second day, Sunday
        ("2026-04-27T12:00", "2026-04-28T17:00"),  # King's Day
    ],
)
def test_the_next_slot_is_off_shift(after: str, slot: str) -> None:
    assert next_slot(at(after)) == at(slot)


@pytest.mark.parametrize(("day", "utc_hour"), [("2026-03-28", 9), ("2026-10-24", 8), ("2026-10-31", 9)])
def test_saturdays_around_a_clock_change_start_at_ten_dutch_time(day: str, utc_hour: int) -> None:
    window = off_shift(date.fromisoformat(day))
    assert window is not None
    assert window[0] == datetime.combine(date.fromisoformat(day), time(utc_hour), UTC)


@pytest.mark.parametrize(
    "night", ["2026-03-29T00:30+00:00", "2026-10-25T00:30+00:00", "2026-10-25T01:30+00:00"]
)
def test_slots_after_a_night_of_clock_change_are_monday_evening(night: str) -> None:
    slot = next_slot(datetime.fromisoformat(night))
    assert (slot.astimezone(ZONE).time(), slot.astimezone(ZONE).weekday()) == (time(17), 0)


def test_slots_keep_their_distance_from_what_is_planned() -> None:
    taken = [at("2026-11-18T17:00"), at("2026-11-18T18:30")]
    assert next_slot(at("2026-11-18T12:00"), taken=taken) == at("2026-11-19T17:00") - timedelta(
        hours=21, minutes=30
    )


def test_a_full_calendar_says_so() -> None:
    with pytest.raises(LookupError, match="no free slot"):
        next_slot(at("2026-11-18T12:00"), taken=[at("2026-11-18T12:00")], gap=timedelta(days=90))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_slot(datetime(2026, 11, 18))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-29T05:59+00:00", False),  # 7:59 on the first summer day
        ("2026-03-29T06:00+00:00", True),
        ("2026-10-25T06:59+00:00", False),  # 7:59 on the first winter day
        ("2026-10-25T07:00+00:00", True),
        ("2026-10-25T19:59+00:00", True),
        ("2026-10-25T20:00+00:00", False),
    ],
)
def test_channel_hours_follow_the_clock_on_the_wall(moment: str, open_: bool) -> None:
    assert Hours().contain(datetime.fromisoformat(moment)) is open_


def test_hours_can_be_written_down() -> None:
    assert parse_hours("07:30-24:00") == Hours(time(7, 30), time(0))
    assert str(parse_hours("07:30-24:00")) == "07:30–24:00"
    with pytest.raises(ValueError, match="expected a form such as"):
        parse_hours("always")
