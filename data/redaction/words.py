"""The words of one text as the name rules see them: form, capitals, and what stands between them."""

import re
from dataclasses import dataclass
from functools import cached_property

from data.redaction.folding import WORD
from data.redaction.lexicon import Lexicon
from data.redaction.shadow import Shadow
from data.redaction.signs import KEEP

_SENTENCE_END = re.compile(r"[.!?…\n:;]|^$")
_PAUSE = re.compile(r"\s*(?:$|[,.!?;:()\n…\-–|/*~]|[^\w\s'\"\ue000\[])")
_LINE_END = re.compile(r"[^\w\n\ue000]*(?:\n|$)")
_NAME_GAP = re.compile(r" {1,2}|-|\. ?")


@dataclass(frozen=True)
class Words:
    """All words of a text with the text around them; `lows` are they, folded, and `bits` what each may be."""

    lows: list[str]
    bits: list[int]
    shadow: Shadow
    lexicon: Lexicon

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        return [match.span() for match in WORD.finditer(self.shadow.low)]

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole text is in capitals, so that a capital tells nothing."""
        text, upper = self.shadow.text, 0
        if len(self.lows) < 3:
            return False
        for low, (start, end) in zip(self.lows, self.spans, strict=True):
            if len(low) > 1 and text[start:end].isupper():
                upper += len(low)
        return upper > 0.6 * sum(map(len, self.lows))

    @cached_property
    def south_slavic(self) -> bool:
        """Whether the text reads as Croatian, Serbian or Bosnian, where some names are ordinary words."""
        return sum(low in self.lexicon.words["south slavic"] for low in self.lows) > 1

    def base(self, place: int) -> str:
        """The word without its ending or second part (`Lexicon.base`)."""
        return self.lexicon.base(self.lows[place])

    def gap(self, place: int) -> str:
        """What stands between word `place - 1` and word `place`."""
        start = self.spans[place - 1][1] if place else 0
        end = self.spans[place][0] if place < len(self.spans) else len(self.shadow.low)
        return self.shadow.text[start:end]

    def opens_sentence(self, place: int) -> bool:
        """Whether the word is the first of its sentence, so that a capital means nothing."""
        return place == 0 or bool(_SENTENCE_END.search(self.gap(place)))

    def pause_after(self, place: int) -> bool:
        """Whether punctuation, a line end, an emoji or nothing follows the word."""
        return bool(_PAUSE.match(self.shadow.text, self.spans[place][1]))

    def line_ends_after(self, place: int) -> bool:
        """Whether no further word stands on the line."""
        return bool(_LINE_END.match(self.shadow.text, self.spans[place][1]))

    def joined(self, place: int) -> bool:
        """Whether the word continues the one before it: a space, a hyphen, or an initial's full stop."""
        if not 0 < place < len(self.lows):
            return False
        gap = self.gap(place)
        if gap == " ":
            return True
        one_letter = len(self.lows[place - 1]) <= 2
        return bool(_NAME_GAP.fullmatch(gap)) and ("." not in gap or one_letter)

    def in_section(self, place: int, section: str) -> bool:
        """Whether the word exists and is listed in that section of the cues."""
        return 0 <= place < len(self.lows) and self.lows[place] in self.lexicon.words[section]

    def upper(self, place: int) -> bool:
        """Whether the word begins with a capital."""
        return self.shadow.text[self.spans[place][0]].isupper()

    def capital(self, place: int) -> bool:
        """Whether the word has a capital that means something."""
        return self.upper(place) and not self.shouted

    def kept(self, place: int) -> bool:
        """Whether the word belongs to a phrase that names no person (`Anna Paulowna`, `Otto Workforce`)."""
        return any(
            self.bits[first] & KEEP and self._keeps(first, place)
            for first in range(max(0, place - 3), place + 1)
        )

    def _keeps(self, first: int, place: int) -> bool:
        phrases = self.lexicon.keep.get(self.lows[first], ())
        return any(len(p) > max(1, place - first) and self.matches(first, p) for p in phrases)

    def matches(self, place: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words from `place` on are exactly this phrase."""
        return tuple(self.lows[place : place + len(phrase)]) == phrase


def open_words(shadow: Shadow, lexicon: Lexicon) -> Words:
    """The words of a shadow."""
    return Words(shadow.lows, shadow.bits, shadow, lexicon)
