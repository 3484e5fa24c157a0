"""A source without purpose, legal basis, owner and review date cannot be enabled."""

from dataclasses import replace
from datetime import datetime

import pytest

from data import audit, positions, sources
from data.database import Database
from data.errors import MissingPurpose, SourceError
from data.records import NewSource, Source

BUS = NewSource("bus", "register")


def test_a_source_is_found_back(database: Database, source: Source) -> None:
    with database.read() as session:
        assert sources.find(session, "page") == source
        assert sources.find(session, "none") is None


@pytest.mark.parametrize("lacking", ["purpose", "legal_basis", "owner", "review_on"])
def test_enabling_needs_all_four(database: Database, source: Source, now: datetime, lacking: str) -> None:
    new = NewSource(**{**_fields(source), lacking: None if lacking == "review_on" else ""})
    with (
        pytest.raises(MissingPurpose, match=lacking.replace("_on", " date").replace("_", " ")),
        database.begin() as session,
    ):
        sources.register(session, new, now)


def _fields(source: Source) -> dict[str, object]:
    return {name: value for name, value in vars(source).items() if name != "id"}


def test_disabled_may_be_incomplete(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert sources.register(session, BUS, now).enabled is False
        assert sources.every(session, enabled_only=True) == []


def test_registering_again_changes_the_same_row(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        again = sources.register(session, NewSource(**{**_fields(source), "owner": "desk"}), now)
        assert (again.id, again.owner) == (source.id, "desk")
        assert sources.every(session) == [again]


def test_only_changes_reach_the_audit(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        sources.register(session, NewSource(**_fields(source)), now)
        entries = audit.recent(session)
    assert [(entry.action, entry.object) for entry in entries] == [("source registered", "source page")]


@pytest.mark.parametrize("new", [replace(BUS, kind="person"), replace(BUS, name="page")])
def test_no_person_and_no_change_of_kind(
    database: Database, source: Source, now: datetime, new: NewSource
) -> None:
    with pytest.raises(SourceError), database.begin() as session:
        sources.register(session, new, now)


def test_positions_are_kept_per_stream(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        for value in ("1", "2"):
            positions.set_position(session, source, "feed", value, now)
        assert positions.position(session, source, "feed") == "2"
        assert positions.position(session, source, "comments") is None
