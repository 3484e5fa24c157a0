"""Codes from vectors: near its centre a code is named, far from all none is, another model gets nothing."""

import numpy as np

from nlp.code_centres import FILE, build, by_vector, save
from nlp.frame import load

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


def test_far_from_all_gets_none() -> None:
    assert by_vector(MEANS["any"], "xx", version=VERSION) == ()


def test_another_model_gets_none() -> None:
    assert by_vector(CENTRES[0], "pl", version="other-2") == ()


def test_build_puts_each_code_at_its_own_examples(tmp_path) -> None:
    centres = build(Fake())
    assert [int(row.argmax()) for row in centres.vectors] == list(range(len(centres.codes)))
    save(centres, tmp_path / "centres.npz")
    assert (tmp_path / "centres.npz").stat().st_size < 200_000
