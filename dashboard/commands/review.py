"""`bereik review`: somebody whose mother tongue it is read a text and approves it."""

from __future__ import annotations

import typer

from dashboard import wiring
from dashboard.commands.printing import say
from data import messages


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


def review(
    variant: int = typer.Argument(..., help="The variant's number, as `bereik plan` printed it."),
    by: str = typer.Option(..., help="The staff account of who read it; it stands in the audit trail."),
) -> None:
    """Approve exactly the text as it is now; any later change takes the approval back."""
    with wiring.open_store().begin() as session:
        messages.approve(session, variant, f"console:{by}", wiring.now())
    say(f"variant {variant} is approved as it is now")
