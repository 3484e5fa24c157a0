"""Finds keyword patterns in folded words: beginnings of words, phrases, and words that stand together.

The pattern language of the coding frame (documented in `nlp/frame/README.md`):
`stem` a word that begins so (stems of up to three letters: the whole word) · `word=` exactly this word ·
`stem*` begins so, however short · `*part` anywhere in a word · `a b` in succession · `a/b` either ·
`a + b` both within `WINDOW` words, any order · a leading `?` marks a weak hint.

A trie of stems reads each word once, so thousands of patterns cost no more than ten; spaCy's own Matcher
knows no word beginnings short of one regular expression per pattern and word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from nlp import latin, words

WINDOW = 14
HEAD = 4  # letters by which most words are seen to begin like no stem
WORDS_KEPT = 50_000  # per matcher; most words satisfy nothing, and cost a number
_WHOLE_UP_TO = 3
_LONG_ENOUGH = 6  # letters a word must have before its last vowel may go
_ENDINGS = frozenset("aeiouyаеиіоуыюяйь")

Key = TypeVar("Key")
Span = tuple[int, int]
Stem = tuple[str, str]  # kind ("prefix", "exact", "inside"), folded letters
Atom = tuple[Stem, ...]


@dataclass(frozen=True)
class Rule:
    """One pattern for one label; `weak` rules are hints."""

    label: str
    weak: bool
    groups: tuple[tuple[Atom, ...], ...]


@dataclass(frozen=True)
class Hit:
    """A rule that matched: the spans (first word, last word) of its parts, in the order of its groups."""

    label: str
    weak: bool
    spans: tuple[Span, ...]

    @property
    def size(self) -> int:
        """How many words the match covers."""
        return sum(last - first + 1 for first, last in self.spans)


class _Read(NamedTuple):
    """One word as a matcher sees it: the stems it satisfies, and what begins with one of them.

    Stems and atoms are told by number. `single` are atoms of that stem alone; `longer` has, by the stem that
    must come next, atoms with the stems behind that.
    """

    stems: tuple[int, ...]
    single: tuple[int, ...]
    longer: Mapping[int, Sequence[tuple[int, Sequence[int]]]]


def parse(label: str, pattern: str, *, inflected: bool = False) -> Rule:
    """A rule from its written form; ValueError when a part is empty.

    `inflected` drops the last vowel of words that match by their beginning, so that a keyword in the
    nominative (`річна довідка`) finds the other cases (`річну довідку`).
    """
    written = pattern.strip()
    weak = written.startswith("?")
    groups = tuple(
        tuple(_atom(choice, inflected) for choice in group.split("/"))
        for group in written.lstrip("?").split(" + ")
    )
    if any(not atom for group in groups for atom in group):
        raise ValueError(f"empty part in the pattern {pattern!r} of {label}")
    return Rule(label=label, weak=weak, groups=groups)


def _atom(phrase: str, inflected: bool) -> Atom:
    stems = [stem for word in phrase.split() for stem in _stems(word)]
    return tuple(_open_ended(stem) for stem in stems) if inflected else tuple(stems)


def _open_ended(stem: Stem) -> Stem:
    kind, letters = stem
    if kind == "prefix" and len(letters) >= _LONG_ENOUGH and letters[-1] in _ENDINGS:
        return kind, letters[:-1]
    return stem


@lru_cache(maxsize=WORDS_KEPT)
def _stems(word: str) -> tuple[Stem, ...]:
    """The stems of one written word; a sign inside it (as in `e-mail`) splits it as it splits a text."""
    parts = (words.fold_word(word),) if word.isalnum() else words.split(word).folded
    kinds = ["exact"] * len(parts)
    if word.startswith("*"):
        kinds[-1:] = ["inside"]
    elif word.endswith("*") or (not word.endswith("=") and len(parts[-1:] and parts[-1]) > _WHOLE_UP_TO):
        kinds[-1:] = ["prefix"]
    return tuple(zip(kinds, parts, strict=True))


class _Table(Generic[Key]):
    """Written stems, each under a key; `find` gives the keys of those that one folded word satisfies."""

    def __init__(self) -> None:
        self._exact: dict[str, list[Key]] = {}
        self._prefix: dict[str, list[Key]] = {}
        self._inside: dict[str, list[Key]] = {}
        self._ends: dict[str, list[int]] = {}  # of prefixes, by their first letters: how long they are

    def add(self, kind: str, form: str, key: Key) -> None:
        table = {"prefix": self._prefix, "exact": self._exact, "inside": self._inside}[kind]
        table.setdefault(form, []).append(key)
        if kind == "prefix" and len(form) >= HEAD:
            ends = self._ends.setdefault(form[:HEAD], [])
            if len(form) not in ends:
                ends.append(len(form))
                ends.sort()

    def find(self, form: str) -> list[Key]:
        found = list(self._exact.get(form, ()))
        prefixes = self._prefix
        for end in (*range(1, HEAD), *self._ends.get(form[:HEAD], ())):
            if len(form) >= end and form[:end] in prefixes:
                found += prefixes[form[:end]]
        if self._inside and self._any_inside.search(form):
            for part, stems in self._inside.items():
                if part in form:
                    found += stems
        return found

    @cached_property
    def _any_inside(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self._inside)))


class StemMatcher:
    """Compiled rules; `match` reads the words of one text."""

    def __init__(self, rules: Iterable[Rule], *, romanised: bool = False) -> None:
        """Compile; `romanised` makes Cyrillic stems match words typed in Latin letters."""
        self.rules = tuple(rules)
        self.romanised = romanised
        self._numbers: dict[Stem, int] = {}
        self._atoms: dict[Atom, int] = {}
        self._starting: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._wanted: list[list[tuple[int, int]]] = []  # per atom: rules, and the bits of its groups in each
        self._whole: list[int] = []  # per rule: the bits of all its groups
        self._groups: list[tuple[frozenset[int], ...]] = []  # per rule: the atoms of each group
        for number, rule in enumerate(self.rules):
            self._add(number, rule)
        self._read = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def _add(self, number: int, rule: Rule) -> None:
        groups = tuple(frozenset([self._number(atom) for atom in group]) for group in rule.groups)
        for atom in frozenset[int]().union(*groups):
            bits = sum(1 << place for place, group in enumerate(groups) if atom in group)
            self._wanted[atom].append((number, bits))
        self._whole.append((1 << len(groups)) - 1)
        self._groups.append(groups)

    def _number(self, atom: Atom) -> int:
        if atom not in self._atoms:
            self._atoms[atom] = len(self._wanted)
            self._wanted.append([])
            first, *rest = [self._register(stem) for stem in atom]
            self._starting[first].append((self._atoms[atom], tuple(rest)))
        return self._atoms[atom]

    def _register(self, stem: Stem) -> int:
        return self._numbers.setdefault(stem, len(self._numbers))

    def written(self) -> Iterable[tuple[str, str, int]]:
        """Every form of every stem: its kind, its letters, and the stem's number."""
        for (kind, letters), number in self._numbers.items():
            for form in latin.spellings(letters) if self.romanised else (letters,):
                yield kind, form, number

    @cached_property
    def _table(self) -> _Table[int]:
        table = _Table[int]()
        for kind, form, number in self.written():
            table.add(kind, form, number)
        return table

    def _look_up(self, word: str) -> _Read | None:
        """All stems that one folded word satisfies, and the atoms that may begin there; None without any."""
        found = self._table.find(latin.plain(word) if self.romanised else word)
        return self.as_read(found) if found else None

    def as_read(self, found: Iterable[int]) -> _Read:
        """A word that satisfies the stems of these numbers."""
        stems = tuple(dict.fromkeys(found))
        single: list[int] = []
        longer: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        for stem in stems:
            for atom, rest in self._starting.get(stem, ()):
                if rest:
                    longer.setdefault(rest[0], []).append((atom, rest[1:]))
                else:
                    single.append(atom)
        return _Read(stems, tuple(single), longer)

    def match(self, folded: Sequence[str]) -> list[Hit]:
        """Every rule that matches, once, at its tightest place; in the order of the rules."""
        read = {place: each for place, word in enumerate(folded) if (each := self._read(word))}
        return self.hits(read) if read else []

    def hits(self, read: Mapping[int, _Read]) -> list[Hit]:
        """What `match` gives, of the words that satisfy a stem, by their places in ascending order."""
        found = _found(read)
        touched: dict[int, int] = {}
        for atom in found:
            for number, groups in self._wanted[atom]:
                touched[number] = touched.get(number, 0) | groups
        hits = []
        for number in sorted([number for number, groups in touched.items() if groups == self._whole[number]]):
            rule = self.rules[number]
            tightest = _tightest([_places(group, found) for group in self._groups[number]])
            if tightest:
                hits.append(Hit(rule.label, rule.weak, tightest))
        return hits


