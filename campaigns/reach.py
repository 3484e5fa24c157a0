"""How far posts in a language reach, against how many people speak it: always a band, never one figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.reach import LanguageViews
from data.records import Community
from data.suppression import Cell


@dataclass(frozen=True)
class Views:
    """Views of our posts in one language in a period; None = not offered or not shown, 0 = measured and none.

    `by_followers` and `by_others` are the parts of the breakdown, None when it was not offered.
    """

    language: str
    posts: int
    views: int | None
    by_followers: int | None = None
    by_others: int | None = None


@dataclass(frozen=True)
class Reach:
    """Views per 100 residents of a language group as low–high, and the share of views by non-followers (0–1).

    A view is not a person: one person may view many times, and people elsewhere view too.
    """

    views: Views
    community: Community | None
    low: float | None
    high: float | None
    others_share: float | None


def total_views(rows: Iterable[LanguageViews]) -> list[Views]:
    """The weeks of each known language added up; a number that was never offered stays None."""
    groups: dict[str, list[LanguageViews]] = {}
    for row in rows:
        if row.language != "und":
            groups.setdefault(row.language, []).append(row)
    return [
        Views(
            language,
            sum(row.posts for row in weeks),
            _added(row.views for row in weeks),
            _added(row.by_followers for row in weeks),
            _added(row.by_others for row in weeks),
        )
        for language, weeks in sorted(groups.items())
    ]


def _added(cells: Iterable[Cell]) -> int | None:
    values = [cell.value for cell in cells if cell.value is not None]
    return sum(values) if values else None


def reach_of(views: Views, community: Community | None) -> Reach:
    """The band: the fewest when the community is at its largest estimate, the most when at its smallest."""
    low = high = None
    if views.views is not None and community is not None and community.low > 0:
        low, high = 100 * views.views / community.high, 100 * views.views / community.low
    return Reach(views, community, low, high, _share(views))


def _share(views: Views) -> float | None:
    if views.by_followers is None or views.by_others is None:
        return None
    total = views.by_followers + views.by_others
    return views.by_others / total if total else None


def compare(views: Iterable[Views], communities: Iterable[Community]) -> list[Reach]:
    """The reach of every community and every language we posted in, by language; a community without any post
    of ours has no views (0 posts), which is not the same as views that were not offered."""
    seen: Mapping[str, Views] = {each.language: each for each in views}
    known: Mapping[str, Community] = {each.language: each for each in communities}
    return [
        reach_of(seen.get(language) or Views(language, 0, 0), known.get(language))
        for language in sorted({*seen, *known})
    ]


def least_reached(reaches: Sequence[Reach]) -> tuple[Reach, list[Reach]] | None:
    """The language whose band ends lowest, and those whose band lies wholly above it, so surely reached more.

    None when no band lies wholly above: then the bands overlap and nobody can say which is reached least.
    Languages without a band take no part.
    """
    banded = [each for each in reaches if each.low is not None and each.high is not None]
    least = min(banded, key=lambda each: each.high or 0.0, default=None)
    if least is None:
        return None
    above = [each for each in banded if (each.low or 0.0) > (least.high or 0.0)]
    return (least, above) if above else None


def shortfall(reach: Reach, reaches: Sequence[Reach]) -> float | None:
    """How many times less this language is reached than all others together, counted cautiously.

    Total views per 100 of the others at their largest size ÷ this language's band at its high end; None when
    a band is missing or the language is not surely reached less (ratio below 1). A language that was
    never viewed counts as reached by one view.
    """
    others = [
        each for each in reaches if each is not reach and each.community is not None and each.views.views
    ]
    residents = sum(each.community.high for each in others if each.community)
    if reach.high is None or reach.community is None or not residents:
        return None
    floor = 100 * sum(each.views.views or 0 for each in others) / residents
    ratio = floor / max(reach.high, 100 / reach.community.low)
    return ratio if ratio > 1 else None
