"""The lower half of *Bereik*: what is asked online and at the bus, and which metrics Facebook offers now."""

from __future__ import annotations

from datetime import date

import altair as alt
import streamlit as st

from dashboard import charts, labels
from dashboard.charts import Figure
from dashboard.words import Words
from data import counts, measurements, sources
from data.counts import OnlineAndRegister
from data.database import Database

MOST = 15


def show_online(database: Database, words: Words, since: date, until: date) -> None:
    """Draw both shares per topic; topics too small to show on either side are left out of the chart."""
    st.header(words("reach.online"))
    with database.read() as session:
        found = counts.online_versus_register(session, since, until, labels.themes())
    online = sum(each.online.value or 0 for each in found)
    register = sum(each.register.value or 0 for each in found)
    both = [each for each in found if each.online.state == each.register.state == "shown"]
    if not both or not online or not register:
        st.write(words("reach.online_none"))
        return

    def lean(each: OnlineAndRegister) -> float:
        return (each.online.value or 0) / online - (each.register.value or 0) / register

    top = max(both, key=lean)
    rows = [
        {
            words("column.code"): labels.theme(each.theme, words),
            words("column.online"): words.cell(each.online),
            words("column.register"): words.cell(each.register),
        }
        for each in found
    ]
    values = [
        {"code": labels.theme(each.theme, words), "where": words(f"column.{there}"), "share": share}
        for each in sorted(both, key=lean, reverse=True)[:MOST]
        for there, share in (
            ("online", (each.online.value or 0) / online),
            ("register", (each.register.value or 0) / register),
        )
    ]
    where = [words("column.online"), words("column.register")]
    chart = (
        charts.base(values)
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            x=alt.X("share:Q", title=words("column.share"), axis=alt.Axis(format=".0%", tickCount=6)),
            y=alt.Y("code:N", title=None, sort=charts.order(values, "code"), axis=charts.long_labels()),
            color=alt.Color("where:N", title=None, scale=charts.pair(*where)),
            shape=alt.Shape("where:N", title=None, scale=alt.Scale(domain=where)),
            tooltip=["code:N", "where:N", alt.Tooltip("share:Q", format=".1%")],
        )
        .properties(height=32 * min(MOST, len(both)) + 40)
    )
    sentence = words("reach.online_sentence", code=labels.theme(top.theme, words))
    charts.show(Figure("online-en-bus", sentence, rows), chart, words)


def show_metrics(database: Database, words: Words) -> None:
    """List each metric with whether Facebook offers it: breaks are shown, never spliced."""
    st.header(words("reach.metrics"))
    with database.read() as session:
        pages = [each for each in sources.every(session) if each.kind == "facebook-page"]
        statuses = {
            (page.name, metric): status
            for page in pages
            for metric, status in measurements.metric_statuses(session, page).items()
        }
    if not statuses:
        st.write(words("reach.metrics_none"))
        return
    rows = [
        {
            words("column.metric"): metric,
            words("column.source"): page,
            words("column.status"): words(f"metric.{status}"),
        }
        for (page, metric), status in sorted(statuses.items())
    ]
    offered = sum(status == "offered" for status in statuses.values())
    sentence = words("reach.metrics_sentence", offered=offered, all=len(statuses))
    charts.show(Figure("cijfers", sentence, rows), None, words)
