"""Counts the calls of a Page over the last 24 hours, shows the usage headers and blocks at 100 per cent."""

import json
import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from collectors.simulator.errors import GraphError, too_many_calls

WINDOW = timedelta(hours=24)
BLOCK = timedelta(minutes=15)
PROLONGED = timedelta(minutes=1)


@dataclass
class Limiter:
    """The budget of one Page. Every call during a block makes the block one minute longer."""

    page: str
    budget: int
    usage_after: int
    calls: deque[datetime] = field(default_factory=deque)
    total: int = 0
    blocked_until: datetime | None = None

    def count(self, now: datetime, calls: int = 1) -> None:
        """Count calls made now; GraphError 80001 while the Page is blocked."""
        self.total += calls
        self.calls.extend([now] * calls)
        while self.calls and self.calls[0] <= now - WINDOW:
            self.calls.popleft()
        if self.blocked_until is not None and now < self.blocked_until:
            self.blocked_until += PROLONGED
        elif self.blocked_until is not None:
            self.blocked_until = None
            self.calls.clear()
        elif self.percent() > 100:
            self.blocked_until = now + BLOCK
        if self.blocked_until is not None:
            raise self.error(now)

    def percent(self) -> float:
        """The part of the budget that is used."""
        return 100 * len(self.calls) / self.budget

    def block(self, now: datetime, minutes: float) -> None:
        """Start a block, as a fault does."""
        self.blocked_until = now + timedelta(minutes=minutes)

    def error(self, now: datetime) -> GraphError:
        """The error of a block, with the minutes until it ends in the header."""
        left = (self.blocked_until - now) if self.blocked_until else timedelta()
        return throttled(self.page, math.ceil(left / timedelta(minutes=1)))

    def headers(self) -> dict[str, str]:
        """Usage headers, or none as long as few calls were made."""
        if self.total <= self.usage_after:
            return {}
        return usage(self.page, math.ceil(self.percent()), 0)


def usage(page: str, percent: int, minutes: int) -> dict[str, str]:
    """The two usage headers: values are JSON texts, percentages, and minutes until access returns."""
    rest = {"total_cputime": percent // 3, "total_time": percent // 3}
    entry = {"type": "pages", "call_count": percent, **rest, "estimated_time_to_regain_access": minutes}
    return {
        "X-App-Usage": json.dumps({"call_count": percent // 2, **rest}),
        "X-Business-Use-Case-Usage": json.dumps({page: [entry]}),
    }


def throttled(page: str, minutes: int) -> GraphError:
    """The 80001 error with its header."""
    return too_many_calls(usage(page, 100, minutes))
