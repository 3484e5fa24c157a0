"""Which codes of the coding frame a text is about, with the words that say so.

Rules first: a text is read with the keywords of its language, the Dutch administrative terms and, when
these are silent, the languages that detectors take for one another. A code is only named when a strong
word or two hints speak for it; a vague text stays uncoded here (`nlp/code_centres.py` then asks the vector of
a question that has one).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp import resemblance
from nlp.frame import load
from nlp.stems import Hit, Rule, StemMatcher, parse
from nlp.words import Words

STRONG, WEAK, FURTHER_WORD = 1.0, 0.45, 0.4
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
HALF = 0.6  # the weight at which a code's score is one half
# Below this score a code is not named: one hint (.43) is too little, one strong word (.63) enough.
LEAST = 0.55
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
    """A code that a text is about: `score` in 0–1, and the words of the text that matched.

    When no keyword spoke, `matched` is the example sentence that stands for what it resembles, after "≈ ".
    """

    code: str
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How to read a text: as which language (`und`: unknown), and whether Cyrillic is in Latin letters."""

    language: str
    romanised: bool = False


def codes(words: Words, reading: Reading) -> tuple[CodeMatch, ...]:
    """The codes of a text, best first; empty when it is about nothing in the frame."""
    own, *others = _rounds(reading)
    found = weigh(_hits(own, words, reading), words)
    for languages in others:
        if not found:
            hits = [hit for hit in _hits(languages, words, reading) if _tells(hit, words)]
            found = weigh(hits, words)
    return found or _by_resemblance(words)


def _by_resemblance(words: Words) -> tuple[CodeMatch, ...]:
    close = resemblance.nearest(words)
    return (CodeMatch(close.code, round(close.cosine, 3), (f"≈ {close.example}",)),) if close else ()


def _hits(languages: Sequence[str], words: Words, reading: Reading) -> list[Hit]:
    return [hit for matcher in _matchers(languages, reading) for hit in matcher.match(words.folded)]


def _tells(hit: Hit, words: Words) -> bool:
    """Whether a hit of another language's list counts: short words mean other things next door."""
    return hit.size > 1 or len(words.folded[hit.spans[0][0]]) >= TELLING_LETTERS


def _rounds(reading: Reading) -> list[tuple[str, ...]]:
    """Which keyword lists to try, one after the other, until one speaks."""
    if reading.language in load.languages("keywords"):
        return [(reading.language,), NEIGHBOURS.get(reading.language, ())]
    return [(), ("nl", "en"), ("pl", "bg", "ro", "tr"), ("uk", "ru", "hu", "es")]


def _matchers(languages: Sequence[str], reading: Reading) -> list[StemMatcher]:
    found = [_matcher(load.SHARED, False)]
    for language in languages:
        found.append(_matcher(language, False))
        if reading.romanised and language in CYRILLIC:
            found.append(_matcher(language, True))
    return found


@load.cached
def _matcher(language: str, romanised: bool) -> StemMatcher:
    return StemMatcher(keyword_rules(language), romanised=romanised)


def keyword_rules(language: str) -> Iterable[Rule]:
    """The compiled keywords of one language, in the order of the frame's file."""
    for code, written in load.keywords(language).items():
        for pattern in written:
            yield parse(code, pattern, inflected=language in INFLECTED)


def weigh(hits: Sequence[Hit], words: Words) -> tuple[CodeMatch, ...]:
    """Codes from hits: a phrase beats the words inside it, hints add up, the best come first."""
    total: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    said: dict[str, list[str]] = defaultdict(list)
    for hit in _outermost(hits):
        total[hit.label] += WEAK if _crosses_sentences(hit, words) else _weight(hit)
        first[hit.label] = min(first.get(hit.label, len(words.folded)), hit.spans[0][0])
        said[hit.label].append(" … ".join(words.quote(*span) for span in sorted(hit.spans)))
    if not total:
        return ()
    if any(code not in BACKGROUND and _score(weight) >= LEAST for code, weight in total.items()):
        for code, share in BACKGROUND.items():
            total[code] *= share
    enough = max(total.values()) * SHARE
    named = [code for code, weight in total.items() if weight >= enough and _score(weight) >= LEAST]
    named.sort(key=lambda code: (-total[code], first[code], code))
    return tuple(CodeMatch(code, round(_score(total[code]), 3), tuple(said[code])) for code in named)


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


def _score(weight: float) -> float:
    return weight / (weight + HALF)


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
