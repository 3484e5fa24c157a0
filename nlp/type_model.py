"""Weighs what rules find in a text with what its words are like: does it ask, and which type is it?

A logistic model of two kinds of signs, fitted together: those that rules show (`nlp.type_signs`, the same in
every language, so that one with few texts to learn from is carried by them), and hashed words, pairs of words
and letter n-grams. `bench/train_types.py` builds it; `docs/models.md` has the figures.
"""

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp import type_signs
from nlp.cyrillic import to_cyrillic
from nlp.grammar import RECENT, Said, read
from nlp.topics import Reading
from nlp.word_rows import WordRows
from nlp.words import fold_word

FILE = Path(__file__).parent / "models" / "types.npz.xz"
TYPES = ("question", "problem", "complaint", "rumour", "offer", "thanks", "other")
# What is weighed: asks without a question mark, asks with one, then the types.
HEADS = ("bare", "marked", *TYPES)
BITS = 17
SHORTEST, LONGEST = 3, 5  # letters in an n-gram, borders counted
LONGEST_WORD = 30
ROLES = ("", "^", "$")  # a word anywhere, as the first of a sentence, as the last
WORDS_KEPT = 30_000  # some 4 MB
_SIDE = 3  # signs besides its n-grams that a word may stand for: the pair, first, last
_MASK = (1 << BITS) - 1
_MIX = 40_503  # odd, so that pairs spread over all buckets
_H = len(HEADS)


@dataclass(frozen=True)
class TypeModel:
    """Weights of signs (names, without or with a mark, heads); of buckets, in steps of `scale` (heads,).

    `lines` are the logits from which a text asks, without and with a question mark.
    """

    names: tuple[str, ...]
    signs: NDArray[np.float32]
    buckets: NDArray[np.int8]  # (buckets, heads)
    scale: NDArray[np.float32]
    lines: tuple[float, float]


@dataclass(frozen=True)
class Judged:
    """How far above its line asking is, the logit of each type, and the signs that were found.

    A text without words has no types.
    """

    asks: float
    types: dict[str, float]
    signs: tuple[str, ...]


@lru_cache(maxsize=RECENT)
def judge(text: str, reading: Reading) -> Judged:
    """What the model says of a text; the last are remembered, for asking and type look at the same."""
    said = read(text, reading)
    if not said.sentences:
        return Judged(0.0, {}, ())
    model, marked = open_model(), int(type_signs.is_marked(said))
    found = type_signs.signs(said, reading)
    places = _places()
    rows = [places[name] for name in found if name in places]
    logits = model.signs[rows, marked].sum(axis=0) + _heard(said, reading)
    asks = float(logits[marked]) - model.lines[marked]
    if type_signs.TOLD in found:  # seldom, and told apart by its grammar alone
        asks = min(asks, 0.0)
    types = dict(zip(TYPES, logits[2:].tolist(), strict=True))
    return Judged(asks, types, tuple(found))


def _heard(said: Said, reading: Reading) -> NDArray[np.float32]:
    """What words and their pairs say, (heads,)."""
    words = as_learned(said, reading)
    rows, model = _words().of(words), open_model()
    total = rows[:, :_H].sum(axis=0)
    total += rows[[each.first for each in said.sentences], _H : 2 * _H].sum(axis=0)
    total += rows[[each.end - 1 for each in said.sentences], 2 * _H : 3 * _H].sum(axis=0)
    codes = rows[:, -1].astype(np.int64)
    total += model.buckets[pair_buckets(codes)].sum(axis=0, dtype=np.float32) * model.scale
    heard: NDArray[np.float32] = total / np.float32(length(rows[:, -2].sum()))
    return heard


def length(parts: float) -> float:
    """What sums are divided by: the square root of how many signs there are: long texts do not shout."""
    return float(np.sqrt(parts))


def as_learned(said: Said, reading: Reading) -> Sequence[str]:
    """The folded words; those of a Cyrillic language in Latin letters in its own."""
    if not reading.romanised:
        return said.words.folded
    return [fold_word(to_cyrillic(word, reading.language)) for word in said.words.folded]


def bucket(sign: str) -> int:
    """The bucket of a sign."""
    return crc32(sign.encode("utf-8", "surrogatepass")) & _MASK


def pair_buckets(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The buckets of the pairs of words that follow each other, from the bucket of each word."""
    found: NDArray[np.int64] = (codes[:-1] * _MIX + codes[1:]) & _MASK
    return found


def parts(word: str) -> list[int]:
    """The buckets of a word: itself and its letter n-grams, a space for each border."""
    framed = f" {word[:LONGEST_WORD]} "
    grams = chain(
        (framed,),
        *(
            (framed[at : at + size] for at in range(len(framed) - size + 1))
            for size in range(SHORTEST, min(LONGEST, len(framed) - 1) + 1)
        ),
    )
    return [bucket(gram) for gram in dict.fromkeys(grams)]


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(open_model().names)}


@cache
def _words() -> WordRows:
    """What a word says in each role, how many signs it is, and its own bucket."""
    return WordRows(len(ROLES) * _H + 2, WORDS_KEPT, _hear)


def _hear(words: Sequence[str]) -> NDArray[np.float32]:
    model = open_model()
    rows = np.zeros((len(words), len(ROLES) * _H + 2), dtype=np.float32)
    for row, word in zip(rows, words, strict=True):
        own = parts(word)
        row[:_H] = model.buckets[own].sum(axis=0, dtype=np.float32) * model.scale
        for place, role in enumerate(ROLES[1:], 1):
            row[place * _H : (place + 1) * _H] = model.buckets[bucket(role + word)] * model.scale
        row[-2], row[-1] = len(own) + _SIDE, bucket(word)
    return rows


def save(model: TypeModel, path: Path) -> None:
    """Writes the model as compressed arrays without timestamps: the same model gives the same bytes."""
    buffer = io.BytesIO()
    np.savez(
        buffer,
        names=np.array(model.names),
        signs=model.signs,
        buckets=model.buckets,
        scale=model.scale,
        lines=np.array(model.lines),
    )
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME))


@cache
def open_model() -> TypeModel:
    """The shipped model, read once per process (about 2 MB in memory)."""
    with np.load(io.BytesIO(lzma.decompress(FILE.read_bytes())), allow_pickle=False) as stored:
        without, with_mark = stored["lines"].tolist()
        return TypeModel(
            names=tuple(str(name) for name in stored["names"]),
            signs=stored["signs"],
            buckets=stored["buckets"],
            scale=stored["scale"],
            lines=(without, with_mark),
        )
