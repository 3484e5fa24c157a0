"""Tags the items of the store: language, type, codes, places, claims, and a vector for who asks.

Everything here may be repeated: what is done is not done again, and a person's word is never overwritten.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from data import annotations, items
from data.database import Database, Session
from data.records import CodeScore, Item, NewAnnotation
from nlp.code_centres import settled
from nlp.cyrillic import to_cyrillic
from nlp.tag import Tagged, model_version, tag
from nlp.vectors import Embedder, Vectors, open_embedder

ITEMS_AT_ONCE = 200
ENOUGH_FOR_HABIT = 5
ANY_VERSION = ""  # no model is called that, so every item is untagged by it


def annotate(
    database: Database,
    now: datetime,
    *,
    again: bool = False,
    embedder: Embedder | None = None,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Tags every item that this model version has not annotated yet; gives how many.

    `again` tags them all. The language prior of a source is its own history. Questions of the public get a
    vector. Each batch is one transaction: stopped halfway, the next run goes on.
    """
    version = ANY_VERSION if again else model_version()
    last, done = 0, 0
    while True:
        with database.read() as session:
            batch = items.untagged(session, version, after_id=last, limit=ITEMS_AT_ONCE)
            priors = {source: _habit(session, source) for source in {each.source_id for each in batch}}
        if not batch:
            return done
        rows = _annotations(batch, priors, embedder or open_embedder())
        with database.begin() as session:
            annotations.add(session, rows, now)
        last, done = batch[-1].id, done + len(batch)
        if progress is not None:
            progress(f"{done} items tagged")


def _habit(session: Session, source_id: int) -> Mapping[str, float] | None:
    heard = annotations.language_counts(session, source_id)
    total = sum(heard.values())
    return {language: n / total for language, n in heard.items()} if total >= ENOUGH_FOR_HABIT else None


def _annotations(
    batch: Sequence[Item], priors: Mapping[int, Mapping[str, float] | None], embedder: Embedder
) -> list[NewAnnotation]:
    """Annotations of a batch in order, with vectors for the questions of the public."""
    tagged = [
        tag(
            item.text,
            prior=priors[item.source_id] if item.author_kind == "public" else None,
            language_hint=item.language_hint,
        )
        for item in batch
    ]
    read = {
        row: _as_read(item.text, tagged[row])
        for row, item in enumerate(batch)
        if tagged[row].is_question and item.author_kind == "public"
    }
    different = list(dict.fromkeys(read.values()))
    vector_of = dict(zip(different, embedder.embed(different), strict=True))
    return [
        _with_vector(item, tagged[row], vector_of[read[row]], embedder.version)
        if row in read
        else _annotation(item, tagged[row])
        for row, item in enumerate(batch)
    ]


def _with_vector(item: Item, said: Tagged, vector: Vectors, version: str) -> NewAnnotation:
    found = settled(said, vector, version=version)
    row = _annotation(item, found, by_vector=found.codes != said.codes)
    return replace(row, vector=vector.astype(np.float32).tobytes(), vector_version=version)


def _annotation(item: Item, said: Tagged, *, by_vector: bool = False) -> NewAnnotation:
    return NewAnnotation(
        item_id=item.id,
        model_version=model_version(),
        language=said.language,
        confidence=said.confidence,
        romanised=said.romanised,
        second_language=said.second_language,
        type=said.type,
        is_question=said.is_question,
        sensitive=said.sensitive,
        codes=tuple(CodeScore(each.code, each.score, each.matched, by_vector) for each in said.codes),
        places=said.places,
        claims=said.claims,
    )


def _as_read(text: str, said: Tagged) -> str:
    return to_cyrillic(text, said.language) if said.romanised else text
