"""Review: what a reviewer should look at in a text, and the approval without which nothing goes out.

A change of the text or of its source takes the approval back; the store does that in `data.messages`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from campaigns.checks import Finding, Guess, check_language, check_terms
from campaigns.glossary import terms
from data import messages
from data.database import Session
from data.messages import MessageView, VariantView

DEMO_REVIEWER = "demo-gebruiker (geen echte beoordeling)"


def findings(
    message: MessageView, variant: VariantView, detect: Callable[[str], Guess] | None = None
) -> tuple[Finding, ...]:
    """What is odd about a variant: another language than it says, a lost Dutch name, an older source."""
    odd = [check_terms(message.source_text, variant.text, terms())]
    if detect is not None:
        odd.append(check_language(variant.text, variant.language, detect))
    if not variant.follows_source:
        odd.append(Finding("stale", "the source text changed after this variant was made"))
    return tuple(each for each in odd if each is not None)


def approve(session: Session, variant: VariantView, reviewer: str, now: datetime) -> None:
    """`reviewer`, a staff account, approves exactly the text in `variant`.

    Raises WrongState when the text was changed after it was read, NotFound when it is gone.
    """
    messages.approve(session, variant.id, reviewer, now, seen_hash=variant.text_hash)


def approve_in_demo(session: Session, variant_id: int, now: datetime) -> None:
    """Approves for a demonstration, and says so wherever the reviewer's name is shown. Raises NotFound."""
    messages.approve(session, variant_id, DEMO_REVIEWER, now)
