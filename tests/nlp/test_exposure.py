"""How much was listened to: sources that begin, gaps in collection, and quiet sources that are no gap."""

from datetime import date, timedelta

import numpy as np
import pytest

from nlp.exposure import heard_by_day

DAYS = [date(2026, 9, 1) + timedelta(days=number) for number in range(60)]


def every_day(source: int, n: int, first: int = 0, silent: range = range(0)) -> list[tuple[int, date, int]]:
    return [(source, day, n) for number, day in enumerate(DAYS) if number >= first and number not in silent]


def test_one_source_on_every_day_is_all() -> None:
    assert heard_by_day(every_day(1, 3), DAYS).tolist() == [1.0] * 60


def test_nothing_at_all_is_nothing() -> None:
    assert heard_by_day([], DAYS).tolist() == [0.0] * 60
    assert heard_by_day([(1, date(2020, 1, 1), 9)], DAYS).tolist() == [0.0] * 60


def test_a_source_counts_from_its_first_day_and_by_what_it_brings() -> None:
    heard = heard_by_day(every_day(1, 6) + every_day(2, 3, first=40), DAYS)
    assert heard[:40] == pytest.approx(6 / 9)
    assert heard[40:] == pytest.approx(1)


@pytest.mark.parametrize("silent", [range(20, 25), range(55, 60)])
def test_a_silence_too_long_for_chance_is_a_gap(silent: range) -> None:
    heard = heard_by_day(every_day(1, 4, silent=silent), DAYS)
    assert np.flatnonzero(heard == 0).tolist() == list(silent)


def test_a_source_that_says_little_is_heard_in_its_silences() -> None:
    once_a_week = [(1, day, 1) for day in DAYS[::7]]
    assert heard_by_day(once_a_week, DAYS).tolist() == [1.0] * 60


def test_one_deaf_source_leaves_the_others() -> None:
    heard = heard_by_day(every_day(1, 4, silent=range(30, 40)) + every_day(2, 4), DAYS)
    assert heard[30:40] == pytest.approx(0.5)
    assert heard[:30] == pytest.approx(1)
