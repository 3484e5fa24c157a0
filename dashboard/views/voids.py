"""The part of *Vandaag* about information voids: where people ask and get little back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.words import Words
from data.database import Database
from nlp.listening import find_voids
from nlp.voids import ShownVoid, Void, shown

MOST = 12


def show(database: Database, words: Words, now: datetime) -> None:
    """Draw the voids, the emptiest first."""
    st.header(words("voids.title"))
    with database.read() as session:
        found = find_voids(session, now, limit=MOST)
    if not found:
        st.success(words("voids.none"))
        return
    top = found[0]
    waiting = shown(top).waiting
    sentence = words(
        "voids.sentence_hidden" if waiting.is_suppressed else "voids.sentence",
        code=labels.code(top.code, words),
        language=words.language(top.language),
        waiting=words.cell(waiting),
    )
    charts.show(Figure("leemtes", sentence, [_row(each, shown(each), words) for each in found]), None, words)
    st.caption(words("voids.note"))


def _row(each: Void, told: ShownVoid, words: Words) -> dict[str, str]:
    share = "–" if told.question_share is None else f"{words.number(round(100 * told.question_share))} %"
    return {
        words("column.what"): labels.code(each.code, words),
        words("column.language"): words.language(each.language),
        words("voids.now"): words.cell(told.now),
        words("voids.before"): words.cell(told.before),
        words("voids.velocity"): words.number(told.velocity),
        words("voids.share"): share,
        words("voids.waiting"): words.cell(told.waiting),
        words("voids.posts"): words.number(told.posts),
    }
