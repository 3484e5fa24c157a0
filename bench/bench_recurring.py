"""Measures how well recurring questions are found: B-cubed, strangers kept out, time and memory.

    python bench/bench_recurring.py [SET.jsonl …] [--detect] [--scale N]

Each line of a set: {"text", "language" or "lang", "group" or "group_id"}. Without a path: the sets of
`bench/data`. `--detect` uses the detected language instead of the given one, as the product does. `--scale
100000` groups so many made-up questions, which takes about a minute on two idle cores; by default 10,000.
"""

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from figures import b_cubed

from nlp.language import detect
from nlp.language_means import adapt, shipped_means
from nlp.recurring import group, join
from nlp.tag import tag
from nlp.vectors import DIMENSIONS, Labels, Vectors, open_embedder, unit
from nlp.wordings import mean_vectors

DATA = Path(__file__).parent / "data"
SETS = ("own", "general_own", "everyday_own", "bank_own", "dev", "held_out")
STRANGERS = ("statements_own", "chatter_own", "social_dev")
LANGUAGES = ("nl", "pl", "bg", "ro", "tr", "en", "uk", "ru", "hu", "es")


@dataclass(frozen=True)
class Scale:
    """Grouping so many questions: seconds (clock, processors), bytes, B-cubed F1; and joining one."""

    count: int
    different: int
    groups: int
    seconds: float
    processor_seconds: float
    memory: float
    f1: float
    join_seconds: float


@dataclass(frozen=True)
class Asked:
    """Texts with language, true group and codes of the rules."""

    name: str
    texts: list[str]
    languages: list[str]
    truth: list[str]
    codes: list[list[str]]