class Panel:
    """Matchers that read the same words: a word that none of them knows is looked up once, not once each."""

    def __init__(self, matchers: Iterable[StemMatcher]) -> None:
        """Of any number; `match` keeps their order."""
        self._matchers = tuple(matchers)
        self._plain, self._typed = _Table[tuple[int, int]](), _Table[tuple[int, int]]()
        for place, matcher in enumerate(self._matchers):
            table = self._typed if matcher.romanised else self._plain
            for kind, form, number in matcher.written():
                table.add(kind, form, (place, number))
        self._reads_typed = any(matcher.romanised for matcher in self._matchers)
        self._known = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def _look_up(self, word: str) -> tuple[tuple[int, _Read], ...] | None:
        found = self._plain.find(word)
        if self._reads_typed:
            found += self._typed.find(latin.plain(word))
        if not found:
            return None
        stems: dict[int, list[int]] = {}
        for place, number in found:
            stems.setdefault(place, []).append(number)
        return tuple((place, self._matchers[place].as_read(numbers)) for place, numbers in stems.items())

    def match(self, folded: Sequence[str]) -> list[list[Hit]]:
        """What `StemMatcher.match` gives, for each matcher."""
        read: dict[int, dict[int, _Read]] = {}
        for at, known in enumerate([self._known(word) for word in folded]):
            for place, each in known or ():
                read.setdefault(place, {})[at] = each
        return [
            matcher.hits(read[place]) if place in read else [] for place, matcher in enumerate(self._matchers)
        ]


