"""Decides for each new question of the store whether it joins a known one, starts one, or needs a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.records import QuestionLink, QuestionProposal, QuestionVector
from nlp.bonds import ALONE, Bonds, settle
from nlp.language_means import LanguageMeans
from nlp.recurring import Nearby, group, join
from nlp.settling import Groups, Written, as_vectors
from nlp.vectors import Labels, Vectors


@dataclass(frozen=True)
class Known:
    """What new questions meet.

    Ids and centres (shape (questions, 384), means of languages taken off) of recurring questions, people's
    links, the question of every linked item, and of every new item whose very text was asked before.
    """

    ids: Sequence[int]
    centres: Vectors
    links: Sequence[QuestionLink]
    question_of_linked: Mapping[int, int]
    question_of_copy: Mapping[int, int]


def place(
    fresh: Sequence[QuestionVector], known: Known, means: LanguageMeans
) -> tuple[Groups, tuple[Nearby, ...]]:
    """The groups of new questions, and what lies near those that did not surely join.

    Labels 0 … k - 1 are the known questions, in order; what does not join is grouped among itself.
    """
    vectors, languages = as_vectors([each.vector for each in fresh]), [each.language for each in fresh]
    centred = means.centre(vectors, languages)
    label_of = {question_id: label for label, question_id in enumerate(known.ids)}
    linked = [item for item, at in sorted(known.question_of_linked.items()) if at in label_of]
    placed = [label_of[known.question_of_linked[item]] for item in linked]
    row_of = {each.item_id: row for row, each in enumerate(fresh)}
    bonds = bonds_of(known.links, row_of | {item: len(fresh) + at for at, item in enumerate(linked)})
    barred = _barred(bonds, placed, len(fresh))
    found = join(centred, [len(each.text.split()) for each in fresh], known.centres, barred)
    wished = found.labels.copy()
    for item, question_id in known.question_of_copy.items():
        if question_id in label_of and (row_of[item], label_of[question_id]) not in barred:
            wished[row_of[item]] = label_of[question_id]
    labels = settle(wished, placed, bonds)
    labels, started = _with_new_groups(labels, fresh, vectors, means, known)
    return Groups(fresh, centred, labels, [*known.ids, *[None] * started]), found.nearby


def proposals(near: Sequence[Nearby], found: Groups, written: Written) -> list[QuestionProposal]:
    """What a person should look at, of the new questions that started one of their own."""
    pairs: dict[tuple[int, int], QuestionProposal] = {}
    for each in sorted(near, key=lambda each: each.cosine):
        other = found.ids[each.known]
        question_id = written.question_of_row.get(each.row)
        if other is None or question_id is None or found.ids[int(found.labels[each.row])] is not None:
            continue
        pairs[other, question_id] = QuestionProposal(other, question_id, each.cosine, each.reason)
    return list(pairs.values())


def bonds_of(links: Sequence[QuestionLink], row_of: Mapping[int, int]) -> Bonds:
    """People's links as bonds of rows; links of items that have no row are left out."""
    known = [each for each in links if each.item_a in row_of and each.item_b in row_of]
    same = [(row_of[each.item_a], row_of[each.item_b]) for each in known if each.same]
    return Bonds(same, [(row_of[each.item_a], row_of[each.item_b]) for each in known if not each.same])


def weighing(asked: QuestionVector) -> tuple[str, ...]:
    """The codes that weigh in when a question is grouped: those that its own vector did not tell."""
    return () if asked.by_vector else asked.codes


def _barred(bonds: Bonds, placed: Sequence[int], new: int) -> set[tuple[int, int]]:
    """(new row, label) that a person ruled out."""
    pairs = [(min(pair), max(pair)) for pair in bonds.apart]
    return {(row, placed[other - new]) for row, other in pairs if row < new <= other}


def _with_new_groups(
    labels: Labels, fresh: Sequence[QuestionVector], vectors: Vectors, means: LanguageMeans, known: Known
) -> tuple[Labels, int]:
    """Labels in which those that wait have a group among themselves; and how many groups that started."""
    alone = np.flatnonzero(labels == ALONE)
    if not len(alone):
        return labels, 0
    asked = [fresh[row] for row in alone.tolist()]
    bonds = bonds_of(known.links, {each.item_id: row for row, each in enumerate(asked)})
    texts, codes = [each.text for each in asked], [weighing(each) for each in asked]
    among = group(vectors[alone], [each.language for each in asked], means, texts, codes, bonds)
    found = labels.copy()
    found[alone] = len(known.ids) + among
    return found, int(among.max()) + 1
