"""Codes as part of a question's direction."""

import numpy as np
import pytest

from nlp.themes import with_codes
from nlp.vectors import unit

TWO = unit(np.array([[1.0, 0.2], [0.2, 1.0]], dtype=np.float32))


def cosine(*codes: list[str]) -> float:
    first, second = with_codes(TWO, codes)
    return float(first @ second)


def test_without_codes_nothing_changes() -> None:
    assert with_codes(TWO, None) is TWO
    assert cosine([], []) == pytest.approx(float(TWO[0] @ TWO[1]))


def test_same_codes_come_nearer_and_different_ones_move_apart() -> None:
    assert cosine(["health.gp"], ["health.gp"]) > cosine([], []) > cosine(["health.gp"], ["pay.unpaid"])


def test_the_first_code_counts_most() -> None:
    same_first = cosine(["health.gp", "money.bank"], ["health.gp", "money.debts"])
    same_second = cosine(["money.bank", "health.gp"], ["money.debts", "health.gp"])
    assert same_first > same_second


def test_one_uncoded_text_loses_little() -> None:
    assert 0.93 * cosine([], []) < cosine(["health.gp"], []) <= cosine([], [])


def test_a_code_the_frame_does_not_know_is_no_code() -> None:
    assert cosine(["no.such"], ["no.such"]) == pytest.approx(cosine([], []))


def test_lengths_stay_one() -> None:
    assert np.allclose(np.linalg.norm(with_codes(TWO, [["health.gp"], []]), axis=1), 1)
