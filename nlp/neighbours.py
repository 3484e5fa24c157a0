"""Finds which questions lie closer to each other than to their surroundings, and cuts that graph."""

import numpy as np
from graspologic_native import leiden_csr
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from nlp.nearest import nearest
from nlp.vectors import Labels, Vectors

NEIGHBOURS = 128  # many more than a wording needs: only memory is limited, not the size of a group
SURROUNDINGS = 10
# Fewer or more distant surroundings than this are no measure: the closeness of two lone questions is small.
SPARSE = 0.30
CROWDING = 0.9  # the part of the surroundings that is taken off
USUAL = 0.27  # surroundings of a question in a set of middling size; makes closeness comparable with cosine
LEAST_COSINE = 0.25
LEAST_CLOSENESS = 0.235
FAR = 0.195  # the closeness that weighs nothing: near pairs decide, a crowd of middling ones does not
RESOLUTION = 0.06  # a group holds while its edges weigh more than this per pair, however large n is
SEED = 20261122


def closeness_graph(vectors: Vectors) -> csr_array:
    """Weights between mutual neighbours, symmetric, shape (n, n), for centred vectors of length 1.

    Closeness is the cosine less most of the mean cosine to the ten nearest of either side ("cross-domain
    similarity local scaling", Conneau et al. 2018, ICLR, "Word Translation Without Parallel Data"): it undoes
    that some themes lie closely packed and some vectors are near to everything. Memory grows with n, not
    with n².
    """
    near, cosine = nearest(vectors, NEIGHBOURS)
    around = _surroundings(cosine)
    closeness = cosine - CROWDING * (around[:, None] + around[near]) / 2 + USUAL
    kept = (near >= 0) & (cosine > LEAST_COSINE) & (closeness > LEAST_CLOSENESS)
    rows = np.repeat(np.arange(len(vectors)), near.shape[1])[kept.ravel()]
    shape = (len(vectors), len(vectors))
    weights = closeness[kept].astype(np.float64) - FAR
    one_way = csr_array((weights, (rows, near[kept])), shape=shape)
    return one_way.minimum(one_way.T).tocsr()  # mutual: an edge stands on both sides or nowhere


def communities(graph: csr_array) -> Labels:
    """Labels from 0 for the nodes of a weighted graph; a node without edges stands alone.

    Leiden (Traag, Waltman & van Eck 2019, Scientific Reports 9:5233) with the constant Potts model (Traag,
    Van Dooren & Nesterov 2011, Physical Review E 84:016114), whose resolution means the same at every size.
    Deterministic: seeded, and the nodes are taken in their order.
    """
    labels: Labels = np.arange(graph.shape[0], dtype=np.int64)
    if graph.nnz == 0:
        return labels
    graph.sort_indices()
    _, found = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        graph.shape[0],
        resolution=RESOLUTION,
        use_modularity=False,
        iterations=3,
        seed=SEED,
    )
    for node, community in found.items():
        labels[node] = graph.shape[0] + community
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _surroundings(cosine: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean cosine to the ten nearest; places that nobody takes count as `SPARSE`, which is also the least."""
    nearest = cosine[:, :SURROUNDINGS]
    missing = SURROUNDINGS - nearest.shape[1]
    around: NDArray[np.float32] = (nearest.sum(axis=1) + missing * SPARSE) / SURROUNDINGS
    return np.maximum(around, np.float32(SPARSE))
