"""Finds the questions that recur: the same question in other words and other languages is one group."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from nlp.language_means import LanguageMeans
from nlp.merging import merge_indistinct
from nlp.neighbours import closeness_graph, communities
from nlp.themes import with_codes
from nlp.vectors import Labels, Vectors
from nlp.wordings import fold_copies, mean_vectors, number

# Cosine with a group's centre from which a new question joins; a short one says less, so it must be nearer.
JOIN = 0.45
JOIN_SHORT = 0.50
SHORT = 8  # words
ALONE = -1


def group(
    vectors: Vectors,
    languages: Sequence[str],
    means: LanguageMeans,
    texts: Sequence[str] | None = None,
    codes: Sequence[Sequence[str]] | None = None,
) -> Labels:
    """The group of every question, numbered from 0 by first appearance; a lone question is its own group.

    `vectors`: shape (n, 384), length 1, as the embedder gives them; `languages`: ISO codes or "und"; `texts`,
    when given, let near-copies be told by their letters too; `codes`, best first, let themes weigh in. The
    same input gives the same groups. Time grows with n²: 20,000 questions take half a minute on two cores,
    in memory that grows with n.
    """
    if len(vectors) < 2:
        return np.arange(len(vectors), dtype=np.int64)
    centred = means.centre(vectors, languages)
    wording = fold_copies(centred, languages, texts)
    per_wording = mean_vectors(with_codes(centred, codes), wording)
    if len(per_wording) < 2:
        return np.zeros(len(vectors), dtype=np.int64)
    found = merge_indistinct(per_wording, communities(closeness_graph(per_wording)))
    return number(found[wording].tolist())


def centres(centred: Vectors, labels: Labels) -> Vectors:
    """The mean direction of each group, shape (groups, 384), length 1; labels are 0 … groups - 1."""
    return mean_vectors(centred, labels)


def join(centred: Vectors, words: Sequence[int], known: Vectors) -> Labels:
    """The row in `known` of the centre that each new question belongs to, or -1 to wait for a regroup.

    `centred`: new questions, language mean removed, shape (n, d); `words`: how long each is; `known`: shape
    (groups, d). A new question never moves or merges groups: ids stay what they were.
    """
    if not len(centred) or not len(known):
        return np.full(len(centred), ALONE, dtype=np.int64)
    nearest, cosine = np.empty(len(centred), dtype=np.int64), np.empty(len(centred), dtype=np.float32)
    for start in range(0, len(centred), 1024):
        products = centred[start : start + 1024] @ known.T
        nearest[start : start + 1024] = products.argmax(axis=1)
        cosine[start : start + 1024] = products.max(axis=1)
    needed = np.where(np.asarray(words) < SHORT, JOIN_SHORT, JOIN)
    joined: Labels = np.where(cosine >= needed, nearest, ALONE)
    return joined


def regroup(labels: Labels, previous: Sequence[int | None]) -> list[int | None]:
    """For each new group the old id that lives on in it, or None for a new question.

    `previous`: the old id of every question, None for those that had none. Pairs with the largest overlap go
    first, an id goes to one group, the older (lower) id wins a tie: so ids, and what people wrote to them,
    stay with most of their questions when a group splits or two merge.
    """
    overlap = Counter(
        (int(label), old) for label, old in zip(labels, previous, strict=True) if old is not None
    )
    kept: list[int | None] = [None] * (int(labels.max()) + 1 if len(labels) else 0)
    given: set[int] = set()
    for (label, old), _ in sorted(overlap.items(), key=lambda each: (-each[1], each[0][1], each[0][0])):
        if kept[label] is None and old not in given:
            kept[label] = old
            given.add(old)
    return kept
