"""Names the language of a short text: letters and words, a prior, and an honest "und".

The project's own model of letters and its table of word frequencies are added in log space; libraries are
asked for languages that these do not know. `docs/models.md` has the figures.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nlp import hearing, mixed
from nlp.detectors import known
from nlp.judges import field_of, judge
from nlp.romanised import SUFFIX
from nlp.scripts import ONE_LANGUAGE, main_script, told_by_letters, words_in
from nlp.telling import spoken_words, telling_words

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
    candidates = _checked(tuple(languages) if languages is not None else DEFAULT_LANGUAGES)
    telling = telling_words(spoken_words(text))
    script = main_script(telling.words)
    if script in ONE_LANGUAGE:
        return LanguageGuess(ONE_LANGUAGE[script], SURE_BY_SCRIPT, False)
    words = words_in(telling.words, script)
    if not words:
        return UNKNOWN
    if telling.office and "nl" in candidates:
        return LanguageGuess("nl", SURE_BY_OFFICE, False)
    guess = _judge(words, script, candidates, prior or {})
    main = guess.code + SUFFIX if guess.romanised else guess.code
    second = mixed.second_language(telling, words, main, candidates)
    if second and not guess.romanised and mixed.leads(words, second, guess.code):
        return replace(guess, code=second, second=guess.code)
    return replace(guess, second=second) if second else guess


def _judge(
    words: list[str], script: str, candidates: tuple[str, ...], prior: Mapping[str, float]
) -> LanguageGuess:
    told = told_by_letters(" ".join(words), script)
    if len(told) == 1:
        return LanguageGuess(told[0], SURE_BY_SCRIPT, False)
    here = told or candidates
    if not field_of(script, here).home.any() and not field_of(script, here).unheard:
        here = DEFAULT_LANGUAGES
    heard = hearing.total(hearing.hear(words))
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
