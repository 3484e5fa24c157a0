"""What the store's tests share: a Page as source, and ways to make items and annotations short."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data import annotations, items, sources
from data.database import Database
from data.records import CodeScore, NewAnnotation, NewItem, NewSource, Source

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
VECTOR = bytes(384 * 4)


@pytest.fixture
def now() -> datetime:
    """Friday 20 November 2026, 10:00 in The Hague."""
    return NOW


@pytest.fixture
def source(database: Database) -> Source:
    """The info point's own Page, enabled."""
    new = NewSource(
        name="page",
        kind="facebook-page",
        purpose="answer questions",
        legal_basis="public task",
        owner="communication",
        review_on=date(2027, 6, 1),
        enabled=True,
    )
    with database.begin() as session:
        return sources.register(session, new, NOW)


@pytest.fixture
def asked() -> Callable[..., NewItem]:
    """Makes a comment of the public; every field can be given."""

    def make(external_id: str, text: str = "Hoe krijg ik een BSN?", **fields: Any) -> NewItem:
        given = {"kind": "comment", "author_kind": "public", "created_at": NOW, **fields}
        return NewItem(external_id=external_id, text=text, **given)

    return make


@pytest.fixture
def said() -> Callable[..., NewAnnotation]:
    """Makes an annotation: a Polish question about the BSN unless told otherwise."""

    def make(item_id: int, codes: tuple[str, ...] = ("registration.bsn",), **fields: Any) -> NewAnnotation:
        given = {
            "model_version": "rules-1",
            "language": "pl",
            "confidence": 0.9,
            "romanised": False,
            "type": "question",
            "is_question": True,
            "sensitive": False,
            "vector": VECTOR,
            "vector_version": "v1",
            **fields,
        }
        scores = tuple(CodeScore(code, 0.8, ("bsn",)) for code in codes)
        return NewAnnotation(item_id=item_id, codes=scores, **given)

    return make


@pytest.fixture
def put(
    database: Database, source: Source, asked: Callable[..., NewItem], said: Callable[..., NewAnnotation]
) -> Callable[..., list[int]]:
    """Stores n annotated questions of one language and code, created at one time; gives their ids."""
    numbers = iter(range(1_000_000))

    def make(
        n: int = 1, *, at: datetime = NOW, into: Source = source, text: str = "BSN?", **annotation: Any
    ) -> list[int]:
        new = [asked(f"put-{next(numbers)}", text, created_at=at) for _ in range(n)]
        with database.begin() as session:
            items.add(session, into, new, NOW)
            ids = [item.id for item in items.untagged(session, "rules-1", limit=n)]
            annotations.add(session, [said(item_id, **annotation) for item_id in ids], NOW)
        return ids

    return make


@pytest.fixture
def bus(database: Database) -> Source:
    """The bus's register, not enabled."""
    with database.begin() as session:
        return sources.register(session, NewSource("bus", "register"), NOW)


@pytest.fixture
def sqlite_source(sqlite_database: Database) -> Source:
    """A source in the database that is surely SQLite."""
    with sqlite_database.begin() as session:
        return sources.register(session, NewSource("register", "register"), NOW)
