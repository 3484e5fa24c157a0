"""*Nakijken*: the texts Bereik is least sure of; what a person says of one is used from then on."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.words import Words
from data.corrections import correct, unreviewed
from data.database import Database
from data.errors import StoreError
from nlp.care import wanted
from nlp.frame.load import load_frame
from nlp.language import DEFAULT_LANGUAGES
from nlp.unsure import Unsure, queue

ACTOR = "dashboard"
MOST = 30


def show(database: Database, words: Words) -> None:
    """Draw the queue and the form for one text of it."""
    st.title(words("page.checking"))
    st.write(words("checking.intro"))
    with database.read() as session:
        found = queue(unreviewed(session), MOST)
    if not found:
        st.success(words("checking.none"))
        return
    sentence = words("checking.sentence", count=len(found))
    charts.show(Figure("nakijken", sentence, [_row(each, words) for each in found]), None, words)
    chosen = st.selectbox(words("checking.choose"), found, format_func=lambda each: _short(each.text))
    if chosen:
        _form(database, chosen, words)


def _row(each: Unsure, words: Words) -> dict[str, str]:
    return {
        words("column.text"): each.text,
        words("column.language"): words.language(each.language),
        words("column.type"): words(f"type.{each.type}"),
        words("column.code"): "; ".join(labels.code(code, words) for code in each.codes) or "–",
        words("checking.why"): words(f"checking.why_{each.why}"),
    }


def _form(database: Database, each: Unsure, words: Words) -> None:
    frame = load_frame()
    with st.form(f"check-{each.item_id}"):
        st.markdown(f"**{labels.quoted(each.text)}**")
        languages = list(dict.fromkeys([each.language, *DEFAULT_LANGUAGES, "und"]))
        language = st.selectbox(words("column.language"), languages, format_func=words.language)
        types = list(frame.types)
        kind = st.selectbox(
            words("column.type"),
            types,
            index=types.index(each.type) if each.type in types else 0,
            format_func=lambda key: words(f"type.{key}"),
        )
        codes = st.multiselect(
            words("column.code"),
            list(frame.codes),
            default=[code for code in each.codes if code in frame.codes],
            format_func=lambda key: labels.code(key, words),
        )
        sensitive = st.checkbox(words("checking.sensitive"))
        pressed = st.form_submit_button(words("checking.save"))
    if pressed:
        _correct(database, each, (language, kind, codes, sensitive), words)


def _correct(
    database: Database, each: Unsure, said: tuple[str | None, str | None, list[str], bool], words: Words
) -> None:
    language, kind, codes, sensitive = said
    care = sensitive or wanted(codes)
    try:
        with database.begin() as session:
            correct(
                session, each.item_id, ACTOR, datetime.now(UTC),
                language=language, type=kind, codes=codes, sensitive=care,
            )  # fmt: skip
    except StoreError:
        st.warning(words("checking.gone"))
        return
    st.toast(words("checking.saved"))
    st.rerun()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"
