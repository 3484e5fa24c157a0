"""Says which questions, codes or places are asked more than their own past explains."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from scipy.special import betainc, betaincinv  # type: ignore[import-untyped]

from nlp.expected import PRIOR, WINDOW, Counts, Flags, Floats, Past, expect
from nlp.spread import spreads

Key = TypeVar("Key", bound=Hashable)

LENGTHS = (2, WINDOW)  # days: a fast outbreak shows in two, a small one in seven
MINIMUM = 5  # fewer are never signalled: they could not be shown either
FALSE_ALARMS = 1.0  # at most so many a week, over all keys and mornings
# What chance is given a morning. Windows of neighbouring mornings overlap and what goes on is told once, so
# it may be more than a seventh; bench/bench_rising.py measures that streams less orderly than any model keep
# to the week's.
A_MORNING = 1.5 * FALSE_ALARMS / 7
LEAST_KNOWN = 28.0  # days of baseline without which nothing is called new
ROUNDS = 5  # of the search for the level; it has settled by then


@dataclass(frozen=True)
class Rise(Generic[Key]):
    """One key in the last seven days, held against its own weeks before.

    `expected` is the count its past predicts; `ratio` is observed / expected with a 95 % interval; `p_value`
    is the smaller chance, over windows of two and of seven days with at least five, of so many or more when
    nothing changed, and `days` the window that has it; `is_new` says it was never seen before the
    seven days; `rises` says it is worth a person's look.
    """

    key: Key
    observed: int
    expected: float
    ratio: float
    ratio_low: float
    ratio_high: float
    p_value: float
    days: int
    is_new: bool
    rises: bool


@dataclass(frozen=True)
class _Window:
    """Per key: how many came in some days, how many its past predicts, how long that past is, its spread."""

    observed: Counts
    expected: Floats
    share: Floats
    size: Floats
    failure: Floats
    spread: Floats

    def tail(self, counts: Floats | Counts) -> Floats:
        """P(count ≥ counts), for counts of at least 1."""
        chance: Floats = betainc(counts, self.size, self.failure)
        return chance


def find_rising(
    keys: Sequence[Key], past: Past, seen_before: Sequence[bool] | None = None
) -> list[Rise[Key]]:
    """Tests every key with any chance of a signal; the surest come first.

    The count of each window is tested against a negative binomial whose mean is what the key's own baseline
    predicts for those days (the posterior predictive of Poisson counts: Gelman et al., Bayesian Data
    Analysis, 3rd ed., §2.6), widened by how unsure that is and by the key's over-dispersion as in Farrington
    et al. (1996). The level is the one at which all keys and windows together are expected to alarm by
    chance at the rate of the budget: counts are whole numbers, so each key's true chance lies below the
    level, and what it leaves is given to the others (Gilbert 2005, Appl. Stat. 54:143-158). A signal has at
    least 5 observations in its window. `seen_before`: per key, whether it occurred before the first day of
    `past`. With no day of baseline nothing can be said and nothing is.
    """
    chosen = [int(row) for row in np.flatnonzero(past.counts.sum(axis=1) >= MINIMUM)]
    some = replace(past, counts=past.counts[chosen], free=past.free[chosen])
    windows = _windows(some) if chosen else []
    if not windows:
        return []
    p_values = np.stack([_p_values(window) for window in windows])
    rises = np.any(p_values <= _level(windows), axis=0)
    best = p_values.argmin(axis=0)
    new = _new(some, np.array([bool(seen_before and seen_before[row]) for row in chosen]))
    week = windows[-1]
    low, high = _ratio_interval(week)
    found = [
        Rise(
            key=keys[row],
            observed=int(week.observed[i]),
            expected=float(week.expected[i]),
            ratio=float(week.observed[i] / week.expected[i]),
            ratio_low=float(low[i]),
            ratio_high=float(high[i]),
            p_value=float(p_values[best[i], i]),
            days=LENGTHS[int(best[i])],
            is_new=bool(new[i]),
            rises=bool(rises[i]),
        )
        for i, row in enumerate(chosen)
    ]
    return sorted(found, key=lambda rise: (rise.p_value, -rise.observed))


def _windows(past: Past) -> list[_Window]:
    """What there is and what is expected in the newest days of each length; none when nothing was heard."""
    expectation = expect(past)
    if not expectation.baseline.any() or not past.heard[-WINDOW:].any():
        return []
    weighed = np.maximum(expectation.weighed, 1e-9)
    efforts = [np.maximum(expectation.effort[:, -length:].sum(axis=1), 1e-9) for length in LENGTHS]
    means = [expectation.rate * effort for effort in efforts]
    windows = []
    for length, effort, mean, spread in zip(
        LENGTHS, efforts, means, spreads(past.counts, expectation, LENGTHS, means), strict=True
    ):
        more = spread * (1 + effort / weighed)  # variance / mean; above 1, as the baseline is finite
        windows.append(
            _Window(
                observed=past.counts[:, -length:].sum(axis=1),
                expected=mean,
                share=weighed / effort,
                size=mean / (more - 1),
                failure=1 - 1 / more,
                spread=spread,
            )
        )
    return windows


def _p_values(window: _Window) -> Floats:
    """The chance of so many or more; a window with too few to be shown may not speak."""
    enough = window.observed >= MINIMUM
    chance: Floats = np.where(enough, window.tail(np.maximum(window.observed, 1)), 1.0)
    return chance


def _level(windows: Sequence[_Window]) -> float:
    """The largest p-value that is a signal this morning."""
    level = A_MORNING / (len(windows) * len(windows[0].expected))
    for _ in range(ROUNDS):
        promised = sum(float(window.tail(_threshold(window, level)).sum()) for window in windows)
        level = min(level * A_MORNING / max(promised, 1e-300), A_MORNING)
    return level


def _threshold(window: _Window, level: float) -> Floats:
    """The smallest count, at least `MINIMUM`, that comes by chance with at most `level`: by bisection."""
    low = np.full(len(window.expected), MINIMUM - 1.0)
    high = low + 1
    while (above := window.tail(high) > level).any():
        low, high = np.where(above, high, low), np.where(above, 2 * high, high)
    while (high - low > 1).any():
        middle = np.ceil((low + high) / 2)
        above = window.tail(middle) > level
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return high


def _new(past: Past, seen_before: Flags) -> Flags:
    """Which keys were never seen before the seven days, in an office that listened long enough to say so."""
    known = bool(past.heard[:-WINDOW].sum() >= LEAST_KNOWN)
    seen = np.any(past.counts[:, :-WINDOW], axis=1) | seen_before
    new: Flags = ~seen & np.any(past.counts[:, -WINDOW:], axis=1) & known
    return new


def _ratio_interval(window: _Window) -> tuple[Floats, Floats]:
    """95 % interval of the rate ratio: given the sum, the window's part is binomial (Jeffreys interval).

    Counts are divided by the over-dispersion first, as a quasi-Poisson model would.
    """
    before = window.expected * window.share  # with the prior's count
    a, b = window.observed / window.spread + PRIOR, np.maximum((before - PRIOR) / window.spread, 0) + PRIOR
    low, high = betaincinv(a, b, 0.025), betaincinv(a, b, 0.975)
    return low / (1 - low) * window.share, high / np.maximum(1 - high, 1e-12) * window.share
