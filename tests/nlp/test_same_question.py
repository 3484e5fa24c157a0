"""Questions are placed so that the same one lies near, in other words and languages too."""

import numpy as np

from nlp.frame.load import load_frame
from nlp.language_means import shipped_means
from nlp.recurring import placed
from nlp.same_question import ROWS, shipped_space
from nlp.vectors import DIMENSIONS, Vectors, open_embedder, unit


def _drawn(count: int) -> Vectors:
    return unit(np.random.default_rng(3).normal(size=(count, DIMENSIONS)).astype(np.float32))


def test_the_space_belongs_to_the_embedder_and_the_frame() -> None:
    assert shipped_space().version == open_embedder().version == shipped_means().version
    assert set(shipped_space().codes) <= set(load_frame().codes)


def test_placed_vectors_have_length_one_however_many_there_are() -> None:
    found = shipped_space().place(_drawn(ROWS + 3))
    assert found.shape == (ROWS + 3, DIMENSIONS + len(shipped_space().codes))
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_place_depends_on_its_own_question_only() -> None:
    some = _drawn(9)
    assert np.allclose(shipped_space().place(some)[4], shipped_space().place(some[4:5])[0], atol=1e-6)


def test_the_same_code_brings_together_and_different_ones_part() -> None:
    pair = _drawn(2)

    def alike(*codes: list[str]) -> float:
        one, other = shipped_space().place(pair, codes)
        return float(one @ other)

    same = alike(["health.dentist"], ["health.dentist"])
    assert (
        same
        > alike(["health.dentist"], ["health.gp", "health.dentist"])
        > alike(["pay.unpaid"], ["health.gp"])
    )


def test_a_code_that_nobody_knows_says_nothing() -> None:
    one = _drawn(1)
    assert np.array_equal(shipped_space().place(one, [["no.such"]]), shipped_space().place(one, [[]]))


def test_an_unsure_theme_weighs_less_than_a_sure_one() -> None:
    space = shipped_space()
    unsure, sure = (space.place(_drawn(1), [codes])[0] for codes in ([], ["pay.unpaid"]))
    assert np.linalg.norm(sure[DIMENSIONS:]) > np.linalg.norm(unsure[DIMENSIONS:])


def test_other_words_in_other_languages_come_nearer_than_what_is_only_about_the_same() -> None:
    asked = [
        "How do I apply for zorgtoeslag?",
        "Cum pot cere zorgtoeslag?",
        "Moet ik zorgtoeslag terugbetalen?",
    ]
    centred = shipped_means().centre(open_embedder().embed(asked), ["en", "ro", "nl"])
    here = shipped_space().place(centred)
    assert here[0] @ here[1] > here[0] @ here[2]
    assert here[0] @ here[1] - here[0] @ here[2] > centred[0] @ centred[1] - centred[0] @ centred[2]


def test_vectors_of_another_embedder_are_compared_as_they_are() -> None:
    some = _drawn(3)
    assert placed(some, "another-1") is some
