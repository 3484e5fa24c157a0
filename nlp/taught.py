"""What people's corrections teach: a text like a corrected one is read as the person read that one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.records import Correction
from nlp.code_centres import off_language
from nlp.tag import CodeMatch, Tagged
from nlp.vectors import Vectors
from nlp.words import split

NEARLY_EQUAL = 0.85  # cosine of the sets of word beginnings
FEWEST_WORDS = 4  # for texts that are only nearly equal
BEGINNING = 6  # letters of a word that count: endings change with case and number
CLOSE_ENOUGH = 0.6  # cosine of vectors, without their language


@dataclass(frozen=True)
class Taught:
    """Corrections, found by their words and by their vectors; made by `learn`."""

    corrections: tuple[Correction, ...]
    equal: dict[tuple[str, ...], int]
    sizes: tuple[int, ...]
    containing: dict[str, tuple[int, ...]]
    version: str  # of the vectors
    vectors: Vectors  # (n, 384), without language
    of_vector: tuple[int, ...]  # rows of `corrections`

    def like(self, text: str) -> Correction | None:
        """The correction of an equal text (case, signs and diacritics aside), else of a nearly equal one."""
        words = split(text).folded
        if words in self.equal:
            return self.corrections[self.equal[words]]
        wanted = _beginnings(words)
        if len(wanted) < FEWEST_WORDS:
            return None
        shared = Counter(row for word in wanted for row in self.containing.get(word, ()))
        near = [
            (count / (len(wanted) * self.sizes[row]) ** 0.5, row)
            for row, count in shared.items()
            if self.sizes[row] >= FEWEST_WORDS
        ]
        closeness, row = max(near, default=(0.0, 0))
        return self.corrections[row] if closeness >= NEARLY_EQUAL else None

    def near(self, vector: Vectors, language: str, *, version: str) -> tuple[CodeMatch, ...]:
        """The codes of the corrected question nearest to a unit vector (384,); none when none is near."""
        if version != self.version or not len(self.vectors):
            return ()
        cosines = self.vectors @ off_language(vector, language)
        best = int(cosines.argmax())
        if cosines[best] < CLOSE_ENOUGH:
            return ()
        lesson = self.corrections[self.of_vector[best]]
        score = round(float(cosines[best]), 3)
        return tuple(CodeMatch(code, score, (f"≈ {lesson.text}",)) for code in lesson.codes)


def learn(corrections: Sequence[Correction], version: str) -> Taught:
    """What persons said, in the order they count: a later one of the same words wins.

    `version` is the embedder's: vectors of another one teach nothing. Corrections that ask for care teach by
    their words only.
    """
    beginnings = [_beginnings(split(each.text).folded) for each in corrections]
    containing: dict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(beginnings):
        for word in words:
            containing[word].append(row)
    rows = [
        row
        for row, each in enumerate(corrections)
        if each.vector and each.vector_version == version and each.codes and not each.sensitive
    ]
    apart = [
        off_language(np.frombuffer(corrections[row].vector or b"", np.float32), corrections[row].language)
        for row in rows
    ]
    return Taught(
        tuple(corrections),
        {split(each.text).folded: row for row, each in enumerate(corrections)},
        tuple(len(words) for words in beginnings),
        {word: tuple(found) for word, found in containing.items()},
        version,
        np.vstack(apart) if apart else np.zeros((0, 384), dtype=np.float32),
        tuple(rows),
    )


def as_taught(said: Tagged, lesson: Correction) -> Tagged:
    """What was said of a text, put right as the person put right the one like it."""
    return replace(
        said,
        language=lesson.language,
        confidence=1.0,
        type=lesson.type,
        is_question=lesson.type == "question",
        codes=tuple(CodeMatch(code, 1.0, (f"= {lesson.text}",)) for code in lesson.codes),
        sensitive=said.sensitive or lesson.sensitive,
    )


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in words)
