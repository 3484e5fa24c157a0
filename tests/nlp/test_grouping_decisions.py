"""Grouping over many runs: ids stay, people's decisions stand, and what is not sure is asked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from data import annotations, items, language_means, question_vectors, questions
from data.database import Database
from data.records import CodeScore, NewAnnotation
from nlp import grouping
from nlp.vectors import DIMENSIONS, Vectors, unit

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
Put = Callable[..., None]
Ask = Callable[..., list[int]]


class Planted:
    """An embedder in name alone: the tests put the vectors into the store."""

    version = "planted"

    def embed(self, texts: object) -> Vectors:
        raise AssertionError("every vector is in the store already")


def direction(theme: int, noise: float, seed: int) -> Vectors:
    """A vector of a theme; `noise` 0.7 gives a cosine of .82 with its middle."""
    middle = unit(np.random.default_rng(theme).normal(size=(1, DIMENSIONS)).astype(np.float32))
    around = unit(np.random.default_rng(1000 + seed).normal(size=(1, DIMENSIONS)).astype(np.float32))
    return unit(middle + np.float32(noise) * around)[0]


def words(seed: int, count: int = 9) -> str:
    """A text like no other: letters must not decide here."""
    letters = np.random.default_rng(seed).integers(97, 123, size=(count, 6))
    return " ".join("".join(map(chr, row)) for row in letters)


@pytest.fixture
def ask(sqlite_database: Database, put: Put) -> Ask:
    """Stores one question of each theme, at cosines that `noise` sets; gives the items' ids."""
    calls = iter(range(1_000_000))

    def make(*themes: int, noise: float = 0.7, language: str = "nl", **said: object) -> list[int]:
        made = []
        for theme in themes:
            call = next(calls)
            put(str(said.get("text") or words(call)), at=NOW + timedelta(minutes=call))
            with sqlite_database.begin() as session:
                item = items.untagged(session, "planted")[0].id
                vector = direction(theme, noise, call).tobytes()
                annotations.add(session, [annotation(item, language, vector, **said)], NOW)
            made.append(item)
        return made

    return make


def annotation(item: int, language: str, vector: bytes, **said: object) -> NewAnnotation:
    code = said.get("code")
    codes = (CodeScore(str(code), 1.0),) if code else ()
    hidden = bool(said.get("sensitive"))
    return NewAnnotation(
        item, "planted", language, 1.0, False, "question", True, hidden, codes, (), (), vector, "planted"
    )


def group(database: Database, full: bool = False) -> dict[str, int]:
    return grouping.group(database, NOW, full=full, embedder=Planted())


def where(database: Database) -> dict[int, int | None]:
    with database.read() as session:
        return question_vectors.placed(session, "planted")


def test_ids_stay_over_ten_runs(sqlite_database: Database, ask: Ask) -> None:
    ask(*[0, 1, 2, 3] * 3)
    group(sqlite_database)
    seen = where(sqlite_database)
    assert len(set(seen.values())) == 4
    for run in range(10):
        ask(run % 4, 5 + run)
        group(sqlite_database, full=run in (4, 9))
        now = where(sqlite_database)
        assert {item: now[item] for item in seen} == seen
        seen = now
    assert len(set(seen.values())) == 14


def test_a_merge_survives_every_regroup(sqlite_database: Database, ask: Ask) -> None:
    first, *_, second = ask(0, 0, 0, 1, 1, 1)
    group(sqlite_database)
    at = where(sqlite_database)
    with sqlite_database.begin() as session:
        questions.merge(session, at[first] or 0, at[second] or 0, "officer", NOW)
    ask(0, 1, 2)
    for full in (False, True):
        group(sqlite_database, full=full)
        at = where(sqlite_database)
        assert at[first] == at[second]
    assert list(at.values()) == [at[first]] * 8 + [at[max(at)]]


def test_a_split_survives_every_regroup(sqlite_database: Database, ask: Ask) -> None:
    asked = ask(0, 0, 0, 0, 0)
    group(sqlite_database)
    with sqlite_database.begin() as session:
        made = questions.split(session, where(sqlite_database)[asked[0]] or 0, asked[3:], "officer", NOW)
    ask(0, 0)
    for full in (False, True):
        group(sqlite_database, full=full)
        at = where(sqlite_database)
        assert {at[item] for item in asked[3:]} == {made}
        assert made not in {at[item] for item in asked[:3]}


