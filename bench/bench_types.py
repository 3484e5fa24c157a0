"""How well types are told, and who asks: with a question mark and without, by language.

`types_dev.jsonl` may be looked at when the word lists are improved; of `types_held_out.jsonl` only counts
are shown. "Asked" is the share of true questions seen, "not meant" the share of texts with a question mark
that ask nothing and are taken for questions all the same; beside each its 95 % interval (Wilson 1927). Our
own questions and statements follow, and what it costs.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from nlp import words
from nlp.claims import claims
from nlp.kinds import kind
from nlp.questions import is_question
from nlp.tag import tag
from nlp.topics import Reading
from nlp.type_model import judge

DATA = Path(__file__).parent / "data"
TYPES = ("question", "problem", "complaint", "rumour", "offer", "thanks", "other")
Row = dict[str, Any]


def main() -> None:
    """Print everything."""
    for half in ("dev", "held_out"):
        rows = read(DATA / f"types_{half}.jsonl")
        print(f"\n{half}: {len(rows)} texts, language given")
        print_types(rows)
        print_asking(rows)
    for half in ("dev", "held_out"):
        rows = [row | {"is_question": True} for row in read(DATA / f"questions_{half}.jsonl")]
        print(f"\nquestions_{half}:")
        print_asking(rows)
    own()
    cost(read(DATA / "types_dev.jsonl"))


def print_types(rows: Sequence[Row]) -> None:
    """Accuracy over all and per language, and which type was taken for which."""
    said = [(row, told(row)[1]) for row in rows]
    right = sum(row["type"] == found for row, found in said)
    print(f"type right {share(right, len(rows))}")
    by_language: dict[str, list[bool]] = defaultdict(list)
    for row, found in said:
        by_language[row["language"]].append(row["type"] == found)
    print("  ".join(f"{language} {sum(hits)}/{len(hits)}" for language, hits in sorted(by_language.items())))
    table = Counter((row["type"], found) for row, found in said)
    print(f"{'told as →':10}" + "".join(f"{name:>10}" for name in TYPES))
    for name in TYPES:
        print(f"{name:10}" + "".join(f"{table[name, other]:10}" for other in TYPES))


def print_asking(rows: Iterable[Row]) -> None:
    """Questions seen with and without their mark, and texts taken for questions."""
    counts: Counter[tuple[bool, bool, bool]] = Counter()
    for row in rows:
        mark = "?" in row["text"] or "؟" in row["text"]
        counts[mark, row["is_question"], told(row)[0]] += 1
    for mark, name in ((True, "with ?"), (False, "without ?")):
        seen, lost = counts[mark, True, True], counts[mark, True, False]
        taken, left = counts[mark, False, True], counts[mark, False, False]
        print(f"{name:10} asked {share(seen, seen + lost)}   not meant {share(taken, taken + left)}")


def told(row: Row) -> tuple[bool, str]:
    """Whether the text of a row asks, and its type."""
    reading = Reading(row["language"], row.get("romanised", False))
    asks = is_question(row["text"], reading)
    return asks, kind(judge(row["text"], reading), asks=asks)


def own() -> None:
    """Per language, detection included: questions as written and without marks; statements taken for one."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for row in read(DATA / "questions_own.jsonl"):
        bare = row["text"].replace("?", "").replace("¿", "")
        for key in (row["lang"], "all"):
            counts[key][0] += 1
            counts[key][1] += tag(row["text"]).is_question
            counts[key][2] += tag(bare).is_question
    for row in read(DATA / "statements_own.jsonl"):
        for key in (row["language"], "all"):
            counts[key][3] += 1
            counts[key][4] += tag(row["text"]).is_question
    print("\nown questions seen | seen without marks | of | statements taken for questions | of")
    for key, (asked, seen, bare_seen, stated, wrong) in sorted(counts.items(), key=_all_last):
        print(f"{key:4} {seen:3} {bare_seen:3} {asked:3} | {wrong:3} {stated:3}")


def cost(rows: Sequence[Row]) -> None:
    """Milliseconds a text for asking, type and claims together, words once split."""
    fresh = [row | {"text": row["text"] + " "} for row in rows]  # never read before, so not remembered
    for row in rows:
        told(row)
    split = [words.split(row["text"]) for row in fresh]
    started = time.perf_counter()
    for row, said in zip(fresh, split, strict=True):
        told(row)
        claims(said, Reading(row["language"]))
    print(f"\n{(time.perf_counter() - started) / len(rows) * 1000:.3f} ms a text: asks, type and claims")


def share(part: int, whole: int) -> str:
    """`part/whole` as a share with its 95 % interval (Wilson), or a dash when there is nothing to count."""
    if not whole:
        return "–"
    low, high = interval(part, whole)
    return f"{part / whole:.3f} [{low:.3f}, {high:.3f}] ({part}/{whole})"


def interval(part: int, whole: int) -> Iterator[float]:
    """Both ends of Wilson's 95 % interval."""
    z = 1.96
    middle = (part + z * z / 2) / (whole + z * z)
    half = z / (whole + z * z) * sqrt(part * (whole - part) / whole + z * z / 4)
    return iter((max(0.0, middle - half), min(1.0, middle + half)))


def read(file: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _all_last(each: tuple[str, object]) -> tuple[bool, str]:
    return each[0] == "all", each[0]


if __name__ == "__main__":
    main()
