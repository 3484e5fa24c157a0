"""The second line for codes: which example sentence a text resembles, when no keyword spoke.

Character n-grams (3–5 letters inside words) weighted by TF-IDF, cosine with every example of the frame,
nearest neighbour. A logistic regression on the same features was as good, and took seconds to train in every
process; the neighbour is ready in a third of a second and explains itself by the sentence it found.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from nlp.frame import load
from nlp.words import Words, split

# Chosen on our own sentences (bench/bench_topics.py prints the measurement): nine in ten are right above it.
CLOSE_ENOUGH = 0.5
FEWEST_WORDS = 4
MOST_WORDS = 40  # a longer text resembles everything a little


@dataclass(frozen=True)
class Resemblance:
    """The example a text is closest to: its code, the sentence, and the cosine in 0–1."""

    code: str
    example: str
    cosine: float


@dataclass(frozen=True)
class _Index:
    vectorizer: Any  # sklearn's, which has no types
    matrix: Any  # sparse, one row per example
    examples: tuple[tuple[str, str], ...]  # code, sentence


def nearest(words: Words) -> Resemblance | None:
    """The example that the text resembles, or None when it is long, empty, or not close to any."""
    if not FEWEST_WORDS <= len(words.folded) <= MOST_WORDS:
        return None
    index = _index()
    cosines = (index.matrix @ index.vectorizer.transform([" ".join(words.folded)]).T).toarray().ravel()
    best = int(cosines.argmax())
    if cosines[best] < CLOSE_ENOUGH:
        return None
    code, sentence = index.examples[best]
    return Resemblance(code, sentence, float(cosines[best]))


@cache
def _index() -> _Index:
    from sklearn.feature_extraction.text import TfidfVectorizer  # a second to import: only when needed

    examples = tuple(
        (code, sentence)
        for language in load.languages("examples")
        for code, sentences in load.examples(language).items()
        for sentence in sentences
    )
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform([" ".join(split(sentence).folded) for _, sentence in examples])
    return _Index(vectorizer, matrix, examples)
