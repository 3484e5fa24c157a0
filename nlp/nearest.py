"""Finds the nearest others of every vector, among few exactly, among very many in the likely places only."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nlp.vectors import Labels, Vectors

EXACT = 16_384  # up to so many every pair is looked at: seconds; beyond, time would grow with the square
BLOCK = 2048  # vectors looked up at a time; bounds the memory
CELLS_PER_ROOT = 2.0  # cells of the space per root of the number of vectors
PROBED = 32  # neighbouring cells that the vectors of a cell are compared with, itself among them
SEED = 20261122


def nearest(vectors: Vectors, count: int) -> tuple[Labels, NDArray[np.float32]]:
    """The nearest others of every vector and their cosines, nearest first, shapes (n, up to `count`).

    `vectors` have length 1. Beyond `EXACT` of them only those in neighbouring cells of the space are looked
    at (the inverted file of Sivic & Zisserman 2003, ICCV, with k-means by faiss), so some of the farther ones
    are missed. Seeded: the same input gives the same answer. Places left over have -1 and cosine -1.
    """
    count = min(count, len(vectors) - 1)
    near = np.full((len(vectors), max(count, 0)), -1, dtype=np.int64)
    cosine = np.full(near.shape, -1, dtype=np.float32)
    if count < 1:
        return near, cosine
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    everywhere = np.arange(len(vectors))
    blocks = np.split(everywhere, range(BLOCK, len(vectors), BLOCK))
    looked = _neighbourhoods(vectors) if len(vectors) > EXACT else ((rows, everywhere) for rows in blocks)
    for rows, among in looked:
        found, cosines = _among(vectors, rows, among, count)
        near[rows, : found.shape[1]], cosine[rows, : found.shape[1]] = found, cosines
    return near, cosine


def _among(vectors: Vectors, rows: Labels, among: Labels, count: int) -> tuple[Labels, NDArray[np.float32]]:
    """The nearest of `rows` among `among`, themselves left out; both sorted, `rows` part of `among`."""
    import faiss  # a fifth of a second and 40 MB: only for those who group

    candidates = vectors if len(among) == len(vectors) else vectors[among]
    cosines, found = faiss.knn(
        vectors[rows], candidates, min(count + 1, len(among)), metric=faiss.METRIC_INNER_PRODUCT
    )
    found = among[found]
    own = found == rows[:, None]
    own[~own.any(axis=1), -1] = True  # copies crowd a vector out of its own list: then the last one goes
    others = np.argsort(own, axis=1, kind="stable")[:, :-1]
    return np.take_along_axis(found, others, axis=1), np.take_along_axis(cosines, others, axis=1)


def _neighbourhoods(vectors: Vectors) -> Iterator[tuple[Labels, Labels]]:
    """The rows of each cell, and those of the cells around it."""
    import faiss

    cells = int(CELLS_PER_ROOT * len(vectors) ** 0.5)
    means = faiss.Kmeans(
        vectors.shape[1], cells, niter=6, seed=SEED, spherical=True, max_points_per_centroid=40
    )
    means.train(vectors)
    of = means.assign(vectors)[1]
    rows_of = np.split(np.argsort(of, kind="stable"), np.cumsum(np.bincount(of, minlength=cells))[:-1])
    middles: Vectors = np.asarray(means.centroids)
    around = np.argsort(-(middles @ middles.T), axis=1, kind="stable")[:, :PROBED]
    for cell, rows in enumerate(rows_of):
        if len(rows):
            near = {cell, *around[cell].tolist()}
            yield rows, np.sort(np.concatenate([rows_of[each] for each in sorted(near)]))
