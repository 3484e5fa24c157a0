"""Folds copies and near-copies of a question into one wording, so that no shout drowns the rest.

Thirty people who type almost the same sentence would fill each other's lists of nearest neighbours, and the
same question in another language would never be seen. Only clusters of at least `CROWD` near-copies are
folded: two or three alike leave the lists room enough, and may be two different questions in the same mould.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from nlp.nearest import nearest
from nlp.text import fold
from nlp.vectors import Labels, Vectors, unit

ALIKE = 0.55  # mean of cosine of meaning and cosine of letters
ALIKE_IN_MEANING = 0.65  # where no text is at hand
LEAST_IN_MEANING = 0.3  # further apart than this nothing is a near-copy, however it is spelled
CROWD = 4
LOOKED_AT = 20  # of the same language: in a crowd each has some of the others among its nearest
LETTER_FEATURES = 512
ROWS = 2048  # of a matrix product at a time
BLOCK = 1 << 18  # pairs at a time; bounds the memory


def number(keys: Sequence[object]) -> Labels:
    """Equal keys get equal numbers, from 0, by first appearance."""
    seen: dict[object, int] = {}
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def fold_copies(vectors: Vectors, languages: Sequence[str], texts: Sequence[str] | None = None) -> Labels:
    """Which wording each text is, numbered from 0 by first appearance.

    Texts that are equal when folded (case, diacritics, punctuation, spaces) are one wording in any number;
    near-copies inside one language are when they are a crowd. `vectors` are centred, shape (n, 384).
    """
    exact, letters, threshold = np.arange(len(vectors)), None, ALIKE_IN_MEANING
    if texts is not None:
        folded = [fold(text) for text in texts]
        plain = ["".join(each for each in text if each.isalnum()) for text in folded]
        exact = number([text or f"\x00{row}" for row, text in enumerate(plain)])
        letters, threshold = _letters([folded[row] for row in _first_rows(exact)]), ALIKE
    first = _first_rows(exact)
    spoken, meaning = np.asarray(languages)[first], vectors[first]
    found = np.arange(len(first))
    for language in sorted(set(spoken.tolist())):
        rows = np.flatnonzero(spoken == language)
        for alike in _chains(meaning, letters, rows, threshold):
            found[alike] = alike[_agglomerate(_features(meaning, letters, alike), threshold)]
    sizes = np.bincount(found, minlength=len(first))
    crowded = np.where(sizes[found] >= CROWD, found, np.arange(len(first)))
    return number(crowded[exact].tolist())


def mean_vectors(vectors: Vectors, labels: Labels) -> Vectors:
    """The mean direction of each label's vectors, shape (labels, 384), length 1; labels are 0 … m - 1."""
    return unit(sum_by_label(vectors, labels).astype(np.float32))


def sum_by_label(vectors: Vectors | NDArray[np.float64], labels: Labels) -> NDArray[np.float64]:
    """The sum of each label's vectors, shape (labels, 384)."""
    shape = (int(labels.max()) + 1 if len(labels) else 0, len(labels))
    chosen = csr_array((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=shape)
    sums: NDArray[np.float64] = np.asarray(chosen @ vectors, dtype=np.float64)
    return sums


def _letters(folded: Sequence[str]) -> csr_array:
    """Hashed letter 3- and 4-grams inside words, length 1: how a text is spelled."""
    from sklearn.feature_extraction.text import HashingVectorizer  # takes a second: only for those who group

    hashed = HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), n_features=LETTER_FEATURES, norm="l2", dtype=np.float32
    )
    return csr_array(hashed.transform(folded))


def _chains(meaning: Vectors, letters: csr_array | None, rows: Labels, threshold: float) -> list[Labels]:
    """Sets of rows tied by pairs above the threshold, at least a crowd each: no average link leaves them."""
    near, cosine = nearest(meaning[rows], LOOKED_AT)
    one, place = np.nonzero(cosine > LEAST_IN_MEANING)
    other = near[one, place]
    alike = cosine[one, place]
    if letters is not None:
        alike = ((alike + _spelled_alike(letters, rows[one], rows[other])) / 2).astype(np.float32)
    tied = alike > threshold
    ties = csr_array((tied[tied], (one[tied], other[tied])), shape=(len(rows), len(rows)))
    chain = connected_components(ties, directed=False)[1]
    sizes = np.bincount(chain, minlength=1)
    order = np.argsort(chain, kind="stable")
    parts = np.split(order, np.cumsum(sizes)[:-1])
    return [rows[part] for part in parts if len(part) >= CROWD]


def _spelled_alike(letters: csr_array, rows: Labels, others: Labels) -> NDArray[np.float32]:
    """The cosine of letters of each pair."""
    alike = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        part = slice(start, start + BLOCK)
        alike[part] = letters[rows[part]].multiply(letters[others[part]]).sum(axis=1)
    return alike


def _features(meaning: Vectors, letters: csr_array | None, rows: Labels) -> Vectors:
    """Meaning and letters side by side, so that their product is the mean of both cosines."""
    if letters is None:
        return meaning[rows]
    joined: Vectors = np.hstack([meaning[rows], letters[rows].toarray()]) * np.float32(0.5**0.5)
    return joined


def _first_rows(labels: Labels) -> Labels:
    return np.unique(labels, return_index=True)[1].astype(np.int64)


def _agglomerate(vectors: Vectors, threshold: float) -> Labels:
    """Average-link clusters above a mean cosine; each text gets the row of its cluster's first text.

    Merges reciprocal nearest neighbours until none is left (Murtagh 1983, The Computer Journal 26:354-359);
    the average cosine of two clusters is the product of their mean vectors, so no n × n table is kept.
    """
    of = np.arange(len(vectors))
    sums, sizes = vectors.astype(np.float32), np.ones(len(vectors), dtype=np.float32)
    while len(sums) > 1:
        nearest, alike = _nearest(sums / sizes[:, None])
        rows = np.arange(len(sums))
        merged = (nearest[nearest] == rows) & (alike > threshold)
        if not merged.any():
            break
        into = np.unique(np.where(merged, np.minimum(rows, nearest), rows), return_inverse=True)[1]
        of = into[of]
        next_sums = np.zeros((int(into.max()) + 1, sums.shape[1]), dtype=np.float32)
        np.add.at(next_sums, into, sums)
        sums, sizes = next_sums, np.bincount(into, weights=sizes).astype(np.float32)
    first = np.full(len(sums), len(vectors), dtype=np.int64)
    np.minimum.at(first, of, np.arange(len(vectors)))
    rows_of: Labels = first[of]
    return rows_of


def _nearest(means: Vectors) -> tuple[Labels, NDArray[np.float32]]:
    nearest = np.zeros(len(means), dtype=np.int64)
    alike = np.zeros(len(means), dtype=np.float32)
    for start in range(0, len(means), ROWS):
        products = means[start : start + ROWS] @ means.T
        rows = np.arange(len(products))
        products[rows, start + rows] = -np.inf
        nearest[start : start + ROWS] = products.argmax(axis=1)
        alike[start : start + ROWS] = products.max(axis=1)
    return nearest, alike
