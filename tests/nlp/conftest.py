"""A Page with an empty store, and a hand to put texts in it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from data import items, sources
from data.database import Database
from data.records import NewItem, NewSource, Source

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(sqlite_database: Database) -> Source:
    with sqlite_database.begin() as session:
        return sources.register(session, NewSource("page", "facebook-page"), NOW)


@pytest.fixture
def put(sqlite_database: Database, page: Source) -> Callable[..., None]:
    """Stores texts of the public, or of us, written at a time; the text is its own external id."""

    def make(*texts: str, by: str = "public", at: datetime = NOW) -> None:
        new = [
            NewItem(f"{by}{at}{number}{text}", "comment", by, text, at) for number, text in enumerate(texts)
        ]
        with sqlite_database.begin() as session:
            items.add(session, page, new, NOW)

    return make
