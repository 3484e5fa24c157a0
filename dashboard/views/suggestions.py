"""*Voorstellen*: where people ask and we said nothing yet in that language; from gap to draft to calendar."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import altair as alt
import streamlit as st

from campaigns.compose import LANGUAGES, Request, Where, draft
from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.views import planning_form
from dashboard.words import Words
from data import messages, suggestions
from data.database import Database
from data.suggestions import Suggestion

ACTOR = "dashboard"
MOST = 40


def show(database: Database, words: Words) -> None:
    """Draw the page."""
    st.title(words("page.suggestions"))
    st.write(words("suggestions.intro"))
    with database.read() as session:
        found = suggestions.open(session, MOST)
    if not found:
        st.info(words("suggestions.board_none"))
        return
    st.header(words("suggestions.board"))
    _board(found, words)
    st.header(words("suggestions.list"))
    chosen = st.selectbox(words("suggestions.choose"), found, format_func=lambda each: _name(each, words))
    if chosen:
        _one(database, chosen, words)


def _name(each: Suggestion, words: Words) -> str:
    return f"{labels.code(each.code, words)} · {words.language(each.language)}"


def _reasons(each: Suggestion, words: Words) -> list[str]:
    return [words(f"reason.{key}", n=words.number(_readable(key, number))) for key, number in each.reasons]


def _readable(key: str, number: float) -> float:
    """A share becomes a percentage; everything else is said with one decimal."""
    return round(100 * number) if key == "unanswered" else round(number, 1)


def _board(found: list[Suggestion], words: Words) -> None:
    top = found[0]
    sentence = words(
        "suggestions.board_sentence",
        code=labels.code(top.code, words),
        language=words.language(top.language),
    )
    rows = [
        {
            words("column.code"): labels.code(each.code, words),
            words("column.language"): words.language(each.language),
            words("column.score"): words.number(round(each.score, 1)),
            words("column.reasons"): "; ".join(_reasons(each, words)),
        }
        for each in found
    ]
    values = [
        {
            "code": labels.code(each.code, words),
            "language": words.language(each.language),
            "score": round(each.score, 1),
            "why": "; ".join(_reasons(each, words)),
        }
        for each in found
    ]
    codes = charts.order(values, "code")
    base = charts.base(values).encode(
        x=alt.X("language:N", title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("code:N", title=None, sort=codes, axis=charts.long_labels()),
        tooltip=["code:N", "language:N", "score:Q", "why:N"],
    )
    dark = alt.datum.score > (top.score * 0.55)
    chart = base.mark_rect(stroke="white").encode(
        color=alt.Color("score:Q", title=words("column.score"), scale=alt.Scale(scheme="blues"))
    ) + base.mark_text().encode(
        text=alt.Text("score:Q", format=".1f"),
        color=alt.condition(dark, alt.value("white"), alt.value("black")),
    )
    charts.show(Figure("voorstellen", sentence, rows), chart.properties(height=28 * len(codes) + 40), words)


def _one(database: Database, each: Suggestion, words: Words) -> None:
    st.subheader(_name(each, words))
    st.markdown("\n".join(f"- {reason}" for reason in _reasons(each, words)))
    # One token per suggestion and visit: pressing twice, or a rerun, makes one message.
    tokens = st.session_state.setdefault("draft-tokens", {})
    token = tokens.setdefault(each.id, secrets.token_hex(8))
    make, dismiss, _ = st.columns([2, 1, 4])
    if make.button(words("suggestions.make"), type="primary"):
        st.session_state["draft-of"] = (each.id, _draft(database, each, token))
    if dismiss.button(words("suggestions.dismiss")):
        with database.begin() as session:
            suggestions.set_state(session, each.id, "dismissed", ACTOR, datetime.now(UTC))
        st.rerun()
    made = st.session_state.get("draft-of")
    if made and made[0] == each.id:
        _preview(database, made[1], each.language, words)


def _draft(database: Database, each: Suggestion, token: str) -> int:
    request = Request(code=each.code, client_token=token, actor=ACTOR, question_id=each.question_id)
    with database.begin() as session:
        return draft(session, request, LANGUAGES, Where(), datetime.now(UTC))


def _preview(database: Database, message_id: int, language: str, words: Words) -> None:
    st.subheader(words("suggestions.draft"))
    with database.read() as session:
        message = messages.find(session, message_id)
    if message is None:
        return
    st.success(words("suggestions.made", count=len(message.variants)))
    st.caption(words("suggestions.draft_note"))
    order = sorted(message.variants, key=lambda each: each.language != language)
    variant = st.selectbox(
        words("suggestions.variant"), order, format_func=lambda each: words.language(each.language)
    )
    if variant is None:
        return
    with st.container(border=True):
        st.write(words("suggestions.preview"))
        st.text(variant.text)
    planning_form.show(database, variant.id, words)
