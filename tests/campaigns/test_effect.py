"""Effect: the interval covers what is true, and small counts say that they cannot tell."""

from datetime import date, timedelta

import numpy as np
import pytest

from campaigns.effect import Change, Effect, changes, controls_for, estimate

MONDAY = date(2026, 10, 5)


def simulated(generator: np.random.Generator, true: float, scatter: float) -> Effect:
    trend = generator.normal(0, 0.2)

    def series(name: str, mean: float, factor: float) -> Change:
        after = mean * factor * np.exp(trend + generator.normal(0, scatter))
        return Change(name, "pl", int(generator.poisson(mean)), int(generator.poisson(after)))

    controls = [series(str(n), generator.uniform(8, 60), 1.0) for n in range(8)]
    return estimate(series("treated", 60, true), controls)


@pytest.mark.parametrize("scatter", [0.0, 0.15])
@pytest.mark.parametrize("true", [1.0, 0.6, 0.4])
def test_the_interval_covers_the_true_ratio_about_95_times_in_100(true: float, scatter: float) -> None:
    generator = np.random.default_rng(7)
    found = [simulated(generator, true, scatter) for _ in range(600)]
    covered = [e.low <= true <= e.high for e in found if e.low is not None and e.high is not None]
    assert len(covered) > 550
    assert 0.92 <= np.mean(covered) <= 0.99


def test_a_large_fall_is_seen_most_of_the_time() -> None:
    generator = np.random.default_rng(8)
    assert np.mean([simulated(generator, 0.4, 0.1).verdict == "fell" for _ in range(300)]) > 0.8


def controls(n: int, before: int, after: int) -> list[Change]:
    return [Change(f"c{i}", "pl", before, after) for i in range(n)]


@pytest.mark.parametrize(
    ("treated", "others"),
    [
        (Change("a", "pl", 6, 3), controls(8, 30, 30)),
        (Change("a", "pl", 60, 10), controls(2, 30, 30)),
        (Change("a", "pl", 60, 10), controls(5, 3, 3)),
        (Change("a", "pl", 6, 4), controls(3, 7, 7)),
    ],
)
def test_small_counts_cannot_tell(treated: Change, others: list[Change]) -> None:
    assert estimate(treated, others).verdict == "cannot tell"
    assert estimate(treated, others).reason


def test_more_questions_after_a_post_are_said_too() -> None:
    assert estimate(Change("a", "pl", 20, 80), controls(6, 40, 40)).verdict == "rose"


def test_the_week_of_the_post_counts_for_neither_side() -> None:
    weeks = [("a", "pl", MONDAY + timedelta(weeks=n), 10 + n) for n in range(-3, 4)]
    assert changes(weeks, MONDAY, 2) == [Change("a", "pl", 8 + 9, 11 + 12)]


def test_controls_share_the_code_or_the_language_but_not_both_and_had_no_post() -> None:
    every = [Change(c, lang, 5, 5) for c in "ab" for lang in ("pl", "bg")] + [Change("c", "pl", 5, 5)]
    found = controls_for("a", "pl", every, posted={("a", "pl"), ("c", "pl")})
    assert {(each.code, each.language) for each in found} == {("a", "bg"), ("b", "pl")}
