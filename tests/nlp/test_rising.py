"""The signal of nlp/rising.py on simulated days: quiet when nothing happens, awake when something does."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.expected import DAYS, WINDOW, Past, expect
from nlp.rising import A_MORNING, LENGTHS, MINIMUM, Rise, find_rising

KEYS = 200


def past(counts: NDArray[np.int64], heard: NDArray[np.float64] | None = None) -> Past:
    """Counts of consecutive days that end on a Sunday, without free days."""
    number = counts.shape[1]
    weekdays = np.arange(6 - (number - 1), 7) % 7
    return Past(counts, np.ones(number) if heard is None else heard, weekdays, np.zeros_like(counts))


def quiet(seed: int, *, bursty: bool = False) -> NDArray[np.int64]:
    """Keys of very different sizes in which nothing changes; `bursty` doubles their variance."""
    random = np.random.default_rng(seed)
    rates = np.exp(random.uniform(np.log(0.1), np.log(10), (KEYS, 1))) * np.ones((1, DAYS))
    return random.negative_binomial(rates, 0.5) if bursty else random.poisson(rates)


def steady(a_day: float, seed: int = 0) -> NDArray[np.int64]:
    """Twenty keys of one size."""
    return np.random.default_rng(seed).poisson(a_day, (20, DAYS))


def of_key(found: list[Rise[int]], key: int) -> Rise[int]:
    return next(rise for rise in found if rise.key == key)


@pytest.mark.parametrize("bursty", [False, True])
def test_false_alarms_keep_to_their_budget_when_nothing_changes(bursty: bool) -> None:
    mornings = 14
    alarms = [
        sum(rise.rises for rise in find_rising(range(KEYS), past(quiet(seed, bursty=bursty))))
        for seed in range(mornings)
    ]
    assert sum(alarms) <= 1.5 * mornings * A_MORNING  # mornings without a day in common: none is told twice


def test_p_values_are_honest() -> None:
    found = [rise for seed in range(10) for rise in find_rising(range(20), past(steady(8, seed)))]
    share = np.mean([rise.p_value <= 0.02 for rise in found])
    assert share <= 0.02 * len(LENGTHS) * 1.5


@pytest.mark.parametrize(("a_day", "times", "days"), [(10, 5, 1), (3, 5, 2), (3, 3, 4), (1, 3, 7)])
def test_an_outbreak_is_seen_after_days(a_day: float, times: int, days: int) -> None:
    found = 0
    for seed in range(20):
        counts = steady(a_day, seed)
        counts[7, -days:] = np.random.default_rng(seed).poisson(a_day * times, days)
        found += of_key(find_rising(range(20), past(counts)), 7).rises
    assert found >= 16


def test_a_fast_outbreak_is_told_by_a_short_window_and_counted_over_seven_days() -> None:
    counts = steady(2)
    counts[7, -WINDOW:] = 2, 2, 2, 2, 2, 2, 20
    rise = of_key(find_rising(range(20), past(counts)), 7)
    assert (rise.rises, rise.days, rise.observed) == (True, 2, 32)
    assert rise.expected == pytest.approx(14, rel=0.2)


def test_a_key_that_was_always_bursty_alarms_less() -> None:
    counts = np.random.default_rng(1).poisson(3, (40, DAYS))
    counts[20:] = np.random.default_rng(2).negative_binomial(0.3, 0.3 / 3.3, (20, DAYS))
    counts[[0, 20], -WINDOW:] = 8
    found = find_rising(range(40), past(counts))
    assert of_key(found, 0).rises
    assert of_key(found, 20).p_value > 100 * of_key(found, 0).p_value


@pytest.mark.parametrize(("last", "rises"), [(MINIMUM - 1, False), (MINIMUM + 1, True)])
def test_fewer_than_five_are_never_signalled(last: int, rises: bool) -> None:
    counts = steady(1)
    counts[0] = 0
    counts[0, -1], counts[0, 0] = last, 3
    assert of_key(find_rising(range(20), past(counts)), 0).rises is rises


def test_new_means_never_seen() -> None:
    counts = steady(1)
    counts[:3] = 0
    counts[:3, -2:] = 4
    counts[2, 30] = 1
    found = find_rising(range(20), past(counts), [key == 1 for key in range(20)])
    assert [of_key(found, key).is_new for key in range(3)] == [True, False, False]
    assert all(of_key(found, key).rises for key in range(3))


def test_nothing_is_new_to_an_office_that_began_a_month_ago() -> None:
    counts = steady(1)
    counts[:, :-30] = 0
    counts[0, :-WINDOW], counts[0, -WINDOW:] = 0, 3
    heard = np.where(np.arange(DAYS) < DAYS - 30, 0.0, 1.0)
    assert not any(rise.is_new for rise in find_rising(range(20), past(counts, heard)))


def test_what_grows_week_after_week_does_not_raise_its_own_standard() -> None:
    counts = steady(1)
    counts[0] = 0
    counts[0, -21:] = [0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 2, 1, 1, 2, 1, 1]
    rise = of_key(find_rising(range(20), past(counts)), 0)
    assert (rise.rises, rise.is_new) == (True, False)
    assert rise.expected < 0.5


def test_a_level_that_has_lasted_is_usual_again() -> None:
    counts = steady(1)
    counts[0, -90:] = np.random.default_rng(3).poisson(4, 90)
    assert not of_key(find_rising(range(20), past(counts)), 0).rises


def test_a_gap_in_collection_is_no_quiet_time() -> None:
    counts, heard = steady(4), np.ones(DAYS)
    deaf = slice(DAYS - 60, DAYS - 25)
    counts[:, deaf], heard[deaf] = 0, 0
    expected = [rise.expected for rise in find_rising(range(20), past(counts, heard))]
    assert np.mean(expected) == pytest.approx(28, rel=0.05)


def test_twice_the_sources_explain_twice_the_count() -> None:
    counts, heard = steady(4), np.ones(DAYS)
    counts[:, -WINDOW:] *= 2
    heard[-WINDOW:] = 2
    assert sum(rise.rises for rise in find_rising(range(20), past(counts, heard))) <= 1
    assert sum(rise.rises for rise in find_rising(range(20), past(counts))) >= 10


def test_a_usual_monday_is_no_outbreak() -> None:
    days = past(steady(4)[:, 6:])
    days = replace(days, weekdays=(days.weekdays + 1) % 7)  # the last day is a Monday
    monday = days.weekdays == 0
    days.counts[:, monday] = np.random.default_rng(1).poisson(16, (20, int(monday.sum())))
    effort = expect(days).effort
    assert effort[:, -1].mean() == pytest.approx(4 * effort[:, -2].mean(), rel=0.15)
    assert sum(rise.rises for rise in find_rising(range(20), days)) <= 1


def test_free_days_are_learned_to_be_quiet() -> None:
    counts = steady(10)
    days = past(counts)
    off = days.free[:, :]
    off[:, -100:-60:5] = 1
    off[:, -WINDOW:] = 1
    counts[off == 1] = np.random.default_rng(4).poisson(2, int(off.sum()))
    expected = [rise.expected for rise in find_rising(range(20), days)]
    assert np.mean(expected) == pytest.approx(14, rel=0.2)


def test_interval_holds_the_ratio_and_narrows_with_more() -> None:
    few, many = steady(0.5), steady(20)
    few[0, -WINDOW:], many[0, -WINDOW:] = 2, 60
    found = [of_key(find_rising(range(20), past(counts)), 0) for counts in (few, many)]
    assert all(rise.ratio_low < rise.ratio < rise.ratio_high for rise in found)
    assert found[1].ratio == pytest.approx(3, rel=0.1)
    assert found[0].ratio_high / found[0].ratio_low > 2 * found[1].ratio_high / found[1].ratio_low


@pytest.mark.parametrize("days", [1, WINDOW, WINDOW + 14])
def test_an_office_without_a_past_gets_nothing(days: int) -> None:
    assert find_rising(range(2), past(np.full((2, days), 9))) == []


def test_keys_with_hardly_any_count_are_left_out() -> None:
    assert find_rising([], past(np.zeros((0, DAYS), dtype=np.int64))) == []
    assert find_rising(["x"], past(np.zeros((1, DAYS), dtype=np.int64))) == []


@pytest.mark.parametrize("weeks", [5, 8])
def test_an_office_in_its_first_weeks_keeps_to_the_budget(weeks: int) -> None:
    alarms = 0
    for seed in range(7):
        young = quiet(seed, bursty=True)[:, : 7 * weeks]
        alarms += sum(rise.rises for rise in find_rising(range(KEYS), past(young)))
    assert alarms <= 3
