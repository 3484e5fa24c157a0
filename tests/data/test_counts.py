"""Counts are exact inside and suppressed at the face; days and weeks are those of Amsterdam."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from data import annotations, counts, items, questions
from data.database import Database
from data.records import NewAnnotation, NewItem, Source

Put = Callable[..., list[int]]
Asked = Callable[..., NewItem]
Said = Callable[..., NewAnnotation]
MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)
THEMES = counts.Themes(
    {"registration.bsn": "administration", "work.agency": "work", "pay.unpaid": "work"},
    {"Wonen": "living"}.get,
)


def test_weeks_begin_on_monday_midnight_in_amsterdam(database: Database, put: Put) -> None:
    put(2, at=datetime(2026, 11, 15, 22, 59, tzinfo=UTC))  # still Sunday
    put(3, at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC))  # Monday 00:00
    with database.read() as session:
        found = counts.weekly_counts(session, "code", MONDAY - timedelta(days=7), SUNDAY)
    last_week = MONDAY - timedelta(days=7)
    assert found == [("registration.bsn", "pl", last_week, 2), ("registration.bsn", "pl", MONDAY, 3)]


def test_the_night_of_the_clock_change(database: Database, put: Put) -> None:
    put(1, at=datetime(2026, 10, 24, 21, 59, tzinfo=UTC))  # Saturday 23:59, summer time
    put(2, at=datetime(2026, 10, 24, 22, 0, tzinfo=UTC))  # Sunday
    put(3, at=datetime(2026, 10, 25, 22, 59, tzinfo=UTC))  # Sunday 23:59, winter time
    put(4, at=datetime(2026, 10, 25, 23, 0, tzinfo=UTC))
    with database.read() as session:
        found = counts.daily_counts(session, "code", date(2026, 10, 24), date(2026, 10, 26))
    assert [(day.day, n) for _, _, day, n in found] == [(24, 1), (25, 5), (26, 4)]


def test_every_code_place_claim_and_question_counts(database: Database, put: Put, now: datetime) -> None:
    ids = put(2, codes=("pay.unpaid", "work.agency"), places=("Laak", "Escamp"), claims=("c1",))
    put(1, codes=(), places=("Laak",), language="bg")
    with database.begin() as session:
        question = questions.create(session, "?", "nl", None, b"", "v1", now)
        questions.assign_many(session, dict.fromkeys(ids, question))
        found = {
            by: [
                (key, language, n) for key, language, _, n in counts.daily_counts(session, by, MONDAY, SUNDAY)
            ]
            for by in ("code", "place", "claim", "question")
        }
    assert found == {
        "code": [("pay.unpaid", "pl", 2), ("work.agency", "pl", 2)],
        "place": [("Escamp", "pl", 2), ("Laak", "bg", 1), ("Laak", "pl", 2)],
        "claim": [("c1", "pl", 2)],
        "question": [(str(question), "pl", 2)],
    }


def test_claims_by_language(database: Database, put: Put) -> None:
    put(12, claims=("accountant_needed",), language="bg")
    put(2, claims=("dutch_only",)), put(1, claims=("dutch_only",), language="bg")
    with database.read() as session:
        found = {each[:2]: each.cell for each in counts.claims(session, MONDAY, SUNDAY)}
    assert found["accountant_needed", "bg"].value == 12
    assert found["dutch_only", "pl"].state == found["dutch_only", "bg"].state == "small"


def test_online_beside_the_register(database: Database, put: Put, bus: Source) -> None:
    put(30), put(10, into=bus), put(12, codes=("work.agency",))
    with database.read() as session:
        found = counts.online_versus_register(session, MONDAY, SUNDAY, THEMES)
    assert [(theme, online.value, register.value) for theme, online, register in found] == [
        ("administration", 30, 10),
        ("work", 12, 0),
    ]


def test_an_item_counts_once_per_theme_and_the_officers_word_wins(
    database: Database, put: Put, bus: Source, asked: Asked, said: Said
) -> None:
    put(6, codes=("work.agency", "pay.unpaid"), into=bus)
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    with database.begin() as session:
        items.add(session, bus, [asked(f"w{n}", theme="Wonen", created_at=now) for n in range(7)], now)
        wrote = [each.id for each in items.recent(session) if each.theme]
        annotations.add(session, [said(each) for each in wrote], now)
        found = counts.online_versus_register(session, MONDAY, SUNDAY, THEMES)
    assert {each.theme: each.register.value for each in found} == {"living": 7, "work": 6}


def test_a_few_at_the_bus_cannot_be_subtracted(database: Database, put: Put, bus: Source) -> None:
    put(30), put(2, into=bus), put(40, codes=("work.agency",)), put(50, codes=("work.agency",), into=bus)
    with database.read() as session:
        (first, second) = counts.online_versus_register(session, MONDAY, SUNDAY, THEMES)
    assert first.register.state == "small"
    assert {first.online.state, second.register.state} == {"hidden"}


def test_our_own_words_are_not_counted(
    database: Database, source: Source, asked: Asked, said: Said, now: datetime
) -> None:
    with database.begin() as session:
        items.add(session, source, [asked("ours", author_kind="us")], now)
        annotations.add(session, [said(items.recent(session)[0].id)], now)
        assert counts.daily_counts(session, "code", MONDAY, SUNDAY) == []
        assert counts.online_versus_register(session, MONDAY, SUNDAY, THEMES) == []


def test_what_was_seen_before_a_day_is_named_as_it_is_counted(database: Database, put: Put) -> None:
    put(2, at=datetime(2026, 11, 1, 9, 0, tzinfo=UTC), codes=("pay.unpaid",), places=("Laak", "Escamp"))
    put(1, language="bg", claims=("c1",))
    with database.read() as session:
        early = {by: counts.seen_before(session, by, MONDAY) for by in ("code", "place", "claim", "language")}
        later = counts.seen_before(session, "claim", SUNDAY)
    places = {("Laak", "pl"), ("Escamp", "pl")}
    assert early == {
        "code": {("pay.unpaid", "pl")},
        "place": places,
        "claim": set(),
        "language": {("pl", "pl")},
    }
    assert later == {("c1", "bg")}


def test_languages_and_sources_are_counted_by_day(database: Database, put: Put, bus: Source) -> None:
    put(2), put(3, into=bus), put(1, language="bg", codes=())
    with database.read() as session:
        spoken = counts.daily_counts(session, "language", MONDAY, SUNDAY)
        by_source = counts.daily_by_source(session, MONDAY, SUNDAY)
    friday = date(2026, 11, 20)
    assert spoken == [("bg", "bg", friday, 1), ("pl", "pl", friday, 5)]
    assert sorted((day, n) for _, day, n in by_source) == [(friday, 3), (friday, 3)]
