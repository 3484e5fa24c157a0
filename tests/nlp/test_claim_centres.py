"""Claims told by a question's vector, with the wordings that are shipped."""

import numpy as np
import pytest

from nlp import claim_centres
from nlp.frame.load import load_frame
from nlp.vectors import open_embedder

EMBEDDER = open_embedder()


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        (
            "nl",
            "Het contract is alleen in het Nederlands, moet ik dat tekenen?",
            "dutch_only_contract_normal",
        ),
        ("pl", "Mieszkam u agencji, czy mogę się tam zameldować w gminie?", "no_agency_address_registration"),
    ],
)
def test_a_question_near_a_wording_says_its_claim(language: str, text: str, claim: str) -> None:
    (vector,) = EMBEDDER.embed([text])
    assert claim_centres.near_claims(vector, language, version=EMBEDDER.version)[:1] == (claim,)


@pytest.mark.parametrize("text", ["Waar kan ik leren fietsen?", "Hoe laat gaat de laatste trein naar Delft?"])
def test_other_questions_say_none(text: str) -> None:
    (vector,) = EMBEDDER.embed([text])
    assert claim_centres.near_claims(vector, "nl", version=EMBEDDER.version) == ()


def test_vectors_of_another_model_say_nothing() -> None:
    assert claim_centres.near_claims(np.ones(384, dtype=np.float32), "nl", version="other") == ()


def test_the_shipped_wordings_know_every_claim() -> None:
    wordings = claim_centres._open()
    assert set(wordings.claims) == set(load_frame().claims)
    assert np.allclose(np.linalg.norm(wordings.vectors, axis=1), 1, atol=1e-3)
