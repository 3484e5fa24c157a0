"""Builds `nlp/models/types.npz.xz`: does a text ask, and which type is it?

    python bench/train_types.py          # learn from everything, write
    python bench/train_types.py check    # cross-validate, and leave out one language after the other

Learned from `data/learn` and our own texts of `types_own`, `types_gaps_own`, `questions_own`,
`statements_own` and `chatter_own`. Questions with a mark are learned without it too, and every text with the
other habit of capitals and full stops, which say much of a writer and less of what is meant. Deterministic;
half a minute on one core.
"""

import json
import re
import sys
import warnings
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp import type_signs
from nlp.grammar import read
from nlp.topics import Reading, as_learned
from nlp.type_model import (
    BITS,
    FILE,
    HEADS,
    ROLES,
    TYPES,
    TypeModel,
    bucket,
    length,
    pair_buckets,
    parts,
    save,
)

DATA = Path(__file__).parent / "data"
FOLDS = 4
# How much a text of each set counts, its copy without the question mark, its copy in the other habit.
COUNTS = {
    "learn": (1.0, 0.2, 0.15),
    "same": (0.2, 0.15, 0.03),
    "own": (0.5, 0.2, 0.1),
    "plain": (2.0, 0.3, 0.3),  # few and clear
    "chatter": (0.5, 0.0, 0.25),
}
SIGNS_WEIGH = 1.5  # beside n-grams: smaller is held back more
WORDS_WEIGH = 4.0
MARKED_WEIGH = 0.7  # n-grams that speak otherwise beside a mark
FREEDOM = {"bare": 0.5, "marked": 0.5}  # the inverse of regularisation, of asking and (default) of types
FREEDOM_OF_TYPES = 0.5
FOUND = {"bare": 0.8, "marked": 0.975}  # of the real questions, by cross-validation: sets the lines
STEPS = 24
SMALLEST = 1.0
_MARK = re.compile(r"\s*[?¿؟]+")
_PLAIN = ("types_gaps_own", "statements_own")
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Matrix = sp.csr_matrix


@dataclass(frozen=True)
class Text:
    """One text to learn from; `type` is None where only asking is known."""

    source: str
    language: str
    text: str
    asks: bool
    type: str | None
    group: str
    copy: int = 0  # 1: without its question mark, 2: in the other habit

    @property
    def fold(self) -> int:
        """All copies and wordings of one text are in one fold."""
        return zlib.crc32(self.group.encode()) % FOLDS

    @property
    def weight(self) -> float:
        """How much it counts."""
        return COUNTS[self.source][self.copy]


@dataclass(frozen=True)
class Read:
    """All texts as matrices: signs of rules (texts, names), of words (texts, buckets); who has a mark."""

    signs: Matrix
    words: Matrix
    marked: Flags

    def of(self, rows: Flags) -> "Read":
        """Some of the texts."""
        return Read(self.signs[rows], self.words[rows], self.marked[rows])

    def asking(self) -> Matrix:
        """What asking is learned from: everything once, and once more where there is a mark."""
        mark = sp.diags(self.marked.astype(float))
        beside = MARKED_WEIGH * (mark @ self.words)
        return sp.hstack([self.signs, mark @ self.signs, self.words, beside]).tocsr()

    def typing(self) -> Matrix:
        """What types are learned from."""
        return sp.hstack([self.signs, sp.diags(self.marked.astype(float)) @ self.signs, self.words]).tocsr()


def main() -> None:
    """Learn and write, or only check."""
    warnings.filterwarnings("ignore", message=".*penalty.*|.*liblinear.*", category=FutureWarning)
    texts = [*everything()]
    names = tuple(sorted({name for each in texts for name in _signs(each)}))
    matrices = readings(texts, names)
    if sys.argv[1:] == ["check"]:
        show_by_language(texts, matrices)
        return
    held = cross_validated(texts, matrices, np.array([each.fold for each in texts]))
    lines = _lines(texts, matrices, held)
    show(texts, matrices, held, lines)
    learned = fitted(texts, matrices)
    save(packed(names, learned, lines), FILE)
    print(f"{len(texts)} texts, {FILE.name}: {FILE.stat().st_size:,} bytes")


def everything() -> Iterator[Text]:
    """All texts; questions once more without their marks, and all in the other habit of writing."""
    for text in (*learned_texts(), *same_texts(), *own_texts(), *chatter()):
        yield text
        without = _MARK.sub("", text.text)
        if text.asks and without != text.text and without.strip():
            yield replace(text, text=without, copy=1)
        if other := _other_habit(text.text):
            yield replace(text, text=other, copy=2)


def _other_habit(text: str) -> str:
    """Small letters become a capital and a full stop, and the other way round; "" where that is the same."""
    if text[:1].islower():
        return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…" else ".")
    changed = text[:1].lower() + text[1:].rstrip().removesuffix(".")
    return "" if changed == text else changed


