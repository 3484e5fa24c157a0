"""Whether a text asks, in each language, with or without a question mark.

A text asks when one of its sentences does: by its mark, by a question word or a verb where its language
puts them, by a particle (Turkish mi, Bulgarian ли, Hungarian -e), as a request in the form of a statement
("szukam…", "ik zoek…"), or behind its story ("I am ill, where do I call"). Sentences that only look so
("Wanneer u verhuist, moet u…", "she told me, where I can call") do not, nor do problems that are only told
("my boss keeps my passport").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

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
_REACH = 5  # words before it in which a verb of telling takes it away
_PHRASES = ("open", "soft", "anywhere", "clause", "told", "end", "never", "not", "particle", "embedded")
_PLACES = (
    *("after", "then", "verbs", "subjects", "persons", "continues"),
    *("aux", "not_after_aux", "self", "later_verbs", "that"),
)
_TAG = 4  # words of a question tag at most


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


def _asks(sentence: str, grammar: _Grammar) -> bool:
    sentence = _after_greeting(sentence)
    return _asks_as_a_whole(sentence, grammar) or _asks_in_a_later_clause(sentence, grammar)


def _asks_as_a_whole(sentence: str, grammar: _Grammar) -> bool:
    whole = words.split(sentence).folded
    folded = _without_greeting(whole)
    if not folded:
        return False
    hits = grammar.phrases.match(folded)
    said = {hit.label for hit in hits}
    at_start = {hit.label for hit in hits if hit.spans[0][0] == 0}
    if "particle" in said:
        return True
    if said & {"not", "embedded"} or "never" in at_start:
        return False
    behind_commas = _clause_starts(sentence, skipped=len(whole) - len(folded))
    if any(hit.label == "anywhere" and hit.spans[0][0] not in behind_commas for hit in hits):
        return True
    if "open" in at_start or _is_tag(whole, grammar):
        return True
    return _asks_by_order(sentence, folded, hits, grammar)


def _clause_starts(sentence: str, *, skipped: int) -> frozenset[int]:
    """The places of the first words of later clauses, counted without the first `skipped` words."""
    sizes = [len(words.split(clause).folded) for clause in _SEGMENTS.split(sentence)]
    return frozenset(place - skipped for place in accumulate(sizes[:-1]))


def _is_tag(folded: Sequence[str], grammar: _Grammar) -> bool:
    """Whether these are just the few words that make a question of what was said ("is that legal")."""
    hits = grammar.phrases.match(folded) if len(folded) <= _TAG else []
    return any(hit.label == "end" and hit.size == len(folded) for hit in hits)


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


def _asks_in_a_later_clause(sentence: str, grammar: _Grammar) -> bool:
    """Questions behind their story ("I am ill, where do I call"), but not what somebody knows or was told.

    "She explained to me, where I can call" has the same words behind the comma in most languages.
    """
    clauses = [words.split(clause).folded for clause in _SEGMENTS.split(sentence)]
    return any(
        (_asks_in_clause(clause, grammar) or _asks_in_clause(_without_and(clause), grammar))
        and not _reports(before, grammar)
        for before, clause in pairwise(clauses)
    )


def _asks_in_clause(clause: Sequence[str], grammar: _Grammar) -> bool:
    said: set[str] = set()
    last: dict[str, int] = {}
    for hit in grammar.phrases.match(clause):
        said.add(hit.label)
        if hit.spans[0][0] == 0:
            last[hit.label] = max(hit.spans[0][1], last.get(hit.label, 0))
    if said & {"not", "embedded"} or "never" in last:
        return False
    if "clause" in last or "anywhere" in said or _is_tag(clause, grammar):
        return True
    asking = [last[label] for label in ("open", "soft") if label in last]
    return bool(asking) and _asks_on(clause[max(asking) + 1 :][:3], grammar)


def _asks_on(words_after: Sequence[str], grammar: _Grammar) -> bool:
    """Whether a question word that might also begin a relative clause goes on as a question."""
    if any(_has(grammar, "self", word) for word in words_after[:2]):
        return True
    return any(
        (_has(grammar, "verbs", verb) or _has(grammar, "later_verbs", verb)) and _has(grammar, "persons", who)
        for verb, who in pairwise(words_after)
    )


def _reports(clause: Sequence[str], grammar: _Grammar) -> bool:
    """Whether a clause ends in a verb of knowing or telling: "she told me", not "they said that I must go".

    "I do not know" and "I cannot read it" are the story of someone who asks.
    """
    near = list(clause[-_REACH:])
    ends = [place for place, word in enumerate(near) if _has(grammar, "that", word)]
    near = near[ends[-1] + 1 if ends else 0 :]
    if _skipped("negations") & set(near):
        return False
    return any(hit.label == "told" for hit in grammar.phrases.match(near))


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


def _without_and(clause: Sequence[str]) -> Sequence[str]:
    return clause[1:] if clause and clause[0] in _skipped("ands") else clause


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
    rules = [_whole_words(name, phrase) for name in _PHRASES for phrase in lists.get(name, ())]
    places = {
        name: frozenset(form for phrase in lists.get(name, ()) for form in _forms(phrase, romanised))
        for name in _PLACES
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
