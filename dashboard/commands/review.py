"""`bereik review`: somebody whose mother tongue it is read a text and approves it."""

from __future__ import annotations

import typer

from campaigns import review as reviewing
from dashboard import wiring
from dashboard.commands.printing import say
from dashboard.exits import Attention
from data import messages
from data.database import Session
from data.messages import MessageView, VariantView
from nlp.language import detect


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


def review(
    variant: int = typer.Argument(..., help="The variant's number, as `bereik plan` printed it."),
    by: str = typer.Option(..., help="The staff account of who read it; it stands in the audit trail."),
) -> None:
    """Approve exactly the text as it is now; any later change takes the approval back."""
    with wiring.open_store().begin() as session:
        message, text = _find(session, variant)
        for finding in reviewing.findings(message, text, detect):
            say(f"look again: {finding.reason}")
        reviewing.approve(session, text, f"console:{by}", wiring.now())
    print(text.text)
    say(f"variant {variant} is approved exactly as printed here")


def _find(session: Session, variant: int) -> tuple[MessageView, VariantView]:
    message = messages.of_variant(session, variant)
    if message is None:
        raise Attention(f"there is no variant {variant}; `bereik plan` prints the number of the one it made")
    return message, next(text for text in message.variants if text.id == variant)
