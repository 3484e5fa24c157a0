"""Gives stored questions the vectors they lack, and the codes and claims that only a vector tells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from data import annotations
from data.database import Database
from data.records import CodeScore, NewAnnotation
from nlp.claim_centres import near_claims
from nlp.code_centres import by_vector
from nlp.cyrillic import to_cyrillic
from nlp.taught import Taught
from nlp.vectors import Embedder, Vectors

AT_ONCE = 200
PERSON = "person"  # the model version of a person's correction
Waiting = tuple[str, NewAnnotation]


def fill_vectors(
    database: Database,
    now: datetime,
    embedder: Embedder,
    lessons: Taught,
    progress: Callable[[str], None],
) -> int:
    """Embeds the public's questions that have no vector of the embedder's version; gives how many.

    A text that stands in the store with its vector is not read again. Where words told no code, the nearest
    corrected question names it, else the examples of the frame. One transaction per batch.
    """
    last = done = 0
    while True:
        with database.read() as session:
            batch = annotations.without_vector(session, embedder.version, after_id=last, limit=AT_ONCE)
            known = annotations.vectors_of(session, {text for text, _ in batch}, embedder.version)
        if not batch:
            return done
        vectors = _vectors(batch, known, embedder)
        rows = [
            _with_vector(row, vector, embedder.version, lessons)
            for (_, row), vector in zip(batch, vectors, strict=True)
        ]
        by_person = {row.item_id: row.vector for row in rows if row.model_version == PERSON and row.vector}
        with database.begin() as session:
            annotations.add(session, [row for row in rows if row.model_version != PERSON], now)
            annotations.set_vectors(session, by_person, embedder.version)
        last, done = batch[-1][1].item_id, done + len(batch)
        progress(f"{done} questions have a vector")


def _vectors(batch: Sequence[Waiting], known: dict[str, bytes], embedder: Embedder) -> list[Vectors]:
    read = [_as_read(text, said) for text, said in batch]
    new = list(dict.fromkeys(each for each, (text, _) in zip(read, batch, strict=True) if text not in known))
    vector_of = dict(zip(new, embedder.embed(new), strict=True)) if new else {}
    return [
        np.frombuffer(known[text], np.float32) if text in known else vector_of[each]
        for each, (text, _) in zip(read, batch, strict=True)
    ]


def _as_read(text: str, said: NewAnnotation) -> str:
    return to_cyrillic(text, said.language) if said.romanised else text


def _with_vector(row: NewAnnotation, vector: Vectors, version: str, lessons: Taught) -> NewAnnotation:
    filled = replace(row, vector=vector.astype(np.float32).tobytes(), vector_version=version)
    if row.model_version == PERSON:
        return filled
    claims = dict.fromkeys((*row.claims, *near_claims(vector, row.language, version=version)))
    if row.codes and not all(code.by_vector for code in row.codes):
        return replace(filled, claims=tuple(claims))
    told = lessons.near(vector, row.language, version=version) or by_vector(
        vector, row.language, version=version
    )
    codes = tuple(CodeScore(each.code, each.score, each.matched, True) for each in told)
    return replace(filled, claims=tuple(claims), codes=codes)
