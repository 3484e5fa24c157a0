"""Leaves of a text the words that tell its language: no laughter, no names, no words of Dutch offices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.dutch_words import DUTCH_LOANS
from nlp.grams import GramModel, checksum
from nlp.text import fold

MAX_WORDS = 150  # of longer texts the beginning is enough
_LAUGHTER = re.compile(
    r"[aа]?(?P<cry>[hjx][aeiou]h?|х[аеио]|гы)(?P=cry)+[hjxх]?|a?(?:ha){2,}h?|x+d+|хд+|l+o+l+|rs(?:rs)+|k{3,}"
    r"|h+m+|х+м+|m+|м+|o+h+|a+h+|rofl|lmf?ao|omg|wtf|pff+|ugh|wow|yay|oe?ps"
)
_AGREEMENT = frozenset("ok okay oke okey oki okk k ок окей up top pm dm nvt fyi asap ps".split())  # noqa: SIM905
_PARTICLES = frozenset("de van der den von la el al di da".split())  # noqa: SIM905
_SURNAME = re.compile(
    r".{2,}(?:sk[iay]|ck[ia]|wicz|czyk|[aei]k|eanu|ov|ova|ev|eva|ovic|evic|escu|oglu|enko|chuk|uk|iev|ieva|ovs?ki|"
    r"ов|ова|ев|ева|ски|ска|енко|чук|ский|ская|ин|ина|ovych|vych|iuk)"
)
_LONG_LOAN = 7  # letters from which a loan with an ending of another language is still seen: belastingdienstu
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Telling:
    """Words in lower case that tell the language; `office` where all of them are of Dutch administration."""

    words: list[str]
    office: bool


def telling_words(words: Sequence[str], model: GramModel) -> Telling:
    """Words as written → those that tell the language; none where none does.

    Words of Dutch administration count only where (nearly) nothing else was written.
    """
    spoken = [word for word in words[:MAX_WORDS] if not _is_noise(word)]
    if not spoken or _only_names(spoken, model):
        return Telling([], False)
    own = [word for word in spoken if not is_loan(word)]
    enough = len(own) > 1 or any(len(word) > 3 for word in own)
    return Telling([word.lower() for word in (own if enough else spoken)], not own)


def is_loan(word: str) -> bool:
    """Whether a word is one of Dutch administration, with an ending of another language or without."""
    plain = fold(word)
    if plain in DUTCH_LOANS:
        return True
    stem = re.split("['’-]", plain)[0]
    if stem != plain and stem in DUTCH_LOANS:
        return True
    endings = range(1, _LONGEST_ENDING + 1)
    return any(len(plain) - size >= _LONG_LOAN and plain[:-size] in DUTCH_LOANS for size in endings)


def _is_noise(word: str) -> bool:
    plain = word.lower()
    return plain in _AGREEMENT or _LAUGHTER.fullmatch(plain) is not None


def _only_names(words: Sequence[str], model: GramModel) -> bool:
    """One to five words with capitals, among them a first name, the others names too or formed like them."""
    big = [word for word in words if word.lower() not in _PARTICLES]
    if (
        not 1 <= len(big) <= 4
        or not all(word[0].isupper() for word in big)
        or any(word.isupper() for word in big)
    ):
        return False
    plain = [fold(word) for word in big]
    firsts = [checksum(word) in model.first_names for word in plain]
    lasts = [checksum(word) in model.surnames or _SURNAME.fullmatch(word) is not None for word in plain]
    return any(firsts) and all(first or last for first, last in zip(firsts, lasts, strict=True))
