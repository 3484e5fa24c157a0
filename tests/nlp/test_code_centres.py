"""Codes from vectors: near its centre a code is named, far from all none is, another model gets nothing."""

import numpy as np
import pytest

from nlp.code_centres import FILE, build, by_vector, save, settled
from nlp.frame import load
from nlp.tag import tag

with np.load(FILE) as stored:
    VERSION = str(stored["version"])
    CODES = [str(code) for code in stored["codes"]]
    CENTRES = stored["vectors"].astype(np.float32)
    MEANS = dict(zip(map(str, stored["languages"]), stored["means"].astype(np.float32), strict=True))


class Fake:
    """Vectors that only say which code a sentence belongs to, for the arithmetic of `build`."""

    version = "fake-1"

    def embed(self, texts: list[str]) -> np.ndarray:
        known = [
            (code, sentence)
            for language in load.languages("examples")
            for code, found in load.examples(language).items()
            for sentence in found
        ]
        place = {sentence: list(load.load_frame().codes).index(code) for code, sentence in known}
        return np.eye(384, dtype=np.float32)[[place[text] for text in texts]]


def test_shipped_centres_cover_the_frame() -> None:
    assert list(load.load_frame().codes) == CODES
    assert {*load.languages("examples"), "any"} == set(MEANS)


def test_a_vector_at_a_centre_gets_its_code() -> None:
    for place in (0, 30, 60):
        found = by_vector(CENTRES[place] + MEANS["pl"], "pl", version=VERSION)
        assert found[0].code == CODES[place]
        assert found[0].score > 0.95


def at(code: str) -> np.ndarray:
    """The vector of a Polish question at the centre of a code."""
    return CENTRES[CODES.index(code)] + MEANS["pl"]


def test_where_rules_are_silent_the_vector_speaks_and_says_so() -> None:
    silent = tag("Mam jedno pytanie", language_hint="pl")
    found, *_ = settled(silent, at("language.lessons"), version=VERSION).codes
    assert found.code == "language.lessons"
    assert found.matched[0].startswith("≈ ")


def test_where_rules_speak_the_vector_does_not() -> None:
    said = tag("Gdzie dostanę BSN?", language_hint="pl")
    assert settled(said, at("language.lessons"), version=VERSION).codes == said.codes != ()


@pytest.mark.parametrize("code", [each for each, about in load.load_frame().codes.items() if about.sensitive])
def test_no_vector_alone_names_what_asks_for_care(code: str) -> None:
    assert by_vector(at(code), "pl", version=VERSION) == ()


def test_far_from_all_gets_none() -> None:
    assert by_vector(MEANS["any"], "xx", version=VERSION) == ()


def test_another_model_gets_none() -> None:
    assert by_vector(CENTRES[0], "pl", version="other-2") == ()


def test_build_puts_each_code_at_its_own_examples(tmp_path) -> None:
    centres = build(Fake())
    assert [int(row.argmax()) for row in centres.vectors] == list(range(len(centres.codes)))
    save(centres, tmp_path / "centres.npz")
    assert (tmp_path / "centres.npz").stat().st_size < 200_000
