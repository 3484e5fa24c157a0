"""The audit trail: who decided what, on what, when. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data import models


@dataclass(frozen=True)
class AuditEntry:
    """One decision. `actor` is a staff account or a part of the product, never one of the public."""

    at: datetime
    actor: str
    action: str
    object: str
    detail: Mapping[str, Any]


def write(  # noqa: PLR0913 - an entry has these five parts
    session: Session, actor: str, action: str, object: str, detail: Mapping[str, Any], now: datetime
) -> None:
    """Adds an entry, in the transaction of the decision itself."""
    session.execute(
        insert(models.Audit).values(at=now, actor=actor, action=action, object=object, detail=dict(detail))
    )


def recent(session: Session, limit: int = 100) -> list[AuditEntry]:
    """The newest entries first."""
    row = models.Audit
    query = select(row.at, row.actor, row.action, row.object, row.detail).order_by(row.id.desc()).limit(limit)
    return [AuditEntry(*found) for found in session.execute(query)]
