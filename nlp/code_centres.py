"""The last reading of codes, for questions that have a vector: what it says, beside what words said.

Softmax regression from the vector, after the mean of its language is taken off (vectors encode the language
itself), to each code and to none; then a vote of both (stacking: Wolpert 1992). `bench/train_code_vectors.py`
computes all of it anew, and `docs/models.md` has the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.care import wanted
from nlp.claim_centres import near_claims
from nlp.tag import Tagged
from nlp.topics import CodeMatch

FILE = Path(__file__).parent / "models" / "code_centres.npz"
LINE = 0.5  # the chance of being about anything, from which codes are named
SHARE = 0.3  # of the best code's chance
MOST = 2  # codes that a vector names
ANY = "any"  # the mean over all languages, for those that have none
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Hearing:
    """What is heard in a vector of the embedder `version`; the last column of each array is no code.

    `typical` has, per code, the Dutch example that is likeliest it; `means` a vector (384,) per language;
    `votes` what `votes_of` weighs, in its order.
    """

    version: str
    codes: tuple[str, ...]
    typical: tuple[str, ...]
    weights: Floats  # (384, codes + 1)
    bias: Floats  # (codes + 1,)
    means: Mapping[str, Floats]
    votes: Floats


def settled(said: Tagged, vector: Floats, *, version: str) -> Tagged:
    """What the rules said, with the codes that words and its vector (384,) name together, and claims near it.

    `version` is the embedder's. No code that asks for care is named or taken away by a vector.
    """
    codes = reweighed(said.codes, vector, said.language, version=version)
    near = near_claims(vector, said.language, version=version)
    return replace(said, codes=codes, claims=tuple(dict.fromkeys((*said.claims, *near))))


def off_language(vector: Floats, language: str) -> Floats:
    """A unit vector (384,) without the mean of its language, of length 1 again."""
    means = _open().means
    apart = vector - means.get(language, means[ANY])
    shortened: Floats = apart / max(float(np.linalg.norm(apart)), 1e-9)
    return shortened


def reweighed(
    said: Sequence[CodeMatch], vector: Floats, language: str, *, version: str
) -> tuple[CodeMatch, ...]:
    """The codes that words and a unit vector (384,) name together, best first; `score` is the chance of each.

    `said` are those of the words. `matched` is an example of the code after "≈ " where words did not name it.
    What words said stands of codes that the office added; and of all codes where the model was made for
    another version of the embedder, where the likeliest asks for care and words did not say so, and where
    both together are sure of nothing.
    """
    hearing = _open()
    if hearing.version != version:
        return tuple(said)
    heard = off_language(vector, language) @ hearing.weights + hearing.bias
    by_words = {match.code: match.score for match in said}
    heard = np.tensordot(hearing.votes, votes_of(heard, by_words, hearing.codes), 1)
    chances = np.exp(heard - heard.max())
    chances /= chances.sum()
    best = int(chances[:-1].argmax())
    if 1 - chances[-1] < LINE or _asks_unsaid(hearing.codes[best], by_words):
        return tuple(said)
    named = [int(at) for at in np.argsort(-chances[:-1])[:MOST] if chances[at] >= SHARE * chances[best]]
    found = {
        hearing.codes[at]: round(float(chances[at]), 3)
        for at in named
        if not _asks_unsaid(hearing.codes[at], by_words)
    }
    kept = {
        match.code: match
        for match in said
        if match.code in found or match.code not in hearing.codes or wanted((match.code,))
    }
    typical = dict(zip(hearing.codes, hearing.typical, strict=True))
    seen = [
        replace(kept[code], score=score) if code in kept else CodeMatch(code, score, (f"≈ {typical[code]}",))
        for code, score in found.items()
    ]
    return (*seen, *(match for code, match in kept.items() if code not in found))


def votes_of(heard: Floats, by_words: Mapping[str, float], codes: Sequence[str]) -> Floats:
    """What is weighed per code, and last for none: shape (6, codes + 1).

    What the vector says as the logarithm of a chance; the chance by words of a code that they named, whether
    it is the likeliest of these, and whether they named it; and for none alone whether words named nothing,
    and a one.
    """
    votes = np.zeros((6, len(codes) + 1), dtype=np.float32)
    votes[0] = heard - (heard.max() + np.log(np.exp(heard - heard.max()).sum()))
    first = max(by_words, key=lambda code: by_words[code], default="")
    for at, code in enumerate(codes):
        if code in by_words:
            votes[1:4, at] = by_words[code], code == first, 1
    votes[4:, -1] = not by_words, 1
    return votes


def _asks_unsaid(code: str, by_words: Mapping[str, float]) -> bool:
    return wanted((code,)) and code not in by_words


def save(hearing: Hearing, file: Path) -> None:
    """Write it as a compressed archive of half-precision arrays."""
    np.savez_compressed(
        file,
        version=np.array(hearing.version),
        codes=np.array(hearing.codes),
        typical=np.array(hearing.typical),
        weights=hearing.weights.astype(np.float16),
        bias=hearing.bias,
        languages=np.array(list(hearing.means)),
        means=np.stack(list(hearing.means.values())).astype(np.float16),
        votes=hearing.votes,
    )


@cache
def _open() -> Hearing:
    with np.load(FILE) as stored:
        means = stored["means"].astype(np.float32)
        return Hearing(
            version=str(stored["version"]),
            codes=tuple(str(code) for code in stored["codes"]),
            typical=tuple(str(sentence) for sentence in stored["typical"]),
            weights=stored["weights"].astype(np.float32),
            bias=stored["bias"],
            means={str(language): mean for language, mean in zip(stored["languages"], means, strict=True)},
            votes=stored["votes"],
        )
