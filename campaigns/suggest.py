"""Gathers from the store what is known of each topic × language, and keeps the ranked suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from campaigns.compose import LANGUAGES
from campaigns.gaps import CLAIM_CODES, Gap, rank
from campaigns.reach import compare, shortfall, total_views
from data import communities, counts, items, reach, signals, sources, suggestions
from data.annotations import current as current_annotation
from data.database import Database, Session
from data.question_summaries import QuestionSummary, summaries
from data.records import NewSignal, NewSuggestion
from data.weeks import local_day

ASKED_DAYS, POSTED_DAYS = 28, 56
_SIGNALS, _QUESTIONS = 500, 2000
OPEN = ("new", "watching")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """Everything gaps are made of, by (code, language) or by language."""

    questions: Mapping[Pair, int] = field(default_factory=dict)
    posts: Mapping[Pair, int] = field(default_factory=dict)
    claims: Mapping[Pair, int] = field(default_factory=dict)
    rising: Mapping[Pair, NewSignal] = field(default_factory=dict)
    reach_gap: Mapping[str, float] = field(default_factory=dict)
    unanswered: Mapping[Pair, float] = field(default_factory=dict)
    most_asked: Mapping[Pair, int] = field(default_factory=dict)


def suggest(database: Database, now: datetime) -> list[NewSuggestion]:
    """Ranks the gaps of today and keeps them; open suggestions that are no gap any more are gone.

    Counts are of the last 28 days (our own posts: 56) in Dutch calendar days up to `now`.
    """
    with database.read() as session:
        found = rank(gaps(look(session, local_day(now), now)))
    with database.begin() as session:
        suggestions.replace(session, found, now)
    return found


def gaps(known: Known) -> list[Gap]:
    """One gap per code × posting language in which something was asked, claimed or rises."""
    pairs = sorted({*known.questions, *known.claims, *known.rising})
    return [_gap(known, pair) for pair in pairs if pair[1] in LANGUAGES]


def _gap(known: Known, pair: Pair) -> Gap:
    signal = known.rising.get(pair)
    return Gap(
        *pair,
        questions=known.questions.get(pair, 0),
        rising=signal.ratio_low if signal else None,  # the cautious end of its interval
        is_new=signal is not None and signal.is_new,
        posts=known.posts.get(pair, 0),
        reach_gap=known.reach_gap.get(pair[1]),
        claims=known.claims.get(pair, 0),
        unanswered=known.unanswered.get(pair),
        question_id=known.most_asked.get(pair),
    )


def look(session: Session, today: date, now: datetime) -> Known:
    """Reads what is known up to and including `today` (a Dutch calendar day)."""
    since = today - timedelta(days=ASKED_DAYS - 1)
    claimed = (
        ((CLAIM_CODES[claim], language), n)
        for claim, language, _, n in counts.weekly_counts(session, "claim", since, today)
        if claim in CLAIM_CODES
    )
    asked = summaries(session, since=now - timedelta(days=ASKED_DAYS), now=now, limit=_QUESTIONS)
    return Known(
        questions=_sums(
            ((c, lang), n) for c, lang, _, n in counts.weekly_counts(session, "code", since, today)
        ),
        posts=_our_posts(session, now - timedelta(days=POSTED_DAYS)),
        claims=_sums(claimed),
        rising=_rising(signals.latest(session, limit=_SIGNALS, since=today)),
        reach_gap=_reach_gaps(session, today),
        unanswered=unanswered_shares(asked),
        most_asked=most_asked(asked),
    )


def _sums(pairs: Iterable[tuple[Pair, int]]) -> Mapping[Pair, int]:
    total: Counter[Pair] = Counter()
    for pair, n in pairs:
        total[pair] += n
    return total


def _our_posts(session: Session, since: datetime) -> Mapping[Pair, int]:
    total: Counter[Pair] = Counter()
    for source in sources.every(session):
        for item in items.our_posts(session, source, since):
            said = current_annotation(session, item.id)
            if said is not None:
                total.update((code.code, said.language) for code in said.codes)
    return total


def unanswered_shares(asked: Iterable[QuestionSummary]) -> Mapping[Pair, float]:
    """The share of what belongs to recurring questions that belongs to ones still new or watched, 0–1.

    Only counts that may be shown are added up; a pair without any is absent.
    """
    total: Counter[Pair] = Counter()
    waiting: Counter[Pair] = Counter()
    for pair, n, question in _shown(asked):
        total[pair] += n
        waiting[pair] += n if question.state in OPEN else 0
    return {pair: waiting[pair] / n for pair, n in total.items() if n}


def most_asked(asked: Iterable[QuestionSummary]) -> Mapping[Pair, int]:
    """The open recurring question most asked in that language on that code, by its id."""
    best: dict[Pair, tuple[int, int]] = {}
    for pair, n, question in _shown(asked):
        if question.state in OPEN:
            best[pair] = max(best.get(pair, (0, 0)), (n, -question.id))
    return {pair: -negative_id for pair, (_, negative_id) in best.items()}


def _shown(asked: Iterable[QuestionSummary]) -> Iterable[tuple[Pair, int, QuestionSummary]]:
    for question in asked:
        for language, cell in question.by_language.items():
            if question.code is not None and cell.value:
                yield (question.code, language), cell.value, question


def _rising(found: Iterable[NewSignal]) -> Mapping[Pair, NewSignal]:
    return {(each.key, each.language): each for each in found if each.kind == "code" and each.language}


def _reach_gaps(session: Session, today: date) -> Mapping[str, float]:
    rows = reach.views_by_language(session, today - timedelta(days=POSTED_DAYS - 1), today)
    everyone = compare(total_views(rows), communities.every(session))
    found = {each.views.language: shortfall(each, everyone) for each in everyone}
    return {language: times for language, times in found.items() if times is not None}
