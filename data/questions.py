"""Recurring questions: one object across languages, with its wordings, state and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from data import audit, models
from data.errors import NotFound
from data.question_decisions import STALE, answer, asking, merge, propose, rename, split, waiting
from data.question_summaries import QuestionSummary, summaries
from data.records import QuestionState
from data.upsert import batches, upsert

__all__ = [
    "QuestionSummary",
    "answer",
    "asking",
    "assign",
    "assign_many",
    "centres",
    "create",
    "merge",
    "propose",
    "remove_empty",
    "rename",
    "set_names",
    "set_state",
    "split",
    "stale",
    "summaries",
    "titles",
    "waiting",
    "wordings",
]

Row = models.Question
Asked = models.QuestionItem


def create(  # noqa: PLR0913 - a question begins with exactly these
    session: Session,
    title: str,
    title_language: str,
    code: str | None,
    centre: bytes,
    vector_version: str,
    now: datetime,
) -> int:
    """Starts a recurring question and gives its id.

    `title` is a wording as stored, so already redacted; `centre` is the group's mean vector, unit length,
    as float32 bytes in the space of `vector_version`.
    """
    new = insert(Row).values(
        title=title,
        title_language=title_language,
        code=code,
        centre=centre,
        vector_version=vector_version,
        created_at=now,
        state="new",
    )
    return session.execute(new.returning(Row.id)).scalar_one()


def assign(session: Session, item_id: int, question_id: int) -> None:
    """Says that an item asks a recurring question, and no longer another one."""
    assign_many(session, {item_id: question_id})


def assign_many(session: Session, question_of: Mapping[int, int]) -> None:
    """The same for many items at once: item id → question id."""
    for batch in batches(sorted(question_of.items())):
        rows = [{"item_id": item_id, "question_id": question_id} for item_id, question_id in batch]
        upsert(session, Asked, rows, ("item_id",))


def centres(session: Session, vector_version: str) -> list[tuple[int, bytes]]:
    """Id and centre of every question in the space of that version."""
    query = select(Row.id, Row.centre).where(Row.vector_version == vector_version).order_by(Row.id)
    return [(question_id, centre) for question_id, centre in session.execute(query)]


def remove_empty(session: Session) -> int:
    """Deletes questions that no item asks any more and that nobody worked on; gives how many."""
    asked = exists().where(Asked.question_id == Row.id)
    gone = delete(Row).where(~asked, Row.state == "new", Row.owner.is_(None))
    return len(session.execute(gone.returning(Row.id)).all())


def stale(session: Session) -> list[int]:
    """Questions whose centre is to be computed anew, since a person moved items."""
    return list(session.scalars(select(Row.id).where(Row.vector_version == STALE).order_by(Row.id)))


def set_names(session: Session, names: Mapping[int, Mapping[str, str]]) -> None:
    """Names questions in Dutch (`nl`) and English (`en`), as far as given; never over a person's name."""
    for question_id, given in sorted(names.items()):
        values = {"name_nl": given.get("nl"), "name_en": given.get("en")}
        session.execute(update(Row).where(Row.id == question_id, ~Row.named_by_person).values(**values))


def set_state(session: Session, question_id: int, state: QuestionState, actor: str, now: datetime) -> None:
    """Moves a question to another state, noted in the audit trail. Raises NotFound."""
    was = session.scalar(select(Row.state).where(Row.id == question_id))
    if was is None:
        raise NotFound(f"there is no question {question_id}")
    session.execute(update(Row).where(Row.id == question_id).values(state=state))
    audit.write(session, actor, f"question {state}", f"question {question_id}", {"was": was}, now)


def titles(session: Session) -> dict[int, str]:
    """The title of every question, by id."""
    return {question_id: title for question_id, title in session.execute(select(Row.id, Row.title))}


def wordings(session: Session, question_id: int, *, limit: int = 20) -> list[tuple[str, str]]:
    """(language, text) as people asked it: the newest of each language first, then the next of each.

    Equal texts come once, sensitive ones never.
    """
    item, said = models.Item, models.Annotation
    last = func.max(item.created_at).label("last")
    texts = (
        select(said.language, item.text, last)
        .join(item, item.id == said.item_id)
        .join(Asked, Asked.item_id == item.id)
        .where(Asked.question_id == question_id, said.current, ~said.sensitive, item.author_kind == "public")
        .group_by(said.language, item.text)
        .subquery()
    )
    newest_first = (texts.c.last.desc(), texts.c.text)
    turn = func.row_number().over(partition_by=texts.c.language, order_by=newest_first)
    query = select(texts.c.language, texts.c.text).order_by(turn, *newest_first).limit(limit)
    return [(language, text) for language, text in session.execute(query)]
