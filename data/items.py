"""Items: what was asked or said, stored without its author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from data import door, models
from data.records import AddResult, AuthorKind, Item, ItemKind, NewItem, Source, SourceKind
from data.upsert import batches, upsert

Row = models.Item
COLUMNS = tuple(getattr(Row, field.name) for field in fields(Item))
# What a source can change of an item; collected_at alone is no change.
COMPARED = (
    "kind",
    "author_kind",
    "text_hash",
    "created_at",
    "parent_external_id",
    "link",
    "language_hint",
    "place_hint",
    "theme",
    "referred_to",
)


def add(session: Session, source: Source, new_items: Iterable[NewItem], now: datetime) -> AddResult:
    """Redacts and stores items; may be repeated, also with parts in another order.

    An item is known by (source, external id). One whose text changed loses its annotations (a person's
    correction stays) and its question. A parent may come before, in or after the batch of its children.
    """
    added = changed = unchanged = 0
    found: Counter[str] = Counter()
    for batch in batches(new_items):
        rows = {}
        for new in batch:
            row, redacted = door.item_row(new, source.id, now)
            rows[row["external_id"]] = row
            if redacted:
                found.update(redacted)
        known = _known(session, source.id, rows)
        fresh = [row for key, row in rows.items() if key not in known]
        other = [row for key, row in rows.items() if key in known and _differs(row, known[key])]
        _write(session, source.id, fresh + other)
        _forget_meaning(
            session,
            [
                known[row["external_id"]].id
                for row in other
                if row["text_hash"] != known[row["external_id"]].text_hash
            ],
        )
        added, changed = added + len(fresh), changed + len(other)
        unchanged += len(rows) - len(fresh) - len(other)
    return AddResult(added, changed, unchanged, redacted=dict(found))


def _known(session: Session, source_id: int, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    columns = [getattr(Row, name) for name in COMPARED]
    query = select(Row.id, Row.external_id, *columns).where(
        Row.source_id == source_id, Row.external_id.in_(rows)
    )
    return {row.external_id: row for row in session.execute(query)}


def _differs(row: dict[str, Any], known: Any) -> bool:
    return any(row[name] != getattr(known, name) for name in COMPARED)


def _write(session: Session, source_id: int, rows: Sequence[dict[str, Any]]) -> None:
    # In one order everywhere, so that two writers on PostgreSQL cannot lock each other out.
    upsert(session, Row, sorted(rows, key=lambda row: row["external_id"]), ("source_id", "external_id"))
    waited_for = {row["external_id"] for row in rows}
    waited_for |= {row["parent_external_id"] for row in rows if row["parent_external_id"]}
    parent = aliased(Row)
    of_this_child = select(parent.id).where(
        parent.source_id == source_id, parent.external_id == Row.parent_external_id
    )
    session.execute(
        update(Row)
        .where(Row.source_id == source_id, Row.parent_id.is_(None), Row.parent_external_id.in_(waited_for))
        .values(parent_id=of_this_child.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _forget_meaning(session: Session, item_ids: Sequence[int]) -> None:
    """The text is another one: what models said of the old one is gone, so is its vector."""
    if not item_ids:
        return
    said, asked = models.Annotation, models.QuestionItem
    session.execute(delete(said).where(said.item_id.in_(item_ids), ~said.by_person))
    session.execute(update(said).where(said.item_id.in_(item_ids)).values(vector=None, vector_version=None))
    session.execute(delete(asked).where(asked.item_id.in_(item_ids)))


def mark_gone(session: Session, source: Source, external_ids: Iterable[str], now: datetime) -> int:
    """Deletes items that are gone upstream, with what stood under them and all that was derived.

    Gives the number of items deleted. `now` is when the source said so.
    """
    deleted = 0
    for batch in batches(external_ids):
        keys = [door.key_of(external_id) for external_id in batch]
        gone = (
            select(Row.id)
            .where(Row.source_id == source.id, Row.external_id.in_(keys))
            .cte("gone", recursive=True)
        )
        gone = gone.union(select(Row.id).join(gone, Row.parent_id == gone.c.id))
        ids = list(session.scalars(select(gone.c.id)))
        for some in batches(ids):
            session.execute(delete(Row).where(Row.id.in_(some)))
        deleted += len(ids)
    return deleted


def untagged(session: Session, model_version: str, *, after_id: int = 0, limit: int = 500) -> list[Item]:
    """Items that this model version has not annotated yet, by id, after `after_id`."""
    query = select(*COLUMNS).where(Row.id > after_id, _untagged_by(model_version)).order_by(Row.id)
    return _items(session, query.limit(limit))


def untagged_between(session: Session, model_version: str, first: int, last: int) -> list[Item]:
    """The same of the ids from `first` to `last`, both included."""
    query = select(*COLUMNS).where(Row.id.between(first, last), _untagged_by(model_version))
    return _items(session, query.order_by(Row.id))


def untagged_ids(session: Session, model_version: str, *, after_id: int, limit: int) -> list[tuple[int, int]]:
    """(id, source id) of items that this model version has not annotated yet, by id, after `after_id`."""
    query = select(Row.id, Row.source_id).where(Row.id > after_id, _untagged_by(model_version))
    return [(row.id, row.source_id) for row in session.execute(query.order_by(Row.id).limit(limit))]


def _untagged_by(model_version: str) -> ColumnElement[bool]:
    said = models.Annotation
    return ~exists().where(said.item_id == Row.id, said.model_version == model_version)


def recent(
    session: Session,
    *,
    kind: ItemKind | None = None,
    author_kind: AuthorKind | None = None,
    since: datetime | None = None,
    limit: int = 50,
) -> list[Item]:
    """The newest items first."""
    wanted: list[ColumnElement[bool]] = []
    if kind is not None:
        wanted.append(Row.kind == kind)
    if author_kind is not None:
        wanted.append(Row.author_kind == author_kind)
    if since is not None:
        wanted.append(Row.created_at >= since)
    return _items(
        session, select(*COLUMNS).where(*wanted).order_by(Row.created_at.desc(), Row.id.desc()).limit(limit)
    )


def unanswered(session: Session, source_kind: SourceKind, since: datetime, limit: int) -> list[Item]:
    """Questions of the public that we have not replied to, newest first; sensitive ones stay out of lists.

    What counts as a reply: `replied`.
    """
    said = models.Annotation
    query = (
        select(*COLUMNS)
        .join(models.Source, models.Source.id == Row.source_id)
        .join(said, (said.item_id == Row.id) & said.current)
        .where(
            models.Source.kind == source_kind,
            Row.author_kind == "public",
            Row.kind.in_(("visitor_post", "comment")),
            Row.created_at >= since,
            said.is_question,
            ~said.sensitive,
            ~replied(),
        )
    )
    return _items(session, query.order_by(Row.created_at.desc(), Row.id.desc()).limit(limit))


def replied() -> ColumnElement[bool]:
    """Whether we replied: right under an item, or later beside it in a thread that the public started."""
    reply, thread = aliased(Row), aliased(Row)
    # Correlated by name: SQLAlchemy looks only one SELECT up, and this one lies two deep.
    in_thread = exists().where(thread.id == Row.parent_id, thread.author_kind == "public").correlate(Row)
    beside = (reply.parent_id == Row.parent_id) & (reply.created_at > Row.created_at) & in_thread
    return exists().where(reply.author_kind == "us", or_(reply.parent_id == Row.id, beside)).correlate(Row)


def our_posts(session: Session, source: Source, since: datetime) -> list[Item]:
    """Our own posts of a source since a time, oldest first."""
    query = select(*COLUMNS).where(
        Row.source_id == source.id,
        Row.author_kind == "us",
        Row.kind == "page_post",
        Row.created_at >= since,
    )
    return _items(session, query.order_by(Row.created_at, Row.id))


def count(session: Session) -> int:
    """How many items there are."""
    return session.scalar(select(func.count()).select_from(Row)) or 0


def _items(session: Session, query: Any) -> list[Item]:
    return [Item(*row) for row in session.execute(query)]
