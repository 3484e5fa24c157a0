"""Information voids: what is asked much, grows and lacks an answer comes first; small numbers stay back."""

from dataclasses import replace

import pytest

from data.voids import Exchange
from nlp.voids import Void, rank, shown

STEADY = Exchange("work.agency", "pl", now=20, before=20, questions=10, answered=0, posts=0)


def first(*exchanges: Exchange) -> str:
    return rank([replace(each, code=str(place)) for place, each in enumerate(exchanges)])[0].code


@pytest.mark.parametrize(
    "emptier",
    [
        replace(STEADY, now=40, before=40, questions=20),  # volume
        replace(STEADY, before=4),  # velocity
        replace(STEADY, now=12, before=12),  # a larger share of questions
        replace(STEADY, questions=14),
    ],
)
def test_each_reason_makes_a_void_emptier(emptier: Exchange) -> None:
    assert first(STEADY, emptier) == "1"


@pytest.mark.parametrize("fuller", [replace(STEADY, answered=4), replace(STEADY, posts=1)])
def test_answers_and_posts_fill_a_void(fuller: Exchange) -> None:
    assert first(fuller, STEADY) == "1"


@pytest.mark.parametrize(
    "none",
    [
        replace(STEADY, questions=4),
        replace(STEADY, answered=6),
        replace(STEADY, now=0, questions=0),
        replace(STEADY, language="und"),
    ],
)
def test_fewer_than_five_waiting_or_no_language_is_no_void(none: Exchange) -> None:
    assert rank([none]) == []
    assert rank([]) == []


def test_the_reasons_are_numbers() -> None:
    (void,) = rank([replace(STEADY, before=5, answered=2, posts=1)])
    assert (void.now, void.before, void.waiting, void.posts) == (20, 5, 8, 1)
    assert void.velocity == pytest.approx(25 / 10)
    assert void.question_share == pytest.approx(0.5)
    assert void.score == pytest.approx(8 * 2.5 / 2)


def test_half_the_ears_before_explain_half_the_count() -> None:
    (void,) = rank([replace(STEADY, before=10)], heard_before=0.5)
    assert void.velocity == pytest.approx(1)
    (deaf,) = rank([replace(STEADY, before=0)], heard_before=0.0)
    assert deaf.velocity == pytest.approx(1)


def void(now: int, before: int, questions: int, waiting: int) -> Void:
    return Void("a.b", "pl", now, before, questions, waiting, 0, 2.0, questions / now, 9.0)


def test_large_numbers_are_shown() -> None:
    told = shown(void(40, 20, 20, 12))
    assert (told.now.value, told.before.value, told.waiting.value, told.statements.value) == (40, 20, 12, 20)
    assert (told.velocity, told.question_share) == (2.0, 0.5)


def test_a_small_number_cannot_be_worked_out() -> None:
    told = shown(void(20, 3, 9, 7))  # two were answered
    assert told.answered.state == "small"
    assert told.before.state == "small"
    assert told.velocity is None
    hidden = [each for each in (told.answered, told.waiting, told.statements) if each.value is None]
    assert len(hidden) >= 2 or told.now.value is None


def test_the_share_of_questions_is_kept_back_with_the_statements() -> None:
    assert shown(void(12, 8, 10, 10)).question_share is None
