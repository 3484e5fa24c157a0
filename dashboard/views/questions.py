"""*Vragen*: recurring questions, one line each across languages; their wordings, trend and state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import altair as alt
import streamlit as st

from campaigns.compose import LANGUAGES
from dashboard import charts, labels, tables
from dashboard.charts import Figure
from dashboard.views import question_decisions
from dashboard.words import Words
from data import questions
from data.database import Database
from data.questions import QuestionSummary
from data.records import QuestionState
from data.suppression import Cell

WEEKS = (4, 8, 13, 26)
MOST_READ = 200
MOST = 15  # questions in the chart; the table has them all


def show(database: Database, words: Words) -> None:
    """Draw the page."""
    st.title(words("page.questions"))
    st.write(words("questions.intro"))
    now = datetime.now(UTC)
    left, right = st.columns(2)
    weeks = left.selectbox(
        words("questions.weeks"),
        WEEKS,
        index=1,
        format_func=lambda n: words("questions.weeks_option", count=n),
    )
    language = right.selectbox(
        words("questions.language"),
        ["", *LANGUAGES],
        format_func=lambda key: words.language(key) if key else words("questions.all"),
    )
    with database.read() as session:
        found = questions.summaries(
            session,
            since=now - timedelta(weeks=weeks or 8),
            now=now,
            language=language or None,
            limit=MOST_READ,
        )
    shown = [each for each in found if each.total.state == "shown"]
    if not shown:
        st.info(words("questions.sentence_none"))
        return
    _overview(shown, words)
    chosen = st.selectbox(
        words("questions.choose"),
        shown,
        format_func=lambda each: f"{labels.question(each, words)} ({words.cell(each.total)})",
    )
    if chosen:
        _detail(database, chosen, words, now)
        question_decisions.decide(database, chosen, found, words)
    question_decisions.proposals(database, found, words)


def _overview(found: list[QuestionSummary], words: Words) -> None:
    rows = [_row(each, words) for each in found]
    top = found[0]
    sentence = words(
        "questions.sentence", count=len(found), top=labels.question(top, words), total=words.cell(top.total)
    )
    values = [
        {
            "title": labels.question(each, words),
            "n": each.total.value,
            "languages": _languages(each, words),
            "full": each.title,
        }
        for each in found[:MOST]
    ]
    chart = (
        charts.base(values)
        .mark_bar(color="#154273")
        .encode(
            x=alt.X("n:Q", title=words("column.count"), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("title:N", title=None, sort=charts.order(values, "title"), axis=charts.long_labels()),
            tooltip=["full:N", "n:Q", "languages:N"],
        )
        .properties(height=28 * len(values) + 40)
    )
    charts.show(Figure("vragen", sentence, rows), chart, words)


def _languages(each: QuestionSummary, words: Words) -> str:
    """Say how often in which language; languages with the same answer, such as "fewer than 5", together."""
    shown = [f"{words.language(code)} {words.cell(cell)}" for code, cell in _shown(each)]
    kept_back: dict[str, list[str]] = {}
    for code, cell in each.by_language.items():
        if cell.is_suppressed:
            kept_back.setdefault(words.cell(cell), []).append(words.language(code))
    return "; ".join([*shown, *(f"{why}: {', '.join(names)}" for why, names in kept_back.items())])


def _shown(each: QuestionSummary) -> list[tuple[str, Cell]]:
    return [(code, cell) for code, cell in each.by_language.items() if not cell.is_suppressed]


def _row(each: QuestionSummary, words: Words) -> dict[str, str]:
    return {
        words("column.question"): each.title,
        words("column.code"): labels.code(each.code, words),
        words("column.total"): words.cell(each.total),
        words("questions.bylanguage"): _languages(each, words),
        words("column.first"): words.day(each.first_seen.date()),
        words("column.last"): words.day(each.last_seen.date()),
        words("column.state"): words(f"state.{each.state}"),
    }


def _detail(database: Database, each: QuestionSummary, words: Words, now: datetime) -> None:
    st.header(labels.quoted(each.names.get(words.face, each.title)))
    st.write(labels.code(each.code, words))
    left, right = st.columns(2, gap="large")
    with left:
        _wordings(database, each, words)
        _state(database, each, words, now)
    with right:
        st.subheader(words("questions.trend"))
        _trend(each, words)


def _wordings(database: Database, each: QuestionSummary, words: Words) -> None:
    st.subheader(words("questions.wordings"))
    with database.read() as session:
        asked = questions.wordings(session, each.id, limit=12)
    rows = [
        {words("column.language"): words.language(code), words("column.wording"): text}
        for code, text in asked
    ]
    tables.show(rows)
    st.caption(words("questions.wordings_note"))


def _state(database: Database, each: QuestionSummary, words: Words, now: datetime) -> None:
    states: tuple[QuestionState, ...] = get_args(QuestionState)
    with st.form(f"state-{each.id}"):
        state = st.selectbox(
            words("questions.state"),
            states,
            index=states.index(each.state),
            format_func=lambda key: words(f"state.{key}"),
        )
        pressed = st.form_submit_button(words("questions.state_save"))
    if pressed and state:
        with database.begin() as session:
            questions.set_state(session, each.id, state, "dashboard", now)
        st.success(words("questions.state_saved", state=words(f"state.{state}")))


def _trend(each: QuestionSummary, words: Words) -> None:
    sentence = words(
        "questions.trend_sentence",
        title=each.title,
        total=words.cell(each.total),
        first=words.day(each.first_seen.date()),
        last=words.day(each.last_seen.date()),
    )
    rows = [
        {words("column.week"): words.day(week), words("column.count"): words.cell(cell)}
        for week, cell in each.trend
    ]
    values = [
        {"week": week.isoformat(), "n": cell.value if cell.state == "shown" else None}
        for week, cell in each.trend
    ]
    if sum(value["n"] is not None for value in values) < 2:
        st.write(words("questions.trend_none"))
        charts.show(Figure(f"vraag-{each.id}", sentence, rows), None, words)
        return
    chart = (
        charts.base(values)
        .mark_line(point=True, color="#154273")
        .encode(
            x=alt.X("week:T", title=words("column.week")),
            y=alt.Y("n:Q", title=words("column.count"), scale=alt.Scale(zero=True)),
        )
        .properties(height=240)
    )
    charts.show(Figure(f"vraag-{each.id}", sentence, rows), chart, words)
