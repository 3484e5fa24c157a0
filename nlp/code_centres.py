"""The second reading of codes for questions that have a vector: the code whose examples lie nearest.

The centre of a code is the mean of its example sentences' vectors after the mean of each language is taken
off (vectors encode the language itself). On our own sentences .95 of those above `CLOSE_ENOUGH` are right,
and none of the texts about nothing comes so close (measured with the centres that are shipped here).
`python -m nlp.code_centres` computes them anew after the examples or the model changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.frame import load
from nlp.topics import CodeMatch
from nlp.vectors import Embedder, open_embedder

FILE = Path(__file__).parent / "models" / "code_centres.npz"
CLOSE_ENOUGH = 0.4  # cosine
MOST = 2  # codes named
_ANY = "any"  # the mean over all languages, for those without examples


@dataclass(frozen=True)
class Centres:
    """Unit vectors (n, 384) of the codes, the mean vector per language, and the embedder they belong to."""

    version: str
    codes: tuple[str, ...]
    vectors: NDArray[np.float32]
    means: Mapping[str, NDArray[np.float32]]


def by_vector(vector: NDArray[np.float32], language: str, *, version: str) -> tuple[CodeMatch, ...]:
    """Codes near a unit vector (384,) made by the embedder `version`, best first; `score` is the cosine.

    Empty when nothing is near, and when the centres were made by another version of the embedder.
    """
    centres = _open()
    if centres.version != version:
        return ()
    apart = vector - centres.means.get(language, centres.means[_ANY])
    cosines = centres.vectors @ (apart / max(float(np.linalg.norm(apart)), 1e-9))
    best = [int(place) for place in np.argsort(-cosines)[:MOST] if cosines[place] >= CLOSE_ENOUGH]
    return tuple(CodeMatch(centres.codes[place], round(float(cosines[place]), 3), ()) for place in best)


def build(embedder: Embedder) -> Centres:
    """Centres from the frame's examples: about a minute and a half on one core."""
    rows = [
        (language, code, sentence)
        for language in load.languages("examples")
        for code, sentences in load.examples(language).items()
        for sentence in sentences
    ]
    vectors = embedder.embed([sentence for _, _, sentence in rows])
    spoken = np.array([language for language, _, _ in rows])
    means = {str(language): vectors[spoken == language].mean(axis=0) for language in sorted(set(spoken))}
    apart = _unit(vectors - np.stack([means[str(language)] for language in spoken]))
    meant = np.array([code for _, code, _ in rows])
    codes = tuple(load.load_frame().codes)
    centres = _unit(np.stack([apart[meant == code].mean(axis=0) for code in codes]))
    return Centres(embedder.version, codes, centres, means | {_ANY: vectors.mean(axis=0)})


def save(centres: Centres, file: Path) -> None:
    """Write centres as a compressed archive of half-precision arrays."""
    means = np.stack(list(centres.means.values())).astype(np.float16)
    np.savez_compressed(
        file,
        version=np.array(centres.version),
        codes=np.array(centres.codes),
        vectors=centres.vectors.astype(np.float16),
        languages=np.array(list(centres.means)),
        means=means,
    )


@cache
def _open() -> Centres:
    with np.load(FILE) as stored:
        means = stored["means"].astype(np.float32)
        return Centres(
            version=str(stored["version"]),
            codes=tuple(str(code) for code in stored["codes"]),
            vectors=stored["vectors"].astype(np.float32),
            means={str(language): mean for language, mean in zip(stored["languages"], means, strict=True)},
        )


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    shortened: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return shortened


if __name__ == "__main__":
    save(build(open_embedder()), FILE)