def pair_recall(
    truth: Sequence[Hashable], languages: Sequence[str], found: Sequence[Hashable]
) -> tuple[int, int]:
    """Of the pairs that ask the same in two languages: how many are in one group, and how many there are."""
    rows_of: dict[Hashable, list[int]] = defaultdict(list)
    for row, label in enumerate(truth):
        rows_of[label].append(row)
    pairs = [
        (one, other)
        for rows in rows_of.values()
        for one, other in combinations(rows, 2)
        if languages[one] != languages[other]
    ]
    return sum(found[one] == found[other] for one, other in pairs), len(pairs)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sets_of(path: Path, *, detect_language: bool) -> list[Asked]:
    """The set, or one per kind where a file has several."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(path):
        by_kind[row.get("kind", "")].append(row)
    return [_asked(f"{path.stem} {kind}".strip(), rows, detect_language) for kind, rows in by_kind.items()]


def _asked(name: str, rows: Sequence[dict[str, Any]], detect_language: bool) -> Asked:
    texts = [row["text"] for row in rows]
    languages = [detect(text).code for text in texts]
    if not detect_language:
        languages = [row.get("language") or row["lang"] for row in rows]
    spoken = zip(texts, languages, strict=True)
    codes = [[match.code for match in tag(text, language_hint=language).codes] for text, language in spoken]
    return Asked(name, texts, languages, [row.get("group") or row["group_id"] for row in rows], codes)


def measure(asked: Asked, strangers: Sequence[str]) -> None:
    """Prints a line by vectors alone, one with codes, and one with strangers among them."""
    vectors = open_embedder().embed(asked.texts)
    means = adapt(shipped_means(), vectors, asked.languages)
    print(f"{asked.name}: {len(asked.texts)} texts, {len(set(asked.truth))} true groups")
    for what, codes in (("vectors alone", None), ("with codes", asked.codes)):
        labels = group(vectors, asked.languages, means, asked.texts, codes).tolist()
        precision, recall, f1 = b_cubed(asked.truth, labels)
        met, pairs = pair_recall(asked.truth, asked.languages, labels)
        print(
            f"  {what:13} {max(labels) + 1:4} groups, B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
            f"pairs across languages {met}/{pairs}"
        )
    _measure_strangers(asked, vectors, strangers)


def _measure_strangers(asked: Asked, vectors: Vectors, strangers: Sequence[str]) -> None:
    """Adds what is no question of the set: how much of it falls in with one."""
    spoken = asked.languages + [detect(text).code for text in strangers]
    every = np.vstack([vectors, open_embedder().embed(strangers)])
    codes = asked.codes + [[match.code for match in tag(text).codes] for text in strangers]
    labels = group(every, spoken, adapt(shipped_means(), every, spoken), [*asked.texts, *strangers], codes)
    with_questions = set(labels[: len(asked.texts)].tolist())
    joined = sum(label in with_questions for label in labels[len(asked.texts) :].tolist())
    f1 = b_cubed(asked.truth, labels[: len(asked.texts)].tolist())[2]
    print(f"  with strangers: {joined} of {len(strangers)} joined (target < 2 %), F1 {f1:.3f}")


def made_up(count: int) -> tuple[Vectors, list[str], list[str], Labels]:
    """Questions of Zipf-like groups, a quarter of them copies: vectors, languages, texts, true groups."""
    random = np.random.default_rng(5)
    groups = count // 4
    size = 1 / np.arange(1, groups + 1) ** 0.9
    truth = random.choice(groups, size=count, p=size / size.sum()).astype(np.int64)
    spoken = random.choice(len(LANGUAGES), size=count)
    middles = unit(random.normal(size=(groups, DIMENSIONS)).astype(np.float32))
    means = shipped_means()
    offset = np.vstack([means.by_language[each] for each in LANGUAGES])
    vectors = np.empty((count, DIMENSIONS), dtype=np.float32)
    for start in range(0, count, 10_000):
        part = slice(start, start + 10_000)
        noise = unit(random.normal(size=vectors[part].shape).astype(np.float32)) * np.float32(0.8)
        vectors[part] = unit(offset[spoken[part]] + unit(middles[truth[part]] + noise) * np.float32(0.5))
    words = ["".join(map(chr, row)) for row in random.integers(97, 123, size=(9000, 6))]
    texts = [" ".join(words[word] for word in row) for row in random.integers(len(words), size=(count, 9))]
    last: dict[tuple[int, int], int] = {}
    for row, key in enumerate(zip(truth.tolist(), spoken.tolist(), strict=True)):
        if key in last and random.random() < 0.25:
            vectors[row], texts[row] = vectors[last[key]], texts[last[key]]
        last[key] = row
    return vectors, [LANGUAGES[each] for each in spoken], texts, truth


def measure_scale(count: int) -> Scale:
    """Groups made-up questions, then lets a hundred new ones meet them, one by one."""
    vectors, languages, texts, truth = made_up(count)
    means = adapt(shipped_means(), vectors, languages)
    started, worked = time.perf_counter(), time.process_time()
    labels = group(vectors, languages, means, texts)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    f1 = b_cubed(truth.tolist(), labels.tolist())[2]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    centred = means.centre(vectors, languages)
    known = mean_vectors(centred, labels)
    started = time.perf_counter()
    for row in range(100):
        join(centred[row : row + 1], [9], known)
    each = (time.perf_counter() - started) / 100
    return Scale(count, len(set(texts)), len(known), seconds, worked, most, f1, each)


def print_scale(scale: Scale) -> None:
    """Three lines."""
    print(f"scale: {scale.count:,} made-up questions, {scale.different:,} different, F1 {scale.f1:.3f}")
    print(
        f"  {scale.seconds:.1f} s by the clock, {scale.processor_seconds:.1f} s of processors, "
        f"at most {scale.memory / 1e9:.2f} GB in memory"
    )
    print(f"  one new question among {scale.groups:,} groups: {1000 * scale.join_seconds:.1f} ms")


def main(paths: Iterable[Path], *, detect_language: bool, scale: int) -> None:
    strangers = [row["text"] for each in STRANGERS for row in read(DATA / f"{each}.jsonl")]
    for path in paths:
        for asked in sets_of(path, detect_language=detect_language):
            measure(asked, strangers)
    if scale:
        print_scale(measure_scale(scale))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    shipped = [DATA / f"questions_{each}.jsonl" for each in SETS]
    parser.add_argument("sets", nargs="*", type=Path, default=shipped)
    parser.add_argument("--detect", action="store_true")
    parser.add_argument("--scale", type=int, default=10_000, help="0: leave it out")
    given = parser.parse_args()
    main(given.sets, detect_language=given.detect, scale=given.scale)
