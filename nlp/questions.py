"""Whether a text asks, in each language, with or without a question mark, and what kind of text it is.

A text asks when one of its sentences does: by its mark, by a question word or a verb where its language
puts them, by a particle (Turkish mi, Bulgarian ли, Hungarian -e), or as a request in the form of a
statement ("szukam…", "ik zoek…"). Sentences that only look so ("Wanneer u verhuist, moet u…") do not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nlp import latin, words
from nlp.frame import load
from nlp.stems import Hit, Rule, StemMatcher, parse
from nlp.topics import CYRILLIC, Reading

_MARK = re.compile("[?¿؟]")
_SENTENCES = re.compile(r"[.!…;\n•]+(?=\s|$)|\n+")
_SEGMENTS = re.compile(r"\s*[,:–—]\s*|\s-\s")
# What folding would lose: the Hungarian enclitic, and the accents of Spanish question words.
_BY_LETTERS = {
    "hu": re.compile(r"\w{2,}-e\b", re.I),
    "es": re.compile(
        r"(?:^|[.!\n]\s*)(?:[^\W_]+ ){0,2}"
        r"(?:qué|cómo|dónde|cuándo|quién|quiénes|cuál|cuáles|cuánt[oa]s?)\b(?! tal\b)",
        re.I,
    ),
}
_MOST_GREETINGS = 5
_KINDS = ("complaint", "concern", "rumour", "praise", "suggestion")


@dataclass(frozen=True)
class _Grammar:
    """What one language asks with: compiled phrases, and sets of words that matter by their place."""

    phrases: StemMatcher
    places: Mapping[str, frozenset[str]]
    romanised: bool


def is_question(text: str, reading: Reading) -> bool:
    """True when the text asks something of its readers. `reading` names the language (`und`: marks only)."""
    shown = words.blank_noise(text[: words.MOST_LETTERS])
    if _MARK.search(shown):
        return True
    grammar = _grammar(reading.language, reading.romanised and reading.language in CYRILLIC)
    by_letters = _BY_LETTERS.get(reading.language)
    if by_letters and by_letters.search(shown):
        return True
    return any(_asks(sentence, grammar) for sentence in _SENTENCES.split(shown) if sentence.strip())


def kind(text: str, reading: Reading, *, asks: bool) -> str:
    """The type of a text: `question` when it asks, else the strongest other type of the frame, or `other`."""
    if asks:
        return "question"
    folded = words.split(text).folded
    counts = dict.fromkeys(_KINDS, 0.0)
    for matcher in _kind_matchers(reading):
        for hit in matcher.match(folded):
            counts[hit.label] += 0.5 if hit.weak else 1.0
    best = max(_KINDS, key=lambda name: counts[name])
    return best if counts[best] >= 1.0 else "other"


def _asks(sentence: str, grammar: _Grammar) -> bool:
    sentence = _after_greeting(sentence)
    folded = _without_greeting(words.split(sentence).folded)
    if not folded:
        return False
    hits = grammar.phrases.match(folded)
    said = {hit.label for hit in hits}
    at_start = {hit.label for hit in hits if hit.spans[0][0] == 0}
    if "particle" in said:
        return True
    if said & {"not", "embedded"} or "never" in at_start:
        return False
    if "anywhere" in said or "open" in at_start:
        return True
    return _asks_by_order(sentence, folded, hits, grammar) or _asks_after_comma(sentence, grammar)


def _asks_by_order(sentence: str, folded: Sequence[str], hits: Sequence[Hit], grammar: _Grammar) -> bool:
    """Questions told by word order, unless a main clause follows the comma ("Wanneer u …, moet u …")."""
    if _main_clause_follows(sentence, grammar):
        return False
    second = folded[1] if len(folded) > 1 else ""
    if any(hit.label == "soft" and hit.spans[0][0] == 0 for hit in hits):
        return bool(second) and not _has(grammar, "after", second)
    if _has(grammar, "verbs", folded[0]) and _has(grammar, "subjects", second):
        return True
    return bool(second) and _has(grammar, "aux", folded[0]) and not _has(grammar, "not_after_aux", second)


def _asks_after_comma(sentence: str, grammar: _Grammar) -> bool:
    """In Dutch and English: a clause that starts "…, waar kan zij" (question word, verb, subject)."""
    if not grammar.places.get("aux"):
        return False
    for clause in _SEGMENTS.split(sentence)[1:]:
        folded = words.split(clause).folded[:6]
        asking = [hit for hit in grammar.phrases.match(folded) if hit.label in {"open", "soft"}]
        last = max((hit.spans[0][1] for hit in asking if hit.spans[0][0] == 0), default=-1)
        verb, subject = (*folded[last + 1 : last + 3], "", "")[:2]
        if last >= 0 and _has(grammar, "verbs", verb) and _has(grammar, "persons", subject):
            return True
    return False


def _main_clause_follows(sentence: str, grammar: _Grammar) -> bool:
    _, comma, rest = sentence.partition(",")
    following = words.split(rest).folded
    if not (comma and following):
        return False
    if grammar.places.get("continues"):
        return not _has(grammar, "continues", following[0])
    return _has(grammar, "then", following[0])


def _has(grammar: _Grammar, name: str, word: str) -> bool:
    form = latin.plain(word) if grammar.romanised else word
    return form in grammar.places.get(name, frozenset())


def _without_greeting(folded: Sequence[str]) -> Sequence[str]:
    """The words behind "hello everyone" and "and"; "everyone who …" stays whole."""
    greeted = False
    while len(folded) > 1:
        hello = folded[0] in _skipped("greetings")
        if not (hello or folded[0] in _skipped("small") or (greeted and folded[0] in _skipped("addressees"))):
            break
        greeted = greeted or hello
        folded = folded[1:]
    return folded


def _after_greeting(sentence: str) -> str:
    """The sentence behind addresses of up to four words ("Hallo Anna, …")."""
    for _ in range(_MOST_GREETINGS):
        found = _SEGMENTS.search(sentence)
        if not (found and _greets(words.split(sentence[: found.start()]).folded)):
            break
        sentence = sentence[found.end() :]
    return sentence


def _greets(head: Sequence[str]) -> bool:
    return not head or (len(head) <= 4 and head[0] in _skipped("greetings") | _skipped("addressees"))


@cache
def _skipped(name: str) -> frozenset[str]:
    return frozenset(words.fold_word(word) for word in load.word_lists("questions", load.SHARED)[name])


@cache
def _grammar(language: str, romanised: bool) -> _Grammar:
    lists = load.word_lists("questions", language)
    rules = [
        _whole_words(name, phrase)
        for name in ("open", "soft", "anywhere", "never", "not", "particle", "embedded")
        for phrase in lists.get(name, ())
    ]
    places = {
        name: frozenset(form for phrase in lists.get(name, ()) for form in _forms(phrase, romanised))
        for name in ("after", "then", "verbs", "subjects", "persons", "continues", "aux", "not_after_aux")
    }
    return _Grammar(StemMatcher(rules, romanised=romanised), places, romanised)


def _forms(phrase: str, romanised: bool) -> tuple[str, ...]:
    folded = words.split(phrase).folded
    if len(folded) != 1:
        return ()
    return latin.spellings(folded[0]) if romanised else folded


def _whole_words(name: str, phrase: str) -> Rule:
    """A rule that takes each word as a whole, save those written with a star."""
    return parse(name, " ".join(word if "*" in word else f"{word}=" for word in phrase.split()))


def _kind_matchers(reading: Reading) -> list[StemMatcher]:
    found = [_kind_matcher(reading.language, False)]
    if reading.romanised and reading.language in CYRILLIC:
        found.append(_kind_matcher(reading.language, True))
    return found


@cache
def _kind_matcher(language: str, romanised: bool) -> StemMatcher:
    lists = load.word_lists("types", language)
    rules = [parse(name, pattern) for name, found in lists.items() for pattern in found]
    return StemMatcher(rules, romanised=romanised)
