"""*Kalender*: what goes out, when, in which state; approving (in the demo), withdrawing, pausing all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from textwrap import shorten

import streamlit as st

from campaigns import review
from campaigns.reconcile import confirm_resend, may_confirm_resend
from dashboard import charts, tables
from dashboard.charts import Figure
from dashboard.settings import settings
from dashboard.words import Words
from data import placements, switches
from data.database import Database, Session
from data.errors import WrongState
from data.records import PlacementRow

ACTOR = "dashboard"
NEEDS_A_PERSON = ("unknown", "failed", "held")
WITHDRAWABLE = ("planned", "due", "held", "failed")
RELEASABLE = ("held", "failed")
LONGEST = 110  # letters of a post in the list


def show(database: Database, words: Words) -> None:
    """Draw the page."""
    now = datetime.now(UTC)
    st.title(words("page.calendar"))
    st.write(words("calendar.intro"))
    _pause(database, words, now)
    with database.read() as session:
        found = placements.every(session, now - timedelta(days=60), now + timedelta(days=400))
    if not found:
        st.info(words("calendar.none"))
        return
    _list(found, words)
    found.sort(key=lambda row: (row.state not in NEEDS_A_PERSON, -row.due_at.timestamp()))
    chosen = st.selectbox(
        words("calendar.choose"),
        found,
        format_func=lambda row: (
            f"{words.moment(row.due_at)} · {words.language(row.language)} · {words('placement.' + row.state)}"
        ),
    )
    if chosen:
        _one(database, chosen, words, now)


def _pause(database: Database, words: Words, now: datetime) -> None:
    with database.read() as session:
        paused = switches.get(session, "pause_all", "off") == "on"
    if paused:
        st.error(words("calendar.pause_on"), icon=":material/pause_circle:")
    if st.button(words("calendar.resume" if paused else "calendar.pause")):
        with database.begin() as session:
            switches.put(session, "pause_all", "off" if paused else "on", ACTOR, now)
        st.rerun()


def _list(found: list[PlacementRow], words: Words) -> None:
    states: Counter[str] = Counter(row.state for row in found)
    sentence = words(
        "calendar.sentence",
        planned=states["planned"] + states["due"],
        published=states["published"],
        attention=sum(states[state] for state in NEEDS_A_PERSON),
    )
    rows = [
        {
            words("column.when"): words.moment(row.due_at),
            words("column.channel"): row.channel_name,
            words("column.language"): words.language(row.language),
            words("column.text"): shorten(row.text, LONGEST, placeholder=" …"),
            words("column.review"): words(f"review.{row.review_state}"),
            words("column.state"): words(f"placement.{row.state}"),
            words("column.reason"): _why(row, words),
        }
        for row in found
    ]
    st.markdown(f"**{sentence}**")
    tables.show(rows)
    charts.show_table(Figure("kalender", sentence, rows), words)


def _why(row: PlacementRow, words: Words) -> str:
    """Say why it is held, in the words of this face where the check that held it is known."""
    check = (row.reason or "").partition(":")[0]
    return words.texts.get(f"held.{check}") or row.reason or "–"


def _one(database: Database, row: PlacementRow, words: Words, now: datetime) -> None:
    with st.container(border=True):
        st.text(f"{row.text}\n\n{row.marker}")
    if row.review_state != "approved":
        _approve(database, row, words, now)
    if row.state in WITHDRAWABLE and st.button(words("calendar.withdraw")):
        _change(database, lambda session: placements.withdraw(session, row.id, ACTOR, now))
    if row.state in RELEASABLE and st.button(words("calendar.release")):
        _change(database, lambda session: placements.release(session, row.id, ACTOR, now))
    if may_confirm_resend(row):
        st.warning(words("calendar.confirm_help"))
        if st.button(words("calendar.confirm_missing")):
            confirm_resend(database, row.id, ACTOR, now)
            st.rerun()


def _approve(database: Database, row: PlacementRow, words: Words, now: datetime) -> None:
    """Offer approval in the demonstration only: elsewhere nobody is signed in who could give it."""
    if not settings().demo:
        st.info(words("calendar.no_approval"))
        return
    st.caption(words("calendar.approve_help"))
    if st.button(words("calendar.approve"), type="primary"):
        _change(database, lambda session: review.approve_in_demo(session, row.variant_id, now))


def _change(database: Database, change: Callable[[Session], None]) -> None:
    """Ask the store for a change and show the page anew; a step that came too late is said, not forced."""
    try:
        with database.begin() as session:
            change(session)
    except WrongState as late:
        st.warning(str(late))
        return
    st.rerun()
