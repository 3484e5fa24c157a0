"""Builds `nlp/models/codes.npz.xz`, the second line for codes, from the frame and common words.

    pip install wordfreq==3.1.1
    python bench/train_codes.py

Needs wordfreq, which the product itself does not, for texts about nothing: common words, drawn by frequency.
Seeded; a minute on one core. Prints, by cross-validation over the examples, how often the code they are most
like is right; then fits the curve of `nlp/choosing.py` on `data/codes_dev.jsonl`.
"""

import json
import random
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import wordfreq
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.choosing import READINGS, readings
from nlp.code_model import (
    BITS,
    FILE,
    RARITY_STEPS,
    CodeModel,
    Likeness,
    buckets,
    likeness,
    open_model,
    save,
)
from nlp.frame import load
from nlp.language import DEFAULT_LANGUAGES
from nlp.topics import Reading, said_by_rules
from nlp.words import split

DATA = Path(__file__).parent / "data"
CHATTER = ("plain", "short", "tempting")  # kinds of texts that are about nothing
NOTHING = ""  # the code of a text about nothing
NOTHINGS_PER_LANGUAGE = 80
COMMON_WORDS = 20_000
KEYWORDS_WEIGH = 0.5  # beside an example's 1.0
RIDGE = 0.3
FOLDS = 3
SEED = 20261122
STEPS = 15  # finer steps and smaller weights make the file seven times larger and nothing better
SMALLEST = 1.5
UNFITTED = (0.0,) * (1 + READINGS)
CURVE_C = 1.0
SILENT_COUNTS = 0.15  # of an example that no rule names: most texts that no rule names are about nothing
_SIGNS = re.compile(r"[?*=]")
_LIST_OF = {"hr": "sh"}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """One text to learn from; `fold` is None where it is always learned."""

    code: str
    text: str
    weight: float = 1.0
    fold: int | None = None
    language: str = ""  # of examples and small talk


