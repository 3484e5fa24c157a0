"""Measures how well recurring questions are found: B-cubed precision, recall and F1 against given groups.

    python bench/bench_recurring.py [SET.jsonl …] [--detect]

Each line of a set: {"text", "lang", "group_id"}. Without a path: the own set of independent wordings.
`--detect` uses the detected language instead of the given one, as the product does.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

from nlp.language import detect
from nlp.language_means import adapt, shipped_means
from nlp.recurring import group
from nlp.tag import tag
from nlp.vectors import open_embedder

OWN = Path(__file__).parent / "data" / "questions_own.jsonl"


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 over items (Bagga & Baldwin 1998, "Entity-Based Cross-Document Coreferencing
    Using the Vector Space Model", COLING-ACL; as in Amigó et al. 2009, Information Retrieval 12:461-486).
    """
    both = Counter(zip(truth, found, strict=True))
    of_truth, of_found = Counter(truth), Counter(found)
    precision = sum(n * n / of_found[label] for (_, label), n in both.items()) / len(truth)
    recall = sum(n * n / of_truth[label] for (label, _), n in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(path: Path, *, detect_language: bool) -> None:
    """Prints two lines for one set: by vectors alone, and with the codes of the rules as the product does."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts, languages = [row["text"] for row in rows], [row["lang"] for row in rows]
    if detect_language:
        languages = [detect(text).code for text in texts]
    codes = [
        [match.code for match in tag(text, language_hint=language).codes]
        for text, language in zip(texts, languages, strict=True)
    ]
    started = time.perf_counter()
    vectors = open_embedder().embed(texts)
    speed = len(rows) / (time.perf_counter() - started)
    truth = [row["group_id"] for row in rows]
    print(f"{path.name}: {len(rows)} texts, {len(set(truth))} true groups, {speed:.0f} texts/s embedded")
    for what, weighed in (("vectors alone", None), ("with codes", codes)):
        started = time.perf_counter()
        labels = group(vectors, languages, adapt(shipped_means(), vectors, languages), texts, weighed)
        seconds = time.perf_counter() - started
        precision, recall, f1 = b_cubed(truth, labels.tolist())
        print(
            f"  {what:13} {labels.max() + 1:4} groups, B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, "
            f"in {seconds:.2f} s"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, default=[OWN])
    parser.add_argument("--detect", action="store_true")
    given = parser.parse_args()
    for each in given.sets:
        measure(each, detect_language=given.detect)
