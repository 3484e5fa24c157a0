"""Measurements keep the difference between nothing and not offered, and never forget which is newer."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from data import items, measurements
from data.database import Database
from data.records import AddResult, Measurement, NewItem, Source

VIEWS = "page_media_view"
DAY = date(2026, 11, 18)


def number(value: int | None, now: datetime, day: date = DAY, **fields: str) -> Measurement:
    return Measurement(VIEWS, "day", day, value, now, **fields)  # type: ignore[arg-type]


def test_a_later_number_replaces_an_earlier_one(database: Database, source: Source, now: datetime) -> None:
    later, earlier = now + timedelta(hours=1), now - timedelta(hours=1)
    with database.begin() as session:
        assert measurements.add(session, source, [number(5, now)], now).added == 1
        assert measurements.add(session, source, [number(5, later)], now) == AddResult(unchanged=1)
        assert measurements.add(session, source, [number(3, earlier)], now) == AddResult(unchanged=1)
        assert measurements.add(session, source, [number(8, later)], now).changed == 1
        assert measurements.series(session, source, VIEWS, since=DAY, until=DAY) == [(DAY, 8, "offered")]


def test_zero_is_not_nothing(database: Database, source: Source, now: datetime) -> None:
    days = [DAY + timedelta(days=n) for n in range(3)]
    new = [number(0, now, days[0]), number(None, now, days[1], status="not_offered"), number(2, now, days[2])]
    with database.begin() as session:
        measurements.add(session, source, new, now)
        found = measurements.series(session, source, VIEWS, since=days[0], until=days[2])
    assert found == [(days[0], 0, "offered"), (days[1], None, "not_offered"), (days[2], 2, "offered")]


def test_a_series_sums_sources_only_when_asked(
    database: Database, source: Source, bus: Source, now: datetime
) -> None:
    with database.begin() as session:
        for each, value in ((source, 5), (bus, 3_000_000_000)):
            measurements.add(session, each, [number(value, now)], now)
        assert measurements.series(session, source, VIEWS, since=DAY, until=DAY)[0][1] == 5
        assert measurements.series(session, None, VIEWS, since=DAY, until=DAY)[0][1] == 3_000_000_005


def test_breakdowns_stand_apart(database: Database, source: Source, now: datetime) -> None:
    new = [number(9, now), number(4, now, breakdown="is_from_followers=1")]
    with database.begin() as session:
        measurements.add(session, source, new, now)
        found = measurements.series(
            session, source, VIEWS, breakdown="is_from_followers=1", since=DAY, until=DAY
        )
    assert found == [(DAY, 4, "offered")]


def test_the_latest_lifetime_number_of_posts(
    database: Database, source: Source, asked: Callable[..., NewItem], now: datetime
) -> None:
    of_post = [
        Measurement("post_media_view", "lifetime", DAY + timedelta(days=n), value, now, external_id="p")
        for n, value in enumerate((10, 25))
    ]
    with database.begin() as session:
        items.add(session, source, [asked("p"), asked("never")], now)
        ids = {item.external_id: item.id for item in items.recent(session)}
        assert measurements.add(session, source, of_post, now).added == 2
        found = measurements.latest_for_items(session, "post_media_view", list(ids.values()))
    assert found == {ids["p"]: 25}


def test_numbers_of_unknown_items_are_skipped(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        assert measurements.add(session, source, [number(1, now, external_id="?")], now).skipped == 1


def test_the_last_answer_per_metric(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        measurements.add(session, source, [number(1, now - timedelta(days=1))], now)
        measurements.set_metric_status(session, source, "page_impressions", "retired", now)
        assert measurements.metric_statuses(session, source) == {
            VIEWS: "offered",
            "page_impressions": "retired",
        }
        measurements.set_metric_status(session, source, VIEWS, "not_offered", now)
        assert measurements.metric_statuses(session, source)[VIEWS] == "not_offered"


def test_a_naive_time_is_refused(now: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        number(1, now.replace(tzinfo=None))
