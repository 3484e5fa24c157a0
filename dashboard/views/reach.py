"""*Bereik*: views over time per language, against the size of each community; followers; online and bus."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import altair as alt
import streamlit as st

from campaigns.reach import Reach, compare, least_reached, total_views
from dashboard import charts
from dashboard.charts import Figure
from dashboard.views import reach_effect, reach_sources
from dashboard.words import AMSTERDAM, Words
from data import communities, reach
from data.database import Database
from data.reach import LanguageViews

WEEKS = 12


def show(database: Database, words: Words) -> None:
    """Draw the page."""
    today = datetime.now(UTC).astimezone(AMSTERDAM).date()
    since = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    st.title(words("page.reach"))
    st.write(words("reach.intro"))
    st.write(words("reach.period", since=words.day(since), until=words.day(today)))
    with database.read() as session:
        rows = reach.views_by_language(session, since, today)
        sizes = communities.every(session)
    if any(row.views.value for row in rows):
        st.header(words("reach.overtime"))
        _over_time(rows, words)
        st.header(words("reach.community"))
        _against_size(compare(total_views(rows), sizes), words)
        st.header(words("reach.followers"))
        _followers(rows, words)
    else:
        st.info(words("reach.overtime_none"))
    reach_effect.show(database, words)
    reach_sources.show_online(database, words, since, today)
    reach_sources.show_metrics(database, words)


def _over_time(rows: list[LanguageViews], words: Words) -> None:
    totals = {each.language: each.views or 0 for each in total_views(rows)}
    top = max(totals, key=lambda language: totals[language])
    sentence = words(
        "reach.overtime_sentence",
        weeks=WEEKS,
        views=words.number(sum(totals.values())),
        top=words.language(top),
    )
    table = [
        {
            words("column.week"): words.day(row.week),
            words("column.language"): words.language(row.language),
            words("column.posts"): words.number(row.posts),
            words("column.views"): words.cell(row.views),
        }
        for row in rows
    ]
    values = [
        {"week": row.week.isoformat(), "language": words.language(row.language), "views": row.views.value}
        for row in rows
        if row.views.value is not None
    ]
    chart = (
        charts.base(values)
        .mark_bar()
        .encode(
            x=alt.X(
                "yearmonthdate(week):O",
                title=words("column.week"),
                axis=alt.Axis(format="%d-%m", labelAngle=0),
            ),
            y=alt.Y("sum(views):Q", title=words("column.views")),
            color=alt.Color(
                "language:N",
                title=words("column.language"),
                scale=charts.language_scale(sorted({row.language for row in rows}), words),
            ),
            tooltip=["language:N", "views:Q", "yearmonthdate(week):T"],
        )
        .properties(height=300)
    )
    charts.show(Figure("bekeken-per-week", sentence, table), chart, words)


def _against_size(found: list[Reach], words: Words) -> None:
    sentence = _least(found, words)
    values = [
        {"language": words.language(each.views.language), "low": each.low, "high": each.high}
        for each in found
        if each.low is not None
    ]
    chart = (
        charts.base(values)
        .mark_bar(height=12, color="#154273", cornerRadius=3)
        .encode(
            x=alt.X("low:Q", title=words("column.per100")),
            x2="high:Q",
            y=alt.Y("language:N", title=None, sort="-x"),
            tooltip=["language:N", alt.Tooltip("low:Q", format=".1f"), alt.Tooltip("high:Q", format=".1f")],
        )
        .properties(height=34 * len(values) + 40)
    )
    charts.show(
        Figure("bereik-en-grootte", sentence, [_size_row(each, words) for each in found]), chart, words
    )
    st.caption(words("reach.community_note"))


def _least(found: list[Reach], words: Words) -> str:
    """Say which language is reached least for its size, or that nobody can tell."""
    certain = least_reached(found)
    if certain is None:
        return words("reach.community_unclear")
    least, above = certain
    return words(
        "reach.community_sentence",
        language=words.language(least.views.language),
        low=words.number(least.low),
        high=words.number(least.high),
        others=", ".join(words.language(each.views.language) for each in above),
    )


def _size_row(each: Reach, words: Words) -> dict[str, str]:
    size = each.community
    return {
        words("column.language"): words.language(each.views.language),
        words("column.posts"): words.number(each.views.posts),
        words("column.views"): words.number(each.views.views),
        words("column.community"): f"{words.number(size.low)}–{words.number(size.high)}" if size else "–",
        words("column.per100"): f"{words.number(each.low)}–{words.number(each.high)}"
        if each.low is not None
        else "–",
        words("column.source"): size.source if size else "–",
        words("column.asof"): words.day(size.as_of) if size else "–",
    }


def _followers(rows: list[LanguageViews], words: Words) -> None:
    totals = [
        each for each in total_views(rows) if each.by_followers is not None and each.by_others is not None
    ]
    followers = sum(each.by_followers or 0 for each in totals)
    others = sum(each.by_others or 0 for each in totals)
    if not followers + others:
        st.write(words("reach.followers_none"))
        return
    sentence = words("reach.followers_sentence", share=round(100 * others / (followers + others)))
    table = [
        {
            words("column.language"): words.language(each.language),
            words("reach.follower"): words.number(each.by_followers),
            words("reach.nonfollower"): words.number(each.by_others),
        }
        for each in totals
    ]
    values = [
        {"language": words.language(each.language), "who": who, "views": number}
        for each in totals
        for who, number in (
            (words("reach.follower"), each.by_followers),
            (words("reach.nonfollower"), each.by_others),
        )
    ]
    chart = (
        charts.base(values)
        .mark_bar(stroke="white")
        .encode(
            x=alt.X("views:Q", title=words("column.views")),
            y=alt.Y("language:N", title=None),
            color=alt.Color(
                "who:N", title=None, scale=charts.pair(words("reach.follower"), words("reach.nonfollower"))
            ),
            tooltip=["language:N", "who:N", "views:Q"],
        )
        .properties(height=34 * len(totals) + 40)
    )
    charts.show(Figure("volgers", sentence, table), chart, words)