def test_a_question_without_items_is_gone_and_a_moved_centre_is_made_anew(
    sqlite_database: Database, ask: Ask
) -> None:
    first, second = ask(0, 1)
    group(sqlite_database)
    at = where(sqlite_database)
    with sqlite_database.begin() as session:
        questions.merge(session, at[first] or 0, at[second] or 0, "officer", NOW)
        assert len(questions.stale(session)) == 1
    group(sqlite_database)
    with sqlite_database.read() as session:
        assert questions.stale(session) == []
        assert len(questions.centres(session, "planted")) == 1


def test_what_is_close_is_asked_until_it_is_answered(sqlite_database: Database, ask: Ask) -> None:
    first, *_ = ask(0, 0, 0, 7, 8, 9)
    group(sqlite_database)
    (new,) = ask(0, noise=1.2)
    assert group(sqlite_database) == {"joined": 0, "started": 1, "gone": 0}
    at = where(sqlite_database)
    with sqlite_database.begin() as session:
        (asked,) = questions.waiting(session)
        assert (asked.question_id, asked.other_id, asked.reason) == (at[first], at[new], "close")
        questions.answer(session, asked.question_id, asked.other_id, False, "officer", NOW)
    for full in (False, True):
        group(sqlite_database, full=full)
        with sqlite_database.read() as session:
            assert questions.waiting(session) == []
        assert where(sqlite_database)[first] != where(sqlite_database)[new]


def test_the_very_same_text_joins_however_short(sqlite_database: Database, ask: Ask) -> None:
    (first,) = ask(0, text="waar bus")
    group(sqlite_database)
    ask(1, 2, 3)
    (again,) = ask(0, noise=3.0, text="waar bus")
    group(sqlite_database)
    assert where(sqlite_database)[first] == where(sqlite_database)[again]


def test_short_ones_do_not_join_unless_nearly_equal(sqlite_database: Database, ask: Ask) -> None:
    ask(0, 0, 0, 0, noise=0.5)
    group(sqlite_database)
    short, equal = *ask(0, noise=1.2, text="bus of tram"), *ask(0, noise=0.5, text="waar is bus")
    group(sqlite_database)
    at = where(sqlite_database)
    assert at[equal] == at[1]
    assert at[short] != at[1]


def test_names_are_dutch_and_english_and_never_what_few_may_read(sqlite_database: Database, ask: Ask) -> None:
    ask(0, language="nl", text="waar staat de bus vandaag", sensitive=True)
    ask(0, language="nl", text="waar kan ik de bus vinden", noise=0.9)
    ask(0, language="en", text="where is the bus today", noise=0.9)
    ask(0, language="pl", text="gdzie stoi autobus dzisiaj")
    group(sqlite_database)
    with sqlite_database.read() as session:
        (found,) = questions.summaries(session, since=NOW, now=NOW + timedelta(days=1))
    assert dict(found.names) == {"nl": "waar kan ik de bus vinden", "en": "where is the bus today"}
    assert found.title == "gdzie stoi autobus dzisiaj"


def test_a_persons_name_stays(sqlite_database: Database, ask: Ask) -> None:
    (item,) = ask(0, text="waar kan ik de bus vinden")
    group(sqlite_database)
    with sqlite_database.begin() as session:
        questions.rename(session, where(sqlite_database)[item] or 0, "De bus", None, "officer", NOW)
    group(sqlite_database, full=True)
    with sqlite_database.read() as session:
        (found,) = questions.summaries(session, since=NOW, now=NOW + timedelta(days=1))
    assert found.names["nl"] == "De bus"


def test_means_are_frozen_at_the_first_full_group(sqlite_database: Database, ask: Ask) -> None:
    ask(0, 1, 2)
    group(sqlite_database)
    with sqlite_database.read() as session:
        frozen = language_means.find(session, "planted")
    ask(3, 4)
    group(sqlite_database)
    with sqlite_database.read() as session:
        assert language_means.find(session, "planted") == frozen
    assert frozen is not None
    assert {language: texts for language, (_, texts) in frozen.items()} == {"nl": 3, "": 3}
