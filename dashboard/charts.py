"""One way to show numbers: a sentence that says what they mean, a chart, a plain table and a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from dashboard import tables
from dashboard.labels import quoted
from dashboard.words import Words

# Okabe and Ito's palette, told apart with any colour vision; one language keeps one colour on every screen.
_COLOURS = {
    "nl": "#D55E00",
    "en": "#0072B2",
    "pl": "#CC79A7",
    "bg": "#009E73",
    "ro": "#E69F00",
    "tr": "#56B4E9",
    "uk": "#8A6D00",
    "ru": "#7A3B8F",
    "hu": "#4D4D4D",
    "es": "#A0522D",
}
_OTHER = "#767676"


@dataclass(frozen=True)
class Figure:
    """What a chart shows: its name (for the CSV), one sentence, and rows with readable column names."""

    name: str
    sentence: str
    rows: Sequence[Mapping[str, str]]


def language_scale(codes: Sequence[str], words: Words) -> alt.Scale:
    """Return the fixed colours of these languages, by their names on this face."""
    return alt.Scale(
        domain=[words.language(code) for code in codes], range=[_COLOURS.get(code, _OTHER) for code in codes]
    )


def pair(first: str, second: str) -> alt.Scale:
    """Return the two colours of a comparison, the first always the dark blue one, whatever their names."""
    return alt.Scale(domain=[first, second], range=["#154273", "#9a6a00"])


def long_labels() -> alt.Axis:
    """Return an axis whose labels take less than half the width, also on a phone; tables have them whole."""
    return alt.Axis(labelLimit=alt.ExprRef("containerSize()[0] * 0.48"))


def base(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Begin a chart on these rows; they travel to the browser as they are, so they are already suppressed."""
    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


def order(rows: Sequence[Mapping[str, Any]], key: str) -> list[str]:
    """Return the order of an axis: the values of `key` as they come, each once."""
    return list(dict.fromkeys(str(row[key]) for row in rows))


def show(figure: Figure, chart: Any, words: Words) -> None:
    """Draw a figure: sentence, chart (None = nothing to draw), and its table and CSV below it."""
    st.markdown(f"**{quoted(figure.sentence)}**")
    if chart is not None:
        st.altair_chart(_readable(chart, words).properties(description=figure.sentence), width="stretch")
    show_table(figure, words)


def show_table(figure: Figure, words: Words) -> None:
    """Put the plain table and the CSV of a figure in a fold, reachable by keyboard."""
    with st.expander(words("chart.table")):
        if figure.rows:
            tables.show(figure.rows)
        else:
            st.write(words("chart.empty"))
        st.download_button(
            words("chart.csv"),
            to_csv(figure.rows),
            file_name=f"bereik-{figure.name}.csv",
            mime="text/csv",
            key=f"csv-{figure.name}",
            on_click="ignore",
        )


def to_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Write rows as a CSV that a Dutch spreadsheet opens by itself: semicolons, UTF-8 with a mark.

    A cell that begins like a formula gets an apostrophe before it, so that opening the file runs nothing.
    """
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _harmless(value: str) -> str:
    return f"'{value}" if value[:1] in "=+-@\t\r" else value


_DAYS = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DUTCH: dict[str, Any] = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
    "time": {
        "dateTime": "%a %e %B %Y %X",
        "date": "%d-%m-%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": _DAYS,
        "shortDays": [day[:2] for day in _DAYS],
        "months": _MONTHS.split("|"),
        "shortMonths": [month[:3] for month in _MONTHS.split("|")],
    },
}


# Dark enough on white (7:1), and as large as the text beside it.
_INK: dict[str, Any] = {
    "labelColor": "#3b3f46",
    "titleColor": "#3b3f46",
    "labelFontSize": 13,
    "titleFontSize": 13,
}


def _readable(chart: Any, words: Words) -> Any:
    """Write labels dark and large, and on the Dutch face numbers and months in Dutch."""
    locale: dict[str, Any] = {"locale": alt.Locale(**_DUTCH)} if words.face == "nl" else {}
    axes = {"axis": alt.AxisConfig(**_INK), "axisY": alt.AxisConfig(labelOverlap=False)}
    return chart.configure(legend=alt.LegendConfig(**_INK), **axes, **locale)
