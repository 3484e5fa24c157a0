"""Whether questions fell or rose after an answered post, against topics and languages without one."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Verdict = Literal["fell", "rose", "no clear change", "cannot tell"]

FEWEST_TREATED = 10
FEWEST_CONTROL = 20
FEWEST_CONTROLS = 3
WIDEST = 4.0
# Two-sided 95 % points of Student's t for 2, 3, … 30 degrees of freedom; beyond that the normal's.
_T = (
    4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_NORMAL = 1.960


@dataclass(frozen=True)
class Change:
    """Questions counted in equally long periods before and after the post, for one code in one language."""

    code: str
    language: str
    before: int
    after: int


@dataclass(frozen=True)
class Effect:
    """What happened to the volume: `ratio` 0.7 means 30 % fewer questions than the controls let expect.

    `low`–`high` is a 95 % interval of that ratio; all three are None when nothing can be said, and `reason`
    then says why. `controls` is how many code × language series were compared with.
    """

    verdict: Verdict
    reason: str
    before: int
    after: int
    controls: int
    ratio: float | None = None
    low: float | None = None
    high: float | None = None


WeeklyCount = tuple[str, str, date, int]


def changes(rows: Iterable[WeeklyCount], posted_week: date, weeks: int) -> list[Change]:
    """Before and after per code × language from (code, language, Monday, n), without the post's own week."""
    span, sums = timedelta(weeks=weeks), dict[tuple[str, str], list[int]]()
    after_start = posted_week + timedelta(weeks=1)
    for code, language, week, n in rows:
        cell = sums.setdefault((code, language), [0, 0])
        if posted_week - span <= week < posted_week:
            cell[0] += n
        elif after_start <= week < after_start + span:
            cell[1] += n
    return [
        Change(code, language, before, after) for (code, language), (before, after) in sorted(sums.items())
    ]


def controls_for(
    code: str, language: str, every: Iterable[Change], posted: Collection[tuple[str, str]]
) -> list[Change]:
    """The same code in languages without a post, and other codes in the same language, as long as no post of
    ours was about them in the period (`posted`), and something was asked in them."""
    return [
        each
        for each in every
        if (each.code == code) != (each.language == language)
        and (each.code, each.language) not in posted
        and each.before + each.after > 0
    ]


def estimate(treated: Change, controls: Sequence[Change]) -> Effect:
    """Difference in differences of log rates, with an interval widened by how much the controls scatter.

    log(after/before) of the treated series minus that of the pooled controls (Card & Krueger 1994), 0.5 added
    to each count (Haldane 1956, Anscombe 1956); the Poisson variance is multiplied by the controls' Pearson
    dispersion, at least 1 (McCullagh & Nelder 1989, §6.2), and Student's t is used where that exceeds 1.

    Says "cannot tell" when counts are small or the interval spans more than a factor of four. Two things it
    cannot know: a topic chosen because it had just risen falls by itself (regression to the mean), and a
    good post often makes people ask first. So "fell" is a hint, never a proof.
    """
    before, after = sum(c.before for c in controls), sum(c.after for c in controls)
    thin = _too_thin(treated, controls, before, after)
    if thin:
        return Effect("cannot tell", thin, treated.before, treated.after, len(controls))
    log_ratio = _log_change(treated.before, treated.after) - _log_change(before, after)
    variance = sum(1 / (n + 0.5) for n in (treated.before, treated.after, before, after))
    half = _half_width(variance, controls)
    ratio, low, high = (math.exp(x) for x in (log_ratio, log_ratio - half, log_ratio + half))
    verdict, reason = _verdict(low, high)
    return Effect(verdict, reason, treated.before, treated.after, len(controls), ratio, low, high)


def _log_change(before: int, after: int) -> float:
    return math.log((after + 0.5) / (before + 0.5))


def _too_thin(treated: Change, controls: Sequence[Change], before: int, after: int) -> str:
    if treated.before + treated.after < FEWEST_TREATED:
        return f"fewer than {FEWEST_TREATED} questions before and after together"
    if len(controls) < FEWEST_CONTROLS:
        return f"fewer than {FEWEST_CONTROLS} topics or languages to compare with"
    if min(before, after) < FEWEST_CONTROL:
        return f"fewer than {FEWEST_CONTROL} questions in what it is compared with"
    return ""


def _dispersion(controls: Sequence[Change]) -> float:
    share = sum(c.after for c in controls) / sum(c.before + c.after for c in controls)
    scatter = sum(
        (c.after - share * (c.before + c.after)) ** 2 / (share * (1 - share) * (c.before + c.after))
        for c in controls
    )
    return max(1.0, scatter / (len(controls) - 1))


def _half_width(variance: float, controls: Sequence[Change]) -> float:
    dispersion, degrees = _dispersion(controls), len(controls) - 1
    if dispersion == 1.0:
        return _NORMAL * math.sqrt(variance)
    return (_T[degrees - 2] if degrees - 2 < len(_T) else _NORMAL) * math.sqrt(variance * dispersion)


def _verdict(low: float, high: float) -> tuple[Verdict, str]:
    if high < 1:
        return "fell", "the whole interval lies below the controls"
    if low > 1:
        return "rose", "the whole interval lies above the controls"
    if high / low > WIDEST:
        return "cannot tell", "the interval is too wide to say anything"
    return "no clear change", "the interval includes no change"
