"""Finds the phrases of many named lists in folded words, every place they stand, in one reading.

The word lists of `frame/questions` and `frame/types` are long and asked for at every word of a text;
`nlp.stems` finds the one best place of a pattern, here all places count (where a phrase stands decides).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import contains

from nlp import latin, words

Span = tuple[int, int]  # first and last word
Found = Mapping[str, Sequence[Span]]

_WHOLE_UP_TO = 3
_MOST_KNOWN = 50_000  # words whose answer is remembered
_NOTHING: frozenset[str] = frozenset()


class PhraseFinder:
    """Compiled lists; `find` reads the words of one text.

    `word` is that word and no other, `word*` begins so, `-word` ends so, `*word` has it somewhere; words
    stand in succession. With `stems`, words of more than three letters are beginnings unless written `word=`.
    """

    def __init__(
        self, lists: Mapping[str, Iterable[str]], *, romanised: bool = False, stems: bool = False
    ) -> None:
        """Compile; `romanised` makes Cyrillic phrases match words typed in Latin letters."""
        self._romanised = romanised
        self._stems = stems
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._prefix: dict[str, list[str]] = defaultdict(list)
        self._suffix: dict[str, list[str]] = defaultdict(list)
        self._inside: dict[str, list[str]] = defaultdict(list)
        # How long prefixes and suffixes are, by their first and last letter.
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        # Lists with phrases of this one word; those of more, by their first word and their second.
        self._single: dict[str, list[str]] = defaultdict(list)
        self._going_on: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = defaultdict(dict)
        self._known: dict[str, frozenset[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._add(name, phrase)

    def find(self, folded: Sequence[str]) -> dict[str, list[Span]]:
        """The places of each list's phrases, in the order of the text; lists without any are left out."""
        found: dict[str, list[Span]] = {}
        known = self._known
        marks = [known[word] if word in known else self._learn(word) for word in folded]
        for first, here in enumerate(marks):
            following = marks[first + 1] if first + 1 < len(marks) else _NOTHING
            for mark in here:
                for name in self._single.get(mark, ()):
                    found.setdefault(name, []).append((first, first))
                going_on = self._going_on.get(mark)
                if going_on is None:
                    continue
                for second in following & going_on.keys():
                    for name, rest in going_on[second]:
                        last = first + 1 + len(rest)
                        if last < len(marks) and all(map(contains, marks[first + 2 : last + 1], rest)):
                            found.setdefault(name, []).append((first, last))
        return found

    def _add(self, name: str, phrase: str) -> None:
        marks = [mark for word in phrase.split() for mark in self._marks(word)]
        if len(marks) == 1:
            self._single[marks[0]].append(name)
        elif marks:
            self._going_on[marks[0]].setdefault(marks[1], []).append((name, tuple(marks[2:])))

    def _marks(self, written: str) -> list[str]:
        """The words of one written word (`s-a` is two), each with a sign for how it is compared."""
        parts = words.split(written).folded
        kinds = ["="] * len(parts)
        if written.startswith("*"):
            kinds[-1:] = ["~"]
        elif written.startswith("-"):
            kinds[-1:] = ["$"]
        elif written.endswith("*") or self._is_stem(written, parts):
            kinds[-1:] = ["*"]
        marks = []
        for kind, letters in zip(kinds, parts, strict=True):
            self._register(kind, letters)
            marks.append(kind + letters)
        return marks

    def _is_stem(self, written: str, parts: Sequence[str]) -> bool:
        return self._stems and not written.endswith("=") and bool(parts) and len(parts[-1]) > _WHOLE_UP_TO

    def _register(self, kind: str, letters: str) -> None:
        table = {"=": self._exact, "*": self._prefix, "$": self._suffix, "~": self._inside}[kind]
        for form in latin.spellings(letters) if self._romanised else (letters,):
            if kind + letters not in table[form]:
                table[form].append(kind + letters)
            lengths = {"*": self._starts[form[:1]], "$": self._ends[form[-1:]]}.get(kind, [])
            if len(form) not in lengths:
                lengths.append(len(form))

    def _learn(self, word: str) -> frozenset[str]:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        form = latin.plain(word) if self._romanised else word
        marks = list(self._exact.get(form, ()))
        for length in self._starts.get(form[:1], ()):
            marks += self._prefix.get(form[:length], ())
        for length in self._ends.get(form[-1:], ()):
            marks += self._suffix.get(form[-length:], ())
        for part, inside in self._inside.items():
            if part in form:
                marks += inside
        self._known[word] = frozenset(marks)
        return self._known[word]
