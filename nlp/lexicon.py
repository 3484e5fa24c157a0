"""How often people say a word in each language: the surest evidence of a text of one or two words.

`docs/models.md` and `bench/build_lexicon.py` tell what it is made of.
"""

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.grams import checksum

LEXICON_FILE = Path(__file__).parent / "models" / "lexicon.npz.xz"
# What a word that is not in the table may still have; a language is told by how far others are above it.
FLOOR = 2e-7
STEP = 0.1  # of a level, in natural log


@dataclass(frozen=True)
class Lexicon:
    """Words by checksum, ascending; word i is in the languages `columns[starts[i]:starts[i + 1]]`.

    Level n stands for a frequency of `FLOOR` times e to the power n * `STEP`.
    """

    classes: tuple[str, ...]
    keys: NDArray[np.uint32]  # (words,)
    starts: NDArray[np.uint32]  # (words + 1,)
    columns: NDArray[np.uint8]  # (entries,)
    levels: NDArray[np.uint8]  # (entries,)

    def look_up(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Log frequencies of words in lower case above the floor, (words, classes); zeros if in none."""
        found = np.zeros((len(words), len(self.classes)), dtype=np.float32)
        owners, entries = self._entries(words)
        found[owners, self.columns[entries]] = self.levels[entries] * np.float32(STEP)
        return found

    def level(self, words: Sequence[str], column: int) -> NDArray[np.intp]:
        """The levels of words in lower case in one class, (words,); 0 where one is not known there."""
        found = np.zeros(len(words), dtype=np.intp)
        owners, entries = self._entries(words)
        here = self.columns[entries] == column
        found[owners[here]] = self.levels[entries[here]]
        return found

    def _entries(self, words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Every entry of the words, and whose it is, by the place of the word."""
        wanted = np.array([checksum(word) for word in words], dtype=np.uint32)
        at = np.minimum(self.keys.searchsorted(wanted), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[at] == wanted)
        first, end = (self.starts[at[known] + more].astype(np.intp) for more in (0, 1))
        counts = end - first
        steps = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(known, counts), np.repeat(first, counts) + steps


def save(lexicon: Lexicon, path: Path) -> None:
    """Writes the table compressed and without timestamps: the same words give the same bytes."""
    gaps = np.diff(lexicon.keys, prepend=np.uint32(0))
    counts = np.diff(lexicon.starts).astype(np.uint8)
    buffer = io.BytesIO()
    # Bytes of one place together are alike, and compress better.
    planes = gaps.view(np.uint8).reshape(-1, 4).T.copy()
    np.savez(
        buffer,
        classes=np.array(lexicon.classes),
        gaps=planes,
        counts=counts,
        columns=lexicon.columns,
        levels=lexicon.levels,
    )
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=9))


@lru_cache(maxsize=1)
def open_lexicon(path: Path = LEXICON_FILE) -> Lexicon:
    """The shipped table, read once per process (about 15 MB in memory)."""
    with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as stored:
        gaps = np.ascontiguousarray(stored["gaps"].T).view(np.uint32).ravel()
        counts = stored["counts"].astype(np.uint32)
        return Lexicon(
            classes=tuple(str(code) for code in stored["classes"]),
            keys=np.cumsum(gaps, dtype=np.uint32),
            starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32),
            columns=stored["columns"],
            levels=stored["levels"],
        )
