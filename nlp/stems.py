"""Finds keyword patterns in folded words: beginnings of words, phrases, and words that stand together.

The pattern language of the coding frame (documented in `nlp/frame/README.md`):
`stem` a word that begins so (stems of up to three letters: the whole word) · `word=` exactly this word ·
`stem*` begins so, however short · `*part` anywhere in a word · `a b` in succession · `a/b` either ·
`a + b` both within `WINDOW` words, any order · a leading `?` marks a weak hint.

A trie of stems reads each word once, so thousands of patterns cost no more than ten; spaCy's own Matcher
knows no word beginnings short of one regular expression per pattern and word.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True)
class _Read:
    """One word as a matcher sees it: the stems it satisfies, and the atoms whose first stem is among them."""

    stems: frozenset[Stem]
    atoms: tuple[Atom, ...]


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
        self._tables: dict[str, dict[str, list[Stem]]] = {"prefix": {}, "exact": {}, "inside": {}}
        self._longest = 0
        self._heads: set[str] = set()
        self._starting: dict[Stem, list[Atom]] = defaultdict(list)
        self._wanted: dict[Atom, list[tuple[int, int]]] = defaultdict(list)
        for number, rule in enumerate(self.rules):
            self._add(number, rule)
        self._read = lru_cache(maxsize=WORDS_KEPT)(self._find)

    def _add(self, number: int, rule: Rule) -> None:
        for place, group in enumerate(rule.groups):
            for atom in group:
                if atom not in self._wanted:
                    self._starting[atom[0]].append(atom)
                self._wanted[atom].append((number, place))
                for stem in atom:
                    self._register(stem)

    def _register(self, stem: Stem) -> None:
        kind, letters = stem
        for form in latin.spellings(letters) if self._romanised else (letters,):
            known = self._tables[kind].setdefault(form, [])
            if stem not in known:
                known.append(stem)
            if kind == "prefix":
                self._longest = max(self._longest, len(form))
                self._heads.add(form[:HEAD])

    def _find(self, word: str) -> _Read | None:
        """All stems that one folded word satisfies, and the atoms that may begin there; None without any."""
        form = latin.plain(word) if self._romanised else word
        found = list(self._tables["exact"].get(form, ()))
        prefixes = self._tables["prefix"]
        last = min(len(form), self._longest) if form[:HEAD] in self._heads else HEAD - 1
        for end in range(1, last + 1):
            found += prefixes.get(form[:end], ())
        for part, stems in self._tables["inside"].items():
            if part in form:
                found += stems
        if not found:
            return None
        return _Read(frozenset(found), tuple(atom for stem in set(found) for atom in self._starting[stem]))

    def match(self, folded: Sequence[str]) -> list[Hit]:
        """Every rule that matches, once, at its tightest place; in the order of the rules."""
        read = [self._read(word) for word in folded]
        if not any(read):
            return []
        atoms = self._atoms(read)
        touched: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for atom, spans in atoms.items():
            for number, place in self._wanted[atom]:
                touched[number][place] += spans
        hits = []
        for number in sorted(touched):
            rule = self.rules[number]
            if len(touched[number]) == len(rule.groups):
                tightest = _tightest([touched[number][place] for place in range(len(rule.groups))])
                if tightest:
                    hits.append(Hit(rule.label, rule.weak, tightest))
        return hits

    def _atoms(self, read: Sequence[_Read | None]) -> dict[Atom, list[Span]]:
        found: dict[Atom, list[Span]] = defaultdict(list)
        for first, here in enumerate(read):
            for atom in here.atoms if here else ():
                if len(atom) == 1 or _goes_on(atom, read[first + 1 : first + len(atom)]):
                    found[atom].append((first, first + len(atom) - 1))
        return found


def _goes_on(atom: Atom, read: Sequence[_Read | None]) -> bool:
    """Whether the words behind its first satisfy the rest of an atom."""
    if len(read) < len(atom) - 1:
        return False
    return all(here and stem in here.stems for stem, here in zip(atom[1:], read, strict=True))


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
