"""`bereik release`: somebody lets a placement that was held, failed or never arrived go again."""

from __future__ import annotations

import typer

from campaigns.calendar import ZONE
from campaigns.reconcile import confirm_resend
from dashboard import wiring
from dashboard.commands.plan import time_of
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import placements


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(release)


def release(
    placement: int = typer.Argument(..., help="The placement's number, as `bereik plan` printed it."),
    by: str = typer.Option(..., help="The staff account of who decides; it stands in the audit trail."),
    at: str = typer.Option("", help="A new Dutch clock time; its own when left out."),
) -> None:
    """Let a held or failed placement go again; one in doubt only when reconciling says 'not found'."""
    now, actor = wiring.now(), f"console:{by}"
    database = wiring.open_store()
    with database.read() as session:
        found = placements.find(session, placement)
    if found is None:
        raise Attention(f"there is no placement {placement}; `bereik plan` makes one")
    if found.state == "unknown":
        confirm_resend(database, placement, actor, now)
    with database.begin() as session:
        if found.state != "unknown":
            placements.release(session, placement, actor, now)
        if at:
            placements.move(session, placement, time_of(session, at, now), actor, now)
        again = placements.find(session, placement)
    due_at = again.due_at if again else found.due_at
    say(f"placement {placement} is planned again for {due_at.astimezone(ZONE):%Y-%m-%d %H:%M} Dutch time")
