"""Joins groups again that only the limit on neighbours kept apart."""

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Labels, Vectors
from nlp.wordings import ROWS, sum_by_label

ENOUGH = 6  # wordings in a group from which its spread can be told; smaller ones are left alone
SAME = 0.9


def merge_indistinct(vectors: Vectors, labels: Labels) -> Labels:
    """Labels in which groups that point the same way are one; numbered anew, from 0.

    A question asked in hundreds of wordings has more of them than lists of neighbours can tie together, and
    falls apart. Its parts are as close to each other as to themselves: the mean cosine between
    two groups over the geometric mean of the mean cosines within each is the cosine of their true directions,
    freed of the spread of single wordings (Spearman 1904, American Journal of Psychology 15:72-101,
    "correction for attenuation"). Groups of six and more wordings with at least .9 are joined, nearest first.
    """
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    while True:
        sums, sizes = sum_by_label(vectors, labels), np.bincount(labels).astype(np.float64)
        large = np.flatnonzero(sizes >= ENOUGH)
        if len(large) < 2:
            return labels
        nearest, same = _nearest(sums[large], sizes[large])
        rows = np.arange(len(large))
        merged = (nearest[nearest] == rows) & (same > SAME)
        if not merged.any():
            return labels
        into = np.arange(len(sizes))
        into[large] = large[np.where(merged, np.minimum(rows, nearest), rows)]
        labels = np.unique(into[labels], return_inverse=True)[1].astype(np.int64)


def _nearest(sums: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[Labels, NDArray[np.float64]]:
    """For each group the one that points most the same way, and how much."""
    within = ((sums**2).sum(axis=1) - sizes) / (sizes * (sizes - 1))
    scaled = sums / (sizes * np.sqrt(np.maximum(within, 1e-6)))[:, None]
    nearest = np.zeros(len(sums), dtype=np.int64)
    same = np.zeros(len(sums))
    for start in range(0, len(sums), ROWS):
        products = scaled[start : start + ROWS] @ scaled.T
        rows = np.arange(len(products))
        products[rows, start + rows] = -np.inf
        nearest[start : start + ROWS] = products.argmax(axis=1)
        same[start : start + ROWS] = products.max(axis=1)
    return nearest, same
