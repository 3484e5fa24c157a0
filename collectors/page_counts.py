"""The numbers that stand on a Facebook post itself: comments, shares, reactions by kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data.records import Measurement

KINDS_OF_REACTION = ("like", "love", "wow", "haha", "sad", "angry")
COUNT_FIELDS = (
    "shares",
    "comments.limit(0).summary(true)",
    "reactions.limit(0).summary(total_count)",
    *(
        f"reactions.type({kind.upper()}).limit(0).summary(total_count).as(r_{kind})"
        for kind in KINDS_OF_REACTION
    ),
)


def comments_total(row: Mapping[str, Any]) -> int | None:
    """How many comments Facebook counts (also ones we may not see); None when it does not say."""
    return _total(row.get("comments"))


def parse_counts(row: Mapping[str, Any], now: datetime) -> list[Measurement]:
    """Comments, shares and reactions by kind of a post of ours, as lifetime numbers of the UTC day `now`."""
    shares = row.get("shares")
    # Facebook leaves `shares` out when there are none; any other number left out is one we do not know.
    shared = shares.get("count", 0) if isinstance(shares, dict) else 0
    numbers: dict[tuple[str, str], int | None] = {
        ("shares", ""): shared if isinstance(shared, int) else None,
        ("comments", ""): comments_total(row),
        ("reactions", ""): _total(row.get("reactions")),
    }
    numbers |= {("reactions", f"kind={kind}"): _total(row.get(f"r_{kind}")) for kind in KINDS_OF_REACTION}
    return [
        Measurement(
            metric=metric,
            period="lifetime",
            day=now.astimezone(UTC).date(),
            value=value,
            measured_at=now,
            external_id=str(row["id"]),
            breakdown=breakdown,
            status="offered" if value is not None else "not_offered",
        )
        for (metric, breakdown), value in numbers.items()
    ]


def _total(edge: Any) -> int | None:
    summary = edge.get("summary") if isinstance(edge, dict) else None
    total = summary.get("total_count") if isinstance(summary, dict) else None
    return total if isinstance(total, int) else None
