"""The part of *Vandaag* about watched claims: which one goes round, in which language, how often."""

from __future__ import annotations

from datetime import datetime, timedelta

import altair as alt
import streamlit as st

from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.words import AMSTERDAM, Words
from data import counts
from data.database import Database

WEEKS = 8


def show(database: Database, words: Words, now: datetime) -> None:
    """Draw the claims that came up often enough to be shown."""
    st.header(words("today.claims"))
    today = now.astimezone(AMSTERDAM).date()
    with database.read() as session:
        found = counts.claims(session, today - timedelta(weeks=WEEKS), today)
    shown = [each for each in found if each.cell.value]
    if not shown:
        st.write(words("today.claims_none"))
        return
    shown.sort(key=lambda each: -(each.cell.value or 0))
    top = shown[0]
    rows = [
        {
            words("column.claim"): labels.claim(each.code, words),
            words("column.language"): words.language(each.language),
            words("column.count"): words.cell(each.cell),
        }
        for each in found
    ]
    values = [
        {
            "claim": labels.claim(each.code, words),
            "language": words.language(each.language),
            "n": each.cell.value,
        }
        for each in shown
    ]
    scale = charts.language_scale(sorted({each.language for each in shown}), words)
    chart = (
        charts.base(values)
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=words("column.count"), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("claim:N", title=None, sort="-x", axis=charts.long_labels()),
            color=alt.Color("language:N", title=words("column.language"), scale=scale),
            tooltip=["claim:N", "language:N", "n:Q"],
        )
        .properties(height=36 * len({each.code for each in shown}) + 90)
    )
    sentence = words(
        "today.claims_sentence",
        top=f"“{labels.claim(top.code, words).rstrip('.')}”",
        language=words.language(top.language),
        count=words.cell(top.cell),
    )
    charts.show(Figure("beweringen", sentence, rows), chart, words)
