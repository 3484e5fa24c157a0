"""Which codes of the coding frame a text is about, with the words that say so.

Rules first: a text is read with the keywords of its language, the Dutch administrative terms and, when
these are silent, the languages that detectors take for one another. How like each code the text is
(`nlp/code_model.py`) is weighed beside them (`nlp/choosing.py`), and decides where they are silent; a vague
text stays uncoded here (`nlp/code_centres.py` then asks the vector of a question that has one).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nlp import code_model
from nlp.choosing import Choice, Said, chosen
from nlp.code_model import Likeness
from nlp.cyrillic import to_cyrillic
from nlp.frame import load
from nlp.stems import Hit, Panel, Rule, StemMatcher, parse
from nlp.words import Words, fold_word

STRONG, WEAK, FURTHER_WORD = 1.0, 0.45, 0.4
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
LEAST = 0.73  # the weight from which rules alone would name a code: a strong word, or two hints
LIKE_SOMETHING = 0.12  # likeness from which languages next door are read
SHARE = 0.45  # a code with less than this share of the best code's weight is only mentioned in passing

# Codes that come with almost any story: beside another code they step back.
BACKGROUND = {"infopoint.appointment": 0.55, "work.agency": 0.65, "letters.unclear_letter": 0.9}
TELLING_LETTERS = 7  # of a word that counts in a list of another language

CYRILLIC = ("bg", "uk", "ru")
# Languages whose words change their last vowel with case and number.
INFLECTED = frozenset(["pl", "bg", "ro", "uk", "ru", "cs", "sk", "hr", "lt", "lv", "es", "pt"])
# Languages that short texts are taken for, nearest first; the rest of the frame is never guessed at.
NEIGHBOURS = {
    "bg": ("ru", "uk"),
    "ru": ("uk", "bg"),
    "uk": ("ru", "bg"),
    "cs": ("sk", "pl"),
    "sk": ("cs", "pl"),
    "pl": ("sk", "cs"),
    "es": ("pt",),
    "pt": ("es",),
    "nl": ("de", "en"),
    "de": ("nl",),
    "en": ("nl",),
    "lt": ("lv",),
    "lv": ("lt",),
    "hr": ("sk", "cs"),
    "ro": ("es", "en"),
    "fr": ("en",),
}


@dataclass(frozen=True)
class CodeMatch:
    """A code that a text is about: `score`, the chance of it in 0–1, and the words of the text that matched.

    When no keyword spoke, `matched` has the words that say most for it after "≈ ", or, where only a vector
    told it, an example of the code.
    """

    code: str
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How to read a text: as which language (`und`: unknown), and whether Cyrillic is in Latin letters."""

    language: str
    romanised: bool = False


class Asked(NamedTuple):
    """A text whose codes are wanted; `hits` are those of `first_matchers`, where they were found already."""

    words: Words
    reading: Reading
    hits: Sequence[Hit] | None = None


def codes(words: Words, reading: Reading) -> tuple[CodeMatch, ...]:
    """The codes of a text, best first; empty when it is about nothing in the frame."""
    return codes_of([Asked(words, reading)])[0]


def codes_of(asked: Sequence[Asked]) -> list[tuple[CodeMatch, ...]]:
    """The codes of each text, one or more; step by step, which is faster than one by one."""
    read = [as_learned(each.words.folded, each.reading) for each in asked]
    likes = code_model.likenesses(read)
    said = [said_by_rules(*each[:2], like, each.hits) for each, like in zip(asked, likes, strict=True)]
    choices = chosen(said, likes)
    return [_matches(*each) for each in zip(asked, read, likes, said, choices, strict=True)]


def _matches(
    asked: Asked, read: Sequence[str], like: Likeness, said: Mapping[str, Said], choices: Sequence[Choice]
) -> tuple[CodeMatch, ...]:
    return tuple(
        CodeMatch(
            choice.code,
            round(choice.chance, 3),
            said[choice.code].words if choice.code in said else _alike(asked.words, read, like, choice.code),
        )
        for choice in choices
    )


def _alike(words: Words, read: Sequence[str], like: Likeness, code: str) -> tuple[str, ...]:
    telling = like.telling(code)
    places = [place for place, word in enumerate(read) if word in telling]
    return tuple(f"≈ {words.quote(place, place)}" for place in places)


def as_learned(folded: Sequence[str], reading: Reading) -> Sequence[str]:
    """Folded words as models learned them: a Cyrillic language in Latin letters in its own."""
    return [_in_own_letters(word, reading.language) for word in folded] if reading.romanised else folded


@lru_cache(maxsize=20_000)
def _in_own_letters(word: str, language: str) -> str:
    return fold_word(to_cyrillic(word, language))


def said_by_rules(
    words: Words, reading: Reading, like: Likeness, hits: Sequence[Hit] | None = None
) -> dict[str, Said]:
    """What keywords say of each code they touch; languages next door are asked when the own names none.

    They are not asked of a text that is like no code at all: most texts are, and it would take most time.
    """
    own, *others = _rounds(reading)
    found = weigh(_hits(own, words, reading) if hits is None else hits, words)
    for languages in others if like.highest >= LIKE_SOMETHING else ():
        if not any(each.enough for each in found.values()):
            hits = [hit for hit in _hits(languages, words, reading) if _tells(hit, words)]
            found = weigh(hits, words)
    return _with_own(found, words, reading) if load.own_keywords(reading.language) else found


