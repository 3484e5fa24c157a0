"""Each check before publishing holds what it must and says why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns import checks
from campaigns.checks import Recent, Situation, before_publishing
from data.records import PlacementRow

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
TEXT = "Wie in Nederland werkt, heeft meestal een zorgverzekering nodig. Vraag ons wat je moet doen."
ROW = PlacementRow(
    1, "planned", NOON, "ref:abcdef", TEXT, "hash", "nl", 1, 1, "approved", NOON + timedelta(days=30), 1,
    "Page", "1", True, "page",
)  # fmt: skip


@dataclass(frozen=True)
class Guess:
    code: str
    confidence: float = 0.99


def says(code: str, confidence: float = 0.99) -> Callable[[str], Guess]:
    return lambda text: Guess(code, confidence)


def keys(situation: Situation, **changes: Any) -> list[str]:
    return [found.key for found in before_publishing(replace(ROW, **changes), situation)]


def test_a_reviewed_fresh_text_may_go_out() -> None:
    situation = Situation(NOON, recent=[Recent("Iets heel anders", NOON)], detect=says("nl"))
    assert keys(situation) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"review_state": "draft"}, "unreviewed"),
        ({"review_state": "stale"}, "stale"),
        ({"text": "  \n "}, "empty"),
        ({"valid_until": NOON}, "expired"),
        ({"due_at": NOON - timedelta(hours=6, seconds=1)}, "overdue"),
    ],
)
def test_what_is_wrong_with_the_placement_is_found(changes: dict[str, Any], key: str) -> None:
    assert keys(Situation(NOON), **changes) == [key]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"now": NOON.replace(hour=22), "hours": checks.Hours()}, "night"),
        ({"paused": True}, "paused"),
        ({"hash_of": lambda text: "another"}, "changed"),
        ({"detect": says("pl")}, "language"),
        ({"recent": [Recent(TEXT.upper() + " ref:zzzzzz", NOON - timedelta(days=5))]}, "duplicate"),
    ],
)
def test_what_is_wrong_with_the_situation_is_found(changes: dict[str, Any], key: str) -> None:
    situation = replace(Situation(NOON), **changes)
    assert keys(situation, due_at=situation.now, valid_until=None) == [key]


@pytest.mark.parametrize("detect", [says("und"), says("pl", 0.5)])
def test_an_unsure_detector_holds_nothing(detect: Callable[[str], Guess]) -> None:
    assert keys(Situation(NOON, detect=detect)) == []


def test_the_same_text_a_week_ago_is_allowed() -> None:
    assert keys(Situation(NOON, recent=[Recent(TEXT, NOON - timedelta(days=7, minutes=-5))])) == []


def test_a_reason_says_what_to_do() -> None:
    finding = before_publishing(replace(ROW, review_state="draft"), Situation(NOON))[0]
    assert str(finding) == "unreviewed: nobody approved this text in its language; have it reviewed"
