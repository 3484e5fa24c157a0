"""The frozen records that cross from one folder to another; none of them can hold a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

SourceKind = Literal["facebook-page", "facebook-group", "website", "register", "messages"]
ItemKind = Literal["page_post", "visitor_post", "comment", "message", "logged_question", "article"]
AuthorKind = Literal["us", "public", "organisation"]
MeasurementStatus = Literal["offered", "not_offered", "retired"]
QuestionState = Literal["new", "watching", "answered", "closed"]
ReviewState = Literal["draft", "approved", "stale"]
Provenance = Literal["template", "human", "machine translation", "language model"]
PlacementState = Literal[
    "planned", "due", "claimed", "sent", "published", "unknown", "failed", "handed-off", "held", "withdrawn"
]


class _AwareTimes:
    """Refuses naive datetimes at construction: a time without a zone is a guess."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, datetime) and value.utcoffset() is None:
                raise ValueError(f"{type(self).__name__}.{name} needs a time zone (UTC inside)")


@dataclass(frozen=True)
class NewSource(_AwareTimes):
    """A place that items come from. Without purpose, legal basis, owner and review date it stays disabled."""

    name: str
    kind: SourceKind
    address: str = ""
    purpose: str = ""
    legal_basis: str = ""
    owner: str = ""
    review_on: date | None = None
    token_env: str | None = None
    enabled: bool = False


@dataclass(frozen=True)
class Source(NewSource):
    """A registered source, as the store knows it."""

    id: int = 0


@dataclass(frozen=True)
class NewItem(_AwareTimes):
    """Something asked or said, as a collector read it; `text` is redacted by the store's door.

    `tagged_names` are names the source itself marked in the text; they are used to redact and never stored.
    `theme` and `referred_to` are an officer's own words in the register of a bus or desk.
    """

    external_id: str
    kind: ItemKind
    author_kind: AuthorKind
    text: str
    created_at: datetime
    parent_external_id: str | None = None
    link: str | None = None
    language_hint: str | None = None
    place_hint: str | None = None
    theme: str | None = None
    referred_to: str | None = None
    tagged_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item(_AwareTimes):
    """A stored, redacted item."""

    id: int
    source_id: int
    external_id: str
    kind: ItemKind
    author_kind: AuthorKind
    text: str
    created_at: datetime
    parent_id: int | None = None
    link: str | None = None
    language_hint: str | None = None
    place_hint: str | None = None
    theme: str | None = None
    referred_to: str | None = None


@dataclass(frozen=True)
class Measurement(_AwareTimes):
    """One number of an item, or of the whole source when `external_id` is None.

    `day` is the day the number describes (a Facebook insight day, Pacific, is the day before its
    `end_time`); for lifetime numbers it is the UTC day of measuring. `value` None means not offered,
    0 means measured and nothing. `breakdown` is "" or e.g. "is_from_followers=1".
    """

    metric: str
    period: Literal["day", "week", "days_28", "lifetime"]
    day: date
    value: int | None
    measured_at: datetime
    external_id: str | None = None
    breakdown: str = ""
    status: MeasurementStatus = "offered"


@dataclass(frozen=True)
class CodeScore:
    """A code of the coding frame with its score, 0–1, and the words that matched.

    `by_vector`: no word of the text told it, only its vector.
    """

    code: str
    score: float
    matched: tuple[str, ...] = ()
    by_vector: bool = False


@dataclass(frozen=True)
class NewAnnotation:
    """What one model version says of one item. `vector` is float32 bytes (384 numbers) or None.

    `second_language` is the other language of a mixed text.
    """

    item_id: int
    model_version: str
    language: str
    confidence: float
    romanised: bool
    type: str
    is_question: bool
    sensitive: bool
    codes: tuple[CodeScore, ...] = ()
    places: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    vector: bytes | None = None
    vector_version: str | None = None
    second_language: str | None = None


@dataclass(frozen=True)
class Correction:
    """What a person said of an item: it teaches. `vector` as in NewAnnotation."""

    item_id: int
    text: str
    language: str
    type: str
    codes: tuple[str, ...]
    sensitive: bool
    vector: bytes | None = None
    vector_version: str | None = None


@dataclass(frozen=True)
class QuestionLink:
    """A person's word on two items: `same` stay in one question, others are never in one."""

    item_a: int
    item_b: int
    same: bool


@dataclass(frozen=True)
class QuestionProposal:
    """Two recurring questions that may be one: "close" to each other, or a new one "between" two.

    `closeness` is the cosine of their centres, language and themes taken into account.
    """

    question_id: int
    other_id: int
    closeness: float
    reason: Literal["close", "between"]


@dataclass(frozen=True)
class QuestionVector:
    """A question's vector with what grouping needs to know of it.

    `by_vector`: its codes come from its vector alone, so they say nothing beside it.
    """

    item_id: int
    language: str
    text: str
    vector: bytes
    created_at: datetime
    question_id: int | None = None
    codes: tuple[str, ...] = ()
    by_vector: bool = False


@dataclass(frozen=True)
class NewSignal(_AwareTimes):
    """A question, code, place, claim or language that is new or rises, by language ("" = all languages).

    Window is [window_start, window_end); expected is the baseline's mean for one window; `began` is the last
    day of the first window in which this same rise was seen.
    """

    kind: Literal["question", "code", "place", "claim", "language"]
    key: str
    language: str
    window_start: date
    window_end: date
    observed: int
    expected: float
    ratio_low: float
    ratio_high: float
    p_value: float
    is_new: bool
    began: date | None = None


@dataclass(frozen=True)
class NewSuggestion:
    """A gap topic × language with its rank (higher is more urgent) and reasons: (reason key, number)."""

    code: str
    language: str
    score: float
    reasons: tuple[tuple[str, float], ...]
    question_id: int | None = None


@dataclass(frozen=True)
class Community:
    """A language group in the area: between `low` and `high` residents, by `source` as of `as_of`."""

    language: str
    low: int
    high: int
    source: str
    as_of: date


@dataclass(frozen=True)
class AddResult:
    """What a batch did: rows new, changed, unchanged, skipped, and what the door redacted by kind.

    `skipped` counts measurements of items that the store does not know (any more).
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    redacted: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PlacementRow(_AwareTimes):
    """Everything a publisher must know of one placement; `text` is the variant's text as approved."""

    id: int
    state: PlacementState
    due_at: datetime
    marker: str
    text: str
    text_hash: str
    language: str
    message_id: int
    variant_id: int
    review_state: ReviewState
    valid_until: datetime | None
    channel_id: int
    channel_name: str
    channel_address: str
    channel_live: bool
    source_name: str | None
    claim_token: str | None = None
    lease_until: datetime | None = None
    attempted_at: datetime | None = None
    remote_id: str | None = None
    reason: str | None = None
