"""Learns nlp/models/same_question.npz from questions worded independently and from texts with codes.

    python bench/train_same_question.py

Embedding some eight thousand texts takes ten minutes on one core, learning one. Seeded.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.cyrillic import to_cyrillic
from nlp.language import detect
from nlp.language_means import adapt, shipped_means
from nlp.same_question import TABLE
from nlp.vectors import DIMENSIONS, MAX_LETTERS, Vectors, open_embedder

DATA = Path(__file__).parent / "data"
OTHERS = ("own", "everyday_own", "general_own", "bank_own")  # so that what is general is not lost
STEPS = 300
GROUPS = 48  # in a step
LEFT_OUT = 0.3  # of the numbers of a vector, at random: no one number is relied on
TEMPERATURE = 0.1
STAY = 0.01  # pull towards turning nothing
PACE = 1e-3
TURNED = 0.65  # the rest stays as it was: what was never learned must not be lost
TIMES = 4  # learned so often, from other samples, and averaged: one map alone is a little chancy
SEED = 20261122


@dataclass(frozen=True)
class Learned:
    """Texts as centred vectors, shape (n, 384), with the question they ask or the code they are about."""

    vectors: Vectors
    names: NDArray[np.str_]


def same_questions() -> list[Learned]:
    """The sets of questions: those of the field as one, in the order of `OTHERS` the rest."""
    sets: list[Learned] = []
    for half in "ab":
        rows = list(_table(DATA / "learn" / f"same_{half}.tsv"))
        sets.append(_learned([row[3] for row in rows], [row[0] for row in rows]))
    sets = [
        Learned(np.vstack([each.vectors for each in sets]), np.concatenate([each.names for each in sets]))
    ]
    for name in OTHERS:
        lines = (DATA / f"questions_{name}.jsonl").read_text(encoding="utf-8").splitlines()
        asked = [json.loads(line) for line in lines]
        groups = [row.get("group") or row["group_id"] for row in asked]
        sets.append(_learned([row["text"] for row in asked], groups))
    return sets


def texts_with_codes() -> Learned:
    """Questions and other texts, by their main code."""
    rows = [row for half in "ab" for row in _table(DATA / "learn" / f"same_{half}.tsv")]
    texts, codes = [row[3] for row in rows], [row[1] for row in rows]
    for path in sorted((DATA / "learn").glob("??.tsv")):
        of_language = [row for row in _table(path) if row[2] != "-"]
        texts += [row[3] for row in of_language]
        codes += [row[2] for row in of_language]
    return _learned(texts, [each.split(",")[0] for each in codes])


def learn_turn(sets: Sequence[Learned]) -> Vectors:
    """The map, shape (384, 384), under which texts of one question are nearer than those of others.

    Supervised contrastive loss (Khosla et al. 2020, NeurIPS) over some groups of one set at a time, seven
    times in ten of the first; Adam (Kingma & Ba 2015, ICLR); the mean of the last steps' maps.
    """
    turned = np.mean([_turned(sets, SEED + each) for each in range(TIMES)], axis=0)
    mixed: Vectors = (TURNED * turned + (1 - TURNED) * np.eye(DIMENSIONS)).astype(np.float32)
    return mixed


def _turned(sets: Sequence[Learned], seed: int) -> Vectors:
    random = np.random.default_rng(seed)
    shares = np.array([0.7] + [0.3 / (len(sets) - 1)] * (len(sets) - 1))
    rows_of = [[np.flatnonzero(each.names == name) for name in np.unique(each.names)] for each in sets]
    turn = np.eye(DIMENSIONS, dtype=np.float32)
    mean, square, total = (np.zeros_like(turn) for _ in range(3))
    for step in range(1, STEPS + 1):
        at = int(random.choice(len(sets), p=shares))
        some = np.concatenate([rows_of[at][each] for each in random.permutation(len(rows_of[at]))[:GROUPS]])
        kept = random.random((len(some), DIMENSIONS), dtype=np.float32) > LEFT_OUT
        slope = _slope(turn, sets[at].vectors[some] * kept / np.float32(1 - LEFT_OUT), sets[at].names[some])
        slope += 2 * STAY * (turn - np.eye(DIMENSIONS, dtype=np.float32))
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        late = step > 0.7 * STEPS
        change = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        turn = (turn - PACE * (0.3 if late else 1) * change).astype(np.float32)
        total += turn * late
    mean_turn: Vectors = total / np.float32(STEPS - int(0.7 * STEPS))
    return mean_turn


def _slope(turn: Vectors, vectors: Vectors, names: NDArray[np.str_]) -> Vectors:
    """Of the loss, by the map."""
    same = names[:, None] == names[None]
    np.fill_diagonal(same, False)
    turned = vectors @ turn.T
    length = np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
    units = turned / length
    alike = units @ units.T / TEMPERATURE
    np.fill_diagonal(alike, -np.inf)
    chance = np.exp(alike - alike.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    mates = same.sum(axis=1, keepdims=True)
    wrong = ((chance - same / np.maximum(mates, 1)) * (mates > 0)).astype(np.float32)
    by_units = (wrong + wrong.T) @ units / TEMPERATURE
    by_turned = (by_units - (by_units * units).sum(axis=1, keepdims=True) * units) / length
    slope: Vectors = by_turned.T @ vectors / len(vectors)
    return slope


def _learned(texts: Sequence[str], names: Sequence[str]) -> Learned:
    """Read as the product reads them: the language is told, Latin letters go back to Cyrillic."""
    guesses = [detect(text) for text in texts]
    languages = [guess.code for guess in guesses]
    read = [
        (to_cyrillic(text, guess.code) if guess.romanised else text)[:MAX_LETTERS]
        for text, guess in zip(texts, guesses, strict=True)
    ]
    vectors = open_embedder().embed(read)
    means = adapt(shipped_means(), vectors, languages)
    return Learned(means.centre(vectors, languages), np.array(names))


def _table(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.split("\t")


def main(target: Path = TABLE) -> None:
    turn = learn_turn(same_questions())
    coded = texts_with_codes()
    told = LogisticRegression(C=20, max_iter=300).fit(coded.vectors, coded.names)
    np.savez_compressed(
        target,
        turn=turn.astype(np.float16),
        codes=told.classes_,
        weights=(told.coef_ - told.coef_.mean(axis=0)).astype(np.float16),
        bias=(told.intercept_ - told.intercept_.mean()).astype(np.float16),
        version=np.array(open_embedder().version),
    )
    print(f"{target}: {len(coded.names)} texts of {len(told.classes_)} codes")


if __name__ == "__main__":
    main()
