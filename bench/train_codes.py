"""Builds `nlp/models/codes.npz.xz`, the second line for codes, from the texts of `code_texts.py`.

    pip install wordfreq==3.1.1
    python bench/train_codes.py

Needs wordfreq, which the product itself does not, for texts of common words. Seeded; two minutes on one core.
Two steps: how like each code a text is (`nlp/code_model.py`), and what that weighs beside the rules
(`nlp/choosing.py`). Prints what both name, by cross-validation: no text is read by a model that learned it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from code_texts import FOLDS, UNLEARNED, Text, every
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.choosing import BESIDE, Choice, Said, chances_of, named, readings
from nlp.code_model import BITS, FILE, RARITY_STEPS, CodeModel, Likeness, buckets, open_model, save
from nlp.frame import load
from nlp.topics import Reading, said_by_rules
from nlp.words import split

FURTHER_CODE = 0.4  # what a text says for its second code, beside 1.0 for its first
RIDGE = 1.0
ROUNDS = 12  # of conjugate gradients: further ones change no code
STEPS = 15  # finer steps and smaller weights make the file seven times larger and nothing better
SMALLEST = 1.5
WEIGHING_C = 0.3
NOTHING_COUNTS = 6.0  # of a text without a code: a code too many costs more than one too few
LIKENESS_COUNTS, BESIDE_COUNT = 5.0, (0.5, 3.0, 3.0, 1.0)  # the readings, so that all are of one size
Floats = NDArray[np.float64]
Narrow = NDArray[np.float32]


def main() -> None:
    """Learn, measure, write."""
    texts, codes = every(), tuple(load.load_frame().codes)
    matrix, rarity = weighed([each.text for each in texts])
    wanted, counts = asked(texts, codes), np.array([each.weight for each in texts], dtype=np.float32)
    fold = np.array([-1 if each.fold is None else each.fold for each in texts])
    weights, bias = fitted(matrix[fold != UNLEARNED], wanted[fold != UNLEARNED], counts[fold != UNLEARNED])
    untaught = np.zeros((3 * len(codes) + 1 + BESIDE, len(codes) + 1), dtype=np.float32)
    save(packed(codes, weights, bias, rarity, untaught), FILE)
    read = read_out(texts, wanted, held_out(matrix, wanted, counts, fold))
    report([text for text, _ in read.told], [[choice.code for choice in named] for _, named in read.told])
    save(replace(open_model(), weighing=read.weighing), FILE)
    print(f"{len(texts)} texts, {FILE.name}: {FILE.stat().st_size:,} bytes")


@dataclass(frozen=True)
class ReadOut:
    """Texts with the codes named by models that did not learn them; and the weights fitted on all of them."""

    told: list[tuple[Text, list[Choice]]]
    weighing: Narrow


def read_out(texts: Sequence[Text], wanted: Narrow, scores: Narrow) -> ReadOut:
    """What is named of every text that has a fold, from its held-out scores (texts, codes + 1)."""
    rows = [row for row, each in enumerate(texts) if each.fold is not None]
    fold = np.array([texts[row].fold for row in rows])
    told = [read_by_rules(texts[row], scores[row]) for row in rows]
    read, meant = np.stack([readings(said, like) for said, like in told]), wanted[rows].argmax(axis=1)
    folds = [weigher(read[fold != each], meant[fold != each]) for each in range(FOLDS + 1)]
    found = [
        (texts[row], named(*each, chances_of(seen, folds[texts[row].fold or 0])))
        for row, each, seen in zip(rows, told, read, strict=True)
    ]
    return ReadOut(found, weigher(read, meant))


def report(texts: Sequence[Text], told: Sequence[Sequence[str]]) -> None:
    """Per language: how often the first code is right, none is named, and chatter has none; then care."""
    groups: dict[str, list[tuple[Text, Sequence[str]]]] = defaultdict(list)
    for each, codes in zip(texts, told, strict=True):
        groups[each.language].append((each, codes))
        groups["all"].append((each, codes))
    print("    first right | told nothing | chatter without code")
    for language, rows in sorted(groups.items(), key=lambda group: (group[0] == "all", group[0])):
        coded = [(each.codes[0], codes[:1]) for each, codes in rows if each.codes]
        right = _share([[code] == first for code, first in coded])
        silent = _share([not first for _, first in coded])
        chat = _share([not codes for each, codes in rows if not each.codes])
        print(f"{language:4} {right} | {silent} | {chat}")
    care = {code.id for code in load.load_frame().codes.values() if code.sensitive}
    asks = [bool(care & set(codes)) for each, codes in groups["all"] if care & set(each.codes[:1])]
    small_talk = [bool(care & set(codes)) for each, codes in groups["all"] if not each.codes]
    print(f"care named {_share(asks)}, of chatter {_share(small_talk)}")


def _share(found: Sequence[bool]) -> str:
    return f"{sum(found):4}/{len(found):4} {np.mean(found) if found else 0:.3f}"


def asked(texts: Sequence[Text], codes: Sequence[str]) -> Narrow:
    """What the model should say of each text: shape (texts, codes + 1), the last column for no code."""
    place = {code: at for at, code in enumerate(codes)}
    wanted = np.zeros((len(texts), len(codes) + 1), dtype=np.float32)
    for row, each in enumerate(texts):
        for code in each.codes[1:]:
            wanted[row, place[code]] = FURTHER_CODE
        wanted[row, place[each.codes[0]] if each.codes else -1] = 1.0
    return wanted


def weighed(texts: Sequence[str]) -> tuple[sp.csr_matrix, NDArray[np.uint8]]:
    """Counts of buckets times rarity, each row divided by the root of its words' squares; and rarities."""
    found = [[buckets(word) for word in dict.fromkeys(split(text).folded)] for text in texts]
    seen = np.zeros(1 << BITS)
    for words in found:
        if words:
            seen[np.unique(np.concatenate(words))] += 1
    steps = np.clip(np.round(RARITY_STEPS * (np.log((1 + len(texts)) / (1 + seen)) + 1)), 0, 255)
    rarity = steps.astype(np.uint8)
    real = (rarity / RARITY_STEPS).astype(np.float32)
    data, columns, starts = [], [], [0]
    for words in found:
        every = np.concatenate(words) if words else np.zeros(0, dtype=np.int64)
        data.append(real[every] / (np.sqrt((real[every] ** 2).sum()) or 1.0))
        columns.append(every)
        starts.append(starts[-1] + len(every))
    matrix = sp.csr_matrix(
        (np.concatenate(data), np.concatenate(columns), starts), shape=(len(texts), 1 << BITS)
    )
    matrix.sum_duplicates()
    return matrix, rarity


