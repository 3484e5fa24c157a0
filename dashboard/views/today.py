"""*Vandaag*: an officer's morning: what is new, what grows, which claims go round, what waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from textwrap import shorten
from typing import Any

import altair as alt
import streamlit as st

from dashboard import charts, labels, tables
from dashboard.charts import Figure
from dashboard.views import claims, logging_form, sensitive, voids
from dashboard.words import AMSTERDAM, Words
from data import items, placements, questions, runs, signals
from data.database import Database, Session
from data.records import NewSignal

QUESTION_WEEKS = 8
UNANSWERED_DAYS = 14
LATE = timedelta(minutes=5)
LONGEST = 60  # letters of a signal on an axis
RARE = 0.5  # below this many a week, "how many times as many" has no upper end worth saying


def show(database: Database, words: Words) -> None:
    """Draw the page."""
    now = datetime.now(UTC)
    st.title(words("page.today"))
    st.write(words("today.intro", day=words.day(now.astimezone(AMSTERDAM).date())))
    _attention(database, words, now)
    _signals(database, words, now)
    left, right = st.columns(2, gap="large")
    with left:
        _unanswered(database, words, now)
    with right:
        logging_form.show(database, words, now)
    sensitive.show(database, words, now)
    voids.show(database, words, now)
    claims.show(database, words, now)


def _attention(database: Database, words: Words, now: datetime) -> None:
    """Say at the top what needs a person: posts of unknown outcome, late posts, failed rounds."""
    with database.read() as session:
        unknown = placements.unknown(session)
        late = [row.due_at for row in placements.due(session, now - LATE, 1)]
        latest = {run.job: run for run in reversed(runs.recent(session, 50))}
    if unknown:
        st.error(words("today.attention_unknown", count=len(unknown)), icon=":material/help:")
    if late:
        st.warning(words("today.attention_overdue", when=words.moment(late[0])), icon=":material/schedule:")
    for run in latest.values():
        if run.state == "attention":
            st.warning(
                words("today.attention_runs", job=run.job, message=run.message), icon=":material/error:"
            )


def _signals(database: Database, words: Words, now: datetime) -> None:
    st.header(words("today.signals"))
    with database.read() as session:
        found = signals.latest(session, limit=12, since=now.astimezone(AMSTERDAM).date())
        name = _namer(session, words, now)
    if not found:
        st.success(words("today.signals_none"))
        return
    named = [(signal, labels.quoted(name(signal).rstrip("."))) for signal in found]
    st.markdown("\n".join(f"- {_line(signal, what, words)}" for signal, what in named))
    rows = [_row(signal, name(signal), words) for signal in found]
    sentence = words("today.signals_sentence", count=len(found), top=f"“{name(found[0])}”")
    charts.show(Figure("signalen", sentence, rows), _interval_chart(found, name, words), words)


def _namer(session: Session, words: Words, now: datetime) -> labels.Namer:
    """Name signals; a question also by its topic, for whoever cannot read its language."""
    asked = questions.summaries(session, since=now - timedelta(weeks=QUESTION_WEEKS), now=now, limit=200)
    about = {str(each.id): each.code for each in asked}
    name = labels.namer(session, words)

    def full(signal: NewSignal) -> str:
        topic = about.get(signal.key) if signal.kind == "question" else None
        return f"{labels.code(topic, words)}: {name(signal)}" if topic else name(signal)

    return full


def _times(ratio: float, words: Words) -> str:
    """Write how many times as many: with a decimal below ten, where it matters."""
    return words.number(round(ratio, 1 if ratio < 10 else None))


def _line(signal: NewSignal, what: str, words: Words) -> str:
    language = words.language(signal.language) if signal.language else words("today.all_languages")
    if signal.is_new:
        return words("today.signal_new", what=what, language=language, observed=signal.observed)
    if signal.expected < RARE:
        low = _times(signal.ratio_low, words)
        return words("today.signal_rare", what=what, language=language, observed=signal.observed, low=low)
    return words(
        "today.signal_line",
        what=what,
        language=language,
        observed=signal.observed,
        expected=words.number(round(signal.expected, 1)),
        low=_times(signal.ratio_low, words),
        high=_times(signal.ratio_high, words),
    )


def _row(signal: NewSignal, what: str, words: Words) -> dict[str, str]:
    low, high = (_times(value, words) for value in (signal.ratio_low, signal.ratio_high))
    return {
        words("column.what"): f"{words('signal.' + signal.kind)}: {what}",
        words("column.language"): words.language(signal.language)
        if signal.language
        else words("today.all_languages"),
        words("column.observed"): words.number(signal.observed),
        words("column.expected"): words.number(round(signal.expected, 1)),
        words("column.ratio"): f"≥ {low}" if signal.expected < RARE else f"{low}–{high}",
        words("column.new"): words("yesno.yes" if signal.is_new else "yesno.no"),
        words("column.since"): words.day(signal.began) if signal.began else "–",
    }


def _interval_chart(found: list[NewSignal], name: labels.Namer, words: Words) -> Any:
    """Observed against expected, a pair of marks per signal."""
    rows, which = [], [words("column.observed"), words("column.expected")]
    for signal in found:
        language = words.language(signal.language) if signal.language else words("today.all_languages")
        what = f"{shorten(name(signal), LONGEST, placeholder=' …')} · {language}"
        rows.append({"what": what, "n": signal.observed, "which": which[0]})
        rows.append({"what": what, "n": round(signal.expected, 1), "which": which[1]})
    y = alt.Y("what:N", title=None, sort=charts.order(rows, "what"), axis=charts.long_labels())
    line = charts.base(rows).mark_line(color="#767676").encode(x="n:Q", y=y, detail="what:N")
    marks = (
        charts.base(rows)
        .mark_point(size=90, filled=True, opacity=1)
        .encode(
            x=alt.X("n:Q", title=words("column.count")),
            y=y,
            color=alt.Color("which:N", title=None, scale=charts.pair(*which)),
            shape=alt.Shape("which:N", title=None, scale=alt.Scale(domain=which)),
            tooltip=["what:N", "which:N", "n:Q"],
        )
    )
    return (line + marks).properties(height=40 * len(found) + 60)


def _unanswered(database: Database, words: Words, now: datetime) -> None:
    st.header(words("today.unanswered"))
    with database.read() as session:
        waiting = items.unanswered(session, "facebook-page", now - timedelta(days=UNANSWERED_DAYS), 100)
    if not waiting:
        st.success(words("today.unanswered_none"))
        return
    st.markdown(f"**{words('today.unanswered_sentence', count=len(waiting))}**")
    rows = [
        {words("column.asked"): words.moment(item.created_at), words("column.text"): item.text}
        for item in waiting
    ]
    tables.show(rows[:10])
    charts.show_table(Figure("onbeantwoord", "", rows), words)
