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
MAX_LETTERS = 60  # of a word; no language here has longer ones, but people hold keys
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

    def hear(self, words: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """What each word in lower case says, shape (words, classes), and of how many buckets; see `weigh`."""
        found, counts = word_features(words, self.weights.shape[0].bit_length() - 1)
        sums = np.add.reduceat(self.weights[found], np.cumsum(counts) - counts, dtype=np.int32)
        return sums * np.float32(self.scale), counts

    def weigh(self, total: NDArray[np.float32], buckets: NDArray[np.float32]) -> NDArray[np.float32]:
        """Log odds of the classes, (texts, classes), from sums of what words say and of their buckets."""
        odds: NDArray[np.float32] = total * buckets ** np.float32(-0.5) + self.bias
        return odds


def features(words: Sequence[str], bits: int) -> NDArray[np.int64]:
    """Buckets below 2**bits of all n-grams of 1 to 5 letters inside word borders, and of the whole words.

    The hashing trick (Weinberger et al. 2009, "Feature hashing for large scale multitask learning") keeps
    the model's size fixed; a border counts as a letter, as in fastText (Bojanowski et al. 2017).
    """
    return word_features(words, bits)[0] if words else np.zeros(0, dtype=np.int64)


def word_features(words: Sequence[str], bits: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Buckets of words (one or more), word by word, and how many each has.

    What follows the first `MAX_LETTERS` letters of a word adds time, not certainty.
    """
    framed = [f" {word[:MAX_LETTERS]} " for word in words]
    lengths = np.array([len(each) for each in framed])
    letters = np.frombuffer("".join(framed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    word_of = np.repeat(np.arange(len(words)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))  # letters to the word's end
    rolling = letters * _SPREAD
    first = rolling
    inside = (left > 1) & (left < np.repeat(lengths, lengths))  # no border
    buckets, owners = [(rolling ^ _SALTS[1])[inside]], [word_of[inside]]
    for size in range(2, LONGEST + 1):
        rolling = (rolling[:-1] * _FNV) ^ first[size - 1 :]
        whole = left[: len(rolling)] >= size
        mixed = (rolling[whole] ^ _SALTS[size]) * _MIX
        buckets.append(mixed ^ (mixed >> np.uint32(15)))
        owners.append(word_of[: len(rolling)][whole])
    buckets.append(np.array([checksum(word) for word in words], dtype=np.uint32))
    owners.append(np.arange(len(words)))
    order = np.argsort(np.concatenate(owners), kind="stable")
    every = ((np.concatenate(buckets) * _SPREAD) >> np.uint32(32 - bits)).astype(np.int64)
    return every[order], np.bincount(np.concatenate(owners), minlength=len(words))


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
