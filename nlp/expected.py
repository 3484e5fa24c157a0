"""Says how many of each key its own past predicts for every day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

WINDOW = 7  # days, the newest; nothing of them is in the baseline
# Days between baseline and window: what grows week after week must not raise its own standard (EARS C2:
# Hutwagner et al. 2003, J. Urban Health 80:i89-i96; Noufaily et al. 2013, Stat. Med. 32:1206-1222).
GUARD = 14
BASELINE = 7 * 22  # days
DAYS = BASELINE + GUARD + WINDOW
HALF_LIFE = 35.0  # days in which a day of the baseline loses half its weight
PRIOR = 0.5  # pseudo-count of the baseline (Jeffreys): a key never seen has a small rate, not none
SURE = 20.0  # counts on a weekday, or on free days, that weigh as much as what is usual for all keys
ALMOST_NOTHING = 1e-9


@dataclass(frozen=True)
class Past:
    """Counts by day with what is known of the days, which end with the newest.

    `counts`: (keys, days). `heard`: (days,), how much of the usual was listened to; 1 is all, 0 a gap in
    collection, 2 twice as many sources. `weekdays`: (days,), 0 is Monday. `free`: (keys, days), the kind of
    free day it was for those who speak the key's language, 0 is none.
    """

    counts: Counts
    heard: Floats
    weekdays: NDArray[np.int64]
    free: NDArray[np.int64]


@dataclass(frozen=True)
class Expectation:
    """What the baseline predicts: `effort` × `rate`.

    `effort`: (keys, days), the share of a usual day's count that falls on each day. `counted` and `weighed`:
    (keys,), the baseline's counts and efforts, made as large as its weighted days make them sure.
    `baseline`: (days,), which days are in it.
    """

    effort: Floats
    counted: Floats
    weighed: Floats
    baseline: Flags

    @property
    def rate(self) -> Floats:
        """The count of a usual day, per key."""
        return self.counted / np.maximum(self.weighed, ALMOST_NOTHING)


def expect(past: Past) -> Expectation:
    """The expectation from the days before guard and window in which anything could be heard.

    Rates are weighted means in which older days weigh less. Weekdays and free days are the key's own, drawn
    towards those of all keys as far as its own are few (empirical Bayes: a gamma prior on Poisson rates,
    Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6).
    """
    number = past.counts.shape[1]
    age = np.arange(number, 0, -1) - WINDOW - GUARD
    baseline = (age > 0) & (age <= BASELINE) & (past.heard > 0)
    effort = _effort(past, baseline)
    weights = faded(age, baseline)[:, None]
    counted, weighed = surer(past.counts, effort, weights)
    return Expectation(effort, counted[:, 0], weighed[:, 0], baseline)


def faded(age: NDArray[np.int64], there: Flags) -> Floats:
    """The weights of days by age, 0 for days that are not there."""
    weights: Floats = np.where(there, 0.5 ** (np.maximum(age, 0) / HALF_LIFE), 0.0)
    return weights


def surer(counts: Counts, effort: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Counts and efforts under each column of weights, (keys, columns), scaled to what they are worth.

    A weighted sum of Poisson counts has the sureness of Σw·e / Σw²·e as many (Kish's effective size); the
    prior's count is added.
    """
    weighed = effort @ weights
    worth = weighed / np.maximum(effort @ weights**2, ALMOST_NOTHING)
    return (counts @ weights) * worth + PRIOR, weighed * worth


def _effort(past: Past, baseline: Flags) -> Floats:
    usual = baseline & (past.free == 0)
    of_weekday = np.eye(7)[past.weekdays]  # (days, 7)
    counts, heard = (past.counts * usual) @ of_weekday, (past.heard * usual) @ of_weekday
    share = heard.sum(axis=0) / max(heard.sum(), ALMOST_NOTHING)
    everyone = _drawn(counts.sum(axis=0), share * counts.sum())
    part = heard * everyone
    rates = counts.sum(axis=1, keepdims=True) / np.maximum(part.sum(axis=1, keepdims=True), ALMOST_NOTHING)
    own = everyone * _drawn(counts, rates * part)
    effort = past.heard * (own @ of_weekday.T)
    return effort * _free_factor(past, effort, baseline)


def _drawn(counted: Floats, predicted: Floats, towards: float = 1.0) -> Floats:
    """How many times as many as predicted, drawn towards so many times."""
    return (counted + SURE * towards) / (predicted + SURE)


def _free_factor(past: Past, effort: Floats, baseline: Flags) -> Floats:
    """What free days of each kind did to the counts of all keys together, drawn to what all free days did."""
    usual, free = baseline & (past.free == 0), baseline & (past.free > 0)
    worked = np.maximum((effort * usual).sum(axis=1), ALMOST_NOTHING)
    predicted = (past.counts * usual).sum(axis=1, keepdims=True) / worked[:, None] * effort
    of_any = float(_drawn(*_sums(free, past.counts, predicted)))
    factor = np.ones(past.counts.shape)
    for kind in np.unique(past.free[past.free > 0]):
        there = past.free == kind
        factor[there] = _drawn(*_sums(there & baseline, past.counts, predicted), of_any)
    return factor


def _sums(there: Flags, counts: Counts, predicted: Floats) -> tuple[Floats, Floats]:
    return np.asarray(counts[there].sum(), dtype=float), np.asarray(predicted[there].sum())
