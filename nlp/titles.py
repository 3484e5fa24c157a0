"""Chooses what a recurring question is called and what it is about."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from data.records import QuestionVector
from nlp.frame.load import load_frame
from nlp.vectors import Vectors

# Longer wordings tell a person's story, shorter ones say too little for a title.
FEWEST, MOST = 3, 25


def title_of(asked: Sequence[QuestionVector], centred: Vectors) -> tuple[str, str]:
    """A title and its language: the wording nearest to the group's centre, of fitting length if there is one.

    `centred`: the vectors of the same questions, in order. A wording with a sensitive code is never a title;
    where there is no other, the title is the code.
    """
    codes = load_frame().codes
    open_to_all = [
        row
        for row, each in enumerate(asked)
        if not any(code in codes and codes[code].sensitive for code in each.codes)
    ]
    if not open_to_all:
        return code_of(asked) or "und", "und"
    nearness = centred @ centred.mean(axis=0)
    best = max(open_to_all, key=lambda row: (_fits(asked[row].text), float(np.round(nearness[row], 5)), -row))
    return " ".join(asked[best].text.split()), asked[best].language


def code_of(asked: Sequence[QuestionVector]) -> str | None:
    """The code that most of the coded questions have first, if at least half of those do; None otherwise."""
    first = Counter(each.codes[0] for each in asked if each.codes)
    if not first:
        return None
    code, count = min(first.items(), key=lambda each: (-each[1], each[0]))
    return code if 2 * count >= first.total() else None


def _fits(text: str) -> bool:
    return FEWEST <= len(text.split()) <= MOST
