"""The tables, as SQLAlchemy typed models; the migrations make exactly these."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A UTC time on every database: naive values are refused on the way in, UTC is put on on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time without a zone cannot be stored")
        return (
            value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)
        )

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables share one naming of constraints, so that migrations can name what they change."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[Any] = {datetime: UtcDateTime(), dict[str, Any]: JSON(), list[Any]: JSON()}


class Source(Base):
    """Where items come from; there is no kind for a person."""

    __tablename__ = "sources"
    __table_args__ = (
        CheckConstraint(
            "kind in ('facebook-page', 'facebook-group', 'website', 'register', 'messages')", name="kind"
        ),
        CheckConstraint(
            "not enabled or (purpose <> '' and legal_basis <> '' and owner <> '' and review_on is not null)",
            name="enabled_needs_purpose",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None]
    token_env: Mapped[str | None] = mapped_column(String(80))
    enabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Run(Base):
    """One execution of a job, with its outcome in numbers and one line for a person."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(40), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(12))  # running, done, attention
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    message: Mapped[str] = mapped_column(Text, default="")


class Position(Base):
    """How far a stream of a source was read; written in the transaction of the batch it belongs to."""

    __tablename__ = "positions"
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True)
    stream: Mapped[str] = mapped_column(String(200), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class Item(Base):
    """Something asked or said, redacted, without an author."""

    __tablename__ = "items"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        CheckConstraint("author_kind in ('us', 'public', 'organisation')", name="author_kind"),
        Index("ix_items_created_at_author_kind", "created_at", "author_kind"),
        Index("ix_items_day_author_kind", "day", "author_kind"),
        # Finds the children that wait for a parent which was not collected yet.
        Index(
            "ix_items_waiting_for_parent",
            "source_id",
            "parent_external_id",
            sqlite_where=text("parent_id IS NULL AND parent_external_id IS NOT NULL"),
            postgresql_where=text("parent_id IS NULL AND parent_external_id IS NOT NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    author_kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime]
    day: Mapped[date]  # created_at's day in Europe/Amsterdam, so that the database can count by day
    collected_at: Mapped[datetime]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="SET NULL"), index=True)
    parent_external_id: Mapped[str | None] = mapped_column(String(200))
    link: Mapped[str | None] = mapped_column(Text)
    language_hint: Mapped[str | None] = mapped_column(String(8))
    place_hint: Mapped[str | None] = mapped_column(String(80))
    theme: Mapped[str | None] = mapped_column(String(120))
    referred_to: Mapped[str | None] = mapped_column(String(120))


class Measurement(Base):
    """A number of an item or of a whole source; NULL = not offered, 0 = measured."""

    __tablename__ = "measurements"
    __table_args__ = (
        # item_key is the item's id, or 0 for the source itself: NULLs would not be unique.
        UniqueConstraint(
            "source_id", "item_key", "metric", "breakdown", "period", "day", name="uq_measurements_key"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    item_key: Mapped[int] = mapped_column(default=0)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), index=True)
    metric: Mapped[str] = mapped_column(String(80), index=True)
    breakdown: Mapped[str] = mapped_column(String(80), default="")
    period: Mapped[str] = mapped_column(String(10))
    day: Mapped[date]
    value: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(12), default="offered")
    measured_at: Mapped[datetime]


class Annotation(Base):
    """What one model version, or a person (`by_person`, who wins), says of an item."""

    __tablename__ = "annotations"
    __table_args__ = (
        UniqueConstraint("item_id", "model_version"),
        Index(
            "uq_annotations_current_item",
            "item_id",
            unique=True,
            sqlite_where=text("current = 1"),
            postgresql_where=text('"current"'),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    model_version: Mapped[str] = mapped_column(String(40))
    by_person: Mapped[bool] = mapped_column(default=False)
    current: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(8))
    second_language: Mapped[str | None] = mapped_column(String(8))
    confidence: Mapped[float]
    romanised: Mapped[bool]
    type: Mapped[str] = mapped_column(String(20))
    is_question: Mapped[bool]
    sensitive: Mapped[bool]
    places: Mapped[list[Any]] = mapped_column(default=list)
    claims: Mapped[list[Any]] = mapped_column(default=list)
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    vector_version: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]


class AnnotationCode(Base):
    """A code an annotation gives, with score and the words that matched."""

    __tablename__ = "annotation_codes"
    annotation_id: Mapped[int] = mapped_column(
        ForeignKey("annotations.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(60), primary_key=True, index=True)
    score: Mapped[float]
    matched: Mapped[list[Any]] = mapped_column(default=list)
    by_vector: Mapped[bool] = mapped_column(default=False, server_default=false())  # no word told it


class Question(Base):
    """A recurring question: one object across languages."""

    __tablename__ = "questions"
    __table_args__ = (CheckConstraint("state in ('new', 'watching', 'answered', 'closed')", name="state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    title_language: Mapped[str] = mapped_column(String(8))
    name_nl: Mapped[str | None] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    named_by_person: Mapped[bool] = mapped_column(default=False, server_default=false())
    code: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12), default="new")
    owner: Mapped[str | None] = mapped_column(String(80))
    centre: Mapped[bytes] = mapped_column(LargeBinary)
    vector_version: Mapped[str] = mapped_column(String(40))  # "" while the centre is to be computed anew
    created_at: Mapped[datetime]


class QuestionItem(Base):
    """Which item asks which recurring question."""

    __tablename__ = "question_items"
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)


class Bond(Base):
    """Items that a person said ask the same: every regroup keeps them in one question."""

    __tablename__ = "bonds"
    id: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime]


