"""The mark of a post is found exactly, and texts are compared by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.markers import has_marker, normalised, similarity, with_marker


def test_the_mark_stands_below_the_text() -> None:
    assert with_marker("Dzień dobry\n", "ref:k3v9qd") == "Dzień dobry\n\nref:k3v9qd"


@pytest.mark.parametrize("text", ["ref:abcde", "xref:abcd", "ref:ABCD", "abcd", "href:abcdx"])
def test_another_mark_is_not_taken_for_this_one(text: str) -> None:
    assert not has_marker(f"Tekst {text} tekst", "ref:abcd")


@given(st.text(max_size=60), st.from_regex(r"ref:[a-z2-7]{6}", fullmatch=True))
def test_a_marked_text_always_shows_its_mark(text: str, marker: str) -> None:
    assert has_marker(with_marker(text, marker), marker)


def test_spacing_case_links_and_marks_do_not_count() -> None:
    one = "Zażółć gęślą!\n\nref:abcdef"
    assert normalised(one) == normalised("  zażółć   GĘŚLĄ https://example.org/?a=1")


@pytest.mark.parametrize(
    ("one", "other", "share"), [("a b c", "a b d", 0.5), ("a b", "b a!", 1.0), ("", "", 0.0)]
)
def test_similarity_is_the_share_of_common_words(one: str, other: str, share: float) -> None:
    assert similarity(one, other) == share
