"""Leases: which process does a job now, so that several may run at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from data import models
from data.upsert import insert_into

Row = models.Lease


def take(session: Session, job: str, token: str, now: datetime, until: datetime) -> bool:
    """Takes or prolongs the job's lease until a time; False while another token holds it."""
    new = insert_into(session, Row).values(job=job, token=token, until=until)
    free = (Row.until <= now) | (Row.token == token)
    take_over = new.on_conflict_do_update(
        index_elements=["job"], set_={"token": new.excluded.token, "until": new.excluded.until}, where=free
    )
    return session.execute(take_over.returning(Row.job)).first() is not None


def give_back(session: Session, job: str, token: str) -> None:
    """Ends the lease, if this token still holds it."""
    session.execute(delete(Row).where(Row.job == job, Row.token == token))
