"""Ranks information voids: topics and languages in which people ask much and get little back."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.suppression import Cell, suppress, suppress_line
from data.voids import Exchange
from nlp.rising import MINIMUM

PERIOD = 28  # days; the change is against as many before
UNKNOWN = "und"
DOUBT = 5.0  # as many counts are added to both sides of a share or a change, so that few make no extremes
LEAST, MOST = 0.5, 4.0  # no change or share of questions weighs less or more than this


@dataclass(frozen=True)
class Void:
    """A void with its reasons; `score` ranks, higher is emptier.

    `velocity` is now / before, 1 is unchanged, drawn towards 1 when counts are few; `question_share` is the
    part of `now` that asks, 0–1; `waiting` the questions without an answer.
    """

    code: str
    language: str
    now: int
    before: int
    questions: int
    waiting: int
    posts: int
    velocity: float
    question_share: float
    score: float


@dataclass(frozen=True)
class ShownVoid:
    """A void's numbers as a face may show them: `answered`, `waiting` and `statements` add up to `now`.

    `question_share` is None where it would give a small number away.
    """

    now: Cell
    before: Cell
    answered: Cell
    waiting: Cell
    statements: Cell
    posts: int
    velocity: float | None
    question_share: float | None


def rank(exchanges: Iterable[Exchange], *, heard_before: float = 1.0) -> list[Void]:
    """Voids, the emptiest first: score = waiting questions × velocity × question lift / (our posts + 1).

    What makes a void (volume, velocity, share of questions, against what is offered) follows WHO's social
    listening: Purnat et al. (2021), JMIR Infodemiology 1(1):e30971. The lift is the share of questions
    against that of everything together. Fewer than five waiting questions are no void, nor is a text in no
    known language. `heard_before`: how much was listened to in the period before, as a part of now; where
    that is 0 no change can be told.
    """
    every = [each for each in exchanges if each.language != UNKNOWN]
    usual = sum(each.questions for each in every) / max(sum(each.now for each in every), 1)
    found = [_void(each, usual, heard_before) for each in every if each.questions - each.answered >= MINIMUM]
    return sorted(found, key=lambda void: (-void.score, void.code, void.language))


def _void(each: Exchange, usual: float, heard_before: float) -> Void:
    earlier = each.before / heard_before if heard_before > 0 else each.now
    velocity = (each.now + DOUBT) / (earlier + DOUBT)
    share = (each.questions + DOUBT * usual) / (each.now + DOUBT)
    waiting = each.questions - each.answered
    weight = _bounded(velocity) * _bounded(share / usual)
    return Void(
        each.code,
        each.language,
        each.now,
        each.before,
        each.questions,
        waiting,
        each.posts,
        velocity,
        each.questions / each.now,
        waiting * weight / (each.posts + 1),
    )


def _bounded(times: float) -> float:
    return min(max(times, LEAST), MOST)


def shown(void: Void) -> ShownVoid:
    """The numbers of a void with small ones kept back, and what would give those away.

    The score is left out: with the rule that makes it, it would give them away too.
    """
    line = suppress_line([void.questions - void.waiting, void.waiting, void.now - void.questions])
    answered, waiting, statements = line.cells
    before = suppress(void.before)
    asks_is_known = statements.state == "shown" and line.total.state == "shown"
    return ShownVoid(
        now=line.total,
        before=before,
        answered=answered,
        waiting=waiting,
        statements=statements,
        posts=void.posts,
        velocity=None if before.is_suppressed or line.total.is_suppressed else round(void.velocity, 1),
        question_share=round(void.question_share, 2) if asks_is_known else None,
    )
