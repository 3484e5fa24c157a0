"""Names the language of a short text: three judges that err differently, a prior, and an honest "und".

lingua and py3langid are added in log space with the project's own n-gram model, which knows text without
diacritics and Cyrillic languages in Latin letters. `docs/models.md` has the figures.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nlp import romanised
from nlp.detectors import known
from nlp.grams import GramModel, open_model
from nlp.judges import at_home, judge, outside, weighted, written_in
from nlp.scripts import ONE_LANGUAGE, main_script, told_by_letters, words_in
from nlp.telling import telling_words
from nlp.text import clean, tokens

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
    model = open_model()
    telling = telling_words(tokens(clean(text)), model)
    script = main_script(telling.words)
    if script in ONE_LANGUAGE:
        return LanguageGuess(ONE_LANGUAGE[script], SURE_BY_SCRIPT, False)
    words = words_in(telling.words, script)
    if not words:
        return UNKNOWN
    if telling.office and "nl" in candidates:
        return LanguageGuess("nl", SURE_BY_OFFICE, False)
    told = told_by_letters(" ".join(words), script)
    if len(told) == 1:
        return LanguageGuess(told[0], SURE_BY_SCRIPT, False)
    return _judge(words, script, told or candidates, log_prior(prior or {}, candidates), model)


def log_prior(prior: Mapping[str, float], candidates: Sequence[str]) -> dict[str, float]:
    """Smoothed log prior of each candidate, 0.0 for the likeliest and never under -`MOST_PRIOR`."""
    total = sum(prior.get(code, 0.0) for code in candidates)
    if total <= 0:
        return dict.fromkeys(candidates, 0.0)
    even = PRIOR_SMOOTHING / len(candidates)
    shares = {code: (1 - PRIOR_SMOOTHING) * prior.get(code, 0.0) / total + even for code in candidates}
    highest = max(shares.values())
    return {code: max(math.log(share / highest), -MOST_PRIOR) for code, share in shares.items()}


def _judge(
    words: list[str], script: str, candidates: tuple[str, ...], prior: Mapping[str, float], model: GramModel
) -> LanguageGuess:
    scores = model.score(words)
    here = written_in(script, candidates) or written_in(script, DEFAULT_LANGUAGES)
    judged = judge(words, scores, model, here)
    if script == "latin":
        usual = max(prior.get(code, 0.0) for code in here)
        wanted = {base: prior[base] - usual for base in romanised.BASES if base in candidates}
        latin = romanised.weigh(words, scores, model, surest=float(judged.lingua.max()), prior=wanted)
        if latin is not None and latin.odds > 0:
            return LanguageGuess(latin.code, latin.share / (1 + math.exp(-latin.odds)), True)
    if found := outside(words, scores, model, judged):
        return LanguageGuess(*found, False)
    odds = weighted(judged, len(words)) + [prior.get(code, 0.0) for code in here]
    chances = np.exp(odds - odds.max())
    sure = at_home(scores, model, here) / float(chances.sum())
    return LanguageGuess(here[int(chances.argmax())], sure, False) if sure >= LEAST_SURE else UNKNOWN


@lru_cache(maxsize=64)
def _checked(candidates: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [code for code in candidates if not known(code)]
    if unknown or not candidates:
        raise ValueError(f"no detector knows {', '.join(unknown) or 'an empty list of languages'}")
    return tuple(dict.fromkeys(candidates))