def fitted(matrix: sp.csr_matrix, wanted: Narrow, counts: Narrow) -> tuple[Narrow, Narrow]:
    """Ridge regression in its dual form: weights (buckets, codes + 1), bias (codes + 1,).

    An unknown per text, solved for all codes at once by conjugate gradients (Hestenes & Stiefel 1952).
    """
    bias = np.average(wanted, axis=0, weights=counts).astype(np.float32)
    turned, loose = matrix.T.tocsr(), (RIDGE / counts)[:, None]
    duals = np.zeros_like(wanted)
    left = wanted - bias
    ready = left / (1 + loose)
    way, length = ready.copy(), (left * ready).sum(axis=0)
    for _ in range(ROUNDS):
        seen = matrix @ (turned @ way) + loose * way
        step = length / np.maximum((way * seen).sum(axis=0), 1e-12)
        duals += step * way
        left -= step * seen
        ready = left / (1 + loose)
        before, length = length, (left * ready).sum(axis=0)
        way = ready + (length / np.maximum(before, 1e-20)) * way
    return np.asarray(turned @ duals), bias


def held_out(matrix: sp.csr_matrix, wanted: Narrow, counts: Narrow, fold: NDArray[np.int64]) -> Narrow:
    """Scores (texts, codes + 1) of every text by a model that did not learn it; NaN where always learned."""
    scores = np.full(wanted.shape, np.nan, dtype=np.float32)
    for number in (*range(FOLDS), UNLEARNED):
        out, into = fold == number, (fold != number) & (fold != UNLEARNED)
        weights, bias = fitted(matrix[into], wanted[into], counts[into])
        scores[out] = np.asarray(matrix[out] @ weights) + bias
    return scores


def read_by_rules(text: Text, scores: Narrow) -> tuple[dict[str, Said], Likeness]:
    """What rules say of a text, and what these scores do."""
    words = split(text.text)
    like = Likeness(scores, tuple(dict.fromkeys(words.folded)))
    return said_by_rules(words, Reading(text.language), like), like


def weigher(read: Narrow, main_code: NDArray[np.int64]) -> Narrow:
    """Softmax regression from readings to the main code or none: shape (readings, codes + 1)."""
    none = main_code.max()  # the last, and everywhere
    sizes = np.ones(read.shape[1], dtype=np.float32)
    sizes[: none + 1], sizes[-BESIDE:] = LIKENESS_COUNTS, BESIDE_COUNT
    counts = np.where(main_code == none, NOTHING_COUNTS, 1.0)
    model = LogisticRegression(C=WEIGHING_C, max_iter=100)
    model.fit((read * sizes)[:, :-1], main_code, sample_weight=counts)
    return np.vstack([model.coef_.T * sizes[:-1, None], model.intercept_]).astype(np.float32)


def packed(
    codes: tuple[str, ...], weights: Narrow, bias: Narrow, rarity: NDArray[np.uint8], weighing: Narrow
) -> CodeModel:
    """The model in whole steps; what a bucket says has its rarity in it."""
    says = weights * (rarity.astype(np.float32) / RARITY_STEPS)[:, None]
    scale = float(np.quantile(np.abs(says[says != 0]), 0.9999)) / STEPS
    loud = np.where(np.abs(says) < SMALLEST * scale, 0.0, says / scale)
    steps = np.clip(np.round(loud), -STEPS, STEPS).astype(np.int8)
    return CodeModel(codes, steps, bias, rarity, scale, weighing)


if __name__ == "__main__":
    main()
