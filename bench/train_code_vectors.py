"""Builds `nlp/models/code_centres.npz`: what a question's vector says of its code, beside what words say.

    pip install wordfreq==3.1.1
    python bench/train_code_vectors.py

After `bench/train_codes.py`. Half an hour on one core, nearly all of it for the vectors of 18,000 texts.
Prints, of questions that no model had learned, how often the first code is right with vectors and without.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from code_texts import FOLDS, UNLEARNED, Text, every
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from train_codes import asked, held_out, read_out, weighed

from nlp.code_centres import ANY, FILE, LINE, Hearing, save, votes_of
from nlp.frame import load
from nlp.vectors import Embedder, open_embedder

HEARING_C = 8.0
EXAMPLE_COUNTS = 0.4  # of an example of the frame, beside 1.0 for a text as people write
NOTHING_COUNTS = 25.0  # of a question about nothing, when the votes are weighed
SHOWN = "nl"  # the language of the example that stands for a code: the office reads it
FEWEST_TEXTS = 100  # of a language that has a mean of its own
Floats = NDArray[np.float32]


def main() -> None:
    """Embed, learn, measure, write."""
    save(build(open_embedder()), FILE)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def build(embedder: Embedder) -> Hearing:
    """Everything that `nlp.code_centres` needs, from all texts that have a language."""
    codes = tuple(load.load_frame().codes)
    texts = every()
    named = by_words(texts, codes)
    spoken = [each for each in texts if each.language]
    vectors = embedder.embed([each.text for each in spoken])
    means = means_of(spoken, vectors)
    apart = np.stack(
        [vector - means.get(each.language, means[ANY]) for each, vector in zip(spoken, vectors, strict=True)]
    )
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    meant = asked(spoken, codes).argmax(axis=1)
    fold = np.array([-1 if each.fold is None else each.fold for each in spoken])
    heard = np.full((len(spoken), len(codes) + 1), np.nan, dtype=np.float32)
    for number in (*range(FOLDS), UNLEARNED):
        weights, bias = learned(spoken, apart, meant, (fold != number) & (fold != UNLEARNED))
        heard[fold == number] = apart[fold == number] @ weights + bias
    asks = [row for row, each in enumerate(spoken) if each.asks]
    seen = np.stack([votes_of(heard[row], named[spoken[row].text], codes) for row in asks])
    votes = voted(seen, meant[asks])
    report(seen, votes, meant[asks], [spoken[row] for row in asks])
    weights, bias = learned(spoken, apart, meant, fold != UNLEARNED)
    said = np.where([[each.language == SHOWN] for each in spoken], apart @ weights + bias, -np.inf)
    said[[row for row, each in enumerate(spoken) if each.fold is not None]] = -np.inf
    typical = [
        spoken[int(np.where(meant == at, said[:, at], -np.inf).argmax())].text for at in range(len(codes))
    ]
    return Hearing(embedder.version, codes, tuple(typical), weights, bias, means, votes)


def by_words(texts: Sequence[Text], codes: Sequence[str]) -> dict[str, dict[str, float]]:
    """What words name of each text that has a fold, by models that did not learn it."""
    wanted, counts = asked(texts, codes), np.array([each.weight for each in texts], dtype=np.float32)
    fold = np.array([-1 if each.fold is None else each.fold for each in texts])
    matrix, _ = weighed([each.text for each in texts])
    read = read_out(texts, wanted, held_out(matrix, wanted, counts, fold))
    return {text.text: {choice.code: choice.chance for choice in named} for text, named in read.told}


def means_of(texts: Sequence[Text], vectors: Floats) -> dict[str, Floats]:
    """The mean vector of each language over its texts that have a code, and over all of them."""
    coded = np.array([bool(each.codes) for each in texts])
    spoken = np.array([each.language for each in texts])
    found = {ANY: vectors[coded].mean(axis=0)}
    for language in sorted(set(spoken)):
        own = coded & (spoken == language)
        if own.sum() >= FEWEST_TEXTS:
            found[str(language)] = vectors[own].mean(axis=0)
    return found


def learned(
    texts: Sequence[Text], apart: Floats, meant: NDArray[np.int64], into: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Softmax regression on the chosen rows: weights (384, codes + 1), bias (codes + 1,)."""
    counts = np.array([1.0 if each.fold is not None else EXAMPLE_COUNTS for each in texts])
    model = LogisticRegression(C=HEARING_C, max_iter=100)
    model.fit(apart[into], meant[into], sample_weight=counts[into])
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)


def voted(seen: Floats, meant: NDArray[np.int64]) -> Floats:
    """How much each of the six votes counts (conditional logit: McFadden 1974), fitted on questions."""
    rows = np.arange(len(meant))
    counts = np.where(meant == seen.shape[2] - 1, NOTHING_COUNTS, 1.0)

    def loss(votes: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        chances = chances_of(seen, votes)
        lost = -(counts * np.log(np.maximum(chances[rows, meant], 1e-12))).sum()
        chances[rows, meant] -= 1
        return float(lost), np.einsum("nvc,nc->v", seen, chances * counts[:, None])

    return np.asarray(
        minimize(loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B").x, dtype=np.float32
    )


def chances_of(seen: Floats, votes: NDArray[np.floating]) -> NDArray[np.float64]:
    """Chances (texts, codes + 1) from votes (texts, 6, codes + 1)."""
    heard = np.einsum("v,nvc->nc", votes.astype(np.float64), seen)
    chances = np.exp(heard - heard.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def report(seen: Floats, votes: Floats, meant: NDArray[np.int64], texts: Sequence[Text]) -> None:
    """First code right, and chatter without a code: by words, by both."""
    none = seen.shape[2] - 1
    about = meant < none
    words = np.where(seen[:, 4, -1] > 0, none, seen[:, 2, :-1].argmax(axis=1))
    chances = chances_of(seen, votes)
    both = np.where(1 - chances[:, -1] >= LINE, chances[:, :-1].argmax(axis=1), none)
    _print_shares({"words": words, "both": both}, meant, about)
    print("votes:", votes.round(2), f"of {len(texts)} questions")


def _print_shares(
    told: Mapping[str, NDArray[np.int64]], meant: NDArray[np.int64], about: NDArray[np.bool_]
) -> None:
    for name, found in told.items():
        right = found == meant
        print(f"{name}: first right {right[about].mean():.3f}, without a code {right[~about].mean():.3f}")


if __name__ == "__main__":
    main()
