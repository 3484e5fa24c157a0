"""Leaves of a text the words that tell its language: no laughter, no names, no words of Dutch offices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.dutch_words import DUTCH_LOANS, SPOKEN_ELSEWHERE
from nlp.grams import checksum, open_model
from nlp.ordinary_words import ORDINARY_WORDS
from nlp.text import clean, fold, tokens

MAX_WORDS = 150  # of longer texts the beginning is enough
_MAX_LETTERS = 6000
_LAUGHTER = re.compile(
    r"[aа]?(?P<cry>[hjx][aeiou]h?|х[аеио]|гы)(?P=cry)+[hjxх]?|a?(?:ha){2,}h?|x+d+|хд+|l+o+l+|rs(?:rs)+|k{3,}"
    r"|h+m+|х+м+|m+|м+|o+h+|a+h+|rofl|lmf?ao|omg|wtf|p+f+|x+|ugh|wow|yay|oe?ps"
)
_AGREEMENT = frozenset("ok okay oke okey oki okk k ок окей up top pm dm nvt fyi asap ps rt".split())  # noqa: SIM905
_PARTICLES = frozenset("de van der den von la el al di da".split())  # noqa: SIM905
_SURNAME = re.compile(
    r".{2,}(?:sk[iay]|ck[ia]|wicz|czyk|[aei]k|eanu|ov|ova|ev|eva|ovic|evic|escu|oglu|enko|chuk|uk|iev|ieva|ovs?ki|"
    r"ов|ова|ев|ева|ски|ска|енко|чук|ский|ская|ин|ина|ovych|vych|iuk)"
)
_MOST_NAMES = 8  # with particles
_LONG_LOAN = 7  # letters from which a loan with an ending of another language is still seen: belastingdienstu
_LONGEST_ENDING = 4
_LONGEST_WORD = 60  # letters; more is a key held down
_HASHTAG = re.compile(r"#\w+")
_ENOUGH_WITHOUT_TAGS = 4  # words; tags are often English or names, whatever the text is


@dataclass(frozen=True)
class Telling:
    """Words in lower case that tell the language; `office` where all of them are of Dutch administration.

    `written` are all words of the text as they were typed.
    """

    words: list[str]
    office: bool
    written: frozenset[str]


def spoken_words(text: str) -> list[str]:
    """The words of a text as written, at most `MAX_WORDS`; its hashtags only where it says little else."""
    text = text[:_MAX_LETTERS]
    if "#" in text:
        words = tokens(clean(_HASHTAG.sub(" ", text)))
        if len(words) >= _ENOUGH_WITHOUT_TAGS:
            return words[:MAX_WORDS]
    return tokens(clean(text))[:MAX_WORDS]


def telling_words(words: Sequence[str]) -> Telling:
    """Words as written → those that tell the language; none where none does.

    Words of Dutch administration count only where (nearly) nothing else was written.
    """
    seen = [(word, *_look(word[:_LONGEST_WORD])) for word in words]
    spoken = [each for each in seen if not each[2]]
    if not spoken or _only_names([word for word, *_ in spoken]):
        return Telling([], False, frozenset())
    own = [each for each in spoken if not each[3]]
    enough = len(own) > 1 or any(len(word) > 3 for word, *_ in own)
    telling = [lower for _, lower, _, _ in (own if enough else spoken)]
    return Telling(telling, not own, frozenset(words))


@lru_cache(maxsize=50_000)
def _look(word: str) -> tuple[str, bool, bool]:
    """A word in lower case, whether it is noise, and whether it is a loan; kept for next time."""
    lower = word.lower()
    return lower, lower in _AGREEMENT or _LAUGHTER.fullmatch(lower) is not None, is_loan(word)


def is_loan(word: str) -> bool:
    """Whether a word is one of Dutch administration, with an ending of another language or without."""
    plain = fold(word)
    if plain in DUTCH_LOANS:
        return plain not in SPOKEN_ELSEWHERE
    stem = re.split("['’-]", plain)[0]
    if stem != plain and stem in DUTCH_LOANS:
        return True
    endings = range(1, _LONGEST_ENDING + 1)
    return any(len(plain) - size >= _LONG_LOAN and plain[:-size] in DUTCH_LOANS for size in endings)


def _only_names(words: Sequence[str]) -> bool:
    """One to five words with capitals, among them a first name, the others names too or formed like them."""
    if len(words) > _MOST_NAMES:
        return False
    big = [word for word in words if word.lower() not in _PARTICLES]
    if (
        not 1 <= len(big) <= 4
        or not all(word[0].isupper() for word in big)
        or any(word.isupper() for word in big)
    ):
        return False
    plain, model = [fold(word) for word in big], open_model()
    firsts = [checksum(word) in model.first_names and word not in ORDINARY_WORDS for word in plain]
    lasts = [checksum(word) in model.surnames or _SURNAME.fullmatch(word) is not None for word in plain]
    return any(firsts) and all(first or last for first, last in zip(firsts, lasts, strict=True))
