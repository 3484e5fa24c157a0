"""Groups the questions of the store: the same question, in any language, has one id that stays.

Everything here may be repeated: what is done is not done again. What people decided is always obeyed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import numpy as np

from data import language_means, question_links, question_vectors, questions
from data.database import Database, Session
from data.records import QuestionProposal, QuestionVector
from nlp.arrivals import Known, bonds_of, place, proposals, weighing
from nlp.bonds import Pairs
from nlp.language_means import LanguageMeans, adapt, shipped_means
from nlp.recurring import close_groups, regroup
from nlp.recurring import group as group_vectors
from nlp.settling import Groups, Written, as_vectors, describe, propose, refresh, write
from nlp.vectors import DIMENSIONS, Embedder, Vectors, open_embedder

AT_ONCE = 5000
# So many texts give means that no later text should move; until then each full regroup estimates them anew.
ENOUGH_TEXTS = 5000
OVERALL = ""  # what the store calls the mean of all languages
NOTHING = {"joined": 0, "started": 0}


def group(
    database: Database, now: datetime, *, full: bool = False, embedder: Embedder | None = None
) -> dict[str, int]:
    """Lets questions join a recurring question or start one; gives counts: items
    that joined, questions that started, questions that nobody asks any more.

    What is grouped stays where it is, so ids stay what people know; only what is new is read, and the centres
    of what is known. A new question joins when that is sure; where it is not, it starts one of its own and a
    person is asked. `full` groups everything anew, as does a run in which more questions are new than known:
    then each id goes on with most of its questions.
    """
    version = (embedder or open_embedder()).version
    with database.read() as session:
        fresh = _pages(question_vectors.ungrouped, session, version)
        known = question_vectors.count_grouped(session, version)
        frozen = language_means.find(session, version)
    if full or frozen is None or len(fresh) > known:
        return _group_anew(database, version, now)
    means = _thawed(version, frozen)
    with database.begin() as session:
        refresh(session, questions.stale(session), version, means)
        if not fresh:
            return NOTHING | {"gone": questions.remove_empty(session)}
    with database.read() as session:
        known_questions = _known(session, version, fresh)
    found, near = place(fresh, known_questions, means)
    with database.begin() as session:
        written = write(session, found, version, now)
        refresh(session, written.joined, version, means)
        propose(session, proposals(near, found, written), now)
    return written.counts


def _group_anew(database: Database, version: str, now: datetime) -> dict[str, int]:
    """Groups all questions, and freezes the means of languages for the runs that follow."""
    with database.read() as session:
        asked = _pages(question_vectors.every, session, version)
        links, frozen = question_links.every(session), language_means.find(session, version)
    if not asked:
        with database.begin() as session:
            return NOTHING | {"gone": questions.remove_empty(session)}
    vectors, languages = as_vectors([each.vector for each in asked]), [each.language for each in asked]
    settled = frozen is not None and frozen[OVERALL][1] >= ENOUGH_TEXTS
    means = _thawed(version, frozen) if settled and frozen else adapt(_shipped(version), vectors, languages)
    bonds = bonds_of(links, {each.item_id: row for row, each in enumerate(asked)})
    texts, codes = [each.text for each in asked], [weighing(each) for each in asked]
    labels = group_vectors(vectors, languages, means, texts, codes, bonds)
    ids = regroup(labels, [each.question_id for each in asked])
    found = Groups(asked, means.centre(vectors, languages), labels, ids)
    with database.begin() as session:
        if not settled:
            language_means.freeze(session, version, _frozen(means, languages), now)
        written = write(session, found, version, now)
        centres = describe(session, found, written, version)
        questions.propose(session, _close(centres, written, bonds.apart), now)
    return written.counts


def _close(centres: Vectors, written: Written, apart: Pairs) -> list[QuestionProposal]:
    """Pairs of questions that were told apart but lie near each other, for a person to look at."""
    ids = sorted(set(written.question_of_row.values()))  # in the order of the centres
    at = written.question_of_row
    answered = {frozenset((at[one], at[other])) for one, other in apart if one in at and other in at}
    pairs = [(ids[each.row], ids[each.known], each.cosine) for each in close_groups(centres)]
    return [
        QuestionProposal(one, other, cosine, "close")
        for one, other, cosine in pairs
        if frozenset((one, other)) not in answered
    ]


def _known(session: Session, version: str, fresh: Sequence[QuestionVector]) -> Known:
    centres = questions.centres(session, version)
    links = question_links.every(session)
    linked = {item for each in links for item in (each.item_a, each.item_b)}
    at = question_vectors.placed(session, version, linked)
    return Known(
        ids=[question_id for question_id, _ in centres],
        centres=as_vectors([centre for _, centre in centres]),
        links=links,
        question_of_linked={item: question_id for item, question_id in at.items() if question_id is not None},
        question_of_copy=question_vectors.questions_of_copies(session, [each.item_id for each in fresh]),
    )


def _shipped(version: str) -> LanguageMeans:
    """The shipped table, or nothing known yet for an embedder it was not made with."""
    shipped = shipped_means()
    if shipped.version == version:
        return shipped
    return LanguageMeans(version, {}, np.zeros(DIMENSIONS, dtype=np.float32))


def _frozen(means: LanguageMeans, languages: Sequence[str]) -> dict[str, tuple[bytes, int]]:
    every = {**means.by_language, OVERALL: means.overall}
    texts = {language: languages.count(language) for language in every} | {OVERALL: len(languages)}
    return {
        language: (mean.astype(np.float32).tobytes(), texts[language]) for language, mean in every.items()
    }


def _thawed(version: str, frozen: dict[str, tuple[bytes, int]]) -> LanguageMeans:
    means = {language: np.frombuffer(mean, dtype=np.float32) for language, (mean, _) in frozen.items()}
    overall = means.pop(OVERALL)
    return LanguageMeans(version, means, overall)


def _pages(find: Callable[..., list[QuestionVector]], session: Session, version: str) -> list[QuestionVector]:
    found: list[QuestionVector] = []
    while page := find(
        session, vector_version=version, after_id=found[-1].item_id if found else 0, limit=AT_ONCE
    ):
        found += page
    return found
