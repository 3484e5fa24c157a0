"""A small linear model over letter n-grams and whole words: it knows people's spelling that no library does.

It was made for text without diacritics, for Bulgarian, Ukrainian and Russian in Latin letters, and for the
words of this field. `docs/models.md` and `bench/train_language.py` tell how it is built and from what.
"""

import io
import lzma
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MODEL_FILE = Path(__file__).parent / "models" / "language.npz.xz"
LONGEST = 5  # letters in an n-gram
MAX_LETTERS = 4000  # more text than this adds time, not certainty
_SALTS = np.array([0, 0x9E37, 0x85EB, 0xC2B2, 0x27D4, 0x1656], dtype=np.uint32)
_FNV = np.uint32(0x01000193)
_MIX = np.uint32(2246822519)
_SPREAD = np.uint32(2654435761)
_SPACE = np.uint32(32)


@dataclass(frozen=True)
class GramModel:
    """Weights of every n-gram bucket for every class, in steps of `scale`.

    A class is a language code, or a code followed by `-latn` for a Cyrillic language in Latin letters.
    """

    classes: tuple[str, ...]
    weights: NDArray[np.int8]  # (buckets, classes)
    bias: NDArray[np.float32]  # (classes,)
    scale: float
    first_names: frozenset[int]  # checksums of folded names
    surnames: frozenset[int]

    def score(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Log odds of the classes, shape (classes,), for words in lower case; zeros for no words."""
        found = features(words, self.weights.shape[0].bit_length() - 1)
        if not len(found):
            return np.zeros(len(self.classes), dtype=np.float32)
        total = self.weights[found].sum(axis=0, dtype=np.int32)
        odds: NDArray[np.float32] = (
            total.astype(np.float32) * np.float32(self.scale / len(found) ** 0.5) + self.bias
        )
        return odds


def features(words: Sequence[str], bits: int) -> NDArray[np.int64]:
    """Buckets below 2**bits of all n-grams of 1 to 5 letters inside word borders, and of the whole words.

    The hashing trick (Weinberger et al. 2009, "Feature hashing for large scale multitask learning") keeps
    the model's size fixed; a border counts as a letter, as in fastText (Bojanowski et al. 2017).
    """
    if not words:
        return np.zeros(0, dtype=np.int64)
    line = (" " + " ".join(words))[:MAX_LETTERS] + " "
    letters = np.frombuffer(line.encode("utf-32-le"), dtype=np.uint32)
    border = letters == _SPACE
    rolling = letters * _SPREAD
    parts = [rolling[~border] ^ _SALTS[1]]
    crosses = border[:-1] & border[1:]
    first = rolling
    for size in range(2, min(LONGEST, len(letters)) + 1):
        count = len(letters) - size + 1
        if size > 2:
            crosses = crosses[:count] | border[size - 2 : size - 2 + count]
        rolling = (rolling[:count] * _FNV) ^ first[size - 1 :]
        mixed = (rolling ^ _SALTS[size]) * _MIX
        parts.append((mixed ^ (mixed >> np.uint32(15)))[~crosses])
    parts.append(np.array([checksum(word) for word in words], dtype=np.uint32))
    return ((np.concatenate(parts) * _SPREAD) >> np.uint32(32 - bits)).astype(np.int64)


def checksum(word: str) -> int:
    """The number under which the model knows a word."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def save(model: GramModel, path: Path) -> None:
    """Writes the model as compressed arrays without timestamps: the same model gives the same bytes."""
    buffer = io.BytesIO()
    np.savez(
        buffer,
        classes=np.array(model.classes),
        weights=model.weights,
        bias=model.bias,
        scale=np.array(model.scale),
        first_names=np.array(sorted(model.first_names), dtype=np.uint32),
        surnames=np.array(sorted(model.surnames), dtype=np.uint32),
    )
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=9))


@lru_cache(maxsize=1)
def open_model(path: Path = MODEL_FILE) -> GramModel:
    """The shipped model, read once per process (about 20 MB in memory)."""
    with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
        return GramModel(
            classes=tuple(str(code) for code in stored["classes"]),
            weights=stored["weights"],
            bias=stored["bias"],
            scale=float(stored["scale"]),
            first_names=frozenset(stored["first_names"].tolist()),
            surnames=frozenset(stored["surnames"].tolist()),
        )
