"""The ten-second form of *Vandaag*: what somebody asked, where, in which language."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

import streamlit as st

from campaigns.compose import LANGUAGES
from collectors.log import Told, logged_question
from dashboard.words import AMSTERDAM, Words
from data import items, sources
from data.database import Database
from data.privacy import redact


def show(database: Database, words: Words, now: datetime) -> None:
    """Draw the form; a saved question is redacted by the store and shown as it was kept."""
    st.header(words("today.log"))
    with database.read() as session:
        places = [each.name for each in sources.every(session, enabled_only=True) if each.kind != "website"]
    with st.form("log", clear_on_submit=True):
        st.write(words("today.log_help"))
        text = st.text_area(words("today.log_text"), max_chars=1000)
        source = st.selectbox(words("today.log_source"), places)
        language = st.selectbox(
            words("today.log_language"),
            ["", *LANGUAGES],
            format_func=lambda key: words.language(key) if key else words("today.guess"),
        )
        place = st.text_input(words("today.log_place"), max_chars=80)
        day = st.date_input(words("today.log_day"), now.astimezone(AMSTERDAM).date(), format="DD/MM/YYYY")
        pressed = st.form_submit_button(words("today.log_save"))
    if pressed and not text.strip():
        st.warning(words("today.log_empty"))
    elif pressed and source:
        told = Told(
            language or "", place, f"{day:%Y-%m-%d}", key=st.session_state.setdefault("log-key", token_hex(8))
        )
        with database.begin() as session:
            found = sources.find(session, source)
            done = items.add(session, found, [logged_question(text, now, told)], now) if found else None
        del st.session_state["log-key"]  # the next press is another question
        if done and done.added:
            st.success(words("today.log_saved", text=redact(text).text))
        else:
            st.info(words("today.log_known"))
