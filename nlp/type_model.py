"""Weighs what rules find in a text with what its words are like: does it ask, and which type is it?

A logistic model of two kinds of signs, fitted together: those that rules show (`nlp.type_signs`, the same in
every language, so that one with few texts to learn from is carried by them), and hashed words, pairs of words
and letter n-grams. `bench/train_types.py` builds it; `docs/models.md` has the figures.
"""

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp import type_signs
from nlp.grammar import Said, read
from nlp.topics import Reading, as_learned
from nlp.word_rows import WordRows, sums

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


def judge(text: str, reading: Reading) -> Judged:
    """What the model says of a text."""
    return judge_all([(text, reading)])[0]


def judge_all(given: Sequence[tuple[str, Reading]]) -> list[Judged]:
    """What `judge` says of each text, one or more; all words are looked up and added up at once."""
    every = [(read(text, reading), reading) for text, reading in given]
    found = [type_signs.signs(said, reading) for said, reading in every]
    marked = [int(type_signs.is_marked(said)) for said, _ in every]
    logits = _shown(found, marked) + _heard(every)
    return [_judged(*each) for each in zip(found, marked, logits, strict=True)]


def _judged(found: Sequence[str], marked: int, logits: NDArray[np.float32]) -> Judged:
    if not found:
        return Judged(0.0, {}, ())
    asks = float(logits[marked]) - open_model().lines[marked]
    if type_signs.TOLD in found or (not marked and _is_a_scrap(found)):
        asks = min(asks, 0.0)  # both are told by grammar alone
    return Judged(asks, dict(zip(TYPES, logits[2:].tolist(), strict=True)), tuple(found))


def _is_a_scrap(found: Sequence[str]) -> bool:
    """Whether a text has three words at most, and nothing of asking: "ok", "haha", "BSN"."""
    return type_signs.LONGER not in found and type_signs.ASKING.isdisjoint(found)


def _shown(found: Sequence[Sequence[str]], marked: Sequence[int]) -> NDArray[np.float32]:
    """What the signs of each text say, (texts, heads)."""
    places = _places()
    rows = [[places[name] for name in names if name in places] for names in found]
    counts = np.array([len(each) for each in rows])
    said = open_model().signs[list(chain.from_iterable(rows)), np.repeat(marked, counts)]
    return sums(said, counts)


def _heard(texts: Sequence[tuple[Said, Reading]]) -> NDArray[np.float32]:
    """What the words of each text and their pairs say, (texts, heads)."""
    words = [as_learned(said.words.folded, reading) for said, reading in texts]
    rows, counts = _words().of(list(chain.from_iterable(words))), np.array([len(each) for each in words])
    starts = np.cumsum(counts) - counts
    total = sums(rows[:, :_H], counts) + _pairs(rows, counts)
    sentences = np.array([len(said.sentences) for said, _ in texts])
    first, last = [list[int](), list[int]()]
    for (said, _), start in zip(texts, starts.tolist(), strict=True):
        first += [start + each.first for each in said.sentences]
        last += [start + each.end - 1 for each in said.sentences]
    for role, places in enumerate((first, last), 1):
        total += sums(rows[places, role * _H : (role + 1) * _H], sentences)
    heard: NDArray[np.float32] = total / length(np.maximum(sums(rows[:, -2:-1], counts), 1))
    return heard


def _pairs(rows: NDArray[np.float32], counts: NDArray[np.intp]) -> NDArray[np.float32]:
    """What words say with the next one, (texts, heads)."""
    model, codes = open_model(), rows[:, -1].astype(np.int64)
    said = np.zeros((len(rows), _H), dtype=np.float32)
    said[:-1] = model.buckets[pair_buckets(codes)]
    said[np.cumsum(counts)[counts > 0] - 1] = 0  # the last word of a text has no next one
    added: NDArray[np.float32] = sums(said, counts) * model.scale
    return added


def length(parts: NDArray[np.float32]) -> NDArray[np.float32]:
    """What sums are divided by: the square root of how many signs there are: long texts do not shout."""
    roots: NDArray[np.float32] = np.sqrt(parts)
    return roots


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
