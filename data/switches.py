"""Switches: settings that staff flip while the product runs, such as `pause_all`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data import audit, models
from data.upsert import upsert

Row = models.Switch


def get(session: Session, name: str, default: str) -> str:
    """The switch's value, or `default` when nobody ever set it."""
    value = session.scalar(select(Row.value).where(Row.name == name))
    return default if value is None else value


def put(session: Session, name: str, value: str, actor: str, now: datetime) -> None:
    """Sets a switch; noted in the audit trail."""
    upsert(session, Row, [{"name": name, "value": value, "updated_at": now}], ("name",))
    audit.write(session, actor, "switched", f"switch {name}", {"value": value}, now)
