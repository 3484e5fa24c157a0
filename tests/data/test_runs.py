"""Runs and the audit trail keep what happened, the newest first."""

from datetime import datetime, timedelta

import pytest

from data import audit, runs
from data.database import Database
from data.errors import NotFound
from data.records import Source


def test_a_run_has_a_beginning_and_an_end(database: Database, source: Source, now: datetime) -> None:
    with database.begin() as session:
        run_id = runs.start(session, "collect", source.id, now)
        assert runs.recent(session)[0].state == "running"
        runs.finish(session, run_id, "attention", {"added": 3}, "token expired", now + timedelta(minutes=1))
        run = runs.recent(session)[0]
    assert (run.job, run.state, run.counts, run.message) == (
        "collect",
        "attention",
        {"added": 3},
        "token expired",
    )
    assert run.finished_at == now + timedelta(minutes=1)


def test_finishing_no_run_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(NotFound), database.begin() as session:
        runs.finish(session, 7, "done", {}, "", now)


def test_the_audit_keeps_order_and_detail(database: Database, now: datetime) -> None:
    with database.begin() as session:
        for number in range(3):
            audit.write(session, "admin", "switched", f"switch {number}", {"value": number}, now)
        entries = audit.recent(session, 2)
    assert [entry.object for entry in entries] == ["switch 2", "switch 1"]
    assert entries[0].detail == {"value": 2}
