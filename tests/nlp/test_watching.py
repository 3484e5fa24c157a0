"""From counts by day to signals: windows, gaps, new keys, languages, one budget for all kinds."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from data.records import NewSignal
from data.suppression import THRESHOLD
from nlp.expected import DAYS, WINDOW
from nlp.rising import MINIMUM
from nlp.watching import Heard, Key, Tally, Window, signals_of

WINDOW_NOW = Window(end=date(2026, 11, 20))
NEVER = frozenset[Key]()


def tallies(key: str, language: str, before: float, now: Sequence[int] = ()) -> list[Tally]:
    """Counts of a key: chance around `before` a day, and the last days as given."""
    seed = sum(map(ord, key + language))
    counts = np.random.default_rng(seed).poisson(before, DAYS)
    counts[DAYS - len(now) :] = now
    return [(key, language, day, int(n)) for day, n in zip(WINDOW_NOW.days, counts, strict=True) if n]


def signals(rows: Mapping[str, list[Tally]], seen: frozenset[Key] = NEVER) -> list[NewSignal]:
    """The signals among these and forty topics in which nothing happens; all from one source."""
    usual = [row for number in range(40) for row in tallies(f"usual.{number}", "pl", 0.5)]
    everything = {"code": usual} | {
        kind: [*(usual if kind == "code" else ()), *some] for kind, some in rows.items()
    }
    by_day = dict.fromkeys(WINDOW_NOW.days, 20)
    return signals_of(Heard(everything, [(1, day, n) for day, n in by_day.items()], seen), WINDOW_NOW)


def test_window_is_the_seven_days_before_its_end() -> None:
    assert (WINDOW_NOW.start, WINDOW_NOW.last) == (date(2026, 11, 13), date(2026, 11, 19))
    assert WINDOW_NOW.days[-1] == WINDOW_NOW.last
    assert (WINDOW_NOW.days[0], WINDOW_NOW.days[-WINDOW]) == (WINDOW_NOW.since, WINDOW_NOW.start)


def test_what_may_be_signalled_may_be_shown() -> None:
    assert MINIMUM >= THRESHOLD


def test_a_rise_in_one_language_is_told_once_under_that_language() -> None:
    rows = tallies("housing.deposit", "pl", 0.5, [3] * 7) + tallies("housing.deposit", "ro", 0.1)
    (signal,) = signals({"code": rows})
    assert (signal.key, signal.language, signal.observed) == ("housing.deposit", "pl", 21)
    assert signal.expected == pytest.approx(3.5, abs=1.5)
    assert (signal.window_start, signal.window_end) == (WINDOW_NOW.start, WINDOW_NOW.end)


def test_a_rise_spread_over_languages_is_told_for_all() -> None:
    rows = [row for language in ("pl", "ro", "bg", "tr") for row in tallies("x", language, 0.2, [1] * 7)]
    assert "" in {signal.language for signal in signals({"code": rows})}


def test_a_language_that_rises_is_a_signal_of_its_own_told_once() -> None:
    (signal,) = signals({"language": tallies("bg", "bg", 4, [20] * 7) + tallies("und", "und", 4, [20] * 7)})
    assert (signal.kind, signal.key, signal.language) == ("language", "bg", "")


@pytest.mark.parametrize("now", [[0] * 7, [1, 0, 1, 0, 1, 0, 1]])
def test_a_fall_or_a_few_are_no_signal(now: list[int]) -> None:
    assert signals({"code": tallies("x", "pl", 6, [1] * 7)}) == []
    assert signals({"claim": tallies("x", "bg", 0, now)}) == []


@pytest.mark.parametrize(
    ("seen", "new"),
    [
        (NEVER, True),
        (frozenset({("claim", "x", "bg")}), False),
        (frozenset({("claim", "x", "pl")}), True),  # new to Bulgarians
        (frozenset({("code", "x", "bg")}), True),
    ],
)
def test_new_is_what_was_never_seen_in_that_language(seen: frozenset[Key], new: bool) -> None:
    found = signals({"claim": tallies("x", "bg", 0, [1, 1, 1, 2, 1, 2, 1])}, seen)
    assert [(signal.language, signal.is_new) for signal in found] == [("bg", new)]


def test_a_rumour_that_grows_week_after_week_is_found() -> None:
    grows = [0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 2, 1, 1, 2, 1]
    (signal,) = signals({"claim": tallies("accountant_needed", "bg", 0, grows)})
    assert (signal.observed, signal.is_new) == (9, False)
    assert signal.expected < 0.5


def test_an_office_that_began_this_week_gets_no_signals() -> None:
    rows = tallies("x", "pl", 0, [30] * 7)
    by_source = [(1, day, n) for _, _, day, n in rows]
    assert signals_of(Heard({"code": rows}, by_source), WINDOW_NOW) == []


def test_no_counts_give_no_signals() -> None:
    assert signals_of(Heard({}, []), WINDOW_NOW) == []


def test_all_kinds_share_one_budget() -> None:
    borderline = tallies("y", "pl", 1, [2, 2, 3, 2, 3, 3, 3])
    many = [row for number in range(400) for row in tallies(f"q{number}", "pl", 2)]
    alone = {signal.key for signal in signals({"code": borderline})}
    among = {signal.key for signal in signals({"code": borderline, "question": many})}
    assert "y" in alone
    assert "y" not in among


def test_days_are_consecutive() -> None:
    assert {b - a for a, b in zip(WINDOW_NOW.days, WINDOW_NOW.days[1:], strict=False)} == {timedelta(days=1)}
