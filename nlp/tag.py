"""The one way from a text to what it says: every command, button and worker comes through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp import latin, pipelines
from nlp.frame import load
from nlp.language import LanguageGuess, detect_all
from nlp.topics import CYRILLIC, CodeMatch, Reading

__all__ = ["Asked", "CodeMatch", "Tagged", "model_version", "tag", "tag_all"]

# Changes when rules or shipped models change what they say.
RULES = "rules-4"

AT_ONCE = 50  # texts: fewer than `nlp.grammar` remembers

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
    asked = Asked(text, prior, language_hint)
    return tag_all([asked], languages=languages)[0]


class Asked(NamedTuple):
    """A text to tag, with the prior of its source and the language that a person stated (see `tag`)."""

    text: str
    prior: Mapping[str, float] | None = None
    language_hint: str | None = None


def tag_all(asked: Sequence[Asked], *, languages: Sequence[str] | None = None) -> list[Tagged]:
    """What `tag` says of each text; faster than one by one. Raises what `tag` raises for any of them."""
    found: list[Tagged] = []
    for start in range(0, len(asked), AT_ONCE):
        found += _tag_some(asked[start : start + AT_ONCE], languages)
    return found


def _tag_some(asked: Sequence[Asked], languages: Sequence[str] | None) -> list[Tagged]:
    texts = [each.text for each in asked]
    guesses = _guesses(asked, languages)
    readings = [Reading(READ_AS.get(guess.code, guess.code), guess.romanised) for guess in guesses]
    docs = pipelines.read_all(texts, readings)
    return [
        Tagged(
            language=guess.code,
            confidence=guess.confidence,
            romanised=guess.romanised,
            second_language=guess.second,
            type=pipelines.found(doc, "type"),
            is_question=pipelines.found(doc, "asks"),
            codes=pipelines.found(doc, "codes"),
            places=pipelines.found(doc, "places"),
            sensitive=pipelines.found(doc, "sensitive"),
            claims=pipelines.found(doc, "claims"),
        )
        for guess, doc in zip(guesses, docs, strict=True)
    ]


def _guesses(asked: Sequence[Asked], languages: Sequence[str] | None) -> list[LanguageGuess]:
    heard = [each for each in asked if not each.language_hint]
    detected = iter(
        detect_all([each.text for each in heard], languages=languages, priors=[each.prior for each in heard])
    )
    return [
        _stated(each.text, each.language_hint) if each.language_hint else next(detected) for each in asked
    ]


def _stated(text: str, language: str) -> LanguageGuess:
    return LanguageGuess(language, 1.0, language in CYRILLIC and not latin.is_cyrillic(text))
