"""Ranks the gaps: topics that are asked about in a language in which we said little or reached few."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from data.records import NewSuggestion

FEWEST_SHOWN = 5  # smaller numbers are not kept with a suggestion, so that no face can show them

CLAIM_CODES: Mapping[str, str] = {
    "accountant_needed": "taxes.tax_return",
    "no_registration_no_zorgtoeslag": "benefits.zorgtoeslag",
    "no_fever_must_work": "sickness.sick_at_work",
    "no_agency_address_registration": "registration.brp",
    "dutch_only_contract_normal": "work.contract",
    "pay_for_bsn_appointment": "registration.bsn",
    "registration_costs_home_benefits": "registration.brp",
    "agency_may_keep_documents": "work.agency",
    "no_contract_no_sick_pay": "sickness.sick_at_work",
    "m_form_only_through_us": "taxes.tax_return",
}
"""The topic whose facts answer a claim."""

POINTS: Mapping[str, Callable[[float], float]] = {
    # questions of the last four weeks: each doubling counts one, 5 → 2.3, 40 → 5.3
    "questions": lambda n: math.log2(n) if n >= 1 else 0.0,
    "few_questions": lambda _: 0.5,
    # how many times as often as usual, cautiously: doubled counts one, at most three
    "rising": lambda ratio: min(3.0, max(0.0, math.log2(ratio))),
    "new": lambda _: 2.0,
    # share (0–1) of those questions that belong to recurring questions without an answer yet
    "unanswered": lambda share: 2.0 * share,
    # our own posts of the last eight weeks on it in that language
    "no_posts": lambda _: 2.0,
    "posts": lambda n: -min(3.0, n),
    # how many times less the language is reached than the others, against community size
    "reach_gap": lambda times: min(3.0, max(0.0, math.log2(times))),
    # mentions of a false or risky claim that this topic's facts answer
    "claims": lambda n: 1.0 + min(2.0, math.log2(max(1.0, n)) / 2),
    "few_claims": lambda _: 0.5,
}
"""Reason → how many points its number is worth; a score is the sum and nothing else."""


@dataclass(frozen=True)
class Gap:
    """What is known of one code in one language; None = not known, which is not the same as 0.

    `questions` and `claims` are counts of four weeks, `posts` of eight; `unanswered` is a share;
    `rising` how many times as often as usual, the low end of the interval; `reach_gap` how many times less
    the language is reached.
    """

    code: str
    language: str
    questions: int = 0
    unanswered: float | None = None
    rising: float | None = None
    is_new: bool = False
    posts: int = 0
    reach_gap: float | None = None
    claims: int = 0
    question_id: int | None = None


def reasons(gap: Gap) -> tuple[tuple[str, float], ...]:
    """Why this gap matters: (reason key, its number), the numbers as a person would name them."""
    shown = gap.questions >= FEWEST_SHOWN
    found: list[tuple[str, float | None]] = [
        ("questions" if shown else "few_questions", float(gap.questions) if shown else 0.0),
        ("rising", gap.rising),
        ("new", 1.0 if gap.is_new else None),
        ("unanswered", gap.unanswered if shown else None),
        ("posts", float(gap.posts)) if gap.posts else ("no_posts", 0.0),
        ("reach_gap", gap.reach_gap),
        ("claims", float(gap.claims) if gap.claims >= FEWEST_SHOWN else None),
        ("few_claims", 0.0 if 0 < gap.claims < FEWEST_SHOWN else None),
    ]
    return tuple((key, round(number, 2)) for key, number in found if number is not None)


def score(why: Iterable[tuple[str, float]]) -> float:
    """The sum of the points of the reasons, rounded to two decimals."""
    return round(sum(POINTS[key](number) for key, number in why), 2)


def is_worth_saying(gap: Gap) -> bool:
    """Whether enough people ask, or it rises, or a claim spreads; a few questions alone are a few people."""
    return gap.questions >= FEWEST_SHOWN or gap.rising is not None or gap.is_new or gap.claims >= FEWEST_SHOWN


def rank(gaps: Iterable[Gap]) -> list[NewSuggestion]:
    """Suggestions, the most urgent first; equal scores stand in the order of code and language."""
    rows = [
        NewSuggestion(gap.code, gap.language, score(why), why, gap.question_id)
        for gap in gaps
        if is_worth_saying(gap) and score(why := reasons(gap)) > 0
    ]
    return sorted(rows, key=lambda row: (-row.score, row.code, row.language))
