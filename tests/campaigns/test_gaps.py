"""Suggestions: a transparent sum of named reasons, and no small numbers."""

import pytest

from campaigns.gaps import POINTS, Gap, rank, reasons, score


def test_the_score_is_the_sum_of_its_reasons() -> None:
    gap = Gap("taxes.tax_return", "bg", questions=32, unanswered=0.5, rising=2.0, reach_gap=4.0, claims=16)
    found = rank([gap])[0]
    assert dict(found.reasons) == {
        "questions": 32, "rising": 2, "unanswered": 0.5, "no_posts": 0, "reach_gap": 4, "claims": 16,
    }  # fmt: skip
    assert found.score == 5 + 1 + 1 + 2 + 2 + 3


def test_asked_often_and_answered_nowhere_goes_before_answered_often() -> None:
    often = Gap("work.contract", "pl", questions=40, posts=3)
    never = Gap("work.contract", "bg", questions=20)
    assert [each.language for each in rank([often, never])] == ["bg", "pl"]


@pytest.mark.parametrize("gap", [Gap("a", "pl", questions=4), Gap("a", "pl", claims=4, unanswered=0.25)])
def test_a_few_questions_alone_suggest_nothing(gap: Gap) -> None:
    assert rank([gap]) == []


def test_numbers_below_five_are_never_kept() -> None:
    gap = Gap("a", "pl", questions=4, claims=3, unanswered=0.25, rising=3.0)
    assert dict(reasons(gap)) == {"few_questions": 0, "few_claims": 0, "rising": 3, "no_posts": 0}


@pytest.mark.parametrize("key", sorted(POINTS))
def test_no_reason_weighs_more_than_the_rest_together(key: str) -> None:
    assert -3.0 <= POINTS[key](8.0 if key != "unanswered" else 1.0) <= 3.0


def test_equal_scores_have_one_order() -> None:
    gaps = [Gap(code, language, questions=8) for code in ("b", "a") for language in ("pl", "bg")]
    assert [(each.code, each.language) for each in rank(gaps)] == [
        ("a", "bg"),
        ("a", "pl"),
        ("b", "bg"),
        ("b", "pl"),
    ]
    assert score(reasons(gaps[0])) == 5.0
