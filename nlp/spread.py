"""Says how far counts stray from what their past predicts, per key, beyond what chance alone makes them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.expected import ALMOST_NOTHING, GUARD, Counts, Expectation, Flags, Floats, faded, surer

LEAST_BEFORE = 14  # days of baseline before a block whose surprise is measured
LARGEST = 150.0  # a squared residual above this is an outbreak of the past, not its spread
LEAST_PREDICTED = 0.02  # blocks of which fewer are predicted say nothing
OWN = 4.0  # what a key's own blocks must weigh to count as much as those of all keys
# a and b of an office that cannot measure them yet: posts draw others, and days differ.
SUPPOSED = (2.0, 0.15)
SURE = 30.0  # what all blocks together must weigh to count as much as that
CAUTION = 1.5  # standard errors that a key's own spread is taken larger than measured


class _Strays(NamedTuple):
    """Of blocks of one length: a and b of variance / mean = a + b × mean, and each key's sums around it."""

    flat: float
    slope: float
    squared: Floats
    weight: Floats


def spreads(
    counts: Counts, expectation: Expectation, lengths: Sequence[int], means: Sequence[Floats]
) -> list[Floats]:
    """Variance / mean, at least 1, of counts over so many days whose expectations are `means`, per length.

    Blocks of the baseline's days are predicted from the days before them, guard included, as the window will
    be: so drift counts as spread. All keys together give variance = a × mean + b × mean², which holds both
    quasi-Poisson (Farrington et al. 1996, J. R. Stat. Soc. A 159:547-563) and negative binomial counts; each
    key is held against that by its own blocks of all lengths, and taken somewhat larger than measured, since
    few blocks measure it.
    """
    found = [_strays(counts, expectation, length) for length in lengths]
    squared: Floats = np.sum([each.squared for each in found], axis=0)
    weight: Floats = np.sum([each.weight for each in found], axis=0)
    own = (OWN + squared) / (OWN + weight) * (1 + CAUTION * np.sqrt(weight) / (OWN + weight))
    return [
        np.maximum(1.0, own * (each.flat + each.slope * mean))
        for each, mean in zip(found, means, strict=True)
    ]


def _strays(counts: Counts, expectation: Expectation, length: int) -> _Strays:
    blocks, before = _blocks(expectation.baseline, length)
    observed, effort = counts @ blocks, expectation.effort @ blocks
    counted, weighed = surer(counts, expectation.effort, before)
    weighed = np.maximum(weighed, ALMOST_NOTHING)
    predicted = np.maximum(effort * counted / weighed, ALMOST_NOTHING)
    squared = np.minimum((observed - predicted) ** 2 / (predicted * (1 + effort / weighed)), LARGEST)
    # A squared residual of a Poisson count has variance 2 + 1 / mean.
    told = np.where(predicted > LEAST_PREDICTED, 1 / (2 + 1 / predicted), 0.0)
    known = told.sum() / (told.sum() + SURE)
    flat, slope = (
        known * seen + (1 - known) * supposed
        for seen, supposed in zip(_common(predicted, squared, told), SUPPOSED, strict=True)
    )
    return _Strays(flat, slope, (told * squared / (flat + slope * predicted)).sum(axis=1), told.sum(axis=1))


def _blocks(baseline: Flags, length: int) -> tuple[Floats, Floats]:
    """(days, blocks) twice: whole blocks of heard days, from the last backwards; weights of days before."""
    number = len(baseline)
    days: NDArray[np.int64] = np.arange(number)
    end = int(np.flatnonzero(baseline)[-1]) + 1 if baseline.any() else 0
    blocks, before = [np.zeros((0, number))], [np.zeros((0, number))]
    for start in range(end - length, -1, -length):
        ages = (start - GUARD - days, start - days)  # in its first weeks an office has no days for a guard
        age = next((each for each in ages if (baseline & (each > 0)).sum() >= LEAST_BEFORE), None)
        if age is None:
            break
        inside = (days >= start) & (days < start + length)
        if baseline[inside].all():
            blocks.append(inside[None].astype(float))
            before.append(faded(age, baseline & (age > 0))[None])
    return np.concatenate(blocks).T, np.concatenate(before).T


def _common(predicted: Floats, squared: Floats, told: Floats) -> tuple[float, float]:
    """a ≥ 1 and b ≥ 0 of squared ≈ a + b × predicted, by least squares weighted by what each tells."""
    flat, slope = 1.0, 0.0
    for _ in range(3):
        weight = told / (flat + slope * predicted) ** 2
        total, x, y = weight.sum(), (weight * predicted).sum(), (weight * squared).sum()
        xx, xy = (weight * predicted**2).sum(), (weight * predicted * squared).sum()
        alike = total * xx - x * x
        if total <= 0:
            return 1.0, 0.0
        if alike <= ALMOST_NOTHING * total * xx:  # all keys of one size: no slope to be seen
            return max(1.0, float(y / total)), 0.0
        flat = max(1.0, float((y - max(0.0, (total * xy - x * y) / alike) * x) / total))
        slope = max(0.0, float((xy - flat * x) / xx))
    return flat, slope
