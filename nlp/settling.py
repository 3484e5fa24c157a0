"""Writes groups to the store: questions that start, join and move, their centres, names and proposals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from data import question_vectors, questions
from data.database import Session
from data.records import QuestionProposal, QuestionVector
from nlp.language_means import LanguageMeans
from nlp.titles import code_of, names_of, title_of
from nlp.vectors import DIMENSIONS, Labels, Vectors, unit

MOST_WAITING = 500  # proposals kept for a person; the closest stay


@dataclass(frozen=True)
class Groups:
    """Questions with their group: `ids` per label, None for a question that starts.

    `centred`, shape (n, 384): without their language's mean.
    """

    asked: Sequence[QuestionVector]
    centred: Vectors
    labels: Labels
    ids: Sequence[int | None]


@dataclass(frozen=True)
class Written:
    """What was done: counts, the question that each row asks now, and the questions that others joined."""

    counts: dict[str, int]
    question_of_row: Mapping[int, int]
    joined: frozenset[int]


def as_vectors(stored: Sequence[bytes]) -> Vectors:
    """Vectors as the store keeps them, shape (n, 384)."""
    return np.frombuffer(b"".join(stored), dtype=np.float32).reshape(len(stored), DIMENSIONS)


def write(session: Session, found: Groups, version: str, now: datetime) -> Written:
    """Stores the groups of all rows that are still there and were not moved meanwhile."""
    is_now = question_vectors.placed(session, version, [each.item_id for each in found.asked])
    hidden = question_vectors.sensitive(session, version)
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, each in enumerate(found.asked):
        if each.item_id in is_now and is_now[each.item_id] == each.question_id:
            rows_of[int(found.labels[row])].append(row)
    moved: dict[int, int] = {}
    question_of_row: dict[int, int] = {}
    joined: set[int] = set()
    started = 0
    for label, rows in sorted(rows_of.items()):
        question_id = found.ids[label]
        if question_id is None:
            question_id = _start(session, found, rows, hidden, (version, now))
            started += 1
        else:
            joined |= {question_id for row in rows if found.asked[row].question_id != question_id}
        question_of_row |= dict.fromkeys(rows, question_id)
        items = (found.asked[row] for row in rows)
        moved |= {each.item_id: question_id for each in items if each.question_id != question_id}
    questions.assign_many(session, moved)
    counts = {"joined": sum(each in joined for each in moved.values()), "started": started}
    counts["gone"] = questions.remove_empty(session)
    return Written(counts, question_of_row, frozenset(joined))


def describe(session: Session, found: Groups, written: Written, version: str) -> Vectors:
    """Moves centres and renames all questions that were found, every member being a row; gives the centres.

    Shape (questions, 384), in the order of the questions' ids.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, question_id in written.question_of_row.items():
        rows_of[question_id].append(row)
    hidden = question_vectors.sensitive(session, version)
    centre_of = {each: centre(found.centred[rows]) for each, rows in sorted(rows_of.items())}
    question_vectors.set_centres(
        session, {each: row.astype(np.float32).tobytes() for each, row in centre_of.items()}, version
    )
    names = {each: _names(found, rows, hidden) for each, rows in rows_of.items()}
    questions.set_names(session, {each: named for each, named in names.items() if named})
    return np.vstack(list(centre_of.values())) if centre_of else np.empty((0, DIMENSIONS), dtype=np.float32)


def refresh(session: Session, question_ids: Iterable[int], version: str, means: LanguageMeans) -> None:
    """Moves centre and names of questions that changed, from the newest of what asks them."""
    for question_id in sorted(question_ids):
        asked = question_vectors.members(session, question_id, vector_version=version)
        if not asked:
            continue
        centred = means.centre(as_vectors([each.vector for each in asked]), [each.language for each in asked])
        found = Groups(asked, centred, np.zeros(len(asked), dtype=np.int64), [question_id])
        written = Written({}, dict.fromkeys(range(len(asked)), question_id), frozenset())
        describe(session, found, written, version)


def propose(session: Session, rows: Iterable[QuestionProposal], now: datetime) -> None:
    """Puts pairs before a person, beside those that wait already."""
    every = {
        (min(each.question_id, each.other_id), max(each.question_id, each.other_id)): each
        for each in sorted([*questions.waiting(session, limit=MOST_WAITING), *rows], key=_closeness)
    }
    closest = sorted(every.values(), key=_closeness, reverse=True)[:MOST_WAITING]
    questions.propose(session, closest, now)


def centre(centred: Vectors) -> Vectors:
    """The mean direction, shape (384,), length 1."""
    mean: Vectors = unit(centred.mean(axis=0, keepdims=True))[0]
    return mean


def _closeness(each: QuestionProposal) -> float:
    return each.closeness


def _start(
    session: Session, found: Groups, rows: Sequence[int], hidden: set[int], made: tuple[str, datetime]
) -> int:
    version, now = made
    asked = [found.asked[row] for row in rows]
    shown = [row for row in rows if found.asked[row].item_id not in hidden]
    title, language = code_of(asked) or "und", "und"
    if shown:
        title, language = title_of([found.asked[row] for row in shown], found.centred[shown])
    middle = centre(found.centred[rows]).astype(np.float32).tobytes()
    question_id = questions.create(session, title, language, code_of(asked), middle, version, now)
    names = _names(found, rows, hidden)
    if names:
        questions.set_names(session, {question_id: names})
    return question_id


def _names(found: Groups, rows: Sequence[int], hidden: set[int]) -> dict[str, str]:
    shown = [row for row in rows if found.asked[row].item_id not in hidden]
    return names_of([found.asked[row] for row in shown], found.centred[shown]) if shown else {}
