"""Views of our own posts by language and week: the last number per post, and gaps that stay gaps."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from data import annotations, items, measurements, reach
from data.database import Database
from data.records import Measurement, NewAnnotation, NewItem, Source
from data.suppression import Cell

MONDAY = date(2026, 11, 16)


@pytest.fixture
def post(
    database: Database,
    source: Source,
    asked: Callable[..., NewItem],
    said: Callable[..., NewAnnotation],
    now: datetime,
) -> Callable[..., None]:
    """Makes a post of ours in a language with numbers by breakdown."""

    def make(name: str, language: str | None, days_ago: int = 0, **numbers: int | None) -> None:
        at = now - timedelta(days=days_ago)
        new = asked(name, author_kind="us", kind="page_post", created_at=at)
        parts = {"views": "", "followers": reach.FOLLOWERS, "others": reach.OTHERS}
        measured = [
            Measurement(
                reach.METRIC, "lifetime", now.date() - timedelta(days=age), value, now, name, parts[part]
            )
            for part, value in numbers.items()
            for age, value in ((0, value), (1, None if value is None else value // 2))
        ]
        with database.begin() as session:
            items.add(session, source, [new], now)
            measurements.add(session, source, measured, now)
            if language:
                item = items.untagged(session, "rules-1")[-1]
                annotations.add(session, [said(item.id, language=language)], now)

    return make


def test_the_last_numbers_are_added_up(database: Database, post: Callable[..., None]) -> None:
    post("a", "pl", views=100, followers=40, others=60)
    post("b", "pl", views=50, followers=10, others=40)
    post("c", "bg", days_ago=7, views=30)
    with database.read() as session:
        bulgarian, polish = reach.views_by_language(
            session, MONDAY - timedelta(days=7), MONDAY + timedelta(6)
        )
    assert (polish.week, polish.posts, polish.measured, polish.views.value) == (MONDAY, 2, 2, 150)
    assert (polish.by_followers.value, polish.by_others.value) == (50, 100)
    assert (bulgarian.week, bulgarian.views.value) == (MONDAY - timedelta(days=7), 30)
    assert bulgarian.by_followers.state == "not_offered"


def test_not_offered_is_not_zero(database: Database, post: Callable[..., None]) -> None:
    post("a", "pl", views=None)
    post("b", "ro", views=0)
    post("c", None)
    with database.read() as session:
        found = {
            each.language: each for each in reach.views_by_language(session, MONDAY, MONDAY + timedelta(6))
        }
    assert (found["pl"].views, found["pl"].measured) == (Cell(None, "not_offered"), 0)
    assert (found["ro"].views.value, found["ro"].measured) == (0, 1)
    assert (found["und"].posts, found["und"].measured) == (1, 0)


def test_a_split_without_a_total_is_added_up(database: Database, post: Callable[..., None]) -> None:
    post("a", "pl", followers=40, others=60)
    with database.read() as session:
        (found,) = reach.views_by_language(session, MONDAY, MONDAY + timedelta(6))
    assert found.views.value == 100


def test_a_handful_of_followers_cannot_be_subtracted(database: Database, post: Callable[..., None]) -> None:
    post("a", "pl", views=103, followers=3, others=100)
    with database.read() as session:
        (found,) = reach.views_by_language(session, MONDAY, MONDAY + timedelta(6))
    assert (found.by_followers.state, found.by_others.state) == ("small", "hidden")
