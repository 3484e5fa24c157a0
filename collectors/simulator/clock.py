"""The simulated clock, and times as the Graph API writes and reads them."""

import re
import threading
import time
from datetime import UTC, datetime, timedelta

from collectors.simulator.errors import GraphError

_RELATIVE = re.compile(r"([+-]\s*\d+)\s*(second|minute|hour|day|week)s?$")


class SimulatedClock:
    """Runs in real time from its start; can be set or advanced, also by several threads."""

    def __init__(self, start: datetime) -> None:
        self._lock = threading.Lock()
        self._base = start
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The simulated moment, aware, UTC."""
        with self._lock:
            return self._base + timedelta(seconds=time.monotonic() - self._since)

    def set(self, moment: datetime) -> None:
        """Jump to an aware moment, forwards or backwards."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs a moment with a time zone")
        with self._lock:
            self._base, self._since = moment.astimezone(UTC), time.monotonic()

    def advance(self, seconds: float) -> None:
        """Move forwards by a number of seconds."""
        with self._lock:
            self._base += timedelta(seconds=seconds)


def format_time(moment: datetime) -> str:
    """The Graph API's own form, `2026-11-20T18:02:11+0000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def parse_time(value: object, now: datetime) -> datetime:
    """Unix seconds, ISO 8601, a date, or relative words ("now", "+2 hours"); UTC when no zone is given.

    Raises GraphError (#100) for anything else.
    """
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{8,12}(\.\d+)?", text):
            return datetime.fromtimestamp(float(text), UTC)
        moment = _relative(text.lower(), now) or datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise GraphError(f"(#100) Invalid time value: {text}", 100) from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _relative(text: str, now: datetime) -> datetime | None:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    words = {
        "now": now,
        "today": midnight,
        "yesterday": midnight - timedelta(days=1),
        "tomorrow": midnight + timedelta(days=1),
    }
    found = _RELATIVE.match(text)
    if found:
        return now + timedelta(**{f"{found[2]}s": int(found[1].replace(" ", ""))})
    return words.get(text)
