"""Tagging, grouping and watching on a real store."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from data import annotations, items, questions, signals, sources
from data.database import Database
from data.records import NewItem, NewSource, QuestionVector, Source
from nlp import annotate
from nlp.tag import MODEL_VERSION
from nlp.vectors import open_embedder

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DOCTOR = (
    "Hoe vind ik een huisarts in Den Haag?",
    "Jak znaleźć lekarza rodzinnego w Hadze?",
    "Cum găsesc un medic de familie în Haga?",
)
BICYCLE = ("Mijn fiets is gestolen, waar doe ik aangifte?", "Ukradli mi rower, gdzie mam to zgłosić?")
Put = Callable[..., None]


@pytest.fixture
def page(sqlite_database: Database) -> Source:
    with sqlite_database.begin() as session:
        return sources.register(session, NewSource("page", "facebook-page"), NOW)


@pytest.fixture
def put(sqlite_database: Database, page: Source) -> Put:
    """Stores texts of the public, or of us, written at a time; the text is its own external id."""

    def make(*texts: str, by: str = "public", at: datetime = NOW) -> None:
        new = [
            NewItem(f"{by}{at}{number}{text}", "comment", by, text, at) for number, text in enumerate(texts)
        ]
        with sqlite_database.begin() as session:
            items.add(session, page, new, NOW)

    return make


def vectors(database: Database) -> Sequence[QuestionVector]:
    with database.read() as session:
        return annotations.question_vectors(session, vector_version=open_embedder().version)


def groups(database: Database) -> dict[str, int | None]:
    return {each.text: each.question_id for each in vectors(database)}


def test_every_item_is_annotated_once(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, "Bedankt voor het feest")
    assert annotate.annotate(sqlite_database, NOW) == 4
    assert annotate.annotate(sqlite_database, NOW) == 0
    assert annotate.annotate(sqlite_database, NOW, again=True) == 4


def test_an_annotation_says_what_the_tags_say(sqlite_database: Database, put: Put) -> None:
    put(DOCTOR[1])
    annotate.annotate(sqlite_database, NOW)
    with sqlite_database.read() as session:
        found = annotations.current(session, items.recent(session)[0].id)
    assert found is not None
    assert (found.model_version, found.language, found.is_question) == (MODEL_VERSION, "pl", True)
    assert "health.gp" in {code.code for code in found.codes}


def test_where_rules_are_silent_the_vector_names_the_code(sqlite_database: Database, put: Put) -> None:
    put("Где можно бесплатно учить нидерландский?")
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


def test_the_same_question_in_three_languages_is_one(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    assert annotate.group(sqlite_database, NOW) == {"joined": 0, "started": 2, "gone": 0}
    of = groups(sqlite_database)
    assert len({of[text] for text in DOCTOR}) == len({of[text] for text in BICYCLE}) == 1
    assert len(set(of.values())) == 2
    with sqlite_database.read() as session:
        assert set(questions.titles(session).values()) <= {*DOCTOR, *BICYCLE}


def test_grouping_again_changes_nothing(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    annotate.group(sqlite_database, NOW)
    before = groups(sqlite_database)
    for full in (False, True):
        done = annotate.group(sqlite_database, NOW, full=full)
        assert done == {"joined": 0, "started": 0, "gone": 0}
    assert groups(sqlite_database) == before


def test_new_questions_join_or_start_and_ids_stay(sqlite_database: Database, put: Put) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    annotate.group(sqlite_database, NOW)
    before = groups(sqlite_database)
    put(
        "Waar kan ik in Den Haag een huisarts vinden voor mijn gezin?",
        "Wanneer krijg ik mijn vakantiegeld uitbetaald?",
    )
    annotate.annotate(sqlite_database, NOW)
    assert annotate.group(sqlite_database, NOW) == {"joined": 1, "started": 1, "gone": 0}
    after = groups(sqlite_database)
    assert {text: after[text] for text in before} == before
    assert after["Waar kan ik in Den Haag een huisarts vinden voor mijn gezin?"] == before[DOCTOR[0]]


def test_grouping_nothing_is_nothing(sqlite_database: Database) -> None:
    assert annotate.group(sqlite_database, NOW) == {"joined": 0, "started": 0, "gone": 0}


def test_a_question_that_nobody_asks_any_more_is_gone(
    sqlite_database: Database, put: Put, page: Source
) -> None:
    put(*DOCTOR, *BICYCLE)
    annotate.annotate(sqlite_database, NOW)
    annotate.group(sqlite_database, NOW)
    with sqlite_database.begin() as session:
        gone = [each.external_id for each in items.recent(session) if each.text in BICYCLE]
        items.mark_gone(session, page, gone, NOW)
    assert annotate.group(sqlite_database, NOW)["gone"] == 1


def test_a_rise_is_written_once_and_a_quiet_look_clears_it(sqlite_database: Database, put: Put) -> None:
    for week in range(1, 9):
        put(*[f"{DOCTOR[0]} {n}" for n in range(2)], at=NOW - timedelta(weeks=week, days=2))
    put(*[f"{DOCTOR[0]} {n}" for n in range(15)], at=NOW - timedelta(days=2))
    annotate.annotate(sqlite_database, NOW)
    assert annotate.watch(sqlite_database, NOW) == annotate.watch(sqlite_database, NOW) >= 1
    with sqlite_database.read() as session:
        found = signals.latest(session)
    gp = next(each for each in found if each.key == "health.gp")
    assert (gp.kind, gp.language, gp.observed, gp.is_new) == ("code", "nl", 15, False)
    assert (gp.window_start, gp.window_end) == (date(2026, 11, 13), date(2026, 11, 20))


def test_nothing_rises_in_an_empty_store(sqlite_database: Database) -> None:
    assert annotate.watch(sqlite_database, NOW) == 0