def _found(read: Mapping[int, _Read]) -> dict[int, list[Span]]:
    """Where each atom stands, by its number."""
    found: dict[int, list[Span]] = {}
    for first, here in read.items():
        for atom in here.single:
            found.setdefault(atom, []).append((first, first))
        following = read.get(first + 1) if here.longer else None
        for stem in following.stems if following else ():
            for atom, rest in here.longer.get(stem, ()):
                if not rest or _goes_on(rest, read, first + 2):
                    found.setdefault(atom, []).append((first, first + 1 + len(rest)))
    return found


def _places(group: frozenset[int], found: Mapping[int, list[Span]]) -> list[Span]:
    """Where the atoms of a group stand."""
    return [span for atom, spans in found.items() if atom in group for span in spans]


def _goes_on(stems: Sequence[int], read: Mapping[int, _Read], first: int) -> bool:
    """Whether the words from a place on satisfy stems, one each."""
    return all(
        (here := read.get(place)) is not None and stem in here.stems
        for place, stem in enumerate(stems, start=first)
    )


def _tightest(groups: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """One span per group, close together and not overlapping; empty when they are too far apart."""
    if len(groups) == 1:
        return (max(groups[0], key=lambda span: span[1] - span[0]),)
    best: tuple[Span, ...] = ()
    width = WINDOW
    for anchor in groups[0]:
        chosen = [anchor]
        for group in groups[1:]:
            apart = [span for span in group if all(span[0] > c[1] or span[1] < c[0] for c in chosen)]
            if not apart:
                break
            chosen.append(min(apart, key=lambda span: abs(span[0] - anchor[0])))
        reach = max(c[1] for c in chosen) - min(c[0] for c in chosen) + 1
        if len(chosen) == len(groups) and reach <= width:
            best, width = tuple(chosen), reach
    return best
