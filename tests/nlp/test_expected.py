"""What a key's own past predicts, and how far its counts stray from that, on simulated days."""

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.expected import DAYS, GUARD, WINDOW, Past, expect
from nlp.spread import SUPPOSED, spreads

LENGTHS = (1, 7)


def past(counts: NDArray[np.int64]) -> Past:
    return Past(counts, np.ones(DAYS), np.arange(DAYS) % 7, np.zeros_like(counts))


def spread_of(counts: NDArray[np.int64]) -> list[float]:
    """The median spread over the keys, per length."""
    expectation = expect(past(counts))
    means = [expectation.rate * length for length in LENGTHS]
    return [float(np.median(each)) for each in spreads(counts, expectation, LENGTHS, means)]


def test_rate_is_that_of_the_baseline_and_not_of_window_or_guard() -> None:
    counts = np.random.default_rng(0).poisson(5, (50, DAYS))
    counts[:, -WINDOW - GUARD :] = 90
    assert expect(past(counts)).rate.mean() == pytest.approx(5, rel=0.05)


def test_older_days_weigh_less() -> None:
    counts = np.full((10, DAYS), 2)
    counts[:, -70:] = 6
    assert 4.5 < expect(past(counts)).rate.mean() < 6


def test_a_key_never_seen_has_a_small_rate_not_none() -> None:
    counts = np.zeros((2, DAYS), dtype=np.int64)
    counts[1] = 1
    assert 0 < expect(past(counts)).rate[0] < 0.02


def test_chance_alone_has_no_more_spread_than_its_mean() -> None:
    day, week = spread_of(np.random.default_rng(1).poisson(4, (60, DAYS)))
    assert 1 <= day < 1.35
    assert 1 <= week < 1.5


def test_bursts_are_measured() -> None:
    bursty = np.random.default_rng(2).negative_binomial(4 / 2, 1 / 3, (60, DAYS))
    day, week = spread_of(bursty)
    assert day == pytest.approx(3.5, rel=0.2)
    assert week == pytest.approx(3.5, rel=0.3)


def test_what_drifts_from_week_to_week_strays_more_over_a_week_than_over_a_day() -> None:
    random = np.random.default_rng(3)
    level = np.repeat(random.lognormal(0, 0.4, (60, DAYS // 7)), 7, axis=1)
    day, week = spread_of(random.poisson(6 * level))
    assert week > 1.5 * day


def test_an_office_in_its_first_weeks_supposes_more_than_chance() -> None:
    a, b = SUPPOSED
    counts = np.random.default_rng(4).poisson(4, (5, WINDOW + GUARD + 10))
    short = Past(counts, np.ones(counts.shape[1]), np.arange(counts.shape[1]) % 7, np.zeros_like(counts))
    found = spreads(counts, expect(short), LENGTHS, [np.full(5, 4.0), np.full(5, 28.0)])
    assert [each.tolist() for each in found] == [
        [pytest.approx(a + b * 4)] * 5,
        [pytest.approx(a + b * 28)] * 5,
    ]
