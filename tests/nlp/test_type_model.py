"""What the model of asking and types says beyond the rules, and that it stays explainable and small."""

import numpy as np

from nlp import type_model
from nlp.grammar import read
from nlp.kinds import kind
from nlp.questions import is_question
from nlp.topics import Reading, as_learned
from nlp.type_model import HEADS, TYPES, judge, open_model, pair_buckets


def test_the_shipped_model_is_small_and_whole() -> None:
    model = open_model()
    assert type_model.FILE.stat().st_size < 1_000_000
    assert model.signs.shape == (len(model.names), 2, len(HEADS))
    assert model.buckets.shape == (1 << type_model.BITS, len(HEADS))


def test_a_question_without_words_of_asking() -> None:
    assert is_question("Any Dutch course on Friday in Segbroek?", Reading("en"))


def test_what_rules_found_is_named() -> None:
    found = judge("Who do they think they are?", Reading("en"))
    assert found.asks <= 0
    assert "m:rhetoric" in found.signs
    assert set(found.types) == set(TYPES)


def test_bulgarian_in_latin_letters_is_heard_as_bulgarian() -> None:
    words = ("търся", "квартира", "в", "хага")
    said = read("tarsia kvartira v haga", Reading("bg", romanised=True))
    assert list(as_learned(said.words.folded, Reading("bg", romanised=True)))[1:] == list(words[1:])


def test_a_text_without_words_asks_nothing() -> None:
    for text in ("", "???", "😀 ❗"):
        assert not is_question(text, Reading("und"))
        assert kind(judge(text, Reading("und")), asks=False) == "other"


def test_pairs_have_an_order() -> None:
    first, second = type_model.bucket("where"), type_model.bucket("is")
    there, back = (pair_buckets(np.array(pair)) for pair in ([first, second], [second, first]))
    assert there != back
