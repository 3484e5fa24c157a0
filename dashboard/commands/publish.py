"""`bereik publish`: sends what is due, at most once, towards the simulator only."""

from __future__ import annotations

import typer

from campaigns.destination import refuse_unless_simulator
from dashboard import jobs, wiring
from dashboard.commands import printing
from dashboard.exits import Attention
from dashboard.settings import settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(publish)


def publish(
    dry_run: bool = typer.Option(False, help="Say what would happen; send and change nothing."),
    as_json: bool = typer.Option(False, "--json"),
) -> None:
    """Publish what is due. Exit 1 when something was held, failed, is unknown or could not go out."""
    reason = "a dry run was asked for" if dry_run else None
    refusal = None if dry_run else refuse_unless_simulator(settings().graph_url)
    if refusal:
        raise Attention(refusal)
    lines = jobs.publish_all(wiring.open_store(), wiring.now(), dry_run_reason=reason)
    printing.rows(
        [
            {
                "placement": line.placement_id,
                "channel": line.channel,
                "language": line.language,
                "result": line.result,
                "remote_id": line.remote_id,
                "reason": line.reason,
            }
            for line in lines
        ],
        as_json=as_json,
    )
    if not lines:
        printing.say("nothing is due")
    left = [line for line in lines if line.result not in ("published", "dry-run")]
    if left:
        raise Attention(
            f"{len(left)} of {len(lines)} placements did not go out: {left[0].result}: {left[0].reason}"
        )
