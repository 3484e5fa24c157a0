"""Chooses what a recurring question is called and what it is about."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from data.records import QuestionVector
from nlp import care
from nlp.vectors import Vectors

# Longer wordings tell a person's story, shorter ones say too little for a title.
FEWEST, MOST = 3, 25
NAMED = ("nl", "en")  # the languages of the faces
_PLACEHOLDER = re.compile(r"\[[a-z-]{2,20}\]")


def title_of(asked: Sequence[QuestionVector], centred: Vectors) -> tuple[str, str]:
    """A title and its language: the wording nearest to the group's centre, of fitting length if there is one.

    `centred`: the vectors of the same questions, in order. A wording with a sensitive code is never a title;
    where there is no other, the title is the code.
    """
    open_to_all = _open_to_all(asked)
    if not open_to_all:
        return code_of(asked) or "und", "und"
    best = _most_central(asked, centred, open_to_all)
    return " ".join(asked[best].text.split()), asked[best].language


def names_of(asked: Sequence[QuestionVector], centred: Vectors) -> dict[str, str]:
    """What a question is called in Dutch and English: its most central wording in that language.

    Only a wording that can stand as a name: of fitting length, not sensitive, and without a placeholder of
    redaction if another has none. A language without one is left out: the face then shows the code's label.
    """
    names: dict[str, str] = {}
    fitting = [row for row in _open_to_all(asked) if _fits(asked[row].text)]
    for language in NAMED:
        own = [row for row in fitting if asked[row].language == language]
        if own:
            names[language] = " ".join(asked[_most_central(asked, centred, own)].text.split())
    return names


def code_of(asked: Sequence[QuestionVector]) -> str | None:
    """The code that most of the coded questions have first, if at least half of those do; None otherwise."""
    first = Counter(each.codes[0] for each in asked if each.codes)
    if not first:
        return None
    code, count = min(first.items(), key=lambda each: (-each[1], each[0]))
    return code if 2 * count >= first.total() else None


def _open_to_all(asked: Sequence[QuestionVector]) -> list[int]:
    return [row for row, each in enumerate(asked) if not care.wanted(each.codes)]


def _most_central(asked: Sequence[QuestionVector], centred: Vectors, rows: Sequence[int]) -> int:
    """The row nearest to the centre of them all; the earlier one where two are equally near."""
    nearness = centred @ centred.mean(axis=0)

    def fitness(row: int) -> tuple[bool, bool, float, int]:
        text = asked[row].text
        return _fits(text), not _PLACEHOLDER.search(text), float(np.round(nearness[row], 5)), -row

    return max(rows, key=fitness)


def _fits(text: str) -> bool:
    return FEWEST <= len(text.split()) <= MOST
