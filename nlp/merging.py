"""Joins groups again that only the limit on neighbours kept apart."""

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Labels, Vectors
from nlp.wordings import ROWS, sum_by_label

ENOUGH = 4  # wordings in a group from which its spread can be told; smaller ones are left alone
SAME = 0.9
PERHAPS = 0.8  # further apart than this in the first round, groups are not looked at again
SPREAD = 0.05  # the least difference from the mean that is usual: the nearest of a crowd are found first
CROWDED = 64  # wordings: half of what a list of neighbours holds; only larger groups lose some of their own


def merge_indistinct(vectors: Vectors, labels: Labels) -> Labels:
    """Labels in which groups that point the same way are one; numbered anew, from 0.

    A question asked in hundreds of wordings has more of them than lists of neighbours can tie together, and
    falls apart. Its parts are as close to each other as to themselves: the mean cosine between
    two groups over the geometric mean of the mean cosines within each is the cosine of their true directions,
    freed of the spread of single wordings (Spearman 1904, American Journal of Psychology 15:72-101,
    "correction for attenuation"). Groups of four and more wordings with at least .9 are joined.
    """
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    every = np.bincount(labels)
    large = np.flatnonzero(every >= ENOUGH)
    sums = sum_by_label(vectors, labels)[large]
    sizes: NDArray[np.float64] = every[large].astype(np.float64)
    group_of = np.arange(len(every))
    while len(large) > 1:
        nearest, same = _nearest(sums, sizes)
        rows = np.arange(len(large))
        merged = (nearest[nearest] == rows) & (same > SAME)
        if not merged.any():
            break
        into = np.where(merged, np.minimum(rows, nearest), rows)
        moved = np.arange(len(every))
        moved[large] = large[into]
        group_of = moved[group_of]
        kept = np.flatnonzero((into == rows) & (same > PERHAPS))
        sums = sum_by_label(sums, into)[kept]
        sizes = np.bincount(into, weights=sizes)[kept].astype(np.float64)
        large = large[kept]
    return np.unique(group_of[labels], return_inverse=True)[1].astype(np.int64)


def absorb(vectors: Vectors, labels: Labels) -> Labels:
    """Labels in which crowded groups have their stray wordings back; numbered anew, from 0.

    In a crowd a wording may find no place in the lists of any other. A small group goes to the crowded one
    whose centre it is nearest to, if it is about as near as that group's own wordings usually are (their mean
    cosine less one standard deviation, or `SPREAD`).
    """
    sums, sizes = sum_by_label(vectors, labels), np.bincount(labels).astype(np.float64)
    crowded = np.flatnonzero(sizes >= CROWDED)
    small = np.flatnonzero(sizes < CROWDED)
    if not len(crowded) or not len(small):
        return np.unique(labels, return_inverse=True)[1].astype(np.int64)
    middles = sums[crowded] / np.linalg.norm(sums[crowded], axis=1, keepdims=True)
    needed = np.empty(len(crowded))
    for place, group in enumerate(crowded.tolist()):
        own = vectors[labels == group] @ middles[place]
        needed[place] = own.mean() - max(own.std(), SPREAD)
    into = np.arange(len(sizes))
    for start in range(0, len(small), ROWS):
        some = small[start : start + ROWS]
        cosines = sums[some] @ middles.T / sizes[some, None]
        best = cosines.argmax(axis=1)
        near = cosines[np.arange(len(some)), best] >= needed[best]
        into[some[near]] = crowded[best[near]]
    return np.unique(into[labels], return_inverse=True)[1].astype(np.int64)


def _nearest(sums: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[Labels, NDArray[np.float64]]:
    """For each group the one that points most the same way, and how much."""
    within = ((sums**2).sum(axis=1) - sizes) / (sizes * (sizes - 1))
    scaled = (sums / (sizes * np.sqrt(np.maximum(within, 1e-6)))[:, None]).astype(np.float32)
    nearest = np.zeros(len(sums), dtype=np.int64)
    same = np.zeros(len(sums))
    for start in range(0, len(sums), ROWS):
        products = scaled[start : start + ROWS] @ scaled.T
        rows = np.arange(len(products))
        products[rows, start + rows] = -np.inf
        nearest[start : start + ROWS] = products.argmax(axis=1)
        same[start : start + ROWS] = products.max(axis=1)
    return nearest, same
