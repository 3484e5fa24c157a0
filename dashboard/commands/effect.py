"""`bereik effect`: whether questions fell or rose after our posts, or that nobody can tell."""

from __future__ import annotations

import typer

from campaigns.aftermath import aftermath
from dashboard import wiring
from dashboard.commands import printing


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(effect)


def effect(
    every: bool = typer.Option(False, "--all", help="Also what nobody can tell anything about."),
    as_json: bool = typer.Option(False, "--json"),
) -> None:
    """List posts after which questions fell or rose, against topics and languages without one."""
    with wiring.open_store().read() as session:
        found = aftermath(session, wiring.now())
    told = [each for each in found if every or each.verdict != "cannot tell"]
    printing.rows(
        [
            {
                "week": each.post.week,
                "code": each.post.code,
                "language": each.post.language,
                "before": each.before,
                "after": each.after,
                "verdict": each.verdict,
                "ratio": None if each.ratio is None else round(each.ratio, 2),
                "low": None if each.low is None else round(each.low, 2),
                "high": None if each.high is None else round(each.high, 2),
                "reason": each.reason,
            }
            for each in told
        ],
        as_json=as_json,
    )
    printing.say(
        f"{len(found) - len(told)} more of which nobody can tell" if not every else f"{len(told)} posts"
    )