def _with_own(found: dict[str, Said], words: Words, reading: Reading) -> dict[str, Said]:
    """Marks the codes that the office's own words name."""
    own = weigh(_own_matcher(reading.language).match(words.folded), words)
    return {code: each._replace(by_office=code in own and own[code].enough) for code, each in found.items()}


@load.cached
def _own_matcher(language: str) -> StemMatcher:
    return StemMatcher(rules_of(load.own_keywords(language), language))


def _hits(languages: Sequence[str], words: Words, reading: Reading) -> list[Hit]:
    panel = _panel(tuple(languages), reading.romanised)
    return [hit for hits in panel.match(words.folded) for hit in hits]


@load.cached
def _panel(languages: tuple[str, ...], romanised: bool) -> Panel:
    return Panel(_matchers(languages, romanised))


def _tells(hit: Hit, words: Words) -> bool:
    """Whether a hit of another language's list counts: short words mean other things next door."""
    return hit.size > 1 or len(words.folded[hit.spans[0][0]]) >= TELLING_LETTERS


def _rounds(reading: Reading) -> list[tuple[str, ...]]:
    """Which keyword lists to try, one after the other, until one speaks."""
    if reading.language in load.languages("keywords"):
        return [(reading.language,), NEIGHBOURS.get(reading.language, ())]
    return [(), ("nl", "en"), ("pl", "bg", "ro", "tr"), ("uk", "ru", "hu", "es")]


@load.cached
def first_matchers(reading: Reading) -> tuple[StemMatcher, ...]:
    """The matchers that read every text of a reading, whatever they find."""
    return tuple(_matchers(_rounds(reading)[0], reading.romanised))


def _matchers(languages: Sequence[str], romanised: bool) -> list[StemMatcher]:
    found = [_matcher(load.SHARED, False)]
    for language in languages:
        found.append(_matcher(language, False))
        if romanised and language in CYRILLIC:
            found.append(_matcher(language, True))
    return found


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    return StemMatcher(keyword_rules(language), romanised=romanised)


def keyword_rules(language: str) -> Iterable[Rule]:
    """The compiled keywords of one language, in the order of the frame's file."""
    return rules_of(load.keywords(language), language)


def rules_of(words: Mapping[str, Sequence[str]], language: str) -> Iterable[Rule]:
    """Compiled patterns per code, as the words of a language are inflected."""
    for code, written in words.items():
        for pattern in written:
            yield parse(code, pattern, inflected=language in INFLECTED)


def weigh(hits: Sequence[Hit], words: Words) -> dict[str, Said]:
    """Codes from hits, heaviest first: a phrase beats the words inside it, hints add up."""
    if not hits:
        return {}
    total: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    quoted: dict[str, list[str]] = defaultdict(list)
    for hit in _outermost(hits):
        total[hit.label] += WEAK if _crosses_sentences(hit, words) else _weight(hit)
        first[hit.label] = min(first.get(hit.label, len(words.folded)), hit.spans[0][0])
        quoted[hit.label].append(" … ".join(words.quote(*span) for span in sorted(hit.spans)))
    if any(code not in BACKGROUND and weight >= LEAST for code, weight in total.items()):
        for code in BACKGROUND.keys() & total.keys():
            total[code] *= BACKGROUND[code]
    line = max(LEAST, SHARE * max(total.values(), default=0.0))
    order = sorted(total, key=lambda code: (-total[code], first[code], code))
    return {code: Said(total[code], total[code] >= line, tuple(quoted[code])) for code in order}


def _weight(hit: Hit) -> float:
    if hit.weak:
        return WEAK
    return STRONG + FURTHER_WORD * min(hit.size - 1, 3)


def _crosses_sentences(hit: Hit, words: Words) -> bool:
    """Whether words that should stand together stand in different sentences: then they are a hint."""
    if len(hit.spans) == 1:
        return False
    first = min(hit.spans)[1]
    last = max(hit.spans)[0]
    return bool(_SENTENCE_END.search(words.text[words.spans[first][1] : words.spans[last][0]]))


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Hits without those that say the same less fully: one per place and code, phrases over words."""
    kept: list[Hit] = []
    taken: dict[str, set[int]] = defaultdict(set)  # per code, the words that already speak for it
    phrases = [(hit, _covered(hit)) for hit in hits if len(hit.spans) == 1 and hit.size > 1]
    for hit in sorted(hits, key=lambda hit: (hit.weak, -hit.size)):
        covered = _covered(hit)
        inside = any(covered < words and other.label != hit.label for other, words in phrases)
        if inside or covered <= taken[hit.label]:
            continue
        taken[hit.label] |= covered
        kept.append(hit)
    return kept


def _covered(hit: Hit) -> set[int]:
    return {place for first, last in hit.spans for place in range(first, last + 1)}
