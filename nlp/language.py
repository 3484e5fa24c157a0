"""Names the language of a short text: letters and words, a prior, and an honest "und".

The project's own model of letters and its table of word frequencies are added in log space; libraries are
asked for languages that these do not know. `docs/models.md` has the figures.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from nlp import hearing, mixed
from nlp.detectors import known
from nlp.hearing import Heard
from nlp.judges import field_of, judge
from nlp.mixed import Mixture
from nlp.romanised import SUFFIX
from nlp.scripts import ONE_LANGUAGE, main_script, told_by_letters, words_in
from nlp.telling import Telling, spoken_words, telling_words

DEFAULT_LANGUAGES: tuple[str, ...] = (
    *("nl", "en", "pl", "bg", "ro", "tr", "uk", "ru", "hu", "es"),
    *("lt", "lv", "sk", "cs", "pt", "ar", "hr", "de", "fr"),
)
MOST_PRIOR = math.log(20)  # a source's habit never outweighs a text that is surer than 20 to 1
PRIOR_SMOOTHING = 0.1
SURE_BY_SCRIPT = 0.99
LEAST_SURE = 0.15  # below, nearly all guesses would be wrong
SURE_BY_OFFICE = 0.6  # "BSN?" alone is Dutch, but anyone may have written it


@dataclass(frozen=True)
class LanguageGuess:
    """A language (ISO 639-1, or "und"), how sure, and whether a Cyrillic language stands in Latin letters.

    `second` is the other language of a mixed text.
    """

    code: str
    confidence: float
    romanised: bool
    second: str | None = None


UNKNOWN = LanguageGuess("und", 0.0, False)


def detect(
    text: str, *, languages: Sequence[str] | None = None, prior: Mapping[str, float] | None = None
) -> LanguageGuess:
    """The language of a text as people type it.

    `languages` are the candidates (`DEFAULT_LANGUAGES`); a text that is clearly in another language is named
    all the same. `prior` is P(language | source), from the source's history: it is smoothed, decides texts
    that could be several languages, and never overrules a clear one. "und" with confidence 0.0 where no word
    tells a language: emoji, links, names alone, numbers, "ok", laughter, a word of a dozen languages.
    Confidence is calibrated: of guesses with .8, about 8 in 10 are right. Raises ValueError for a candidate
    that no detector knows.
    """
    return detect_all([text], languages=languages, priors=[prior])[0]


def detect_all(
    texts: Sequence[str],
    *,
    languages: Sequence[str] | None = None,
    priors: Sequence[Mapping[str, float] | None] | None = None,
) -> list[LanguageGuess]:
    """What `detect` says of each text, with a prior for each: step by step, faster than one by one."""
    candidates = _checked(tuple(languages) if languages is not None else DEFAULT_LANGUAGES)
    spoken = [spoken_words(text) for text in texts]
    asked = [_ask(telling) for telling in [telling_words(words) for words in spoken]]
    guesses = [_at_once(each, candidates) for each in asked]
    open_ones = [place for place, guess in enumerate(guesses) if guess is None]
    heard = hearing.hear([asked[place].words for place in open_ones])
    for place, said in zip(open_ones, heard, strict=True):
        guesses[place] = _judge(asked[place], said, candidates, (priors[place] if priors else None) or {})
    judged = [(place, guesses[place] or UNKNOWN) for place in open_ones]
    mixtures = [
        Mixture(asked[place].telling, asked[place].words, said, _class_of(guess))
        for (place, guess), said in zip(judged, heard, strict=True)
    ]
    seconds = mixed.second_languages(mixtures, candidates)
    for (place, guess), mixture, second in zip(judged, mixtures, seconds, strict=True):
        guesses[place] = _with_second(guess, mixture, second) if second else guess
    return [guess or UNKNOWN for guess in guesses]


class _Asked(NamedTuple):
    """The telling words of a text, its alphabet, and the words in it."""

    telling: Telling
    script: str
    words: list[str]


def _ask(telling: Telling) -> _Asked:
    script = main_script(telling.words)
    return _Asked(telling, script, words_in(telling.words, script))


def _at_once(asked: _Asked, candidates: tuple[str, ...]) -> LanguageGuess | None:
    """The language of a text whose letters or whose lack of words tell it."""
    telling, script, words = asked
    if script in ONE_LANGUAGE:
        return LanguageGuess(ONE_LANGUAGE[script], SURE_BY_SCRIPT, False)
    if not words:
        return UNKNOWN
    return LanguageGuess("nl", SURE_BY_OFFICE, False) if telling.office and "nl" in candidates else None


def _class_of(guess: LanguageGuess) -> str:
    return guess.code + SUFFIX if guess.romanised else guess.code


def _with_second(guess: LanguageGuess, mixture: Mixture, second: str) -> LanguageGuess:
    if not guess.romanised and mixed.leads(mixture, second, guess.code):
        return replace(guess, code=second, second=guess.code)
    return replace(guess, second=second)


def _judge(
    asked: _Asked, heard: Heard, candidates: tuple[str, ...], prior: Mapping[str, float]
) -> LanguageGuess:
    _, script, words = asked
    told = told_by_letters(" ".join(words), script)
    if len(told) == 1:
        return LanguageGuess(told[0], SURE_BY_SCRIPT, False)
    here = told or candidates
    if not field_of(script, here).houses:
        here = DEFAULT_LANGUAGES
    verdict = judge(words, heard, script, here, log_prior(prior, here) if prior else {})
    if verdict.chance < LEAST_SURE:
        return UNKNOWN
    return LanguageGuess(verdict.code, verdict.chance, verdict.romanised)


def log_prior(prior: Mapping[str, float], candidates: Sequence[str]) -> dict[str, float]:
    """Smoothed log prior of each candidate, 0.0 for the likeliest and never under -`MOST_PRIOR`."""
    total = sum(prior.get(code, 0.0) for code in candidates)
    if total <= 0:
        return dict.fromkeys(candidates, 0.0)
    even = PRIOR_SMOOTHING / len(candidates)
    shares = {code: (1 - PRIOR_SMOOTHING) * prior.get(code, 0.0) / total + even for code in candidates}
    highest = max(shares.values())
    return {code: max(math.log(share / highest), -MOST_PRIOR) for code, share in shares.items()}


@lru_cache(maxsize=64)
def _checked(candidates: tuple[str, ...]) -> tuple[str, ...]:
    heard = set(hearing.classes())
    unknown = [code for code in candidates if code not in heard and not known(code)]
    if unknown or not candidates:
        raise ValueError(f"no detector knows {', '.join(unknown) or 'an empty list of languages'}")
    return tuple(dict.fromkeys(candidates))