def main() -> None:
    """Learn, measure, write."""
    texts = [*examples(), *nothings(), *chatter(), *keywords(), *descriptions()]
    matrix, rarity = weighed([each.text for each in texts])
    codes = tuple(load.load_frame().codes)
    wanted = np.array([[float(each.code == code) for code in codes] for each in texts])
    weights = np.array([each.weight for each in texts])
    held = cross_validated(matrix, wanted, weights, texts)
    told = [row for row, each in enumerate(texts) if each.fold is not None and each.code]
    right = [codes[held[row].argmax()] == texts[row].code for row in told]
    print(f"{len(texts)} texts, {len(told)} examples: most like the right code {np.mean(right):.3f}")
    learned, bias = fitted(matrix, wanted, weights)
    save(packed(codes, learned, bias, rarity, UNFITTED), FILE)
    held_out = [
        (each, Likeness(held[row].astype(np.float32), split(each.text).folded))
        for row, each in enumerate(texts)
        if each.language
    ]
    save(replace(open_model(), curve=curve(held_out)), FILE)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def curve(held_out: Sequence[tuple[Text, Likeness]]) -> tuple[float, ...]:
    """The logistic curve of `nlp.choosing`: is a candidate what the text is about (Platt 1999)?

    Beside sentences that nothing was learned from: small talk, and the examples that no rule names, both read
    as by a model that did not learn them.
    """
    known: list[tuple[float, ...]] = []
    right: list[bool] = []
    counts: list[float] = []
    for line in (DATA / "codes_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = split(row["text"])
        like = likeness(words.folded)
        found = readings(said_by_rules(words, Reading(row["language"]), like), like)
        known += found.values()
        right += [code == row["code"] for code in found]
        counts += [1.0] * len(found)
    for text, like in held_out:
        said = said_by_rules(split(text.text), Reading(text.language), like)
        if text.code and any(each.enough for each in said.values()):
            continue
        found = readings(said, like)
        known += found.values()
        right += [code == text.code for code in found]
        counts += [SILENT_COUNTS if text.code else 1.0] * len(found)
    values = np.array(known)
    spread = values.std(axis=0)
    curve = LogisticRegression(C=CURVE_C, max_iter=1000)
    fit = curve.fit((values - values.mean(axis=0)) / spread, right, sample_weight=counts)
    weights = fit.coef_[0] / spread
    return (float(fit.intercept_[0] - weights @ values.mean(axis=0)), *map(float, weights))


def examples() -> list[Text]:
    """Every example sentence of the frame."""
    return [
        Text(code, sentence, fold=zlib.crc32(sentence.encode()) % FOLDS, language=language)
        for language in load.languages("examples")
        for code, sentences in load.examples(language).items()
        for sentence in sentences
    ]


def nothings() -> list[Text]:
    """Texts of 3 to 14 common words, drawn by frequency."""
    draw, found = random.Random(SEED), []  # noqa: S311 - no secret
    for language in DEFAULT_LANGUAGES:
        frequency = wordfreq.get_frequency_dict(_LIST_OF.get(language, language), "best")
        common = sorted(frequency, key=lambda word: (-frequency[word], word))[:COMMON_WORDS]
        shares = [frequency[word] for word in common]
        for number in range(NOTHINGS_PER_LANGUAGE):
            drawn = draw.choices(common, shares, k=draw.randint(3, 14))
            found.append(Text(NOTHING, " ".join(drawn), fold=number % FOLDS))
    return found


def chatter() -> list[Text]:
    """Small talk of ours: what people write when nothing is the matter."""
    found = []
    for file in ("social_dev.jsonl", "chatter_own.jsonl"):
        rows = [json.loads(line) for line in (DATA / file).read_text(encoding="utf-8").splitlines()]
        found += [row for row in rows if row.get("kind") in CHATTER]
    return [
        Text(NOTHING, row["text"], fold=zlib.crc32(row["text"].encode()) % FOLDS, language=row["language"])
        for row in found
    ]


def keywords() -> list[Text]:
    """Per language and code one text of all its keywords, signs of the pattern language left out."""
    found = []
    for language in (*load.languages("keywords"), load.SHARED):
        for code, written in load.keywords(language).items():
            plain = " ".join(
                _SIGNS.sub("", pattern).replace("/", " ").replace("+", " ") for pattern in written
            )
            found.append(Text(code, plain, KEYWORDS_WEIGH))
    return found


def descriptions() -> list[Text]:
    """What the frame says of its codes, in Dutch and in English."""
    codes = load.load_frame().codes.values()
    return [
        Text(code.id, text, KEYWORDS_WEIGH)
        for code in codes
        for text in (f"{code.nl} {code.about_nl}", f"{code.en} {code.about_en}")
    ]


def weighed(texts: Sequence[str]) -> tuple[sp.csr_matrix, NDArray[np.uint8]]:
    """Counts of buckets times rarity, each row divided by the root of its words' squares; and rarities."""
    found = [[buckets(word) for word in dict.fromkeys(split(text).folded)] for text in texts]
    seen = np.zeros(1 << BITS)
    for words in found:
        if words:
            seen[np.unique(np.concatenate(words))] += 1
    steps = np.clip(np.round(RARITY_STEPS * (np.log((1 + len(texts)) / (1 + seen)) + 1)), 0, 255)
    rarity = steps.astype(np.uint8)
    real = rarity.astype(np.float64) / RARITY_STEPS
    data, columns, starts = [], [], [0]
    for words in found:
        every = np.concatenate(words) if words else np.zeros(0, dtype=np.int64)
        length = np.sqrt(sum(float((real[word] ** 2).sum()) for word in words)) or 1.0
        data.append(real[every] / length)
        columns.append(every)
        starts.append(starts[-1] + len(every))
    matrix = sp.csr_matrix(
        (np.concatenate(data), np.concatenate(columns), starts), shape=(len(texts), 1 << BITS)
    )
    matrix.sum_duplicates()
    return matrix, rarity


def fitted(matrix: sp.csr_matrix, wanted: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Ridge regression in its dual form (an unknown per text): weights (buckets, codes), bias (codes,)."""
    bias = wanted.mean(axis=0)
    likeness = (matrix @ matrix.T).toarray()
    duals = np.linalg.solve(likeness + RIDGE * np.diag(1 / weights), wanted - bias)
    return np.asarray(matrix.T @ duals), bias


def cross_validated(matrix: sp.csr_matrix, wanted: Floats, weights: Floats, texts: Sequence[Text]) -> Floats:
    """Scores (texts, codes) of every text by a model that did not learn it; NaN where always learned."""
    fold = np.array([-1 if each.fold is None else each.fold for each in texts])
    held = np.full(wanted.shape, np.nan)
    for number in range(FOLDS):
        out = fold == number
        learned, bias = fitted(matrix[~out], wanted[~out], weights[~out])
        held[out] = np.asarray(matrix[out] @ learned) + bias
    return held


def packed(
    codes: tuple[str, ...],
    learned: Floats,
    bias: Floats,
    rarity: NDArray[np.uint8],
    curve: tuple[float, ...],
) -> CodeModel:
    """The model in whole steps; what a bucket says has its rarity in it."""
    says = learned * (rarity.astype(np.float64) / RARITY_STEPS)[:, None]
    scale = float(np.quantile(np.abs(says[says != 0]), 0.9999)) / STEPS
    loud = np.where(np.abs(says) < SMALLEST * scale, 0.0, says / scale)
    steps = np.clip(np.round(loud), -STEPS, STEPS).astype(np.int8)
    return CodeModel(codes, steps, bias.astype(np.float32), rarity, scale, curve)


if __name__ == "__main__":
    main()
