"""Tagging on a real store."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from data import annotations, items, question_vectors
from data.database import Database
from data.records import QuestionVector
from nlp import annotate
from nlp.tag import model_version
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


def test_every_item_is_annotated_once(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, "Bedankt voor het feest")
    assert annotate.annotate(sqlite_database, NOW) == 4
    assert annotate.annotate(sqlite_database, NOW) == 0
    assert annotate.annotate(sqlite_database, NOW, way=annotate.Way(again=True)) == 4


def test_an_annotation_says_what_the_tags_say(sqlite_database: Database, put: Put) -> None:
    put(DOCTOR[1])
    annotate.annotate(sqlite_database, NOW)
    with sqlite_database.read() as session:
        found = annotations.current(session, items.recent(session)[0].id)
    assert found is not None
    assert (found.model_version, found.language, found.is_question) == (model_version(), "pl", True)
    assert "health.gp" in {code.code for code in found.codes}


def test_where_rules_are_silent_the_vector_names_the_code(sqlite_database: Database, put: Put) -> None:
    put("¿Dónde aprendo a hablar como la gente de aquí?")
    annotate.annotate(sqlite_database, NOW)
    with sqlite_database.read() as session:
        found = annotations.current(session, items.recent(session)[0].id)
    assert found is not None
    assert [code.code for code in found.codes] == ["language.lessons"]
    assert found.codes[0].matched[0].startswith("≈ ")


def test_questions_of_the_public_get_vectors_ours_and_statements_do_not(
    sqlite_database: Database, put: Put
) -> None:
    put(DOCTOR[0], "Bedankt voor het feest")
    put("Heb je vragen over de huisarts?", by="us")
    annotate.annotate(sqlite_database, NOW)
    (found,) = vectors(sqlite_database)
    assert np.array_equal(np.frombuffer(found.vector, np.float32), open_embedder().embed([DOCTOR[0]])[0])


def test_a_stopped_run_is_taken_up_again(
    sqlite_database: Database, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "ITEMS_AT_ONCE", 2)
    put(*DOCTOR, *BICYCLE)

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate.annotate(sqlite_database, NOW, progress=stop)
    assert annotate.annotate(sqlite_database, NOW) == 3


def test_a_source_in_polish_is_a_prior_for_its_next_item(sqlite_database: Database, put: Put) -> None:
    put(*[f"{DOCTOR[1]} {number}" for number in range(8)])
    annotate.annotate(sqlite_database, NOW)
    put("ok dzieki")
    annotate.annotate(sqlite_database, NOW)
    with sqlite_database.read() as session:
        newest = max(items.recent(session), key=lambda item: item.id)
        found = annotations.current(session, newest.id)
    assert found is not None
    assert found.language == "pl"
