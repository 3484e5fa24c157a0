"""Codes from vectors and words together: what a vector adds, what it may not take, when it is not asked."""

import numpy as np
import pytest

from nlp.code_centres import FILE, reweighed, settled, votes_of
from nlp.frame import load
from nlp.tag import tag
from nlp.topics import CodeMatch

with np.load(FILE) as stored:
    VERSION = str(stored["version"])
    CODES = [str(code) for code in stored["codes"]]
    WEIGHTS = stored["weights"].astype(np.float32)
    MEANS = dict(zip(map(str, stored["languages"]), stored["means"].astype(np.float32), strict=True))

CARE = [each for each, about in load.load_frame().codes.items() if about.sensitive]


def at(code: str) -> np.ndarray:
    """A vector of a Polish question that says this code and no other."""
    way = WEIGHTS[:, CODES.index(code)] - WEIGHTS.mean(axis=1)
    return way / np.linalg.norm(way) + MEANS["pl"]


def test_the_shipped_model_covers_the_frame() -> None:
    assert list(load.load_frame().codes) == CODES
    assert WEIGHTS.shape == (384, len(CODES) + 1)
    assert {"any", "nl", "uk"} <= set(MEANS)


@pytest.mark.parametrize("code", ["housing.find", "benefits.huurtoeslag", "language.lessons"])
def test_a_vector_that_says_a_code_gets_it(code: str) -> None:
    found = reweighed((), at(code), "pl", version=VERSION)
    assert found[0].code == code
    assert 0.5 < found[0].score <= 1


def test_where_words_are_silent_the_vector_speaks_and_says_so() -> None:
    silent = tag("Mam jedno pytanie", language_hint="pl")
    found, *_ = settled(silent, at("language.lessons"), version=VERSION).codes
    assert found.code == "language.lessons"
    assert found.matched[0].startswith("≈ ")


def test_where_both_say_the_same_the_words_are_shown() -> None:
    said = tag("Gdzie dostanę BSN?", language_hint="pl")
    found, *_ = settled(said, at("registration.bsn"), version=VERSION).codes
    assert (found.code, found.matched) == ("registration.bsn", said.codes[0].matched)


def test_a_vector_puts_right_what_words_were_unsure_of() -> None:
    unsure = (CodeMatch("transport.car", 0.2, ("≈ auto",)),)
    found = reweighed(unsure, at("transport.driving_licence"), "pl", version=VERSION)
    assert found[0].code == "transport.driving_licence"


@pytest.mark.parametrize("code", CARE)
def test_no_vector_alone_names_what_asks_for_care(code: str) -> None:
    assert reweighed((), at(code), "pl", version=VERSION) == ()


@pytest.mark.parametrize("code", CARE)
def test_no_vector_takes_away_what_asks_for_care(code: str) -> None:
    found = reweighed((CodeMatch(code, 0.3, ("x",)),), at("work.hours"), "pl", version=VERSION)
    assert code in {match.code for match in found}


def test_a_code_that_the_office_added_stands() -> None:
    own = CodeMatch("own.fair", 0.7, ("kermis",))
    assert own in reweighed((own,), at("work.hours"), "pl", version=VERSION)


def test_far_from_all_gets_none() -> None:
    assert reweighed((), MEANS["any"], "xx", version=VERSION) == ()


def test_another_embedder_leaves_what_words_said() -> None:
    said = (CodeMatch("work.hours", 0.9, ("x",)),)
    assert reweighed(said, at("housing.find"), "pl", version="other-2") == said


def test_votes_tell_apart_what_words_named_first() -> None:
    votes = votes_of(np.zeros(4, dtype=np.float32), {"b": 0.7, "c": 0.2}, ("a", "b", "c"))
    assert votes[1:4].tolist() == pytest.approx(
        np.array([[0, 0.7, 0.2, 0], [0, 1, 0, 0], [0, 1, 1, 0]], dtype=np.float32)
    )
    assert votes[4:, -1].tolist() == [0, 1]
