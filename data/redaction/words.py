"""The words of one text as the name rules see them: form, capitals, and what stands between them."""

import re
from dataclasses import dataclass

from data.redaction.lexicon import WORD, Lexicon
from data.redaction.shadow import Shadow

_SENTENCE_END = re.compile(r"[.!?…\n:;]|^$")
_PAUSE = re.compile(r"\s*(?:$|[,.!?;:()\n…\-–|/*~]|[^\w\s'\"\ue000\[])")
_LINE_END = re.compile(r"[^\w\n\ue000]*(?:\n|$)")
_NAME_GAP = re.compile(r" {1,2}|-|\. ?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `capital` tells nothing where the whole text is in capitals (`Words.shouted`)."""

    low: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text with the text around them."""

    items: tuple[Word, ...]
    shadow: Shadow
    shouted: bool
    lexicon: Lexicon

    @property
    def south_slavic(self) -> bool:
        """Whether the text reads as Croatian, Serbian or Bosnian, where some names are ordinary words."""
        return sum(word.low in self.lexicon.words["south slavic"] for word in self.items) > 1

    def gap(self, place: int) -> str:
        """What stands between word `place - 1` and word `place`."""
        start = self.items[place - 1].end if place else 0
        end = self.items[place].start if place < len(self.items) else len(self.shadow.low)
        return self.shadow.text[start:end]

    def opens_sentence(self, place: int) -> bool:
        """Whether the word is the first of its sentence, so that a capital means nothing."""
        return place == 0 or bool(_SENTENCE_END.search(self.gap(place)))

    def pause_after(self, place: int) -> bool:
        """Whether punctuation, a line end, an emoji or nothing follows the word."""
        return bool(_PAUSE.match(self.shadow.text, self.items[place].end))

    def line_ends_after(self, place: int) -> bool:
        """Whether no further word stands on the line."""
        return bool(_LINE_END.match(self.shadow.text, self.items[place].end))

    def joined(self, place: int) -> bool:
        """Whether the word continues the one before it: a space, a hyphen, or an initial's full stop."""
        if not 0 < place < len(self.items):
            return False
        gap = self.gap(place)
        one_letter = len(self.items[place - 1].low) <= 2
        return bool(_NAME_GAP.fullmatch(gap)) and ("." not in gap or one_letter)

    def in_section(self, place: int, section: str) -> bool:
        """Whether the word exists and is listed in that section of the cues."""
        return 0 <= place < len(self.items) and self.items[place].low in self.lexicon.words[section]

    def capital(self, place: int) -> bool:
        """Whether the word has a capital that means something."""
        return self.items[place].capital and not self.shouted

    def kept(self, place: int) -> bool:
        """Whether the word belongs to a phrase that names no person (`Anna Paulowna`, `Otto Workforce`)."""
        return any(self._keeps(first, place) for first in range(max(0, place - 3), place + 1))

    def _keeps(self, first: int, place: int) -> bool:
        phrases = self.lexicon.keep.get(self.items[first].low, ())
        return any(len(p) > max(1, place - first) and self.matches(first, p) for p in phrases)

    def matches(self, place: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words from `place` on are exactly this phrase."""
        chunk = self.items[place : place + len(phrase)]
        return len(chunk) == len(phrase) and all(w.low == p for w, p in zip(chunk, phrase, strict=True))


def open_words(shadow: Shadow, lexicon: Lexicon) -> Words:
    """The words of a shadow."""
    text = shadow.text
    items = tuple(
        Word(m.group(), m.start(), m.end(), text[m.start()].isupper()) for m in WORD.finditer(shadow.low)
    )
    upper = sum(
        len(word.low) for word in items if text[word.start : word.end].isupper() and len(word.low) > 1
    )
    letters = sum(len(word.low) for word in items)
    return Words(items, shadow, shouted=len(items) > 2 and upper > 0.6 * letters, lexicon=lexicon)
