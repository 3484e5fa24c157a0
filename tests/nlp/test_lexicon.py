"""The table of word frequencies."""

from pathlib import Path

import numpy as np
import pytest

from nlp.grams import checksum
from nlp.lexicon import Lexicon, open_lexicon, save


def small() -> Lexicon:
    words = {"hallo": [(0, 90), (2, 40)], "dank": [(0, 80)], "cześć": [(1, 100)]}
    rows = sorted((checksum(word), entries) for word, entries in words.items())
    return Lexicon(
        classes=("nl", "pl", "de"),
        keys=np.array([key for key, _ in rows], dtype=np.uint32),
        starts=np.cumsum([0, *(len(entries) for _, entries in rows)]).astype(np.uint32),
        columns=np.array([column for _, entries in rows for column, _ in entries], dtype=np.uint8),
        levels=np.array([level for _, entries in rows for _, level in entries], dtype=np.uint8),
    )


def test_a_word_is_found_in_each_of_its_languages() -> None:
    assert small().look_up(["hallo"])[0] == pytest.approx([9.0, 0.0, 4.0])
    assert small().level(["hallo"], 2)[0] == 40
    assert small().level(["cześć"], 0)[0] == 0


def test_an_unknown_word_says_nothing() -> None:
    assert not small().look_up(["onbekend"])[0].any()
    assert small().level(["onbekend"], 0)[0] == 0


def test_what_is_saved_comes_back_the_same_and_in_the_same_bytes(tmp_path: Path) -> None:
    save(small(), tmp_path / "one.xz")
    save(small(), tmp_path / "two.xz")
    assert (tmp_path / "one.xz").read_bytes() == (tmp_path / "two.xz").read_bytes()
    back = open_lexicon(tmp_path / "one.xz")
    assert back.classes == small().classes
    assert all(np.array_equal(getattr(back, each), getattr(small(), each)) for each in ("keys", "starts"))
    assert np.array_equal(back.look_up(["hallo"])[0], small().look_up(["hallo"])[0])


def test_the_shipped_table_knows_how_people_type() -> None:
    lexicon = open_lexicon()
    assert lexicon.classes[int(lexicon.look_up(["dziękuję"])[0].argmax())] == "pl"
    assert lexicon.classes[int(lexicon.look_up(["dziekuje"])[0].argmax())] == "pl"
    assert lexicon.classes[int(lexicon.look_up(["blagodarq"])[0].argmax())] == "bg-latn"
    assert np.all(np.diff(lexicon.keys.astype(np.int64)) > 0)