def learned_texts() -> Iterator[Text]:
    """`data/learn/<language>.tsv`."""
    for file in sorted((DATA / "learn").glob("??.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            kind, asks, _, text = line.split("\t")
            yield Text("learn", file.stem, text, asks == "1", kind, text)


def same_texts() -> Iterator[Text]:
    """Questions worded in ten languages."""
    for file in sorted((DATA / "learn").glob("same_*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            group, _, language, text = line.split("\t")
            yield Text("same", language, text, True, "question", group)


def own_texts() -> Iterator[Text]:
    """Older sets of ours; a call for help asks and is a problem."""
    for name in ("types_own", "types_gaps_own", "questions_own", "statements_own"):
        for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            asks = row.get("is_question", name == "questions_own")
            kind = row.get("type", "question" if asks else None)
            language = row.get("language") or row["lang"]
            source = "plain" if name in _PLAIN else "own"
            yield Text(source, language, row["text"], asks, kind, row["text"])


def chatter() -> Iterator[Text]:
    """Small talk without a question mark, but for the few that ask by their form."""
    for line in (DATA / "chatter_own.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = Text("chatter", row["language"], row["text"], False, None, row["text"])
        if "?" not in text.text and not type_signs.ASKING.intersection(_signs(text)):
            yield text


def _signs(text: Text) -> list[str]:
    reading = Reading(text.language)
    return type_signs.signs(read(text.text, reading), reading)


def readings(texts: Sequence[Text], names: Sequence[str]) -> Read:
    """The texts as the model will see them."""
    places = {name: place for place, name in enumerate(names)}
    signs, words = _Rows(), _Rows()
    marked = np.zeros(len(texts), dtype=bool)
    for row, each in enumerate(texts):
        reading = Reading(each.language)
        said = read(each.text, reading)
        marked[row] = type_signs.is_marked(said)
        signs.add([places[name] for name in type_signs.signs(said, reading)], SIGNS_WEIGH)
        folded = as_learned(said.words.folded, reading)
        own = [parts(word) for word in folded]
        found = [part for word in own for part in word]
        found += [bucket(ROLES[1] + folded[each.first]) for each in said.sentences]
        found += [bucket(ROLES[2] + folded[each.end - 1]) for each in said.sentences]
        found += pair_buckets(np.array([bucket(word) for word in folded], dtype=np.int64)).tolist()
        words.add(found, WORDS_WEIGH / length(np.float32(sum(len(word) + len(ROLES) for word in own) or 1)))
    return Read(signs.matrix(len(names)), words.matrix(1 << BITS), marked)


class _Rows:
    """Rows of a sparse matrix, one after the other."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.values: list[float] = []
        self.starts = [0]

    def add(self, columns: Sequence[int], value: float) -> None:
        """One row, the same value in every column."""
        self.columns += columns
        self.values += [value] * len(columns)
        self.starts.append(len(self.columns))

    def matrix(self, width: int) -> Matrix:
        made = sp.csr_matrix((self.values, self.columns, self.starts), shape=(len(self.starts) - 1, width))
        made.sum_duplicates()
        return made


def fitted(texts: Sequence[Text], matrices: Read) -> tuple[Floats, Floats]:
    """Weights of signs (names, 2, heads) and of buckets (buckets, heads), in the units of the product."""
    names, width = matrices.signs.shape[1], matrices.words.shape[1]
    signs, words = np.zeros((names, 2, len(HEADS))), np.zeros((width, len(HEADS)))
    weights = np.array([each.weight for each in texts])
    asks = _fit(matrices.asking(), np.array([each.asks for each in texts]), weights, FREEDOM["bare"])
    base, more = asks[:names], asks[names : 2 * names]
    own, beside = asks[2 * names : 2 * names + width], asks[2 * names + width :]
    for head in (0, 1):
        signs[:, :, head] = np.stack([base, base + more], axis=1)
        words[:, head] = own + head * MARKED_WEIGH * beside
    known = np.array([each.type is not None for each in texts])
    rows, types = matrices.of(known).typing(), np.array([each.type for each in texts])[known]
    for head, kind in enumerate(TYPES, 2):
        learned = _fit(rows, types == kind, weights[known], FREEDOM_OF_TYPES)
        base, more = learned[:names], learned[names : 2 * names]
        signs[:, :, head] = np.stack([base, base + more], axis=1)
        words[:, head] = learned[2 * names :]
    return signs * SIGNS_WEIGH, words * WORDS_WEIGH


def _fit(rows: Matrix, wanted: Flags, weights: Floats, freedom: float) -> Floats:
    model = LogisticRegression(C=freedom, solver="liblinear", dual=True, fit_intercept=False, tol=0.01)
    model.random_state, model.max_iter = 1, 300
    found: Floats = model.fit(rows, wanted, sample_weight=weights).coef_[0]
    return found


def scored(matrices: Read, learned: tuple[Floats, Floats]) -> Floats:
    """Logits (texts, heads)."""
    signs, words = learned
    beside = [np.asarray(matrices.signs @ signs[:, mark]) / SIGNS_WEIGH for mark in (0, 1)]
    found: Floats = np.where(matrices.marked[:, None], beside[1], beside[0])
    return found + np.asarray(matrices.words @ words) / WORDS_WEIGH


def cross_validated(texts: Sequence[Text], matrices: Read, parted: NDArray[np.int64]) -> Floats:
    """Logits of every text by a model that did not learn its part."""
    held = np.zeros((len(texts), len(HEADS)))
    for part in np.unique(parted):
        out = parted == part
        learned = fitted([each for each, left in zip(texts, out, strict=True) if not left], matrices.of(~out))
        held[out] = scored(matrices.of(out), learned)
    return held


def _lines(texts: Sequence[Text], matrices: Read, held: Floats) -> tuple[float, float]:
    """The logits from which so many of the real questions of `data/learn` are found."""
    real = np.array([each.asks and each.source == "learn" and not each.copy for each in texts])
    bare = held[real & ~matrices.marked, 0]
    marked = held[real & matrices.marked, 1]
    return float(np.quantile(bare, 1 - FOUND["bare"])), float(np.quantile(marked, 1 - FOUND["marked"]))


def told(logits: Floats, marked: Flags, lines: tuple[float, float]) -> tuple[Flags, list[str]]:
    """Whether texts ask, and their types, as `nlp.questions` and `nlp.kinds` will say."""
    asks = np.where(marked, logits[:, 1] > lines[1], logits[:, 0] > lines[0])
    types = logits[:, 2:]
    asked = np.where(types[:, 0] >= types[:, 1], 0, 1)
    other = 1 + types[:, 1:].argmax(axis=1)
    return asks, [TYPES[place] for place in np.where(asks, asked, other)]


def show(texts: Sequence[Text], matrices: Read, held: Floats, lines: tuple[float, float]) -> None:
    """The shares that count, over `data/learn` and over our older texts."""
    print(f"lines: {lines[0]:.2f} without a mark, {lines[1]:.2f} with one")
    for source in ("learn", "own", "plain", "chatter"):
        rows = [row for row, each in enumerate(texts) if each.source == source and not each.copy]
        print(f"{source:6}", _shares(texts, rows, matrices.marked, told(held, matrices.marked, lines)))


def _shares(texts: Sequence[Text], rows: Sequence[int], marked: Flags, told: tuple[Flags, list[str]]) -> str:
    hits: dict[str, list[bool]] = {}
    asks, types = told
    for row in rows:
        each = texts[row]
        mark = "?" if marked[row] else "no ?"
        hits.setdefault(f"{'asks' if each.asks else 'not meant'} {mark}", []).append(bool(asks[row]))
        if each.type:
            hits.setdefault("type", []).append(types[row] == each.type)
            hits.setdefault(each.type, []).append(types[row] == each.type)
    return "  ".join(f"{name} {np.mean(found):.3f}/{len(found)}" for name, found in sorted(hits.items()))


def show_by_language(texts: Sequence[Text], matrices: Read) -> None:
    """What a language loses that nothing was learned in."""
    folds = np.array([each.fold for each in texts])
    held = cross_validated(texts, matrices, folds)
    lines = _lines(texts, matrices, held)
    spoken = np.array([each.language for each in texts])
    for language in np.unique(spoken):
        left = spoken == language
        learned = fitted([each for each in texts if each.language != language], matrices.of(~left))
        alone = held.copy()
        alone[left] = scored(matrices.of(left), learned)
        rows = [row for row in np.flatnonzero(left) if texts[row].source == "learn" and not texts[row].copy]
        for name, logits in (("known", held), ("left out", alone)):
            said = told(logits, matrices.marked, lines)
            print(language, f"{name:8}", _shares(texts, rows, matrices.marked, said))


def packed(names: tuple[str, ...], learned: tuple[Floats, Floats], lines: tuple[float, float]) -> TypeModel:
    """The model in whole steps per head; what says next to nothing says nothing."""
    signs, words = learned
    scale = np.array([np.quantile(np.abs(head[head != 0]), 0.9995) / STEPS for head in words.T])
    steps = words / scale
    steps[np.abs(steps) < SMALLEST] = 0.0
    whole = np.clip(np.round(steps), -127, 127).astype(np.int8)
    return TypeModel(names, signs.astype(np.float32), whole, scale.astype(np.float32), lines)


if __name__ == "__main__":
    main()
