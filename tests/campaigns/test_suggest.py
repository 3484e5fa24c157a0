"""Suggestions from the store: what was asked, said by us, claimed and reached, and what is kept of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaigns.gaps import CLAIM_CODES
from campaigns.suggest import suggest
from data import annotations, communities, items, measurements, questions, signals, sources, suggestions
from data.database import Database
from data.records import (
    CodeScore,
    Community,
    Measurement,
    NewAnnotation,
    NewItem,
    NewSignal,
    NewSource,
    Source,
)
from nlp.frame.load import load_frame

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Town:
    """A database with one Page, filled by the tests."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.n = 0
        with database.begin() as session:
            self.page: Source = sources.register(session, NewSource("page", "facebook-page"), NOW)

    def put(
        self, n: int, code: str, language: str, *, by: Any = "public", days: int = 3, claim: str = ""
    ) -> str:
        kind: Any = "page_post" if by == "us" else "comment"
        new = [NewItem(f"{self.n + k}", kind, by, "tekst", NOW - timedelta(days=days)) for k in range(n)]
        self.n += n
        with self.database.begin() as session:
            items.add(session, self.page, new, NOW)
            said = NewAnnotation(
                0, "t", language, 0.9, False, "question", True, False, (CodeScore(code, 0.9),)
            )
            said = replace(said, claims=(claim,) if claim else ())
            todo = items.untagged(session, "t", limit=n)
            annotations.add(session, [replace(said, item_id=item.id) for item in todo], NOW)
        return new[-1].external_id

    def ask(self, n: int, code: str, language: str, state: Any) -> int:
        first = self.n
        self.put(n, code, language)
        with self.database.begin() as session:
            made = questions.create(session, "Hoe?", "nl", code, bytes(1536), "v1", NOW)
            known = {item.external_id: item.id for item in items.recent(session, limit=1000)}
            questions.assign_many(session, {known[str(first + k)]: made for k in range(n)})
            questions.set_state(session, made, state, "officer", NOW)
        return made

    def views(self, external_id: str, number: int) -> None:
        row = Measurement("post_media_view", "lifetime", NOW.date(), number, NOW, external_id)
        with self.database.begin() as session:
            measurements.add(session, self.page, [row], NOW)

    def suggested(self) -> dict[tuple[str, str], dict[str, float]]:
        return {(each.code, each.language): dict(each.reasons) for each in suggest(self.database, NOW)}


@pytest.fixture
def town(sqlite_database: Database) -> Town:
    """An empty town."""
    return Town(sqlite_database)


def test_what_is_asked_often_and_not_answered_comes_first(town: Town) -> None:
    town.put(30, "taxes.tax_return", "bg")
    town.put(30, "taxes.tax_return", "pl")
    town.put(2, "taxes.tax_return", "pl", by="us")
    found = suggest(town.database, NOW)
    assert [each.language for each in found] == ["bg", "pl"]
    assert dict(found[1].reasons) == {"questions": 30, "posts": 2}


def test_old_questions_other_languages_and_a_few_people_suggest_nothing(town: Town) -> None:
    town.put(30, "taxes.tax_return", "bg", days=40)
    town.put(30, "taxes.tax_return", "pt")
    town.put(4, "work.contract", "ro")
    assert town.suggested() == {}


def test_a_claim_points_to_the_topic_that_answers_it(town: Town) -> None:
    town.put(8, "money.debts", "bg", claim="accountant_needed")
    assert town.suggested()["taxes.tax_return", "bg"] == {"few_questions": 0, "no_posts": 0, "claims": 8}


def test_a_signal_adds_how_much_it_rises(town: Town) -> None:
    town.put(9, "health.gp", "uk")
    end = date(2026, 11, 20)
    signal = NewSignal("code", "health.gp", "uk", end - timedelta(days=7), end, 9, 3.0, 1.4, 6.0, 0.01, False)
    with town.database.begin() as session:
        signals.add(session, [signal], NOW)
    assert town.suggested()["health.gp", "uk"]["rising"] == 1.4


def test_a_language_reached_less_than_its_size_is_a_reason(town: Town) -> None:
    for language, seen in (("pl", 1000), ("bg", 100)):
        town.views(town.put(1, "work.hours", language, by="us"), seen)
        town.put(8, "work.contract", language)
        with town.database.begin() as session:
            communities.put(session, Community(language, 1000, 2000, "CBS", date(2026, 1, 1)))
    found = town.suggested()
    assert found["work.contract", "bg"]["reach_gap"] == 5.0
    assert "reach_gap" not in found["work.contract", "pl"]


def test_unanswered_recurring_questions_count_and_are_named(town: Town) -> None:
    ids = town.ask(6, "health.gp", "uk", "new"), town.ask(18, "health.gp", "uk", "answered")
    found = {(each.code, each.language): each for each in suggest(town.database, NOW)}["health.gp", "uk"]
    assert dict(found.reasons)["unanswered"] == 0.25
    assert found.question_id == ids[0]


def test_suggestions_are_kept_and_go_when_the_gap_goes(town: Town) -> None:
    town.put(9, "health.gp", "uk")
    suggest(town.database, NOW)
    suggest(town.database, NOW + timedelta(days=40))
    with town.database.read() as session:
        assert suggestions.open(session) == []


def test_every_watched_claim_has_a_topic_that_answers_it() -> None:
    frame = load_frame()
    assert set(CLAIM_CODES) == set(frame.claims)
    assert set(CLAIM_CODES.values()) <= set(frame.codes)
