"""What must hold before a text goes out; each check is pure and answers None or a finding with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from campaigns.calendar import ZONE, Hours
from campaigns.markers import normalised, similarity
from data.records import PlacementRow

PAUSE_ALL = "pause_all"  # the switch that staff flip
OVERDUE = timedelta(hours=6)
NEAR = 0.85
NEAR_DAYS = 6  # a weekly repetition is allowed
_SURE = 0.6


class Guess(Protocol):
    """What a language detector answers: a code ("und" = unknown) and a confidence, 0–1."""

    @property
    def code(self) -> str: ...
    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True)
class Finding:
    """Why something is held: a key for programs and a reason for people that says what to do next."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


@dataclass(frozen=True)
class Recent:
    """A text that this channel already carries, or may carry."""

    text: str
    at: datetime


@dataclass(frozen=True)
class Situation:
    """What the checks before publishing need to know besides the placement itself; `now` is aware."""

    now: datetime
    hours: Hours = field(default_factory=Hours)
    recent: Sequence[Recent] = ()
    detect: Callable[[str], Guess] | None = None
    hash_of: Callable[[str], str] | None = None
    paused: bool = False


def check_pause(row: PlacementRow, situation: Situation) -> Finding | None:
    """Nobody paused everything."""
    if not situation.paused:
        return None
    return Finding("paused", "publishing is paused; lift the pause, look whether this still fits, release it")


def check_review(row: PlacementRow, situation: Situation) -> Finding | None:
    """A reviewer approved exactly this text."""
    if row.review_state == "stale":
        return Finding("stale", "the source text changed after this variant was made; update and review it")
    if row.review_state != "approved":
        return Finding("unreviewed", "nobody approved this text in its language; have it reviewed")
    if situation.hash_of is not None and situation.hash_of(row.text) != row.text_hash:
        return Finding("changed", "the text is not the one that was planned; review it and plan it again")
    return None


def check_text(row: PlacementRow, situation: Situation) -> Finding | None:
    """There is a text to publish."""
    return None if normalised(row.text) else Finding("empty", "this text has no words; write it first")


def check_validity(row: PlacementRow, situation: Situation) -> Finding | None:
    """The answer has not passed its valid-until."""
    if row.valid_until is None or situation.now < row.valid_until:
        return None
    day = row.valid_until.astimezone(ZONE)
    return Finding("expired", f"its facts were valid until {day:%Y-%m-%d %H:%M}; check them, set a new date")


def check_overdue(row: PlacementRow, situation: Situation) -> Finding | None:
    """The plan is not long past: what was right at noon may be wrong, or already out, in the evening."""
    late = situation.now - row.due_at
    if late <= OVERDUE:
        return None
    hours = late.total_seconds() / 3600
    return Finding("overdue", f"was planned {hours:.0f} hours ago; look at it, then choose a new time")


def check_hours(row: PlacementRow, situation: Situation) -> Finding | None:
    """It is not night for the channel."""
    if situation.hours.contain(situation.now):
        return None
    local = situation.now.astimezone(ZONE)
    return Finding(
        "night",
        f"it is {local:%H:%M} and this channel speaks {situation.hours}; choose a time then",
    )


def check_duplicate(row: PlacementRow, situation: Situation) -> Finding | None:
    """The channel did not carry nearly the same text in the last days.

    Same words, or at least 85 % of distinct words shared (Jaccard), within six days.
    """
    since = situation.now - timedelta(days=NEAR_DAYS)
    for other in situation.recent:
        if other.at >= since and similarity(row.text, other.text) >= NEAR:
            day = other.at.astimezone(ZONE)
            return Finding("duplicate", f"nearly the same text is on this channel since {day:%Y-%m-%d %H:%M}")
    return None


def check_language(text: str, language: str, detect: Callable[[str], Guess]) -> Finding | None:
    """The text is in the language it says it is; a detector that is unsure or says "und" does not object."""
    guess = detect(text)
    if guess.code in (language, "und") or guess.confidence < _SURE:
        return None
    return Finding("language", f"this reads as {guess.code}, not {language}; check the text")


def check_terms(source: str, variant: str, terms: Mapping[str, re.Pattern[str]]) -> Finding | None:
    """Dutch names of offices and papers that stand in the source stand in the variant too.

    People need the Dutch word to find the letter, the desk or the button; endings may be added to it.
    """
    lost = [name for name, form in terms.items() if form.search(source) and not form.search(variant)]
    return Finding("term", f"keep the Dutch {', '.join(lost)} in the text") if lost else None


def _check_row_language(row: PlacementRow, situation: Situation) -> Finding | None:
    return check_language(row.text, row.language, situation.detect) if situation.detect else None


_ROW_CHECKS: tuple[Callable[[PlacementRow, Situation], Finding | None], ...] = (
    check_pause,
    check_review,
    check_text,
    check_validity,
    check_overdue,
    check_hours,
    _check_row_language,
    check_duplicate,
)


def before_publishing(row: PlacementRow, situation: Situation) -> tuple[Finding, ...]:
    """Everything that keeps this placement from going out now, the most telling first; empty when it may."""
    return tuple(found for check in _ROW_CHECKS if (found := check(row, situation)) is not None)
