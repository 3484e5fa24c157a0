"""How well codes are told, by language, on sentences of our own.

`bench/data/topics_own.jsonl`: half `a` may be looked at when the word lists are improved, half `b` only
counted; the hand that wrote the word lists wrote it too. `codes_dev.jsonl` may be tuned on,
`codes_held_out.jsonl` is only counted; another hand wrote both without having seen the word lists. Three
readings: the right code named first, named at all, and its category named first; beside them how many of the
texts about nothing stay uncoded. Then likeness alone, and words with vectors; who asks: bench_types.py.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nlp import code_model
from nlp.code_centres import settled
from nlp.cyrillic import to_cyrillic
from nlp.tag import Tagged, tag
from nlp.vectors import open_embedder
from nlp.words import split

DATA = Path(__file__).parent / "data"
ROWS = DATA / "topics_own.jsonl"
SETS = ("codes_dev.jsonl", "codes_held_out.jsonl")
Counts = dict[str, list[int]]


def main() -> None:
    """Print everything."""
    rows = read(ROWS)
    for half in ("a", "b"):
        report([row for row in rows if row["half"] == half], f"half {half}")
    for name in SETS:
        report(read(DATA / name), name)
    started = time.perf_counter()
    for row in rows:
        tag(row["text"])
    print(f"{len(rows) / (time.perf_counter() - started):.0f} texts/s, detection included")
    second_line(rows)
    for name in SETS:
        third_line(read(DATA / name))


def second_line(rows: Sequence[dict[str, Any]]) -> None:
    """What likeness alone would say (`nlp/code_model.py`), which is weighed beside the rules."""
    coded = [row for row in rows if row["code"]]
    best = [code_model.likeness(split(row["text"]).folded).best(1)[0][0] for row in coded]
    right = sum(row["code"] == code for row, code in zip(coded, best, strict=True))
    print(f"likeness alone: {right} of {len(coded)} right")


def third_line(rows: Sequence[dict[str, Any]]) -> None:
    """What words and vectors say together, of every text: `bereik analyse --group` asks questions alone."""
    embedder, said = open_embedder(), [tag(row["text"]) for row in rows]
    read_as = [
        to_cyrillic(row["text"], tagged.language) if tagged.romanised else row["text"]
        for row, tagged in zip(rows, said, strict=True)
    ]
    both = [
        settled(tagged, vector, version=embedder.version).codes
        for tagged, vector in zip(said, embedder.embed(read_as), strict=True)
    ]
    right = [
        codes[0].code == row["code"] for row, codes in zip(rows, both, strict=True) if row["code"] and codes
    ]
    silent = [not codes for row, codes in zip(rows, both, strict=True) if not row["code"]]
    coded = sum(bool(row["code"]) for row in rows)
    print(f"with vectors: first {_share(sum(right), coded)}, uncoded {_share(sum(silent), len(silent))}")


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def report(rows: Iterable[dict[str, Any]], title: str) -> None:
    """One table: per language first, named, category, uncoded, language."""
    counts: Counts = defaultdict(lambda: [0] * 8)
    for row in rows:
        for key in (row["language"], "all"):
            add(counts[key], row, tag(row["text"]))
    print(f"\n{title}: code first | named | category first | nothing left uncoded | language")
    for key, c in sorted(counts.items(), key=_all_last):
        print(f"{key:4} {c[1]:3}/{c[0]:3} {c[2]:3} {c[3]:3} | {c[5]:3}/{c[4]:3} | {c[7]:3}/{c[6]:3}")
    c = counts["all"]
    print(
        f"code first {_share(c[1], c[0])}, named {_share(c[2], c[0])}, category {_share(c[3], c[0])}, "
        f"uncoded {_share(c[5], c[4])}, language {_share(c[7], c[6])}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _all_last(each: tuple[str, object]) -> tuple[bool, str]:
    return each[0] == "all", each[0]


def add(counts: list[int], row: dict[str, Any], tagged: Tagged) -> None:
    """Count one row: coded, first, named, category, empty, left empty, rows, language right."""
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
    counts[7] += tagged.language == row["language"]


if __name__ == "__main__":
    main()
