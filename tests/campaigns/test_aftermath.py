"""Effects from the store: the post's own week apart, other posts no controls, small counts not shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaigns.aftermath import Aftermath, Post, aftermath, effect_of, shown
from campaigns.effect import Effect
from data import annotations, items, sources
from data.database import Database
from data.records import CodeScore, NewAnnotation, NewItem, NewSource

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WEEK = date(2026, 10, 12)
Put = Callable[[str, int, date, str], None]


@pytest.fixture
def put(sqlite_database: Database) -> Put:
    """Stores n items with a code and language on a day, by the public or by us."""
    with sqlite_database.begin() as session:
        page = sources.register(session, NewSource("page", "facebook-page"), NOW)
    numbers = iter(range(100_000))

    def make(code: str, n: int, day: date, by: str = "public") -> None:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        kind: Any = "page_post" if by == "us" else "comment"
        who: Any = by
        new = [NewItem(f"i{next(numbers)}", kind, who, "Ile płacę?", at) for _ in range(n)]
        with sqlite_database.begin() as session:
            items.add(session, page, new, NOW)
            todo = items.untagged(session, "t", limit=n)
            annotations.add(session, [said(item.id, code) for item in todo], NOW)

    return make


def said(item_id: int, code: str) -> NewAnnotation:
    return NewAnnotation(
        item_id, "t", "pl", 0.9, False, "question", True, False, codes=(CodeScore(code, 0.9),)
    )


def town(put: Put, after: int) -> None:
    """Five topics asked 15 times a week for nine weeks; the first falls to `after` when we post about it."""
    put("c0", 1, WEEK, "us")
    for number in range(-4, 5):
        day = WEEK + timedelta(weeks=number)
        for code in range(5):
            put(f"c{code}", after if code == 0 and number > 0 else 15, day, "public")


def looked(database: Database) -> list[Aftermath]:
    with database.read() as session:
        return aftermath(session, NOW)


def test_a_fall_after_a_post_is_told_with_its_interval(sqlite_database: Database, put: Put) -> None:
    town(put, after=4)
    found = looked(sqlite_database)
    assert [(each.post, each.verdict, each.controls) for each in found] == [
        (Post("c0", "pl", WEEK), "fell", 4)
    ]
    assert (found[0].before.value, found[0].after.value) == (60, 16)
    assert found[0].ratio == pytest.approx(0.27, abs=0.02)


def test_no_change_is_not_called_one(sqlite_database: Database, put: Put) -> None:
    town(put, after=15)
    assert [each.verdict for each in looked(sqlite_database)] == ["no clear change"]


def test_a_post_of_last_week_is_not_judged_yet(sqlite_database: Database, put: Put) -> None:
    put("c0", 1, date(2026, 11, 10), "us")
    assert looked(sqlite_database) == []


def test_another_post_in_the_period_takes_its_series_from_the_controls() -> None:
    rows = [(f"c{n}", "pl", WEEK + timedelta(weeks=w), 20) for n in range(5) for w in (-1, 1)]
    post, other = Post("c0", "pl", WEEK), Post("c1", "pl", WEEK + timedelta(weeks=2))
    assert effect_of(post, {post, other}, rows, 2).controls == 3


def test_small_counts_are_not_shown_nor_to_be_worked_out() -> None:
    found = shown(Post("c", "pl", WEEK), Effect("fell", "r", 60, 3, 5, 0.05, 0.01, 0.2))
    assert (found.after.value, found.ratio, found.low, found.high) == (None, None, None, None)
    assert shown(Post("c", "pl", WEEK), Effect("fell", "r", 60, 0, 5, 0.05, 0.01, 0.2)).ratio == 0.05
