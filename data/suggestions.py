"""Suggestions: gaps of topic × language, ranked, until a planner plans or dismisses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Row as Found
from sqlalchemy import case, select, update
from sqlalchemy.orm import Session

from data import audit, models
from data.errors import NotFound
from data.records import NewSuggestion
from data.upsert import batches, insert_into

SuggestionState = Literal["open", "planned", "dismissed", "gone"]
Row = models.Suggestion


@dataclass(frozen=True)
class Suggestion:
    """A gap as a planner sees it; the highest `score` is the most urgent. Reasons: (reason key, number)."""

    id: int
    code: str
    language: str
    score: float
    reasons: tuple[tuple[str, float], ...]
    question_id: int | None
    state: SuggestionState
    updated_at: datetime


def replace(session: Session, rows: Iterable[NewSuggestion], now: datetime) -> None:
    """Makes these the suggestions of now.

    Known ones get the new score and reasons; open ones that are not among them are gone, and come back
    when they are suggested again. Planned and dismissed ones stay what they are.
    """
    values = {
        (new.code, new.language): {
            "code": new.code,
            "language": new.language,
            "score": new.score,
            "reasons": [list(reason) for reason in new.reasons],
            "question_id": new.question_id,
            "state": "open",
            "updated_at": now,
        }
        for new in rows
    }
    insert = insert_into(session, Row)
    known = {name: insert.excluded[name] for name in ("score", "reasons", "question_id", "updated_at")} | {
        "state": case((Row.state == "gone", "open"), else_=Row.state)
    }
    upsert = insert.on_conflict_do_update(index_elements=["code", "language"], set_=known)
    for batch in batches([values[key] for key in sorted(values)]):
        session.connection().execute(upsert, batch)
    still_open = session.execute(select(Row.id, Row.code, Row.language).where(Row.state == "open")).all()
    for outdated in batches(each.id for each in still_open if (each.code, each.language) not in values):
        session.execute(update(Row).where(Row.id.in_(outdated)).values(state="gone", updated_at=now))


def open(session: Session, limit: int = 50) -> list[Suggestion]:
    """Open suggestions, the most urgent first."""
    query = _query().where(Row.state == "open").order_by(Row.score.desc(), Row.code, Row.language)
    return [_suggestion(found) for found in session.execute(query.limit(limit))]


def find(session: Session, suggestion_id: int) -> Suggestion | None:
    """One suggestion, in whatever state."""
    found = session.execute(_query().where(Row.id == suggestion_id)).first()
    return _suggestion(found) if found else None


def set_state(
    session: Session, suggestion_id: int, state: SuggestionState, actor: str, now: datetime
) -> None:
    """A planner plans, dismisses or reopens a suggestion; noted in the audit trail. Raises NotFound."""
    if state not in get_args(SuggestionState):
        raise ValueError(f"{state!r} is no state of a suggestion")
    changed = update(Row).where(Row.id == suggestion_id).values(state=state, updated_at=now)
    if session.execute(changed.returning(Row.id)).first() is None:
        raise NotFound(f"there is no suggestion {suggestion_id}")
    audit.write(session, actor, f"suggestion {state}", f"suggestion {suggestion_id}", {}, now)


def _query() -> Any:
    return select(
        Row.id, Row.code, Row.language, Row.score, Row.reasons, Row.question_id, Row.state, Row.updated_at
    )


def _suggestion(found: Found[Any]) -> Suggestion:
    values = dict(found._mapping)
    reasons = tuple((str(key), float(number)) for key, number in values.pop("reasons"))
    return Suggestion(**values, reasons=reasons)
