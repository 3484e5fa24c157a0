"""Finds keyword patterns in folded words: beginnings of words, phrases, and words that stand together.

The pattern language of the coding frame (documented in `nlp/frame/README.md`):
`stem` a word that begins so (stems of up to three letters: the whole word) · `word=` exactly this word ·
`stem*` begins so, however short · `*part` anywhere in a word · `a b` in succession · `a/b` either ·
`a + b` both within `WINDOW` words, any order · a leading `?` marks a weak hint.

A trie of stems reads each word once, so thousands of patterns cost no more than ten; spaCy's own Matcher
knows no word beginnings short of one regular expression per pattern and word.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nlp import latin, words

WINDOW = 14
HEAD = 4  # letters by which most words are seen to begin like no stem
WORDS_KEPT = 50_000  # per matcher; most words satisfy nothing, and cost a number
_WHOLE_UP_TO = 3
_LONG_ENOUGH = 6  # letters a word must have before its last vowel may go
_ENDINGS = frozenset("aeiouyаеиіоуыюяйь")

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


def _stems(word: str) -> list[Stem]:
    """The stems of one written word; a sign inside it (as in `e-mail`) splits it as it splits a text."""
    parts = words.split(word).folded
    kinds = ["exact"] * len(parts)
    if word.startswith("*"):
        kinds[-1:] = ["inside"]
    elif word.endswith("*") or (not word.endswith("=") and len(parts[-1:] and parts[-1]) > _WHOLE_UP_TO):
        kinds[-1:] = ["prefix"]
    return list(zip(kinds, parts, strict=True))


class StemMatcher:
    """Compiled rules; `match` reads the words of one text."""

    def __init__(self, rules: Iterable[Rule], *, romanised: bool = False) -> None:
        """Compile; `romanised` makes Cyrillic stems match words typed in Latin letters."""
        self.rules = tuple(rules)
        self._romanised = romanised
        self._tables: dict[str, dict[str, list[int]]] = {"prefix": {}, "exact": {}, "inside": {}}
        self._longest = 0
        self._heads: set[str] = set()
        self._numbers: dict[Stem, int] = {}
        self._atoms: dict[Atom, int] = {}
        self._starting: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._wanted: list[list[tuple[int, int]]] = []  # per atom: rules, and the place of the group in each
        for number, rule in enumerate(self.rules):
            self._add(number, rule)
        self._read = lru_cache(maxsize=WORDS_KEPT)(self.look_up)

    def _add(self, number: int, rule: Rule) -> None:
        for place, group in enumerate(rule.groups):
            for atom in group:
                if atom not in self._atoms:
                    self._atoms[atom] = len(self._wanted)
                    self._wanted.append([])
                    first, *rest = [self._register(stem) for stem in atom]
                    self._starting[first].append((self._atoms[atom], tuple(rest)))
                self._wanted[self._atoms[atom]].append((number, place))

    def _register(self, stem: Stem) -> int:
        if stem in self._numbers:
            return self._numbers[stem]
        kind, letters = stem
        number = self._numbers[stem] = len(self._numbers)
        for form in latin.spellings(letters) if self._romanised else (letters,):
            self._tables[kind].setdefault(form, []).append(number)
            if kind == "prefix":
                self._longest = max(self._longest, len(form))
                self._heads.add(form[:HEAD])
        return number

    def look_up(self, word: str) -> _Read | None:
        """All stems that one folded word satisfies, and the atoms that may begin there; None without any."""
        form = latin.plain(word) if self._romanised else word
        found = list(self._tables["exact"].get(form, ()))
        prefixes = self._tables["prefix"]
        last = min(len(form), self._longest) if form[:HEAD] in self._heads else HEAD - 1
        for end in range(1, last + 1):
            if form[:end] in prefixes:
                found += prefixes[form[:end]]
        for part, stems in self._tables["inside"].items():
            if part in form:
                found += stems
        return self._as_read(tuple(dict.fromkeys(found))) if found else None

    def _as_read(self, stems: tuple[int, ...]) -> _Read:
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
        return self.hits([self._read(word) for word in folded])

    def hits(self, read: Sequence[_Read | None]) -> list[Hit]:
        """What `match` gives, of words that `look_up` has read."""
        touched: dict[int, dict[int, list[Span]]] = {}
        for atom, spans in _found(read).items():
            for number, place in self._wanted[atom]:
                places = touched.get(number)
                if places is None:
                    touched[number] = {place: spans.copy()}
                elif place in places:
                    places[place] += spans
                else:
                    places[place] = spans.copy()
        hits = []
        for number in sorted(touched):
            rule, places = self.rules[number], touched[number]
            if len(places) == len(rule.groups):
                tightest = _tightest([places[place] for place in range(len(rule.groups))])
                if tightest:
                    hits.append(Hit(rule.label, rule.weak, tightest))
        return hits


class Panel:
    """Matchers that read the same words: a word that none of them knows is looked up once, not once each."""

    def __init__(self, matchers: Iterable[StemMatcher]) -> None:
        """Of any number; `match` keeps their order."""
        self._matchers = tuple(matchers)
        self._known = lru_cache(maxsize=WORDS_KEPT)(self._look_up)

    def _look_up(self, word: str) -> tuple[tuple[int, _Read], ...] | None:
        looked_up = [(place, matcher.look_up(word)) for place, matcher in enumerate(self._matchers)]
        return tuple((place, read) for place, read in looked_up if read) or None

    def match(self, folded: Sequence[str]) -> list[list[Hit]]:
        """What `StemMatcher.match` gives, for each matcher."""
        read: dict[int, list[_Read | None]] = {}
        for at, known in enumerate([self._known(word) for word in folded]):
            for place, each in known or ():
                if place not in read:
                    read[place] = [None] * len(folded)
                read[place][at] = each
        return [
            matcher.hits(read[place]) if place in read else [] for place, matcher in enumerate(self._matchers)
        ]


def _found(read: Sequence[_Read | None]) -> dict[int, list[Span]]:
    """Where each atom stands, by its number."""
    found: dict[int, list[Span]] = {}
    for first, here in enumerate(read):
        if here is None:
            continue
        for atom in here.single:
            found.setdefault(atom, []).append((first, first))
        following = read[first + 1] if here.longer and first + 1 < len(read) else None
        for stem in following.stems if following else ():
            for atom, rest in here.longer.get(stem, ()):
                if not rest or _goes_on(rest, read[first + 2 : first + 2 + len(rest)]):
                    found.setdefault(atom, []).append((first, first + 1 + len(rest)))
    return found


def _goes_on(stems: Sequence[int], read: Sequence[_Read | None]) -> bool:
    """Whether words satisfy stems, one each."""
    return len(read) == len(stems) and all(
        here and stem in here.stems for stem, here in zip(stems, read, strict=True)
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
