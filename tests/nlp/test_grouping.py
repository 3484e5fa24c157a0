"""Grouping on a real store."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from data import items, question_vectors, questions
from data.database import Database
from data.records import QuestionVector, Source
from nlp import annotate, grouping
from nlp.vectors import open_embedder

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DOCTOR = (
    "Hoe vind ik een huisarts in Den Haag?",
    "Jak znaleźć lekarza rodzinnego w Hadze?",
    "Cum găsesc un medic de familie în Haga?",
)
BICYCLE = ("Mijn fiets is gestolen, waar doe ik aangifte?", "Ukradli mi rower, gdzie mam to zgłosić?")
Put = Callable[..., None]


def vectors(database: Database) -> Sequence[QuestionVector]:
    with database.read() as session:
        return question_vectors.every(session, vector_version=open_embedder().version)


def groups(database: Database) -> dict[str, int | None]:
    return {each.text: each.question_id for each in vectors(database)}


def test_the_same_question_in_three_languages_is_one(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    assert grouping.group(sqlite_database, NOW) == {"joined": 0, "started": 2, "gone": 0}
    of = groups(sqlite_database)
    assert len({of[text] for text in DOCTOR}) == len({of[text] for text in BICYCLE}) == 1
    assert len(set(of.values())) == 2
    with sqlite_database.read() as session:
        assert set(questions.titles(session).values()) <= {*DOCTOR, *BICYCLE}


def test_grouping_again_changes_nothing(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    grouping.group(sqlite_database, NOW)
    before = groups(sqlite_database)
    for full in (False, True):
        done = grouping.group(sqlite_database, NOW, full=full)
        assert done == {"joined": 0, "started": 0, "gone": 0}
    assert groups(sqlite_database) == before


def test_new_questions_join_or_start_and_ids_stay(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    grouping.group(sqlite_database, NOW)
    before = groups(sqlite_database)
    put(
        "Waar kan ik in Den Haag een huisarts vinden voor mijn gezin?",
        "Wanneer krijg ik mijn vakantiegeld uitbetaald?",
    )
    annotate.annotate(sqlite_database, NOW)
    assert grouping.group(sqlite_database, NOW) == {"joined": 1, "started": 1, "gone": 0}
    after = groups(sqlite_database)
    assert {text: after[text] for text in before} == before
    assert after["Waar kan ik in Den Haag een huisarts vinden voor mijn gezin?"] == before[DOCTOR[0]]


def test_grouping_nothing_is_nothing(sqlite_database: Database) -> None:
    assert grouping.group(sqlite_database, NOW) == {"joined": 0, "started": 0, "gone": 0}


def test_a_question_that_nobody_asks_any_more_is_gone(
    sqlite_database: Database, put: Put, page: Source
) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    grouping.group(sqlite_database, NOW)
    with sqlite_database.begin() as session:
        gone = [each.external_id for each in items.recent(session) if each.text in BICYCLE]
        items.mark_gone(session, page, gone, NOW)
    assert grouping.group(sqlite_database, NOW)["gone"] == 1
