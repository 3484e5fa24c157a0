"""Channels, communities, switches, leases and suggestions: small tables, written again and again."""

from datetime import date, datetime, timedelta

import pytest

from data import audit, channels, communities, leases, suggestions, switches
from data.database import Database
from data.errors import NotFound
from data.records import Community, NewSuggestion, Source


def test_a_channel_is_changed_by_name(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        first = channels.register(session, "page", "facebook-page", source.id, "1", False, now)
        again = channels.register(session, "page", "facebook-page", source.id, "1", True, now)
        assert channels.every(session) == [again]
        assert channels.find(session, "page") == again
        assert channels.find(session, "none") is None
    assert (first.id, first.live, again.live) == (again.id, False, True)


def test_communities_by_size(database: Database) -> None:
    polish = Community("pl", 20_000, 25_000, "CBS", date(2025, 1, 1))
    with database.begin() as session:
        communities.put(session, Community("pl", 1, 2, "guess", date(2020, 1, 1)))
        for each in (Community("bg", 9_000, 14_000, "CBS", date(2025, 1, 1)), polish):
            communities.put(session, each)
        assert communities.every(session)[0] == polish
        assert len(communities.every(session)) == 2


def test_a_band_has_its_low_end_first(database: Database) -> None:
    with database.begin() as session, pytest.raises(ValueError, match="no band"):
        communities.put(session, Community("pl", 5, 2, "CBS", date(2025, 1, 1)))


def test_a_switch_is_flipped_and_audited(database: Database, now: datetime) -> None:
    with database.begin() as session:
        assert switches.get(session, "pause_all", "off") == "off"
        for value in ("on", "off", "on"):
            switches.put(session, "pause_all", value, "admin", now)
        assert switches.get(session, "pause_all", "off") == "on"
        assert audit.recent(session, 1)[0].detail == {"value": "on"}


def test_a_lease_is_held_prolonged_and_given_back(database: Database, now: datetime) -> None:
    soon, later = now + timedelta(minutes=1), now + timedelta(minutes=2)
    with database.begin() as session:
        assert leases.take(session, "collect", "one", now, soon)
        assert not leases.take(session, "collect", "two", now, soon)
        assert leases.take(session, "collect", "one", now, later)
        assert not leases.take(session, "collect", "two", soon, later)
        leases.give_back(session, "collect", "two")
        assert not leases.take(session, "collect", "two", soon, later)
        leases.give_back(session, "collect", "one")
        assert leases.take(session, "collect", "two", soon, later)


def test_a_lease_that_ran_out_is_free(database: Database, now: datetime) -> None:
    soon = now + timedelta(minutes=1)
    with database.begin() as session:
        leases.take(session, "collect", "one", now, soon)
        assert leases.take(session, "collect", "two", soon, soon)


def gap(code: str, score: float, language: str = "bg") -> NewSuggestion:
    return NewSuggestion(code, language, score, (("asked", score), ("reach", 0.5)))


def test_suggestions_are_ranked_and_replaced(database: Database, now: datetime) -> None:
    with database.begin() as session:
        suggestions.replace(session, [gap("a.a", 1), gap("b.b", 3), gap("c.c", 2)], now)
        suggestions.replace(session, [gap("a.a", 9), gap("b.b", 3)], now)
        assert [(each.code, each.score) for each in suggestions.open(session)] == [("a.a", 9), ("b.b", 3)]
        assert suggestions.open(session, 1)[0].reasons == (("asked", 9.0), ("reach", 0.5))
        suggestions.replace(session, [gap("c.c", 5)], now)
        assert [each.code for each in suggestions.open(session)] == ["c.c"]
        suggestions.replace(session, [], now)
        assert suggestions.open(session) == []


def test_what_a_planner_decided_stays(database: Database, now: datetime) -> None:
    with database.begin() as session:
        suggestions.replace(session, [gap("a.a", 1)], now)
        (one,) = suggestions.open(session)
        suggestions.set_state(session, one.id, "dismissed", "planner", now)
        suggestions.replace(session, [gap("a.a", 7)], now)
        found = suggestions.find(session, one.id)
        assert suggestions.open(session) == []
    assert found
    assert (found.state, found.score) == ("dismissed", 7)


def test_no_such_suggestion_or_state(database: Database, now: datetime) -> None:
    with database.begin() as session:
        with pytest.raises(NotFound):
            suggestions.set_state(session, 5, "planned", "planner", now)
        with pytest.raises(ValueError, match="no state"):
            suggestions.set_state(session, 5, "done", "planner", now)  # type: ignore[arg-type]
