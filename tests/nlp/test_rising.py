"""The signal of nlp/rising.py on simulated weeks: quiet when nothing happens, awake when something does."""

import numpy as np
import pytest
from numpy.typing import NDArray

from nlp.rising import WEEKS, Baseline, find_rising

KEYS = list(range(400))


def quiet(seed: int, *, bursty: bool = False) -> NDArray[np.int64]:
    """400 keys of very different sizes in which nothing changes; `bursty` doubles their variance."""
    random = np.random.default_rng(seed)
    rates = random.gamma(0.7, 8.0, size=(len(KEYS), 1)) * np.ones((1, WEEKS + 1))
    if bursty:
        return random.negative_binomial(np.maximum(rates, 1e-3), 0.5)
    return random.poisson(rates)


@pytest.mark.parametrize("bursty", [False, True])
def test_false_alarms_are_rare_when_nothing_changes(bursty: bool) -> None:
    alarms = [sum(r.rises for r in find_rising(KEYS, quiet(seed, bursty=bursty))) for seed in range(40)]
    assert np.mean(alarms) < 0.4  # in 400 keys: one in a thousand
    assert np.mean([count > 0 for count in alarms]) < 0.3


def test_p_values_are_honest_for_keys_that_are_large_enough() -> None:
    found = [rise for seed in range(20) for rise in find_rising(KEYS, quiet(seed)) if rise.expected > 5]
    share = np.mean([rise.p_value <= 0.05 for rise in found])
    assert 0.02 < share < 0.065


@pytest.mark.parametrize("bursty", [False, True])
def test_a_planted_threefold_rise_is_found(bursty: bool) -> None:
    hits = 0
    for seed in range(30):
        counts = quiet(seed, bursty=bursty)
        counts[7, :-1] = 8, 10, 9, 7, 11, 8, 10, 9
        counts[7, -1] = 27
        hits += any(rise.key == 7 and rise.rises for rise in find_rising(KEYS, counts))
    assert hits >= (29 if not bursty else 20)


def test_a_key_that_was_always_bursty_alarms_less() -> None:
    counts = quiet(1)
    counts[0] = [9, 10, 9, 11, 10, 9, 10, 12, 30]
    counts[1] = [0, 40, 2, 0, 30, 1, 0, 7, 30]
    by_key = {rise.key: rise for rise in find_rising(KEYS, counts)}
    assert by_key[0].p_value < by_key[1].p_value
    assert by_key[0].rises
    assert not by_key[1].rises


def test_fewer_than_five_are_never_signalled() -> None:
    (rise,) = find_rising(["x"], np.array([[0] * WEEKS + [4]]))
    assert rise.p_value < 0.01
    assert not rise.rises


def test_new_means_never_seen() -> None:
    counts = np.array([[0] * WEEKS + [6], [0] * WEEKS + [6], [1] * WEEKS + [6]])
    known = Baseline(seen_before=[False, True, True])
    new = {rise.key: rise.is_new for rise in find_rising("abc", counts, known)}
    assert new == {"a": True, "b": False, "c": False}
    assert all(rise.rises for rise in find_rising("abc", counts, known))


def test_interval_holds_the_ratio_and_narrows_with_more() -> None:
    few, many = find_rising(["few", "many"], np.array([[2] * WEEKS + [6], [20] * WEEKS + [60]]))[::-1]
    assert few.ratio_low < few.ratio < few.ratio_high
    assert many.ratio == pytest.approx(3, rel=0.01)
    assert many.ratio_high - many.ratio_low < few.ratio_high - few.ratio_low


def test_interval_covers_the_true_ratio() -> None:
    random = np.random.default_rng(5)
    rates = np.array([12.0] * WEEKS + [24.0])
    found = find_rising(list(range(2000)), random.poisson(rates, size=(2000, WEEKS + 1)))
    assert 0.93 < np.mean([rise.ratio_low <= 2 <= rise.ratio_high for rise in found]) < 0.98


def test_weeks_in_which_nothing_was_collected_are_left_out() -> None:
    counts = np.array([[10, 10, 0, 0, 0, 0, 10, 10, 11]])
    (deaf,) = find_rising(["x"], counts, Baseline(exposure=[1, 1, 0, 0, 0, 0, 1, 1, 1]))
    assert deaf.expected == pytest.approx(10.1, abs=0.1)


def test_twice_the_ears_explain_twice_the_count() -> None:
    counts = np.array([[10] * WEEKS + [20]])
    (rise,) = find_rising(["x"], counts, Baseline(exposure=[1] * WEEKS + [2]))
    assert rise.ratio == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("counts", [np.zeros((0, 9), dtype=np.int64), np.array([[7]])])
def test_nothing_to_compare_gives_nothing(counts: NDArray[np.int64]) -> None:
    assert find_rising(list(range(len(counts))), counts) == []


def test_keys_without_any_count_are_not_tested() -> None:
    assert find_rising(["x"], np.zeros((1, WEEKS + 1), dtype=np.int64)) == []
