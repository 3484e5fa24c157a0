"""Finds the nearest others of every vector, among few exactly, among very many in the likely places only."""

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Labels, Vectors

EXACT = 16_384  # up to so many every pair is looked at: seconds; beyond, time would grow with the square
BLOCK = 2048  # vectors looked up at a time; bounds the memory
CELLS_PER_ROOT = 2.0  # cells of the space per root of the number of vectors
PROBED = 24  # cells looked through for each vector
TOGETHER = 10_000  # vectors looked up at a time among very many
LEAST = 0.25  # cosine; among very many, what is farther is not kept
SEED = 20261122


def nearest(vectors: Vectors, count: int) -> tuple[Labels, NDArray[np.float32]]:
    """The nearest others of every vector and their cosines, nearest first, shapes (n, up to `count`).

    `vectors` have length 1. Beyond `EXACT` of them only the likeliest cells of the space are looked through
    (the inverted file of Sivic & Zisserman 2003, ICCV, with k-means by faiss), so some of the farther ones
    are missed, and those with a cosine below `LEAST` are left out. Seeded: the same input gives the same
    answer. Places left over have -1 and cosine -1.
    """
    count = min(count, len(vectors) - 1)
    near = np.full((len(vectors), max(count, 0)), -1, dtype=np.int64)
    cosine = np.full(near.shape, -1, dtype=np.float32)
    if count < 1:
        return near, cosine
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if len(vectors) > EXACT:
        _fill_from_cells(vectors, near, cosine)
        return near, cosine
    for start in range(0, len(vectors), BLOCK):
        found, cosines = _among_all(vectors, start, count)
        near[start : start + BLOCK], cosine[start : start + BLOCK] = found, cosines
    return near, cosine


def _among_all(vectors: Vectors, start: int, count: int) -> tuple[Labels, NDArray[np.float32]]:
    """The nearest of a block of rows among all, themselves left out."""
    import faiss  # a fifth of a second and 40 MB: only for those who group

    block = vectors[start : start + BLOCK]
    cosines, found = faiss.knn(block, vectors, count + 1, metric=faiss.METRIC_INNER_PRODUCT)
    own = found == np.arange(start, start + len(block))[:, None]
    own[~own.any(axis=1), -1] = True  # copies crowd a vector out of its own list: then the last one goes
    others = np.argsort(own, axis=1, kind="stable")[:, :-1]
    return np.take_along_axis(found, others, axis=1), np.take_along_axis(cosines, others, axis=1)


def _fill_from_cells(vectors: Vectors, near: Labels, cosine: NDArray[np.float32]) -> None:
    """Fills in the nearest of every vector among those in the cells whose middles are nearest to it."""
    import faiss

    cells = int(CELLS_PER_ROOT * len(vectors) ** 0.5)
    means = faiss.Kmeans(
        vectors.shape[1], cells, niter=6, seed=SEED, spherical=True, max_points_per_centroid=40
    )
    means.train(vectors)
    middles: Vectors = np.asarray(means.centroids)
    of = means.assign(vectors)[1]
    rows_of = np.split(np.argsort(of, kind="stable"), np.cumsum(np.bincount(of, minlength=cells))[:-1])
    members = [np.ascontiguousarray(vectors[rows]) for rows in rows_of]
    for start in range(0, len(vectors), TOGETHER):
        block = vectors[start : start + TOGETHER]
        probed = np.argpartition(-(block @ middles.T), PROBED - 1, axis=1)[:, :PROBED]
        asking = np.argsort(probed.ravel(), kind="stable") // PROBED
        asking_of = np.split(asking, np.cumsum(np.bincount(probed.ravel(), minlength=cells))[:-1])
        found = [_in_cell(block, asking_of[cell], members[cell], rows_of[cell]) for cell in range(cells)]
        one, other, alike = (np.concatenate(each) for each in zip(*found, strict=True))
        kept = other != one + start
        part = slice(start, start + len(block))
        _keep_nearest((one[kept], other[kept], alike[kept]), near[part], cosine[part])


Found = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]  # row, other, cosine


def _in_cell(block: Vectors, asking: Labels, members: Vectors, rows: Labels) -> Found:
    """The pairs of those who ask and the members of a cell that are near enough."""
    cosines = block[asking] @ members.T
    one, other = np.nonzero(cosines > LEAST)
    return asking[one].astype(np.int32), rows[other].astype(np.int32), cosines[one, other]


def _keep_nearest(found: Found, near: Labels, cosine: NDArray[np.float32]) -> None:
    """Writes the nearest of each row, in order."""
    one, other, alike = found
    order = np.lexsort((other, -alike, one))
    one, other, alike = one[order], other[order], alike[order]
    place = np.arange(len(one)) - np.searchsorted(one, one)
    kept = place < near.shape[1]
    near[one[kept], place[kept]] = other[kept]
    cosine[one[kept], place[kept]] = alike[kept]
