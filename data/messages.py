"""Messages: what we want to say, with one variant per language and who reviewed each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from data import audit, models, placements
from data.door import text_hash
from data.errors import NotFound, WrongState
from data.records import Provenance, ReviewState
from data.upsert import insert_into

Row = models.Message
Variant = models.Variant


@dataclass(frozen=True)
class NewVariant:
    """A message's text in one language, and where that text came from."""

    language: str
    text: str
    provenance: Provenance


@dataclass(frozen=True)
class VariantView:
    """A variant as stored; `follows_source` is false when it was made from an older source text."""

    id: int
    message_id: int
    language: str
    text: str
    text_hash: str
    provenance: Provenance
    review_state: ReviewState
    reviewed_by: str | None
    reviewed_at: datetime | None
    follows_source: bool


@dataclass(frozen=True)
class MessageView:
    """A message with its variants by language."""

    id: int
    code: str
    question_id: int | None
    source_language: str
    source_text: str
    valid_until: datetime | None
    created_at: datetime
    created_by: str
    variants: tuple[VariantView, ...]


def create(  # noqa: PLR0913 - a message begins with these parts, all named
    session: Session,
    *,
    code: str,
    source_language: str,
    source_text: str,
    variants: Sequence[NewVariant],
    valid_until: datetime | None,
    client_token: str,
    actor: str,
    now: datetime,
    question_id: int | None = None,
) -> int:
    """Stores a message with draft variants and gives its id; the same client token gives the same message."""
    new = insert_into(session, Row).values(
        code=code,
        question_id=question_id,
        source_language=source_language,
        source_text=source_text,
        source_hash=text_hash(source_text),
        valid_until=valid_until,
        client_token=client_token,
        created_at=now,
        created_by=actor,
    )
    made: int | None = session.scalar(
        new.on_conflict_do_nothing(index_elements=["client_token"]).returning(Row.id)
    )
    if made is None:
        return session.execute(select(Row.id).where(Row.client_token == client_token)).scalar_one()
    if variants:
        rows = [_values(variant, made, text_hash(source_text)) for variant in variants]
        session.execute(insert(Variant), rows)
    languages = [variant.language for variant in variants]
    audit.write(session, actor, "message created", f"message {made}", {"languages": languages}, now)
    return made


def _values(variant: NewVariant, message_id: int, source_hash: str) -> dict[str, object]:
    return {
        "message_id": message_id,
        "language": variant.language,
        "text": variant.text,
        "text_hash": text_hash(variant.text),
        "source_hash": source_hash,
        "provenance": variant.provenance,
        "review_state": "draft",
    }


def edit_source(session: Session, message_id: int, text: str, actor: str, now: datetime) -> None:
    """Changes the source text: every variant becomes stale and its placements not yet sent are held.

    Raises NotFound.
    """
    was = session.scalar(select(Row.source_hash).where(Row.id == message_id))
    if was is None:
        raise NotFound(f"there is no message {message_id}")
    if was == text_hash(text):
        return
    session.execute(
        update(Row).where(Row.id == message_id).values(source_text=text, source_hash=text_hash(text))
    )
    stale = update(Variant).where(Variant.message_id == message_id).values(review_state="stale")
    touched = session.scalars(stale.returning(Variant.id)).all()
    placements.hold_variants(session, touched, "stale: the source text was changed; review it again", now)
    audit.write(session, actor, "source text changed", f"message {message_id}", {"was": was}, now)


def edit_variant(session: Session, variant_id: int, new: NewVariant, actor: str, now: datetime) -> None:
    """Changes a variant's text: it is a draft again and its placements not yet sent are held.

    Raises NotFound, and ValueError when `new` is in another language.
    """
    columns = (Variant.message_id, Variant.language, Variant.text_hash, Variant.provenance)
    query = select(*columns, Row.source_hash).join(Row, Row.id == Variant.message_id)
    known = session.execute(query.where(Variant.id == variant_id)).first()
    if known is None:
        raise NotFound(f"there is no variant {variant_id}")
    if new.language != known.language:
        raise ValueError(f"variant {variant_id} is in {known.language}, not in {new.language}")
    if (known.text_hash, known.provenance) == (text_hash(new.text), new.provenance):
        return
    values = _values(new, known.message_id, known.source_hash)
    session.execute(update(Variant).where(Variant.id == variant_id).values(**values))
    placements.hold_variants(session, [variant_id], "changed: the text was changed; review it again", now)
    audit.write(session, actor, "variant changed", f"variant {variant_id}", {"was": known.text_hash}, now)


def approve(
    session: Session, variant_id: int, reviewer: str, now: datetime, *, seen_hash: str | None = None
) -> None:
    """A reviewer of the language says that the text is right, and that it says what the source says.

    `seen_hash` is the hash of the text on the reviewer's screen: when the text changed meanwhile, nothing
    is approved and WrongState is raised. Raises NotFound.
    """
    source_hash = select(Row.source_hash).where(Row.id == Variant.message_id).scalar_subquery()
    approved = (
        update(Variant)
        .where(Variant.id == variant_id, *([] if seen_hash is None else [Variant.text_hash == seen_hash]))
        .values(review_state="approved", reviewed_hash=Variant.text_hash, source_hash=source_hash)
        .values(reviewed_by=reviewer, reviewed_at=now)
        .returning(Variant.language, Variant.text_hash)
        .execution_options(synchronize_session=False)
    )
    read = session.execute(approved).first()
    if read is None and session.scalar(select(Variant.id).where(Variant.id == variant_id)) is None:
        raise NotFound(f"there is no variant {variant_id}")
    if read is None:
        raise WrongState("the text was changed while you read it; read it again")
    detail = {"language": read.language, "text": read.text_hash}
    audit.write(session, reviewer, "variant approved", f"variant {variant_id}", detail, now)


def find(session: Session, message_id: int) -> MessageView | None:
    """One message with its variants."""
    found = _views(session, _query().where(Row.id == message_id))
    return found[0] if found else None


def of_variant(session: Session, variant_id: int) -> MessageView | None:
    """The message that a variant belongs to, with all its variants."""
    its = select(Variant.message_id).where(Variant.id == variant_id).scalar_subquery()
    found = _views(session, _query().where(Row.id == its))
    return found[0] if found else None


def every(session: Session, *, limit: int = 200) -> list[MessageView]:
    """The newest messages first, with their variants."""
    return _views(session, _query().order_by(Row.id.desc()).limit(limit))


def _query() -> Select[Any]:
    names = [field.name for field in fields(MessageView) if field.name != "variants"]
    return select(*(getattr(Row, name) for name in names))


def _views(session: Session, query: Select[Any]) -> list[MessageView]:
    found = session.execute(query).all()
    variants: dict[int, list[VariantView]] = {row.id: [] for row in found}
    names = [field.name for field in fields(VariantView) if field.name != "follows_source"]
    follows = (Variant.source_hash == Row.source_hash).label("follows_source")
    of_these = (
        select(*(getattr(Variant, name) for name in names), follows)
        .join(Row, Row.id == Variant.message_id)
        .where(Row.id.in_(variants))
        .order_by(Variant.language)
    )
    for each in session.execute(of_these):
        variants[each.message_id].append(VariantView(**each._mapping))
    return [MessageView(**row._mapping, variants=tuple(variants[row.id])) for row in found]
