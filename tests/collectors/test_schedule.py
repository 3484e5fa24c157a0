"""When what is looked at again, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from collectors import schedule

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
H, D = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "seen_ago", "due"),
    [
        (H, None, True),
        (400 * D, None, True),
        (H, 30 * H / 60, False),
        (H, H, True),
        (47 * H, H, True),
        (49 * H, H, False),
        (49 * H, D, True),
        (13 * D, 23 * H, False),
        (15 * D, D, False),
        (15 * D, 7 * D, True),
        (91 * D, 30 * D, False),
    ],
)
def test_comments_are_looked_at_on_a_falling_schedule(age, seen_ago, due):
    seen = NOW - seen_ago if seen_ago is not None else None
    assert schedule.is_due(schedule.COMMENTS, NOW - age, seen, NOW) is due


def test_posts_are_listed_from_the_beginning_at_first():
    assert schedule.posts_since(None, None, NOW) is None


def test_posts_are_listed_widely_once_a_day_and_narrowly_between():
    assert schedule.posts_since(NOW - H, NOW - D, NOW) == NOW - 90 * D
    assert schedule.posts_since(NOW - H, NOW - H, NOW) == NOW - H - 3 * D


def test_a_post_from_the_future_does_not_hide_the_present():
    assert schedule.posts_since(NOW + 30 * D, NOW - H, NOW) == NOW - 3 * D
