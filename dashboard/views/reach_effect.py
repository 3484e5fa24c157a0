"""The part of *Bereik* that says what followed on our posts, and how often nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import altair as alt
import streamlit as st

from campaigns.aftermath import Aftermath, aftermath
from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.words import Words
from data.database import Database


def show(database: Database, words: Words) -> None:
    """Draw the ratios that can be shown, with their intervals; say of how many nothing can be said."""
    st.header(words("effect.title"))
    with database.read() as session:
        found = aftermath(session, datetime.now(UTC))
    if not found:
        st.write(words("effect.none"))
        return
    told = [each for each in found if each.verdict != "cannot tell"]
    sentence = words("effect.sentence", told=len(told), all=len(found))
    values = [
        {"what": _name(each, words), "ratio": each.ratio, "low": each.low, "high": each.high}
        for each in found
        if each.ratio is not None
    ]
    rows = [_row(each, words) for each in [*told, *(each for each in found if each not in told)]]
    for each in told:
        st.markdown(f"- {_name(each, words)}: **{words('verdict.' + each.verdict.replace(' ', '_'))}**")
    charts.show(Figure("wat-volgde", sentence, rows), _chart(values, words) if values else None, words)
    st.caption(words("effect.note"))


def _name(each: Aftermath, words: Words) -> str:
    code, language = labels.code(each.post.code, words), words.language(each.post.language)
    return f"{code} · {language} · {words.day(each.post.week)}"


def _row(each: Aftermath, words: Words) -> dict[str, str]:
    known = each.low is not None and each.high is not None
    return {
        words("column.week"): words.day(each.post.week),
        words("column.code"): labels.code(each.post.code, words),
        words("column.language"): words.language(each.post.language),
        words("effect.before"): words.cell(each.before),
        words("effect.after"): words.cell(each.after),
        words("effect.verdict"): words("verdict." + each.verdict.replace(" ", "_")),
        words("effect.interval"): f"{words.number(each.low)}–{words.number(each.high)}" if known else "–",
    }


def _chart(values: Sequence[Mapping[str, Any]], words: Words) -> alt.LayerChart:
    base = charts.base(values).encode(y=alt.Y("what:N", title=None, axis=charts.long_labels()))
    x = alt.X("low:Q", title=words("effect.axis"), scale=alt.Scale(type="log"))
    one = charts.base([{"x": 1}]).mark_rule(strokeDash=[4, 4], color="#767676").encode(x="x:Q")
    chart: alt.LayerChart = (
        one
        + base.mark_rule(strokeWidth=3, color="#154273").encode(x=x, x2="high:Q")
        + base.mark_point(filled=True, size=80, opacity=1, color="#154273").encode(x="ratio:Q")
    )
    return chart.properties(height=36 * len(values) + 80)
