"""Runs: every execution of a job, with its outcome in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from data import models
from data.errors import NotFound

RunState = Literal["running", "done", "attention"]


@dataclass(frozen=True)
class Run:
    """One execution of a job; times are UTC, `message` is one line for a person."""

    id: int
    job: str
    source_id: int | None
    started_at: datetime
    finished_at: datetime | None
    state: RunState
    counts: Mapping[str, Any]
    message: str


def start(session: Session, job: str, source_id: int | None, now: datetime) -> int:
    """Notes that a job began; gives the run's id."""
    new = insert(models.Run).values(
        job=job, source_id=source_id, started_at=now, state="running", counts={}, message=""
    )
    return session.execute(new.returning(models.Run.id)).scalar_one()


def finish(  # noqa: PLR0913 - a run ends with exactly these
    session: Session, run_id: int, state: RunState, counts: Mapping[str, Any], message: str, now: datetime
) -> None:
    """Notes how a run ended. Raises NotFound."""
    ended = (
        update(models.Run)
        .where(models.Run.id == run_id)
        .values(state=state, counts=dict(counts), message=message, finished_at=now)
        .returning(models.Run.id)
    )
    if session.execute(ended).first() is None:
        raise NotFound(f"there is no run {run_id}")


def forget_if_quiet(session: Session, run_id: int) -> bool:
    """Deletes a run that ended well and did nothing, when its job's run before did so too: one tells as much.

    Gives whether it was deleted. Jobs that look every few seconds would otherwise fill the table.
    """
    row = models.Run
    job = select(row.job).where(row.id == run_id).scalar_subquery()
    last_two = session.execute(
        select(row.state, row.counts).where(row.job == job).order_by(row.id.desc()).limit(2)
    ).all()
    quiet = len(last_two) == 2 and all(
        state == "done" and not any(counts.values()) for state, counts in last_two
    )
    if quiet:
        session.execute(delete(row).where(row.id == run_id))
    return quiet


def recent(session: Session, limit: int = 50) -> list[Run]:
    """The newest runs first."""
    row = models.Run
    columns = (
        row.id, row.job, row.source_id, row.started_at, row.finished_at, row.state, row.counts, row.message
    )  # fmt: skip
    return [Run(*found) for found in session.execute(select(*columns).order_by(row.id.desc()).limit(limit))]
