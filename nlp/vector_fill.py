"""Gives stored questions the vectors they lack, and the codes and claims that only a vector tells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import numpy as np

from data import annotations
from data.database import Database
from data.records import CodeScore, NewAnnotation
from nlp.claim_centres import near_claims
from nlp.code_centres import reweighed
from nlp.cyrillic import to_cyrillic
from nlp.taught import Taught
from nlp.topics import CodeMatch
from nlp.vectors import Embedder, Vectors

AT_ONCE = 200
PERSON = "person"  # the model version of a person's correction
Waiting = tuple[str, NewAnnotation]


class _Knowing(NamedTuple):
    """What persons taught, and the version of the vectors."""

    lessons: Taught
    version: str


def fill_vectors(
    database: Database,
    now: datetime,
    embedder: Embedder,
    lessons: Taught,
    progress: Callable[[str], None],
) -> int:
    """Embeds the public's questions that have no vector of the embedder's version; gives how many.

    A text that stands in the store with its vector is not read again. Its codes are those that words and
    vector name together; where words told none, the nearest corrected question names them first. What a
    person said of the like stands. One transaction per batch.
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
            _with_vector(*each, vector, _Knowing(lessons, embedder.version))
            for each, vector in zip(batch, vectors, strict=True)
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


def _with_vector(text: str, row: NewAnnotation, vector: Vectors, knowing: _Knowing) -> NewAnnotation:
    filled = replace(row, vector=vector.astype(np.float32).tobytes(), vector_version=knowing.version)
    if row.model_version == PERSON:
        return filled
    claims = dict.fromkeys((*row.claims, *near_claims(vector, row.language, version=knowing.version)))
    codes = row.codes if knowing.lessons.like(text) else _codes(row, vector, knowing)
    return replace(filled, claims=tuple(claims), codes=codes)


def _codes(row: NewAnnotation, vector: Vectors, knowing: _Knowing) -> tuple[CodeScore, ...]:
    said = [CodeMatch(each.code, each.score, each.matched) for each in row.codes if not each.by_vector]
    told = () if said else knowing.lessons.near(vector, row.language, version=knowing.version)
    by_words = {match.code for match in said}
    return tuple(
        CodeScore(each.code, each.score, each.matched, each.code not in by_words)
        for each in told or reweighed(said, vector, row.language, version=knowing.version)
    )
