"""Groups the questions of the store: the same question, in any language, has one id that stays.

Everything here may be repeated: what is done is not done again.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from data import annotations, questions
from data.database import Database, Session
from data.records import QuestionVector
from nlp.code_centres import by_rules
from nlp.language_means import LanguageMeans, adapt, shipped_means
from nlp.recurring import ALONE, join, regroup
from nlp.recurring import group as group_vectors
from nlp.themes import with_codes
from nlp.titles import code_of, title_of
from nlp.vectors import DIMENSIONS, Embedder, Labels, Vectors, open_embedder, unit
from nlp.wordings import mean_vectors, number

VECTORS_AT_ONCE = 5000


@dataclass(frozen=True)
class _Grouping:
    """All questions with their group: `ids` per label, None for a question that starts.

    `vectors` are the embedder's, `centred` those without language and with themes.
    """

    version: str
    asked: Sequence[QuestionVector]
    vectors: Vectors
    centred: Vectors
    labels: Labels
    ids: Sequence[int | None]


def group(
    database: Database, now: datetime, *, full: bool = False, embedder: Embedder | None = None
) -> dict[str, int]:
    """Lets questions join a recurring question or start one; gives counts: items
    that joined, questions that started, questions that nobody asks any more.

    What is grouped stays where it is, so ids stay what people know. `full` groups everything anew, as does
    a run in which more questions are new than known: then each id goes on with most of its questions. Reads
    all vectors of the embedder's version (1.5 kB each).
    """
    version = (embedder or open_embedder()).version
    with database.read() as session:
        asked = _asked(session, version)
    if not asked:
        return {"joined": 0, "started": 0, "gone": 0}
    vectors = np.vstack([_vector(each) for each in asked])
    languages = [each.language for each in asked]
    means = adapt(_means(version), vectors, languages)
    known = sum(each.question_id is not None for each in asked)
    weighed = [_by_rules(each, version) for each in asked]
    centred = with_codes(means.centre(vectors, languages), [each.codes for each in weighed])
    if full or known < len(asked) - known:
        texts, codes = [each.text for each in asked], [each.codes for each in weighed]
        labels = group_vectors(vectors, languages, means, texts, codes)
        ids = regroup(labels, [each.question_id for each in asked])
    else:
        labels, ids = _join(weighed, vectors, centred, means)
    with database.begin() as session:
        return _write_groups(session, _Grouping(version, asked, vectors, centred, labels, ids), now)


def _means(version: str) -> LanguageMeans:
    """The shipped table, or nothing known yet for an embedder it was not made with."""
    shipped = shipped_means()
    if shipped.version == version:
        return shipped
    return LanguageMeans(version, {}, np.zeros(DIMENSIONS, dtype=np.float32))


def _asked(session: Session, version: str) -> list[QuestionVector]:
    found: list[QuestionVector] = []
    while page := annotations.question_vectors(
        session, vector_version=version, after_id=found[-1].item_id if found else 0, limit=VECTORS_AT_ONCE
    ):
        found += page
    return found


def _by_rules(asked: QuestionVector, version: str) -> QuestionVector:
    """The question with the codes that weigh in when it is grouped."""
    codes = by_rules(asked.codes, asked.text, asked.language, _vector(asked), version=version)
    return replace(asked, codes=tuple(codes))


def _vector(asked: QuestionVector) -> Vectors:
    return np.frombuffer(asked.vector, dtype=np.float32)


def _join(
    asked: Sequence[QuestionVector], vectors: Vectors, centred: Vectors, means: LanguageMeans
) -> tuple[Labels, list[int | None]]:
    """Groups for all: what is known stays, what is new joins the nearest or is grouped among itself."""
    languages = [each.language for each in asked]
    old = [row for row, each in enumerate(asked) if each.question_id is not None]
    new = [row for row, each in enumerate(asked) if each.question_id is None]
    labels = np.zeros(len(asked), dtype=np.int64)
    labels[old] = number([asked[row].question_id for row in old])
    ids: list[int | None] = list(dict.fromkeys(asked[row].question_id for row in old))
    words = [len(asked[row].text.split()) for row in new]
    labels[new] = join(centred[new], words, mean_vectors(centred[old], labels[old]))
    alone = [row for row in new if labels[row] == ALONE]
    if alone:
        texts, codes = [asked[row].text for row in alone], [asked[row].codes for row in alone]
        among = group_vectors(vectors[alone], [languages[row] for row in alone], means, texts, codes)
        labels[alone] = len(ids) + among
        ids += [None] * (int(among.max()) + 1)
    return labels, ids


def _write_groups(session: Session, found: _Grouping, now: datetime) -> dict[str, int]:
    """Stores the groups of all questions that are still there and were not moved meanwhile."""
    is_now = {each.item_id: each.question_id for each in _asked(session, found.version)}
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, each in enumerate(found.asked):
        if each.item_id in is_now and is_now[each.item_id] == each.question_id:
            rows_of[int(found.labels[row])].append(row)
    question_of: dict[int, int] = {}
    joined = started = 0
    for label, rows in sorted(rows_of.items()):
        question_id = found.ids[label]
        if question_id is None:
            question_id = _start(session, found, rows, now)
            started += 1
        elif any(found.asked[row].question_id != question_id for row in rows):
            questions.set_centre(session, question_id, _centre(found, rows), found.version)
        else:
            continue
        moved = [each for each in (found.asked[row] for row in rows) if each.question_id != question_id]
        question_of |= {each.item_id: question_id for each in moved}
        joined += 0 if found.ids[label] is None else len(moved)
    questions.assign_many(session, question_of)
    return {"joined": joined, "started": started, "gone": questions.remove_empty(session)}


def _start(session: Session, found: _Grouping, rows: Sequence[int], now: datetime) -> int:
    asked = [found.asked[row] for row in rows]
    title, language = title_of(asked, found.centred[rows])
    centre = _centre(found, rows)
    return questions.create(session, title, language, code_of(asked), centre, found.version, now)


def _centre(found: _Grouping, rows: Sequence[int]) -> bytes:
    mean: Vectors = unit(found.vectors[rows].mean(axis=0, keepdims=True))
    return mean.astype(np.float32).tobytes()
