"""`bereik plan`: a draft on a topic in a language, put on the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from secrets import token_hex

import typer

from campaigns.calendar import ZONE, next_slot
from campaigns.compose import Request, Where, draft
from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import channels, messages, placements
from data.database import Session

ACTOR = "console"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(plan)


def plan(
    code: str = typer.Argument(..., help="A code of the coding frame, e.g. taxes.tax_return."),
    language: str = typer.Option(..., help="nl, en, pl, bg, ro, tr, uk, ru, hu or es."),
    channel: str = typer.Option(..., help="A registered channel."),
    at: str = typer.Option(
        "", help="Dutch clock time, e.g. 2026-11-24T18:00; the next hour off shift when left out."
    ),
) -> None:
    """Draft a post from its template and plan it; it stays a draft until somebody reviews it."""
    now = wiring.now()
    with wiring.open_store().begin() as session:
        there = channels.find(session, channel)
        if there is None:
            raise Attention(f"there is no channel {channel!r}; register it with `bereik new channel`")
        due_at = time_of(session, at, now)
        try:
            message = draft(session, Request(code, token_hex(8), ACTOR), [language], Where(), now)
        except LookupError as missing:
            raise Attention(str(missing.args[0])) from missing
        found = messages.find(session, message)
        variant = next(each for each in found.variants if each.language == language) if found else None
        if variant is None:
            raise Attention("the draft was not kept; try again")
        placement = placements.plan(
            session, variant.id, there.id, due_at, client_token=token_hex(8), actor=ACTOR, now=now
        )
    print(f"placement {placement}  variant {variant.id}  {due_at.astimezone(ZONE):%Y-%m-%d %H:%M} Dutch time")
    say(f"a draft; it goes out only after `bereik review {variant.id} --by NAME`")


def time_of(session: Session, at: str, now: datetime) -> datetime:
    """The chosen time, naive = Dutch clock time, as UTC; else the next free slot off shift."""
    if not at:
        taken = [row.due_at for row in placements.every(session, now, now + timedelta(days=60))]
        return next_slot(now, taken=taken)
    try:
        chosen = datetime.fromisoformat(at)
    except ValueError as wrong:
        raise typer.BadParameter(
            f"{at!r} is not a time such as 2026-11-24T18:00", param_hint="--at"
        ) from wrong
    return (chosen if chosen.tzinfo else chosen.replace(tzinfo=ZONE)).astimezone(UTC)
