"""The town's parameters in one place: its Page, its languages, and the three planted stories.

The town is fictional. Its districts carry names that the product's gazetteer knows, so that places are found.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from collectors.simulator.records import Page

PAGE = Page(
    id="61560104207788",
    public_id="61571188300412",
    name="Infopunt Demostad",
    username="infopuntdemostad",
    category="Public & Government Service",
    about="Gratis informatie over wonen, werken en leven in Demostad, in jouw taal. Bus en balie.",
    website="https://www.demostad.example/infopunt",
)
TOWN = "Demostad"
DISTRICTS = ("Laak", "Escamp", "Segbroek", "Transvaal")
EMPLOYERS = ("FlexiTuin", "KasWerk Direct", "Noordzee Logistiek", "PluktPlus", "Werkbrug 24", "VersPak")

ONLINE_SHARES: Mapping[str, float] = {
    "pl": 0.32, "bg": 0.23, "nl": 0.12, "ro": 0.10, "en": 0.08, "tr": 0.06, "uk": 0.05, "hu": 0.04,
}  # fmt: skip
"""Languages of what people write online."""
BUS_SHARES: Mapping[str, float] = {
    "nl": 0.40, "pl": 0.27, "bg": 0.24, "tr": 0.035, "en": 0.025, "ro": 0.015, "uk": 0.01, "hu": 0.005,
}  # fmt: skip
"""Languages of the questions at the bus."""
BUS_VISITORS_PER_WEEK = 190
QUESTIONS_PER_WEEK = (13, 19)
"""Questions online per week beside those of the planted stories; chatter comes on top."""
LATIN_SHARE = 0.35
"""The part of Bulgarian texts typed in Latin letters."""

COMMUNITIES: Mapping[str, tuple[int, int]] = {
    "pl": (16_000, 19_000), "bg": (9_000, 12_000), "ro": (7_000, 9_000), "tr": (4_000, 6_000),
    "uk": (2_500, 3_200), "hu": (1_300, 1_800),
}  # fmt: skip
"""People in town who speak a language at home, low and high estimate, as the office would enter it."""
POST_LANGUAGES: Mapping[str, float] = {"nl": 0.32, "pl": 0.36, "en": 0.21, "bg": 0.11}
"""Languages of the Page's own posts; those of FEW_POSTS and UNREACHED are placed by hand."""
FEW_POSTS: Mapping[str, int] = {"tr": 3, "uk": 2, "hu": 1}
"""Languages with a fixed number of posts over the whole history."""
VIEWS: Mapping[str, tuple[int, int]] = {
    "nl": (150, 190), "pl": (170, 520), "en": (120, 230), "bg": (90, 300), "tr": (50, 170), "uk": (40, 160),
    "hu": (20, 90), "ro": (18, 42),
}  # fmt: skip
"""Typical views of one post by followers and by others: people look, and do not follow."""
THEME_WEIGHTS: Mapping[str, float] = {
    "registration.brp": 8, "registration.bsn": 7, "housing.find": 8, "housing.deposit": 4,
    "housing.registration_refused": 5, "housing.agency_housing": 4, "work.contract": 5, "work.dismissal": 4,
    "pay.payslip": 4, "pay.unpaid": 5, "pay.holiday_pay": 4, "taxes.tax_return": 4, "benefits.zorgtoeslag": 7,
    "benefits.huurtoeslag": 5, "health.insurance": 5, "health.gp": 5, "sickness.sick_at_work": 4,
    "children.school": 4, "language.lessons": 6, "digital.digid": 4, "letters.unclear_letter": 5,
    "transport.driving_licence": 3, "infopoint.where_when": 7,
}  # fmt: skip
"""How often each code of the coding frame is asked about."""


@dataclass(frozen=True)
class Rumour:
    """Story 1: a false statement that grows. `per_week` counts the last weeks before the start."""

    name: str = "accountant_rumour"
    claim: str = "accountant_needed"
    theme: str = "taxes.tax_return"
    language: str = "bg"
    per_week: tuple[int, ...] = (2, 5, 9)
    latin_share: float = 0.4


@dataclass(frozen=True)
class Answered:
    """Story 2: a question that falls in one language after an answered post, and not in another."""

    name: str = "digid_answered"
    theme: str = "digital.digid"
    language: str = "pl"
    control: str = "ro"
    weeks_ago: int = 6
    before_per_week: int = 5
    after_per_week: int = 1
    control_per_week: int = 3


@dataclass(frozen=True)
class Unreached:
    """Story 3: a language with many speakers in town, few posts and fewer views."""

    name: str = "romanian_unreached"
    language: str = "ro"
    posts: int = 2


RUMOUR = Rumour()
ANSWERED = Answered()
UNREACHED = Unreached()
