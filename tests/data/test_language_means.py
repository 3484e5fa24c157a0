"""Means of languages, once frozen, stay."""

from datetime import datetime

from data import language_means
from data.database import Database


def test_means_are_kept_per_version(database: Database, now: datetime) -> None:
    with database.begin() as session:
        language_means.freeze(session, "v1", {"": (b"all", 9), "pl": (b"pl", 5)}, now)
        assert language_means.find(session, "v1") == {"": (b"all", 9), "pl": (b"pl", 5)}
        assert language_means.find(session, "v2") is None


def test_freezing_again_replaces(database: Database, now: datetime) -> None:
    with database.begin() as session:
        language_means.freeze(session, "v1", {"pl": (b"old", 5), "bg": (b"bg", 3)}, now)
        language_means.freeze(session, "v1", {"pl": (b"new", 50)}, now)
        assert language_means.find(session, "v1") == {"pl": (b"new", 50), "bg": (b"bg", 3)}
