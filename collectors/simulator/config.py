"""What can be chosen when a simulator is started; everything else follows from the seed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

FEWEST_WEEKS = 2
VERSIONS = ("v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0")
"""Versions served as themselves; an older well-formed one is served as the first of these."""


@dataclass(frozen=True)
class SimulatorConfig:
    """How one simulator behaves. The same seed and start give the same texts, ids and numbers.

    `start` is the simulated moment at which the history ends (aware; default: now, whole seconds);
    `call_budget` is the number of calls per Page and rolling 24 hours that counts as 100 %, and usage
    headers appear after `usage_after` calls; `duplicates` says what an identical text within ten minutes
    meets; `followers` under 100 makes insights empty, as in life.
    """

    port: int = 0
    seed: int = 1
    control: bool = False
    start: datetime | None = None
    weeks: int = 26
    weeks_ahead: int = 8
    followers: int = 1340
    schedule_min: timedelta = timedelta(minutes=10)
    schedule_max: timedelta = timedelta(days=30)
    usage_after: int = 20
    call_budget: int = 48_000
    duplicates: Literal["accept", "506", "368"] = "accept"
    require_proof: bool = False
    text_javascript: bool = False
    idle_timeout: float = 30.0

    def __post_init__(self) -> None:
        if self.start is not None and self.start.tzinfo is None:
            raise ValueError("start must carry a time zone, for example datetime(2026, 11, 2, tzinfo=UTC)")
        if self.weeks < FEWEST_WEEKS:
            raise ValueError(f"a town needs at least {FEWEST_WEEKS} weeks of history")

    def beginning(self) -> datetime:
        """The start of the simulated clock in UTC, whole seconds."""
        return (self.start or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
