"""`bereik watch`: what is new or rises, and where people ask and get little back."""

from __future__ import annotations

from typing import Any

import typer

from dashboard import wiring
from dashboard.commands import printing
from data import signals
from data.records import NewSignal
from data.weeks import local_day
from nlp import listening, voids

SIGNALS, VOIDS = 50, 20
RARE = 0.5  # expected so seldom, how many times as many has no upper end worth saying


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(watch)


def watch(as_json: bool = typer.Option(False, "--json")) -> None:
    """Compare the last days with the weeks before; list what is new or rises, then what lacks an answer."""
    database, now = wiring.open_store(), wiring.now()
    listening.watch(database, now)
    with database.read() as session:
        found = signals.latest(session, limit=SIGNALS, since=local_day(now))
        empty = listening.find_voids(session, now, limit=VOIDS)
    printing.rows([*map(_signal, found), *map(_void, empty)], as_json=as_json)


def _signal(signal: NewSignal) -> dict[str, Any]:
    low = f"{signal.ratio_low:.1f}"
    return {
        "kind": signal.kind,
        "key": signal.key,
        "language": signal.language or "all",
        "observed": signal.observed,
        "expected": round(signal.expected, 1),
        "times": f"≥ {low}" if signal.expected < RARE else f"{low}–{signal.ratio_high:.1f}",
        "new": "new" if signal.is_new else "rising",
        "began": signal.began,
    }


def _void(void: voids.Void) -> dict[str, Any]:
    told = voids.shown(void)
    return {
        "kind": "void",
        "key": void.code,
        "language": void.language,
        "in_four_weeks": told.now,
        "before": told.before,
        "times_before": told.velocity,
        "question_share": told.question_share,
        "waiting": told.waiting,
        "our_posts": told.posts,
    }
