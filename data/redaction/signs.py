"""What the words and signs of a text make possible, so that a rule that cannot apply is not run.

Every word is looked up once, in one table for all rules: it answers with bits, one for each part the word may
play. A bit says "may", never "is": the rules decide, and what has no bit they could not have found.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

from data.redaction.folding import WORD
from data.redaction.labels import words_of
from data.redaction.lexicon import Lexicon, open_lexicon

# What a word may be to the rules for names.
NAME, FAMILY, RARE_FAMILY, CERTAIN_FAMILY, LETTER = (1 << place for place in range(5))
CUE, LONG_CUE, CUE_SECOND, TITLE, KEEP, TRIGGER = (1 << place for place in range(5, 11))
# What it may announce or carry for the other rules: a first word of a section of labels.txt.
AT, DOT, ACCOUNT, NUMERAL, BORN, DOCUMENT, PLATE, PLATE_AFTER = (1 << place for place in range(11, 19))
STREET_END, STREET_BEFORE, STREET_AFTER, STREET_ENGLISH, ADDRESS, BUS = (1 << p for p in range(19, 25))
# What the whole text has.
ALWAYS, AT_SIGN, SPELLED_MAIL, LINK, SPOKEN, DIGIT, TWO, FOUR, SEVEN, EIGHT = (1 << p for p in range(25, 35))

_SURE_ENDINGS = (
    *("wicz", "czyk", "czak", "ewska", "owska", "ewski", "owski", "enko", "escu", "oglu"),
    *("енко", "чук", "щук", "ськии", "ська", "оглу", "ович", "евич"),
)
_ENGLISH = ("street", "road", "avenue", "lane", "drive", "crescent")
_IS = ("is", "jest", "е", "to", "este")
_DUTCH_NUMERALS = ("tien", "tig")
_NUMERALS = ["elf", "twaalf", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NAMES = (1 << 11) - 1  # the bits of the rules for names
_MOST_WORDS = 50_000
_LONGEST_KEPT = 40
_PART = re.compile("['-]")
_DIGIT = re.compile(r"\d")
_DOTTED = re.compile(r"\.[a-z]|://")


class _Bits(dict[str, int]):
    """Folded word → bits, worked out when first seen; forgets all when it has grown too large."""

    def __missing__(self, word: str) -> int:
        bits = _bits(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = bits
        return bits


_SEEN = _Bits()


def bits_of(words: Iterable[str]) -> list[int]:
    """For every folded word, what it may be."""
    return list(map(_SEEN.__getitem__, words))


def read_signs(low: str, bits: Iterable[int]) -> int:
    """The bits of all words together, and what the signs and digits of the folded text make possible."""
    signs = reduce(or_, bits, ALWAYS)
    if "@" in low:
        signs |= AT_SIGN
    dot = "." in low
    if (signs & AT or signs & AT_SIGN) and (dot or signs & DOT):
        signs |= SPELLED_MAIL
    if (dot or ":" in low) and _DOTTED.search(low):
        signs |= LINK
    digits = len(_DIGIT.findall(low)) if _DIGIT.search(low) else 0
    if signs & NUMERAL and sum(each & NUMERAL != 0 for each in bits) + digits >= 6:
        signs |= SPOKEN
    return signs | _how_many(digits) if digits else signs


def _how_many(digits: int) -> int:
    signs = DIGIT
    for least, sign in ((2, TWO), (4, FOUR), (7, SEVEN), (8, EIGHT)):
        if digits >= least:
            signs |= sign
    return signs


def is_surely_family(word: str) -> bool:
    """Whether only family names end so; -ski and -ov also end adjectives and nouns, so they need a cue."""
    if not word.endswith(_SURE_ENDINGS) or word.endswith("jescu"):
        return False
    return any(word.endswith(ending) and len(word) > len(ending) + 1 for ending in _SURE_ENDINGS)


def _bits(word: str) -> int:
    listed, lexicon = _listed(), open_lexicon()
    bits = listed.get(word, 0)
    if "'" in word or "-" in word:
        base = lexicon.base(word)
        bits |= _by_form(base) | listed.get(base, 0)
        bits |= TRIGGER if "-" in word else listed.get(word.partition("'")[0], 0) & TRIGGER
        for part in _PART.split(word):
            bits |= listed.get(part, 0) & ~_NAMES | (NUMERAL if part.endswith(_DUTCH_NUMERALS) else 0)
    if word.endswith(_street_endings()):
        bits |= STREET_END
    if not word.isascii() and word.endswith(_account_words()):
        bits |= ACCOUNT  # one of its patterns reads a letter that is no ASCII as the end of a word
    if word.endswith(_DUTCH_NUMERALS):
        bits |= NUMERAL
    return bits | _by_form(word)


def _by_form(word: str) -> int:
    return (CERTAIN_FAMILY if is_surely_family(word) else 0) | (LETTER if len(word) == 1 else 0)


@lru_cache(maxsize=1)
def _street_endings() -> tuple[str, ...]:
    return tuple(sorted(ending.rstrip(".") for ending in words_of("street ending")))


@lru_cache(maxsize=1)
def _account_words() -> tuple[str, ...]:
    return tuple(sorted(set(_first_words("account"))))


@lru_cache(maxsize=1)
def _listed() -> dict[str, int]:
    """Every listed word with its bits."""
    listed: dict[str, int] = {}
    for bit, words in (*_listed_names(open_lexicon()), *_listed_labels()):
        for word in words:
            listed[word] = listed.get(word, 0) | bit
    return listed


def _listed_names(lexicon: Lexicon) -> Iterator[tuple[int, Iterable[str]]]:
    for names in (lexicon.sure, lexicon.unsure, lexicon.firm, lexicon.forms):
        yield NAME, names
    yield FAMILY, lexicon.surnames
    yield RARE_FAMILY, lexicon.unsure_surnames
    yield TITLE, lexicon.words["honorific_after"] | lexicon.words["sentence after"]
    yield KEEP, lexicon.keep
    yield TRIGGER, lexicon.triggers
    for first, phrases in lexicon.cues.items():
        yield (CUE if any(len(phrase) == 1 for phrase, _ in phrases) else LONG_CUE), (first,)
        yield CUE_SECOND, [phrase[1] for phrase, _ in phrases if len(phrase) > 1]


def _listed_labels() -> Iterator[tuple[int, Iterable[str]]]:
    for bit, section in (
        *((AT, "at"), (DOT, "dot"), (ACCOUNT, "account"), (BORN, "born"), (DOCUMENT, "document")),
        *((PLATE, "plate"), (PLATE_AFTER, "plate after"), (BUS, "bus line")),
        *((STREET_BEFORE, "street before"), (STREET_AFTER, "street after"), (ADDRESS, "address label")),
        *((NUMERAL, "zero"), (NUMERAL, "digit"), (NUMERAL, "tens")),
    ):
        yield bit, _first_words(section)
    yield STREET_ENGLISH, _ENGLISH
    yield NUMERAL, _NUMERALS
    # Without a space between, as the patterns allow: `utcanr. 5`, `adresis: …`.
    numbers = words_of("house number")
    yield STREET_AFTER, [street + number for street in _first_words("street after") for number in numbers]
    yield ADDRESS, [label + verb for label in _first_words("address label") for verb in _IS]


def _first_words(section: str) -> Iterator[str]:
    """The first run of letters of each entry, without what follows an apostrophe or a hyphen."""
    for entry in words_of(section):
        yield _PART.split(WORD.findall(entry)[0])[0]
