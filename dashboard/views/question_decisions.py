"""The part of *Vragen* where a person decides: names, one question of two, two questions of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard import labels
from dashboard.words import Words
from data import questions
from data.database import Database, Session
from data.errors import StoreError
from data.questions import QuestionSummary

ACTOR = "dashboard"
Decision = Callable[[Session], object]


def decide(
    database: Database, each: QuestionSummary, others: Sequence[QuestionSummary], words: Words
) -> None:
    """Draw what can be decided about one question; `others` are those it could be one with."""
    with st.expander(words("decide.name")):
        _name(database, each, words)
    with st.expander(words("decide.merge")):
        _merge(database, each, others, words)
    with st.expander(words("decide.split")):
        _split(database, each, words)


def proposals(database: Database, found: Sequence[QuestionSummary], words: Words) -> None:
    """Ask about pairs of questions that may be one; nothing when there is none."""
    known = {each.id: each for each in found}
    with database.read() as session:
        pairs = [
            pair
            for pair in questions.waiting(session, limit=100)
            if pair.question_id in known and pair.other_id in known
        ]
    if not pairs:
        return
    st.header(words("decide.proposals"))
    st.write(words("decide.proposals_intro", count=len(pairs)))
    pair = pairs[0]
    one, other = known[pair.question_id], known[pair.other_id]
    left, right = st.columns(2, gap="large")
    for column, each in ((left, one), (right, other)):
        with column, st.container(border=True):
            st.markdown(f"**{labels.quoted(labels.question(each, words))}**")
            _wordings(database, each, words)
    same, apart = st.columns(2)
    key = f"{pair.question_id}-{pair.other_id}"
    if same.button(words("decide.same"), key=f"same-{key}"):
        _do(database, lambda session: questions.answer(session, one.id, other.id, True, ACTOR, _now()), words)
    if apart.button(words("decide.apart"), key=f"apart-{key}"):
        _do(
            database, lambda session: questions.answer(session, one.id, other.id, False, ACTOR, _now()), words
        )


def _wordings(database: Database, each: QuestionSummary, words: Words) -> None:
    with database.read() as session:
        asked = questions.wordings(session, each.id, limit=4)
    st.markdown(
        "\n".join(f"- {labels.quoted(text)} ({words.language(language)})" for language, text in asked)
    )


def _name(database: Database, each: QuestionSummary, words: Words) -> None:
    with st.form(f"name-{each.id}"):
        st.write(words("decide.name_help"))
        nl = st.text_input(words("decide.name_nl"), each.names.get("nl", ""), max_chars=120)
        en = st.text_input(words("decide.name_en"), each.names.get("en", ""), max_chars=120)
        pressed = st.form_submit_button(words("decide.name_save"))
    if pressed:
        _do(database, lambda session: questions.rename(session, each.id, nl, en, ACTOR, _now()), words)


def _merge(
    database: Database, each: QuestionSummary, others: Sequence[QuestionSummary], words: Words
) -> None:
    with st.form(f"merge-{each.id}"):
        st.write(words("decide.merge_help"))
        other = st.selectbox(
            words("decide.merge_with"),
            [None, *(one for one in others if one.id != each.id)],
            format_func=lambda one: labels.question(one, words) if one else words("decide.choose"),
        )
        pressed = st.form_submit_button(words("decide.merge_save"))
    if pressed and other is None:
        st.warning(words("decide.choose"))
    elif pressed and other:
        _do(database, lambda session: questions.merge(session, each.id, other.id, ACTOR, _now()), words)


def _split(database: Database, each: QuestionSummary, words: Words) -> None:
    with database.read() as session:
        asked = questions.wordings(session, each.id, limit=40)
    with st.form(f"split-{each.id}"):
        st.write(words("decide.split_help"))
        language_of = {text: language for language, text in asked}
        chosen = st.multiselect(
            words("decide.split_which"),
            list(language_of),
            format_func=lambda text: f"{text} ({words.language(language_of[text])})",
        )
        pressed = st.form_submit_button(words("decide.split_save"))
    if pressed:
        _do(database, lambda session: _move(session, each.id, chosen), words)


def _move(session: Session, question_id: int, texts: Sequence[str]) -> None:
    questions.split(session, question_id, questions.asking(session, question_id, texts), ACTOR, _now())


def _do(database: Database, decision: Decision, words: Words) -> None:
    """Carry out a decision and draw the page anew; what somebody else did meanwhile is said, not hidden."""
    try:
        with database.begin() as session:
            decision(session)
    except StoreError:
        st.warning(words("decide.refused"))
        return
    st.toast(words("decide.done"))
    st.rerun()


def _now() -> datetime:
    return datetime.now(UTC)
