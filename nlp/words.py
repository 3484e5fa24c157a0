"""One text as folded words that still know where they stood in the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.text import fold

# Arabic letters that are written one for the other: alef with hamza, final ya and ta.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
# What redaction leaves behind ([naam], [telefoon]) and links carry no meaning of their own.
_NOISE = re.compile(r"\[[\w -]{2,20}\]|https?://\S+|www\.\S+")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
LAST_READ = 256  # texts, sentences and clauses whose words are remembered: all components read the same
MOST_LETTERS = 6000  # a post is never longer; an article says what it is about before this


@dataclass(frozen=True)
class Words:
    """The words of one text: folded forms and their (start, end) in `text`, same order and length."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def quote(self, first: int, last: int) -> str:
        """The text as it was typed from word `first` to word `last`, both included."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """A word as `nlp.text.fold` has it, Arabic letters evened out too: `Zgłosić` → `zglosic`, `İş` → `is`."""
    return word if word.isascii() and word.islower() else fold(word.translate(_ARABIC))


def blank_noise(text: str) -> str:
    """The text with placeholders and links blanked out, every other letter at its old place."""
    if "[" not in text and "://" not in text and "www." not in text:
        return text
    return _NOISE.sub(lambda found: " " * len(found.group()), text)


@lru_cache(maxsize=LAST_READ)
def split(text: str) -> Words:
    """Folded words of a text, remembered for a while.

    Short French or English stubs before an apostrophe become words of their own. Other
    apostrophes vanish: `don't` equals `dont`, `Lahey'de` starts with `lahey`, `зв'язок` is one word.
    """
    shown = blank_noise(text[:MOST_LETTERS])
    if not _APOSTROPHE.search(shown):
        plain = [(found[0], found.span()) for found in _PLAIN.finditer(shown)]
        return Words(text, tuple([fold_word(word) for word, _ in plain]), tuple([span for _, span in plain]))
    folded: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(shown):
        word = found.group()
        if word.isalnum():
            folded.append(fold_word(word))
            spans.append(found.span())
            continue
        start = found.start()
        head = _APOSTROPHE.split(word, maxsplit=1)
        if len(head) == 2 and len(head[0]) <= 2 and head[0].isascii():
            folded.append(fold_word(head[0]))
            spans.append((start, start + len(head[0])))
            start += len(head[0]) + 1
            word = head[1]
        folded.append(fold_word(_APOSTROPHE.sub("", word)))
        spans.append((start, found.end()))
    return Words(text=text, folded=tuple(folded), spans=tuple(spans))
