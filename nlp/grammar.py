"""What one language asks with, and one text read with it: the ground of `nlp.questions` and `nlp.asking`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp import latin, words
from nlp.frame import load
from nlp.phrases import Found, PhraseFinder
from nlp.sentences import Sentence, cut
from nlp.topics import CYRILLIC, Reading
from nlp.words import Words

# Sets of words that matter by their place; every other list of `frame/questions` holds phrases.
_PLACES = (
    *("after", "then", "verbs", "subjects", "persons", "continues"),
    *("aux", "not_after_aux", "self", "later_verbs", "that", "ors"),
)
# Languages that show a question by a word or by word order; the others ask by their voice too.
FORMING = ("nl", "en", "bg")
RECENT = 64  # texts whose reading is remembered
_SHARED_SETS = ("greetings", "addressees", "small", "ands", "negations")


@dataclass(frozen=True)
class Grammar:
    """The compiled lists of a language: phrases, and sets of words that matter by their place."""

    finder: PhraseFinder
    signs: PhraseFinder
    places: Mapping[str, frozenset[str]]
    romanised: bool


@dataclass(frozen=True)
class Said:
    """A text as it is read for questions and types: words, their plain forms, sentences, the phrases found.

    `found` are those of `frame/questions`, `signs` those of `frame/types`; `forming`
    says whether its language shows a question by words or their order.
    """

    words: Words
    forms: Sequence[str]
    sentences: Sequence[Sentence]
    found: Found
    signs: Found
    places: Mapping[str, frozenset[str]]
    forming: bool

    def starts(self, name: str, place: int) -> bool:
        """Whether a phrase of the list begins at this word."""
        return any(first == place for first, _ in self.found.get(name, ()))

    def within(self, name: str, first: int, end: int) -> bool:
        """Whether a phrase of the list stands between word `first` and word `end` (not included)."""
        return any(first <= at and last < end for at, last in self.found.get(name, ()))

    def is_whole(self, name: str, first: int, end: int) -> bool:
        """Whether one phrase of the list is all there is from `first` to `end`."""
        return (first, end - 1) in self.found.get(name, ())

    def has(self, name: str, place: int, end: int) -> bool:
        """Whether the word at a place before `end` is one of the set."""
        return place < end and self.forms[place] in self.places.get(name, frozenset())


@lru_cache(maxsize=RECENT)
def read(text: str, reading: Reading) -> Said:
    """A text read with the lists of its language; `und` has only those that count everywhere.

    The last texts are remembered, for several look at the same text one after the other.
    """
    said = words.split(text)
    grammar = _grammar(reading.language, reading.romanised and reading.language in CYRILLIC)
    forms = [latin.plain(word) for word in said.folded] if grammar.romanised else said.folded
    found, signs = grammar.finder.find(said.folded), grammar.signs.find(said.folded)
    return Said(said, forms, cut(said), found, signs, grammar.places, reading.language in FORMING)


@load.cached
def skipped(name: str) -> frozenset[str]:
    """A set of small words that count in every language: greetings, addressees, small, ands, negations."""
    return frozenset(words.fold_word(word) for word in load.word_lists("questions", load.SHARED)[name])


@load.cached
def _grammar(language: str, romanised: bool) -> Grammar:
    lists: dict[str, list[str]] = {}
    for source in (load.SHARED, language):
        for name, phrases in load.word_lists("questions", source).items():
            if name not in _PLACES and name not in _SHARED_SETS:
                lists.setdefault(name, []).extend(phrases)
    places = {
        name: frozenset(
            form
            for phrase in load.word_lists("questions", language).get(name, ())
            for form in _forms(phrase, romanised)
        )
        for name in _PLACES
    }
    signs = PhraseFinder(load.word_lists("types", language), romanised=romanised, stems=True)
    return Grammar(PhraseFinder(lists, romanised=romanised), signs, places, romanised)


def _forms(phrase: str, romanised: bool) -> tuple[str, ...]:
    folded = words.split(phrase).folded
    if len(folded) != 1:
        return ()
    return latin.spellings(folded[0]) if romanised else folded
