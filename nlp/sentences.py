"""Cuts the words of a text into sentences and clauses, by the signs between them."""

import re
from dataclasses import dataclass

from nlp.words import Words, blank_noise

_BREAK = re.compile(r"[.!…;•]+[\s\"'”»)]|[\n?¿؟]")  # "3.50" and "a.b" are no sentences
_COMMA = re.compile(r"[,:–—]|\s-\s")
_MARKS = re.compile(r"[?؟!]+")
_DOUBT = "(?)"  # "around 300 (?) euro" asks nothing
_QUOTED = re.compile(r"[?؟][!?]*\s?[\"”“»’']")


@dataclass(frozen=True)
class Sentence:
    """Words `first` to `end` (not included) of a text, the places where its clauses begin, and its marks.

    `marks` are the question and exclamation marks that close it ("?", "?!", "!"); `quoted` when its question
    mark stands inside quotation marks.
    """

    first: int
    end: int
    clauses: tuple[int, ...]
    marks: str
    quoted: bool

    def __len__(self) -> int:
        """How many words it has."""
        return self.end - self.first


def cut(said: Words) -> list[Sentence]:
    """The sentences of a text, in order; one without words is none."""
    if not said.spans:
        return []
    shown = blank_noise(said.text[: said.spans[-1][1] + 40])
    sentences: list[Sentence] = []
    first, clauses = 0, [0]
    for place in range(1, len(said.spans) + 1):
        ends = place == len(said.spans)
        gap = shown[said.spans[place - 1][1] : None if ends else said.spans[place][0]]
        if gap == " " or (not gap and not ends):
            continue
        gap = gap.replace(_DOUBT, "")
        if ends or _BREAK.search(gap):
            sentences.append(_sentence(first, place, clauses, gap))
            first, clauses = place, [place]
        elif _COMMA.search(gap):
            clauses.append(place)
    return sentences


def _sentence(first: int, end: int, clauses: list[int], gap: str) -> Sentence:
    return Sentence(
        first=first,
        end=end,
        clauses=tuple(clauses),
        marks="".join(_MARKS.findall(gap.partition("¿")[0])),
        quoted=bool(_QUOTED.search(gap)),
    )
