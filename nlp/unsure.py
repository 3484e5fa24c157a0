"""The queue for people: what the model is least sure of, one of each kind of text (active learning).

Uncertainty sampling (Lewis & Gale 1994, "A sequential algorithm for training text classifiers"): a text where
the language is a guess, or a code stands near the line at which it is named, teaches most when a person says
what it is. Of texts that are alike only the least sure is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.records import NewAnnotation
from nlp.choosing import LINE
from nlp.words import split

BEGINNING = 5  # letters of a word that count when texts are compared
ALIKE = 0.5  # share of words that two texts have in common (Jaccard) from which one stands for both
FEWEST_LETTERS = 12  # shorter texts teach little
CODE_COUNTS, LANGUAGE_COUNTS, TYPE_COUNTS = 0.5, 0.35, 0.15


@dataclass(frozen=True)
class Unsure:
    """One text to look at: `doubt` in 0-1, and what it is about."""

    item_id: int
    text: str
    doubt: float
    why: str
    language: str
    type: str
    codes: tuple[str, ...]


def queue(rows: Iterable[tuple[str, NewAnnotation]], limit: int) -> list[Unsure]:
    """The most doubtful texts first, at most `limit`, no two alike; `rows` are (text, what is said of it)."""
    doubtful = sorted((_doubt(text, said) for text, said in rows), key=lambda each: -each.doubt)
    chosen: list[Unsure] = []
    shown: list[frozenset[str]] = []
    for each in doubtful:
        words = frozenset(word[:BEGINNING] for word in split(each.text).folded)
        if len(chosen) == limit:
            break
        if len(each.text) < FEWEST_LETTERS or any(_alike(words, other) for other in shown):
            continue
        chosen.append(each)
        shown.append(words)
    return chosen


def _doubt(text: str, said: NewAnnotation) -> Unsure:
    language = 1 - said.confidence
    code = _code_doubt(said)
    kind = 1.0 if said.type == "other" and "?" in text else 0.0
    doubts = {
        "topic": CODE_COUNTS * code,
        "language": LANGUAGE_COUNTS * language,
        "type": TYPE_COUNTS * kind,
    }
    return Unsure(
        said.item_id,
        text,
        round(sum(doubts.values()), 3),
        max(doubts, key=lambda name: doubts[name]),
        said.language,
        said.type,
        tuple(each.code for each in said.codes),
    )


def _code_doubt(said: NewAnnotation) -> float:
    """1 where the first code's chance is at the line, or its rival's is the same; 0 where all is clear."""
    if not said.codes:
        return 0.6 if said.is_question else 0.1  # a question about nothing is often one we do not know yet
    first = said.codes[0].score
    second = said.codes[1].score if len(said.codes) > 1 else 0.0
    near_line = 1 - min(1.0, (first - LINE) / (1 - LINE)) if first >= LINE else 1.0
    return max(near_line, second / first if first else 1.0)


def _alike(words: frozenset[str], other: frozenset[str]) -> bool:
    together = len(words | other)
    return bool(together) and len(words & other) / together >= ALIKE
