"""How well codes and questions are told, by language, on our own sentences (bench/data/topics_own.jsonl).

Half `a` may be looked at when the word lists are improved, half `b` only counted. Three readings of the
codes: the right one named first, named at all, and its category named first; beside them how many of the
texts about nothing stay uncoded. Then the second line alone (every sentence against the examples) and the
third (vectors). Who asks is measured in bench_types.py.

The same hand wrote word lists and sentences: figures for comparing versions, not for promising.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nlp import resemblance
from nlp.code_centres import CLOSE_ENOUGH, by_vector
from nlp.cyrillic import to_cyrillic
from nlp.tag import Tagged, tag
from nlp.vectors import open_embedder
from nlp.words import split

DATA = Path(__file__).parent / "data"
ROWS = DATA / "topics_own.jsonl"
Counts = dict[str, list[int]]


def main() -> None:
    """Print everything."""
    rows = read(ROWS)
    for half in ("a", "b"):
        report([row for row in rows if row["half"] == half], f"half {half}")
    started = time.perf_counter()
    for row in rows:
        tag(row["text"])
    print(f"{len(rows) / (time.perf_counter() - started):.0f} texts/s, detection included")
    second_line(rows)
    third_line(rows)


def second_line(rows: Iterable[dict[str, Any]]) -> None:
    """What the nearest example alone would say, at and above its threshold."""
    close = [(row["code"], resemblance.nearest(split(row["text"]))) for row in rows]
    named = [(code, found) for code, found in close if found]
    right = sum(code == found.code for code, found in named)
    print(f"nearest example ≥ {resemblance.CLOSE_ENOUGH}: {right} of {len(named)} right ({len(close)} texts)")


def third_line(rows: Sequence[dict[str, Any]]) -> None:
    """What vectors alone would say, at and above their threshold; they are asked where rules are silent."""
    embedder, said = open_embedder(), [tag(row["text"]) for row in rows]
    read_as = [
        to_cyrillic(row["text"], tagged.language) if tagged.romanised else row["text"]
        for row, tagged in zip(rows, said, strict=True)
    ]
    found = [
        (row["code"], by_vector(vector, tagged.language, version=embedder.version))
        for row, tagged, vector in zip(rows, said, embedder.embed(read_as), strict=True)
    ]
    named = [(code, codes[0].code) for code, codes in found if codes]
    right = sum(code == first for code, first in named)
    print(f"vector ≥ {CLOSE_ENOUGH}: {right} of {len(named)} right ({len(rows)} texts)")


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def report(rows: Iterable[dict[str, Any]], title: str) -> None:
    """One table: per language first, named, category, uncoded, question, language."""
    counts: Counts = defaultdict(lambda: [0] * 9)
    for row in rows:
        for key in (row["language"], "all"):
            add(counts[key], row, tag(row["text"]))
    print(f"\n{title}: code first | named | category first | nothing left uncoded | question | language")
    for key, c in sorted(counts.items(), key=_all_last):
        print(
            f"{key:4} {c[1]:3}/{c[0]:3} {c[2]:3} {c[3]:3} | {c[5]:2}/{c[4]:2} | {c[7]:3}/{c[6]:3} | {c[8]:3}"
        )
    c = counts["all"]
    print(f"code first {c[1] / c[0]:.3f}, named {c[2] / c[0]:.3f}, category {c[3] / c[0]:.3f}, ", end="")
    print(f"question {c[7] / c[6]:.3f}, language {c[8] / c[6]:.3f}")


def _all_last(each: tuple[str, object]) -> tuple[bool, str]:
    return each[0] == "all", each[0]


def add(counts: list[int], row: dict[str, Any], tagged: Tagged) -> None:
    """Count one row: coded, first, named, category, empty, left empty, rows, question and language right."""
    named = [match.code for match in tagged.codes]
    if row["code"]:
        counts[0] += 1
        counts[1] += named[:1] == [row["code"]]
        counts[2] += row["code"] in named
        counts[3] += bool(named) and named[0].split(".")[0] == row["code"].split(".")[0]
    else:
        counts[4] += 1
        counts[5] += not named
    counts[6] += 1
    counts[7] += tagged.is_question == row["question"]
    counts[8] += tagged.language == row["language"]


if __name__ == "__main__":
    main()
