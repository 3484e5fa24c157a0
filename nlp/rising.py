"""Says which questions, codes or places are asked more than their own past explains."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv  # type: ignore[import-untyped]

Key = TypeVar("Key", bound=Hashable)
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

WEEKS = 8  # of baseline
MINIMUM = 5  # fewer are never signalled: they could not be shown either
FALSE_DISCOVERIES = 0.05  # the share of signals that may be chance
PRIOR = 0.5  # pseudo-count of the baseline (Jeffreys): a key never seen has a small rate, not none


@dataclass(frozen=True)
class Rise(Generic[Key]):
    """One key in the last seven days, held against its own weeks before.

    `expected` is the count its past predicts; `ratio` is observed / expected with a 95 % interval; `p_value`
    is the chance of so many or more when nothing changed, `q_value` the same after all keys were looked at;
    `is_new` says it was never seen before; `rises` says it is worth a person's look.
    """

    key: Key
    observed: int
    expected: float
    ratio: float
    ratio_low: float
    ratio_high: float
    p_value: float
    q_value: float
    is_new: bool
    rises: bool


@dataclass(frozen=True)
class Baseline:
    """What may be known of the weeks beside the counts.

    `exposure`: per week (oldest first, the window last) how much was listened to, in any unit; a week in
    which nothing could be collected is 0 and is left out. `seen_before`: per key, whether it occurred before
    the first week. Both default to "nothing special".
    """

    exposure: Sequence[float] | None = None
    seen_before: Sequence[bool] | None = None


def find_rising(keys: Sequence[Key], counts: Counts, baseline: Baseline | None = None) -> list[Rise[Key]]:
    """Tests every key; counts have shape (keys, weeks + 1), oldest first. The surest come first.

    The count of the last window is tested against a negative binomial whose mean is the key's own past rate
    with a gamma prior (the posterior predictive of Poisson counts: Gelman et al., Bayesian Data Analysis,
    3rd ed., §2.6) and whose variance is widened by the key's over-dispersion as in Farrington et al. (1996,
    J. R. Stat. Soc. A 159:547-563). Many keys are looked at, so p becomes q by Benjamini & Hochberg (1995,
    J. R. Stat. Soc. B 57:289-300) over all keys with any count, the small ones too: leaving those out first
    would favour what happens to be high. A signal has q ≤ .05 and at least 5 observations. With no week of
    baseline nothing can be said and nothing is.
    """
    known = baseline or Baseline()
    exposure = np.ones(counts.shape[1]) if known.exposure is None else np.asarray(known.exposure, dtype=float)
    heard = np.flatnonzero(exposure[:-1] > 0)
    if not len(keys) or not len(heard) or exposure[-1] <= 0:
        return []
    past, now = counts[:, heard], counts[:, -1]
    seen = past.sum(axis=1) > 0
    if known.seen_before is not None:
        seen |= np.asarray(known.seen_before, dtype=bool)
    spread = _dispersion(past, exposure[heard])
    share = float(exposure[heard].sum() / exposure[-1])  # the baseline's length in windows
    expected = (past.sum(axis=1) + PRIOR) / share
    p_values = _tail(now, expected, spread, share)
    tested = (now > 0) | (past.sum(axis=1) > 0)
    q_values = np.ones(len(keys))
    q_values[tested] = _benjamini_hochberg(p_values[tested])
    low, high = _ratio_interval(now, past.sum(axis=1), spread, share)
    rises = (q_values <= FALSE_DISCOVERIES) & (now >= MINIMUM)
    found = [
        Rise(
            key=key,
            observed=int(now[i]),
            expected=float(expected[i]),
            ratio=float(now[i] / expected[i]),
            ratio_low=float(low[i]),
            ratio_high=float(high[i]),
            p_value=float(p_values[i]),
            q_value=float(q_values[i]),
            is_new=bool(not seen[i] and now[i] > 0),
            rises=bool(rises[i]),
        )
        for i, key in enumerate(keys)
        if tested[i]
    ]
    return sorted(found, key=lambda rise: (rise.p_value, -rise.observed))


def _dispersion(past: Counts, exposure: Floats) -> Floats:
    """Variance / mean per key, at least 1: half from the key's own weeks, half from all keys together."""
    mean = past.sum(axis=1, keepdims=True) * (exposure / exposure.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where(mean > 0, (past - mean) ** 2 / mean, 0.0).sum(axis=1)
    freedom = max(past.shape[1] - 1, 1)
    counted = past.sum(axis=1) >= MINIMUM
    pooled = pearson[counted].sum() / (freedom * counted.sum()) if counted.any() else 1.0
    own = np.where(counted, pearson / freedom, pooled)
    spread: Floats = np.maximum(1.0, (own + pooled) / 2)
    return spread


def _tail(now: Counts, expected: Floats, spread: Floats, share: float) -> Floats:
    """P(count ≥ now) for a negative binomial of that mean and variance spread × mean × (1 + 1 / share)."""
    variance = expected * spread * (1 + 1 / share)
    size = expected**2 / (variance - expected)
    failure = 1 - expected / variance  # 1 - p
    p_values: Floats = np.where(now > 0, betainc(np.maximum(now, 1), size, failure), 1.0)
    return p_values


def _benjamini_hochberg(p_values: Floats) -> Floats:
    order = np.argsort(p_values)
    scaled = p_values[order] * len(p_values) / np.arange(1, len(p_values) + 1)
    q_values = np.empty_like(scaled)
    q_values[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return q_values


def _ratio_interval(now: Counts, past: Counts, spread: Floats, share: float) -> tuple[Floats, Floats]:
    """95 % interval of the rate ratio: given the sum, the window's part is binomial (Jeffreys interval).

    Counts are divided by the over-dispersion first, as a quasi-Poisson model would.
    """
    a, b = now / spread + PRIOR, past / spread + PRIOR
    low, high = betaincinv(a, b, 0.025), betaincinv(a, b, 0.975)
    return low / (1 - low) * share, high / np.maximum(1 - high, 1e-12) * share
