"""Whether a sentence asks by its form, with or without a question mark: words and their order.

A sentence asks by a question word or a verb where its language puts them, by a particle (Turkish mi,
Bulgarian ли, Hungarian -e), as a request in the form of a statement ("szukam…", "ik zoek…"), or behind its
story ("I am ill, where do I call"). Sentences that only look so ("Wanneer u verhuist, moet u…", "she told
me, where I can call") do not, nor do problems that are only told ("my boss keeps my passport").
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp import words
from nlp.grammar import Said, skipped
from nlp.phrases import Span
from nlp.sentences import Sentence
from nlp.topics import Reading

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
_TAG = 4  # words of a question tag at most


def pleads(said: Said) -> bool:
    """Whether a text calls for help ("help, I am locked out"): at the beginning of a clause."""
    starts = {place for each in said.sentences for place in (each.first, *each.clauses)}
    return any(at in starts or (at < last and at - 1 in starts) for at, last in said.found.get("plea", ()))


def exclaims(said: Said, sentence: Sentence) -> bool:
    """Whether a sentence only looks like a question, for it scolds or thanks ("what a shame, how kind")."""
    return not said.within("anywhere", sentence.first, sentence.end) and any(
        first <= sentence.first + 1 and sentence.first <= first
        for name in ("complaint", "thanks")
        for first, _ in said.signs.get(name, ())
    )


def asks_by_letters(said: Said, reading: Reading) -> bool:
    """Whether an accent or an enclitic asks that folding loses."""
    by_letters = _BY_LETTERS.get(reading.language)
    return bool(by_letters and by_letters.search(words.blank_noise(said.words.text[: words.MOST_LETTERS])))


def requests(said: Said, sentence: Sentence) -> bool:
    """Whether a sentence is a request in the form of a statement, for oneself ("I am looking for a room")."""
    return said.within("anywhere", sentence.first, sentence.end) and said.within(
        "me", sentence.first, sentence.end
    )


def asks(said: Said, sentence: Sentence) -> bool:
    """Whether a sentence has the form of a question or a request, its marks aside."""
    first = _after_greeting(said, sentence)
    clauses = [first, *(place for place in sentence.clauses if place > first)]
    return _asks_as_a_whole(said, clauses, sentence.end) or _asks_in_a_later_clause(
        said, clauses, sentence.end
    )


def _asks_as_a_whole(said: Said, clauses: Sequence[int], end: int) -> bool:
    first = _without_greeting(said, clauses[0], end)
    if first >= end:
        return False
    if said.within("particle", first, end):
        return True
    if _is_taken_back(said, first, end):
        return False
    later = set(clauses[1:])
    if any(first <= at and last < end and at not in later for at, last in _wanted(said)):
        return True
    if said.starts("open", first) or _is_tag(said, clauses[0], end):
        return True
    return _asks_by_order(said, first, clauses, end)


def _wanted(said: Said) -> list[Span]:
    """Where a request or (in Turkish) a question word stands: these ask from any place in a sentence."""
    return [*said.found.get("anywhere", ()), *said.found.get("words", ())]


def _is_taken_back(said: Said, first: int, end: int) -> bool:
    return (
        said.starts("never", first) or said.within("not", first, end) or said.within("embedded", first, end)
    )


def _is_tag(said: Said, first: int, end: int) -> bool:
    """Whether these are just the few words that make a question of what was said ("is that legal")."""
    return end - first <= _TAG and said.is_whole("end", first, end)


def _asks_by_order(said: Said, first: int, clauses: Sequence[int], end: int) -> bool:
    """Questions told by word order, unless a main clause follows the comma ("Wanneer u …, moet u …")."""
    if _main_clause_follows(said, first, clauses, end):
        return False
    second = first + 1
    if said.starts("soft", first):
        return second < end and not said.has("after", second, end)
    if said.has("verbs", first, end) and said.has("subjects", second, end):
        return True
    return second < end and said.has("aux", first, end) and not said.has("not_after_aux", second, end)


def _asks_in_a_later_clause(said: Said, clauses: Sequence[int], end: int) -> bool:
    """Questions behind their story ("I am ill, where do I call"), but not what somebody knows or was told.

    "She explained to me, where I can call" has the same words behind the comma in most languages.
    """
    bounds = [*clauses, end]
    return any(
        (_asks_in_clause(said, first, last) or _asks_in_clause(said, _without_and(said, first, last), last))
        and not _reports(said, before, first)
        for (before, first), last in zip(pairwise(bounds[:-1]), bounds[2:], strict=True)
    )


def is_told(said: Said, sentence: Sentence) -> bool:
    """Whether a later clause looks like a question but was told or is known ("she explained, how I can")."""
    bounds = [*sentence.clauses, sentence.end]
    return any(
        _asks_in_clause(said, first, last)
        and _reports(said, before, first)
        and not said.within("anywhere", sentence.first, first)  # "I want to ask, where I can"
        for (before, first), last in zip(pairwise(bounds[:-1]), bounds[2:], strict=True)
    )


def _asks_in_clause(said: Said, first: int, end: int) -> bool:
    if _is_taken_back(said, first, end):
        return False
    if said.starts("clause", first) and said.within("clause", first, end):
        return True
    if any(first <= at and last < end for at, last in _wanted(said)) or _is_tag(said, first, end):
        return True
    asked = [
        last
        for name in ("open", "soft")
        for at, last in said.found.get(name, ())
        if at == first and last < end
    ]
    return bool(asked) and _asks_on(said, max(asked) + 1, min(max(asked) + 4, end))


def _asks_on(said: Said, first: int, end: int) -> bool:
    """Whether a question word that might also begin a relative clause goes on as a question."""
    if any(said.has("self", place, end) for place in (first, first + 1)):
        return True
    return any(
        (said.has("verbs", place, end) or said.has("later_verbs", place, end))
        and said.has("persons", place + 1, end)
        for place in range(first, end)
    )


def _reports(said: Said, first: int, end: int) -> bool:
    """Whether a clause ends in a verb of knowing or telling: "she told me", not "they said that I must go".

    "I do not know" and "I cannot read it" are the story of someone who asks.
    """
    near = max(first, end - _REACH)
    ends = [place for place in range(near, end) if said.has("that", place, end)]
    near = ends[-1] + 1 if ends else near
    if skipped("negations") & set(said.words.folded[near:end]):
        return False
    return said.within("told", near, end)


def _main_clause_follows(said: Said, first: int, clauses: Sequence[int], end: int) -> bool:
    following = next((place for place in clauses if place > first), end)
    if following >= end:
        return False
    if said.places.get("continues"):
        return not said.has("continues", following, end)
    return said.has("then", following, end)


def _without_greeting(said: Said, first: int, end: int) -> int:
    """The place behind "hello everyone" and "and"; "everyone who …" stays whole."""
    folded, greeted = said.words.folded, False
    while first < end - 1:
        hello = folded[first] in skipped("greetings")
        small = folded[first] in skipped("small") and not said.within(
            "me", first, first + 1
        )  # "I" is no "and"
        if not (hello or small or (greeted and folded[first] in skipped("addressees"))):
            break
        greeted = greeted or hello
        first += 1
    return first


def _without_and(said: Said, first: int, end: int) -> int:
    return first + 1 if first < end and said.words.folded[first] in skipped("ands") else first


def _after_greeting(said: Said, sentence: Sentence) -> int:
    """The place behind addresses of up to four words ("Hallo Anna, …")."""
    first = sentence.first
    for place in sentence.clauses[1 : _MOST_GREETINGS + 1]:
        head = said.words.folded[first]
        if place - first > _TAG or head not in skipped("greetings") | skipped("addressees"):
            break
        first = place
    return first
