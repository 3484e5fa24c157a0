"""Which watched claims a question's vector lies near: the meaning of the wordings, in any language.

The vectors of a claim's wordings (`frame/variants`, all languages), less the mean of each language, are kept;
a question says a claim when it lies close to one of them. For those that no pattern speaks for.
`python -m nlp.claim_centres` computes them anew after the wordings or the model changed.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlp.frame import load
from nlp.language_means import shipped_means
from nlp.vectors import Embedder, Vectors, open_embedder

FILE = Path(__file__).parent / "models" / "claim_centres.npz"
CLOSE_ENOUGH = 0.62  # cosine: eleven of twelve above it are right on our own questions


@dataclass(frozen=True)
class Wordings:
    """Unit vectors (n, 384) of wordings, the claim of each, and the embedder they belong to."""

    version: str
    claims: tuple[str, ...]
    vectors: Vectors


def near_claims(vector: Vectors, language: str, *, version: str) -> tuple[str, ...]:
    """Ids of the claims near a unit vector (384,) made by the embedder `version`, nearest first.

    Empty when none is near, or the wordings were read by another version of the embedder.
    """
    wordings = _open()
    if wordings.version != version:
        return ()
    cosines = wordings.vectors @ shipped_means().centre(vector[None, :], [language])[0]
    order = [int(place) for place in np.argsort(-cosines) if cosines[place] >= CLOSE_ENOUGH]
    return tuple(dict.fromkeys(wordings.claims[place] for place in order))


def build(embedder: Embedder) -> Wordings:
    """The wordings of every language as vectors: about ten seconds on one core."""
    rows = [
        (language, claim, wording)
        for language in load.languages("variants")
        for claim, wordings in load.word_lists("variants", language).items()
        for wording in wordings
    ]
    vectors = embedder.embed([wording for _, _, wording in rows])
    apart = shipped_means().centre(vectors, [language for language, _, _ in rows])
    return Wordings(embedder.version, tuple(claim for _, claim, _ in rows), apart)


def save(wordings: Wordings, file: Path) -> None:
    """Write wordings as a compressed archive of half-precision arrays."""
    np.savez_compressed(
        file,
        version=np.array(wordings.version),
        claims=np.array(wordings.claims),
        vectors=wordings.vectors.astype(np.float16),
    )


@cache
def _open() -> Wordings:
    with np.load(FILE, allow_pickle=False) as stored:
        claims = tuple(str(claim) for claim in stored["claims"])
        return Wordings(str(stored["version"]), claims, stored["vectors"].astype(np.float32))


if __name__ == "__main__":
    save(build(open_embedder()), FILE)
