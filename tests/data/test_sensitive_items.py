"""Sensitive texts are read by one role, on record; everybody else gets a banded count."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data import audit, sensitive_items
from data.database import Database
from data.errors import NotAllowed
from data.sensitive_items import Reader

Put = Callable[..., list[int]]


def test_the_role_reads_and_that_is_recorded(database: Database, put: Put, now: datetime) -> None:
    (item_id,) = put(1, text="Mijn baas slaat mij", sensitive=True, codes=("exploitation.abuse",))
    put()
    with database.begin() as session:
        (found,) = sensitive_items.read(session, Reader("officer", {"sensitive"}), now, now)
        assert (found.item_id, found.codes, found.text) == (
            item_id,
            ("exploitation.abuse",),
            "Mijn baas slaat mij",
        )
        entry = audit.recent(session)[0]
    assert (entry.actor, entry.action, entry.detail) == ("officer", "sensitive texts read", {"count": 1})


@pytest.mark.parametrize("roles", [(), ("planner", "admin")])
def test_other_roles_read_nothing(database: Database, now: datetime, roles: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed, match="role 'sensitive'"), database.begin() as session:
        sensitive_items.read(session, Reader("planner", roles), now, now)


def test_a_small_count_is_kept_back(database: Database, put: Put, now: datetime) -> None:
    put(4, sensitive=True)
    with database.read() as session:
        assert sensitive_items.count(session, now).state == "small"
    put(1, sensitive=True)
    with database.read() as session:
        assert sensitive_items.count(session, now).value == 5


def test_old_texts_are_left_out(database: Database, put: Put, now: datetime) -> None:
    put(5, sensitive=True, at=now - timedelta(days=20))
    with database.read() as session:
        assert sensitive_items.count(session, now).value == 0
        assert sensitive_items.count(session, now - timedelta(days=30)).value == 5
