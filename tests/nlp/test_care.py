"""Every sensitive code and reason has a card that says what to do and whom to call."""

import pytest

from nlp.care import cards, every
from nlp.frame import load

SENSITIVE = [code.id for code in load.load_frame().codes.values() if code.sensitive]
REASONS = sorted(
    {name for each in load.languages("sensitive") for name in load.word_lists("sensitive", each)}
)


@pytest.mark.parametrize("asked", [*SENSITIVE, *REASONS])
def test_each_sensitive_code_and_reason_has_one_card(asked: str) -> None:
    (card,) = cards([asked])
    assert card.refer
    assert all(card.title[face] and len(card.steps[face]) >= 3 for face in ("nl", "en"))
    assert "112" in card.steps["nl"][0]


def test_a_card_comes_once_and_the_most_urgent_first() -> None:
    found = cards(["homeless", "housing.homeless", "self_harm"])
    assert [card.id for card in found] == ["self_harm", "homeless"]


def test_what_asks_for_no_care_has_no_card() -> None:
    assert cards(["transport.bicycle", "no_such_thing"]) == ()


def test_nobody_has_checked_the_cards_and_they_say_so() -> None:
    for card in every():
        assert card.last_checked == ""
        assert "Nagaan vóór gebruik" in card.notice["nl"]