class BondedItem(Base):
    """The one bond that an item is in. It survives the loss of any other item of the bond."""

    __tablename__ = "bonded_items"
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    bond_id: Mapped[int] = mapped_column(ForeignKey("bonds.id", ondelete="CASCADE"), index=True)


class BondsApart(Base):
    """Two bonds that a person said ask different things: no regroup ever joins them."""

    __tablename__ = "bonds_apart"
    __table_args__ = (CheckConstraint("bond_a < bond_b", name="ordered"),)
    bond_a: Mapped[int] = mapped_column(ForeignKey("bonds.id", ondelete="CASCADE"), primary_key=True)
    bond_b: Mapped[int] = mapped_column(ForeignKey("bonds.id", ondelete="CASCADE"), primary_key=True)


class QuestionProposal(Base):
    """Two recurring questions that may be one, for a person to say."""

    __tablename__ = "question_proposals"
    __table_args__ = (
        CheckConstraint("question_id < other_id", name="ordered"),
        CheckConstraint("reason in ('close', 'between')", name="reason"),
        CheckConstraint("state in ('waiting', 'apart')", name="state"),
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    closeness: Mapped[float]
    reason: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    created_at: Mapped[datetime]


class LanguageMean(Base):
    """The mean vector of a language's questions, frozen so that questions keep their ids."""

    __tablename__ = "language_means"
    vector_version: Mapped[str] = mapped_column(String(40), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)  # "" is the mean of all
    mean: Mapped[bytes] = mapped_column(LargeBinary)
    texts: Mapped[int]
    frozen_at: Mapped[datetime]


class Signal(Base):
    """A question, code, place or claim that is new or rises."""

    __tablename__ = "signals"
    __table_args__ = (UniqueConstraint("kind", "key", "language", "window_end", name="uq_signals_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8), default="")
    window_start: Mapped[date]
    window_end: Mapped[date]
    observed: Mapped[int]
    expected: Mapped[float]
    ratio_low: Mapped[float]
    ratio_high: Mapped[float]
    p_value: Mapped[float]
    is_new: Mapped[bool]
    began: Mapped[date | None]  # the last day of the first window in which this rise was seen
    created_at: Mapped[datetime]


class Suggestion(Base):
    """A gap topic × language that a planner may act on."""

    __tablename__ = "suggestions"
    __table_args__ = (UniqueConstraint("code", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(8))
    score: Mapped[float]
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(12), default="open")  # open, planned, dismissed, gone
    updated_at: Mapped[datetime]


class Message(Base):
    """What we want to say: one source text, with a variant per language."""

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id", ondelete="SET NULL"))
    source_language: Mapped[str] = mapped_column(String(8))
    source_text: Mapped[str] = mapped_column(Text)
    source_hash: Mapped[str] = mapped_column(String(64))
    valid_until: Mapped[datetime | None]
    client_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(80))


class Variant(Base):
    """A message in one language, with where the text came from and who reviewed it."""

    __tablename__ = "variants"
    __table_args__ = (
        UniqueConstraint("message_id", "language"),
        CheckConstraint("review_state in ('draft', 'approved', 'stale')", name="review_state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    source_hash: Mapped[str] = mapped_column(String(64))
    provenance: Mapped[str] = mapped_column(String(20))
    review_state: Mapped[str] = mapped_column(String(12), default="draft")
    reviewed_by: Mapped[str | None] = mapped_column(String(80))
    reviewed_at: Mapped[datetime | None]
    reviewed_hash: Mapped[str | None] = mapped_column(String(64))


class Channel(Base):
    """Where we say it. `live` off means dry-run, the default."""

    __tablename__ = "channels"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id", ondelete="SET NULL"))
    address: Mapped[str] = mapped_column(Text, default="")
    live: Mapped[bool] = mapped_column(default=False)


class Placement(Base):
    """Variant × channel × time: the thing that is published at most once."""

    __tablename__ = "placements"
    __table_args__ = (
        UniqueConstraint("variant_id", "channel_id", "due_at"),
        Index("ix_placements_state_due_at", "state", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id", ondelete="CASCADE"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default="planned")
    marker: Mapped[str] = mapped_column(String(40), unique=True)
    client_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    text_hash: Mapped[str] = mapped_column(String(64))
    claim_token: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    attempted_at: Mapped[datetime | None]
    remote_id: Mapped[str | None] = mapped_column(String(80), unique=True)
    published_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(80))


class Community(Base):
    """How many people in the area speak a language: a band, its source and its date."""

    __tablename__ = "communities"
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    low: Mapped[int]
    high: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date]


class Switch(Base):
    """A setting that staff can flip while the product runs, such as `pause_all`."""

    __tablename__ = "switches"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class Lease(Base):
    """Which process does a job now; several may run at once."""

    __tablename__ = "leases"
    job: Mapped[str] = mapped_column(String(80), primary_key=True)
    token: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]


class Audit(Base):
    """Every decision: who (a role or staff account, never a member of the public), what, on what."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(60))
    object: Mapped[str] = mapped_column(String(80))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
