"""A message is made once, and every change of its text takes the approval away."""

from datetime import datetime

import pytest

from data import audit, messages
from data.database import Database
from data.errors import NotFound, WrongState
from data.messages import MessageView, NewVariant

VARIANTS = [NewVariant("bg", "Здравейте", "template"), NewVariant("pl", "Dzień dobry", "human")]


def create(database: Database, now: datetime, click: str = "m-1") -> MessageView:
    with database.begin() as session:
        made = messages.create(
            session,
            code="registration.bsn",
            source_language="nl",
            source_text="Goedendag",
            variants=VARIANTS,
            valid_until=None,
            client_token=click,
            actor="planner",
            now=now,
        )
        found = messages.find(session, made)
    assert found
    return found


def view(database: Database, message_id: int) -> MessageView:
    with database.read() as session:
        found = messages.find(session, message_id)
    assert found
    return found


def test_the_same_click_makes_one_message(database: Database, now: datetime) -> None:
    first = create(database, now)
    assert create(database, now) == first
    other = create(database, now, "m-2")
    with database.read() as session:
        assert [message.id for message in messages.every(session)] == [other.id, first.id]


def test_variants_start_as_drafts(database: Database, now: datetime) -> None:
    found = create(database, now)
    assert [(each.language, each.text, each.provenance) for each in found.variants] == [
        ("bg", "Здравейте", "template"),
        ("pl", "Dzień dobry", "human"),
    ]
    assert {(each.review_state, each.follows_source) for each in found.variants} == {("draft", True)}


def test_a_changed_source_makes_every_variant_stale(database: Database, now: datetime) -> None:
    found = create(database, now)
    with database.begin() as session:
        messages.approve(session, found.variants[0].id, "reviewer", now)
        messages.edit_source(session, found.id, "Goedendag", "editor", now)
        assert messages.find(session, found.id) != found  # approved, and the same text changed nothing
        messages.edit_source(session, found.id, "Goedemorgen", "editor", now)
    after = view(database, found.id)
    assert {(each.review_state, each.follows_source) for each in after.variants} == {("stale", False)}


def test_approving_again_after_a_change(database: Database, now: datetime) -> None:
    found = create(database, now)
    polish = found.variants[1].id
    with database.begin() as session:
        messages.edit_source(session, found.id, "Goedemorgen", "editor", now)
        messages.edit_variant(session, polish, NewVariant("pl", "Witam", "human"), "editor", now)
        messages.approve(session, polish, "reviewer", now)
    variant = view(database, found.id).variants[1]
    assert (variant.review_state, variant.follows_source, variant.reviewed_by) == (
        "approved",
        True,
        "reviewer",
    )
    assert (variant.text, variant.reviewed_at) == ("Witam", now)


def test_a_reviewer_approves_what_was_read(database: Database, now: datetime) -> None:
    found = create(database, now)
    variant = found.variants[1]
    with database.begin() as session:
        messages.edit_variant(session, variant.id, NewVariant("pl", "Witam", "human"), "editor", now)
        with pytest.raises(WrongState, match="read it again"):
            messages.approve(session, variant.id, "reviewer", now, seen_hash=variant.text_hash)
    assert view(database, found.id).variants[1].review_state == "draft"


def test_another_language_is_another_variant(database: Database, now: datetime) -> None:
    found = create(database, now)
    with database.begin() as session, pytest.raises(ValueError, match="is in pl"):
        messages.edit_variant(session, found.variants[1].id, NewVariant("ro", "Bună", "human"), "e", now)


def test_what_is_not_there_is_said(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert messages.find(session, 99) is None
        for attempt in (messages.edit_source, messages.approve):
            with pytest.raises(NotFound):
                attempt(session, 99, "x", *(("editor",) if attempt is messages.edit_source else ()), now)


def test_approval_is_audited(database: Database, now: datetime) -> None:
    found = create(database, now)
    with database.begin() as session:
        messages.approve(session, found.variants[0].id, "reviewer", now)
        entry = audit.recent(session, 1)[0]
    assert (entry.actor, entry.action, entry.detail["language"]) == ("reviewer", "variant approved", "bg")
