"""Finds the questions that recur: the same question in other words and other languages is one group."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nlp.bonds import ALONE, Bonds, atoms, separate, united
from nlp.language_means import LanguageMeans
from nlp.merging import absorb, merge_indistinct
from nlp.nearest import nearest
from nlp.neighbours import closeness_graph, communities
from nlp.same_question import shipped_space
from nlp.themes import with_codes
from nlp.vectors import Labels, Vectors
from nlp.wordings import fold_copies, mean_vectors, number

# Cosines with a group's centre. Measured by leaving out one text, and one group, at a time (docs/models.md).
JOIN = 0.55  # surely the same question
JOIN_SHORT = 0.65  # a short one says less: it joins only what is nearly equal
SHORT = 8  # words
CLOSE = 0.45  # perhaps the same: a person is asked
GAP = 0.05  # two groups this equally near: a person is asked which
CLOSE_GROUPS = 0.6  # two groups that were told apart but are this near: a person is asked
MOST_ASKED = 200  # pairs for a person at a time

NOBODY_SAID = Bonds()


@dataclass(frozen=True)
class Nearby:
    """A row and a known group that may ask the same: "close", or one of two it lies "between"."""

    row: int
    known: int
    cosine: float
    reason: Literal["close", "between"]


@dataclass(frozen=True)
class Joined:
    """The known group each new row joins, or `ALONE`; and what a person should look at."""

    labels: Labels
    nearby: tuple[Nearby, ...]


def group(  # noqa: PLR0913 - what is known of the questions, one sequence each
    vectors: Vectors,
    languages: Sequence[str],
    means: LanguageMeans,
    texts: Sequence[str] | None = None,
    codes: Sequence[Sequence[str]] | None = None,
    bonds: Bonds = NOBODY_SAID,
) -> Labels:
    """The group of every question, numbered from 0 by first appearance; a lone question is its own group.

    `vectors`: shape (n, 384), length 1, as the embedder gives them; `languages`: ISO codes or "und"; `texts`,
    when given, let near-copies be told by their letters too; `codes`, best first, let themes weigh in;
    `bonds`, people's word on pairs of rows, are always obeyed. The same input gives the same groups. 100,000
    questions take less than a minute on two cores and 1.5 GB.
    """
    if not len(vectors):
        return np.arange(0, dtype=np.int64)
    of_atom = atoms(len(vectors), bonds.same)
    centred = means.centre(vectors, languages)
    wording = fold_copies(centred, languages, texts)
    if bonds.same:
        wording = number(united(wording, of_atom).tolist())
    weighed = placed(centred, means.version, codes)
    per_wording = mean_vectors(weighed, wording)
    found = np.zeros(1, dtype=np.int64)
    if len(per_wording) > 1:
        parts = communities(closeness_graph(per_wording))
        found = absorb(per_wording, merge_indistinct(per_wording, parts))
    return number(separate(found[wording], weighed, of_atom, bonds.apart).tolist())


def placed(centred: Vectors, version: str, codes: Sequence[Sequence[str]] | None = None) -> Vectors:
    """Centred vectors in the space where questions are compared, length 1; `version`: of the embedder.

    What was learned is of one embedder; vectors of another are compared as they are, beside their codes.
    """
    space = shipped_space()
    return space.place(centred, codes) if version == space.version else with_codes(centred, codes)


def join(
    centred: Vectors, words: Sequence[int], known: Vectors, barred: Collection[tuple[int, int]] = ()
) -> Joined:
    """What each new question belongs to: a known group when that is sure, none and a word to a person if not.

    `centred`: new questions, language mean removed, shape (n, d); `words`: how long each is; `known`: the
    groups' centres in the same space, shape (groups, d); `barred`: (row, group) that a person ruled out.
    Nothing known moves or merges: ids stay what they were.
    """
    labels = np.full(len(centred), ALONE, dtype=np.int64)
    nearby: list[Nearby] = []
    for start in range(0, len(centred) if len(known) else 0, 256):
        cosines = centred[start : start + 256] @ known.T
        for row, group_ in barred:
            if start <= row < start + len(cosines):
                cosines[row - start, group_] = -1
        for row, of in enumerate(cosines, start=start):
            sure = JOIN_SHORT if words[row] < SHORT else JOIN
            near = _nearby(row, of)
            if near and near[0].reason == "close" and near[0].cosine >= sure:
                labels[row] = near[0].known
            else:
                nearby += near
    return Joined(labels, tuple(nearby))


def close_groups(centres: Vectors) -> list[Nearby]:
    """Pairs of groups whose centres, shape (groups, d), lie so near that a person should look."""
    near, cosine = nearest(centres, 3)
    found = [
        Nearby(int(row), int(near[row, place]), float(cosine[row, place]), "close")
        for row, place in np.argwhere(cosine >= CLOSE_GROUPS)
        if row < near[row, place] or row not in near[near[row, place]]
    ]
    return sorted(found, key=lambda each: (-each.cosine, each.row, each.known))[:MOST_ASKED]


def _nearby(row: int, cosines: Vectors) -> list[Nearby]:
    """The nearest group if it is close, and the next too where that is hardly farther."""
    best = int(cosines.argmax())
    first = float(cosines[best])
    if first < CLOSE:
        return []
    cosines[best] = -2
    other = int(cosines.argmax())
    second = float(cosines[other])
    if second >= CLOSE and first - second < GAP:
        return [Nearby(row, best, first, "between"), Nearby(row, other, second, "between")]
    return [Nearby(row, best, first, "close")]


def regroup(labels: Labels, previous: Sequence[int | None]) -> list[int | None]:
    """For each new group the old id that lives on in it, or None for a new question.

    `previous`: the old id of every question, None for those that had none. Pairs with the largest overlap go
    first, an id goes to one group, the older (lower) id wins a tie: so ids, and what people wrote to them,
    stay with most of their questions when a group splits or two merge.
    """
    overlap = Counter(
        (int(label), old) for label, old in zip(labels, previous, strict=True) if old is not None
    )
    kept: list[int | None] = [None] * (int(labels.max()) + 1 if len(labels) else 0)
    given: set[int] = set()
    for (label, old), _ in sorted(overlap.items(), key=lambda each: (-each[1], each[0][1], each[0][0])):
        if kept[label] is None and old not in given:
            kept[label] = old
            given.add(old)
    return kept
