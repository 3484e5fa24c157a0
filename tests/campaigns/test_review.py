"""Review: what is odd is named, an approval is for exactly one text, an edit takes it back."""

from dataclasses import dataclass

import pytest

from campaigns.compose import LANGUAGES, Request, Where, draft
from campaigns.review import DEMO_REVIEWER, approve, approve_in_demo, findings
from data import messages
from data.database import Database
from data.errors import WrongState
from data.messages import MessageView, NewVariant

from .conftest import NOW


@dataclass(frozen=True)
class Guess:
    code: str
    confidence: float = 0.99


@pytest.fixture
def message(sqlite_database: Database) -> MessageView:
    """A draft on registration in all languages."""
    with sqlite_database.begin() as session:
        request = Request("registration.bsn", "token", "planner")
        made = [draft(session, request, LANGUAGES, Where(), NOW) for _ in range(2)]
        assert made[0] == made[1]
        found = messages.find(session, made[0])
    assert found is not None
    return found


def test_a_draft_has_every_language_and_nothing_is_approved(message: MessageView) -> None:
    assert {variant.language for variant in message.variants} == set(LANGUAGES)
    assert {(v.provenance, v.review_state) for v in message.variants} == {("template", "draft")}
    assert [findings(message, v, lambda _, v=v: Guess(v.language)) for v in message.variants] == [()] * 10


def test_oddities_are_named(sqlite_database: Database, message: MessageView) -> None:
    polish = next(v for v in message.variants if v.language == "pl")
    with sqlite_database.begin() as session:
        new = NewVariant("pl", "Zarejestruj się w urzędzie.", "human")
        messages.edit_variant(session, polish.id, new, "editor", NOW)
        messages.edit_source(session, message.id, message.source_text + " Nieuw.", "editor", NOW)
        edited = messages.find(session, message.id)
    assert edited is not None
    variant = next(v for v in edited.variants if v.language == "pl")
    assert [f.key for f in findings(edited, variant, lambda _: Guess("cs"))] == ["term", "language", "stale"]


def test_an_approval_is_for_the_text_that_was_read(sqlite_database: Database, message: MessageView) -> None:
    read = message.variants[0]
    with sqlite_database.begin() as session:
        new = NewVariant(read.language, "Andere woorden.", "human")
        messages.edit_variant(session, read.id, new, "editor", NOW)
    with pytest.raises(WrongState, match="read it again"), sqlite_database.begin() as session:
        approve(session, read, "reviewer", NOW)


def test_an_approval_in_the_demo_says_so(sqlite_database: Database, message: MessageView) -> None:
    with sqlite_database.begin() as session:
        approve_in_demo(session, message.variants[0].id, NOW)
        approve(session, message.variants[1], "Maria", NOW)
        found = messages.find(session, message.id)
    assert found is not None
    assert [v.reviewed_by for v in found.variants[:2]] == [DEMO_REVIEWER, "Maria"]
    assert "demo" in DEMO_REVIEWER
