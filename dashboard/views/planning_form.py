"""The form that puts a variant on the calendar, at a time in Dutch clock time."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import streamlit as st

from campaigns.calendar import next_slot
from dashboard.words import AMSTERDAM, Words
from data import channels, placements
from data.database import Database

ACTOR = "dashboard"


def show(database: Database, variant_id: int, words: Words) -> None:
    """Draw the form; a first time after work is filled in. The same press twice plans once."""
    now = datetime.now(UTC)
    with database.read() as session:
        known = channels.every(session)
        taken = [row.due_at for row in placements.every(session, now, now + timedelta(days=60))]
    slot = _slot(variant_id, taken, now).astimezone(AMSTERDAM)
    tokens = st.session_state.setdefault("plan-tokens", {})
    token = tokens.setdefault(variant_id, secrets.token_hex(8))
    with st.form(f"plan-{variant_id}"):
        left, middle, right = st.columns(3)
        day = left.date_input(words("suggestions.plan_day"), slot.date(), format="DD/MM/YYYY")
        time = middle.time_input(words("suggestions.plan_time"), slot.time())
        channel = right.selectbox(
            words("suggestions.plan_channel"), known, format_func=lambda each: each.name
        )
        pressed = st.form_submit_button(words("suggestions.plan"))
    if pressed and channel:
        due_at = datetime.combine(day, time, AMSTERDAM).astimezone(UTC)
        with database.begin() as session:
            placements.plan(session, variant_id, channel.id, due_at, client_token=token, actor=ACTOR, now=now)
        tokens.pop(variant_id)
        st.success(words("suggestions.planned", when=words.moment(due_at)))


def _slot(variant_id: int, taken: list[datetime], now: datetime) -> datetime:
    """Offer one time per variant and visit: if it moved after a press, the next press would plan another."""
    offered: dict[int, datetime] = st.session_state.setdefault("plan-slots", {})
    if offered.get(variant_id, now) <= now:
        offered[variant_id] = next_slot(now + timedelta(hours=1), taken=taken)
    return offered[variant_id]
