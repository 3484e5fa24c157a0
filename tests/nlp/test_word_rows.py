"""A table of words that many threads ask at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np

from nlp.word_rows import WordRows


def lengths(words: Sequence[str]) -> np.ndarray:
    assert words  # nothing to work out is never asked for
    return np.array([[len(word)] for word in words], dtype=np.float32)


def test_threads_that_miss_the_same_word_all_get_it() -> None:
    for _ in range(50):
        rows, together = WordRows(1, 100, lengths), Barrier(8)

        def ask(_number: int, rows: WordRows = rows, together: Barrier = together) -> float:
            together.wait()
            return float(rows.of(["huur", "kamer"])[0, 0])

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(8))) == {4.0}


def test_a_full_table_begins_anew() -> None:
    rows = WordRows(1, 3, lengths)
    for words in (["a", "bb"], ["ccc", "dddd"], ["a", "bb", "ccc", "dddd", "eeeee"]):
        assert rows.of(words)[:, 0].tolist() == [len(word) for word in words]
