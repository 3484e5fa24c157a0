"""The part of *Vandaag* about texts that ask for care: their number for all, the texts for one role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import streamlit as st

from dashboard import labels, tables
from dashboard.settings import settings
from dashboard.words import Words
from data import sensitive_items
from data.database import Database
from data.sensitive_items import ROLE, Reader, SensitiveItem
from nlp.care import CareCard, every

DAYS = 14
ACTOR = "dashboard"
SHOWN = "sensitive-shown"


def show(database: Database, words: Words, now: datetime) -> None:
    """Draw nothing when there is nothing; texts only for the role, and only when asked for."""
    since = now - timedelta(days=DAYS)
    with database.read() as session:
        count = sensitive_items.count(session, since)
    if count.value == 0:
        return
    st.header(words("sensitive.title"))
    st.warning(words("sensitive.sentence", count=words.cell(count), days=DAYS), icon=":material/front_hand:")
    with st.expander(words("sensitive.cards")):
        for card in every():
            _card(card, words)
    if ROLE not in settings().given_roles:
        st.caption(words("sensitive.role"))
        return
    if st.button(words("sensitive.show")):
        with database.begin() as session:  # on record once, not at every drawing of the page
            reader = Reader(ACTOR, settings().given_roles)
            st.session_state[SHOWN] = sensitive_items.read(session, reader, since, now)
    _texts(st.session_state.get(SHOWN, []), words)


def _texts(found: Sequence[SensitiveItem], words: Words) -> None:
    if not found:
        return
    rows = [
        {
            words("column.asked"): words.moment(each.created_at),
            words("column.language"): words.language(each.language),
            words("column.code"): ", ".join(labels.code(code, words) for code in each.codes) or "–",
            words("column.text"): each.text,
        }
        for each in found
    ]
    tables.show(rows)
    st.caption(words("sensitive.read_note"))


def _card(card: CareCard, words: Words) -> None:
    st.subheader(card.title[words.face])
    st.markdown("\n".join(f"1. {step}" for step in card.steps[words.face]))
    st.markdown("\n".join(f"- **{who.name}**: {who.contact}" for who in card.refer))
    checked = (
        words("sensitive.checked", day=card.last_checked) if card.last_checked else card.notice[words.face]
    )
    st.caption(checked)
