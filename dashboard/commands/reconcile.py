"""`bereik reconcile`: finds out what became of posts whose outcome is unknown; sends nothing."""

from __future__ import annotations

import typer

from dashboard import jobs, wiring
from dashboard.commands import printing
from dashboard.exits import Attention


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(reconcile)


def reconcile(as_json: bool = typer.Option(False, "--json")) -> None:
    """Look on the Page for posts in doubt. Exit 1 while anything is still in doubt."""
    looks = jobs.reconcile_all(wiring.open_store(), wiring.now())
    printing.rows(
        [
            {
                "placement": look.placement_id,
                "channel": look.channel,
                "found": look.found,
                "remote_id": look.remote_id,
                "reason": look.reason,
            }
            for look in looks
        ],
        as_json=as_json,
    )
    doubtful = [look for look in looks if look.found != "published"]
    if doubtful:
        raise Attention(
            f"{len(doubtful)} posts are still in doubt: {doubtful[0].found}: {doubtful[0].reason}"
        )
    printing.say(f"nothing is in doubt; found {len(looks)}")
