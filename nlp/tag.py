"""The one way from a text to what it says: every command, button and worker comes through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp import latin, pipelines
from nlp.frame import load
from nlp.language import LanguageGuess, detect
from nlp.topics import CYRILLIC, CodeMatch, Reading

__all__ = ["CodeMatch", "Tagged", "model_version", "tag"]

# Changes when rules or shipped models change what they say.
RULES = "rules-3"

# Languages without keywords of their own, read as the nearest that has them.
READ_AS = {"mk": "bg", "be": "ru", "sr": "hr", "bs": "hr"}


@dataclass(frozen=True)
class Tagged:
    """What one model version says of a text: `codes` best first, `places` in Dutch, `claims` by id.

    `second_language` is the other language of a mixed text.
    """

    language: str
    confidence: float
    romanised: bool
    second_language: str | None
    type: str
    is_question: bool
    codes: tuple[CodeMatch, ...]
    places: tuple[str, ...]
    sensitive: bool
    claims: tuple[str, ...]


def model_version() -> str:
    """Who says what `tag` says: the rules' version with the frame's, the office's own included."""
    return f"{RULES}+frame-{load.frame_version()}"


def tag(
    text: str,
    *,
    languages: Sequence[str] | None = None,
    prior: Mapping[str, float] | None = None,
    language_hint: str | None = None,
) -> Tagged:
    """Everything the rules say of a text that `data.privacy` has redacted.

    `languages` and `prior` go to `nlp.language.detect`; `language_hint` is a language that a person stated
    and replaces detection (confidence 1.0). Raises ValueError for a language that no detector knows.
    """
    guess = _stated(text, language_hint) if language_hint else detect(text, languages=languages, prior=prior)
    doc = pipelines.read(text, Reading(READ_AS.get(guess.code, guess.code), guess.romanised))
    return Tagged(
        language=guess.code,
        confidence=guess.confidence,
        romanised=guess.romanised,
        second_language=guess.second,
        type=doc._.type,
        is_question=doc._.asks,
        codes=doc._.codes,
        places=doc._.places,
        sensitive=doc._.sensitive,
        claims=doc._.claims,
    )


def _stated(text: str, language: str) -> LanguageGuess:
    return LanguageGuess(language, 1.0, language in CYRILLIC and not latin.is_cyrillic(text))
