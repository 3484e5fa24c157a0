"""The word lists behind names: first names with their forms, family names, cues, and what is no name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.redaction.folding import WORD, fold
from data.redaction.inflect import in_latin_letters, inflect
from data.redaction.labels import read_sections

_HERE = Path(__file__).parent
Phrase = tuple[str, ...]

# Endings of family names; -ski and -ov also end adjectives and nouns, so they need a cue.
SURNAME_LIKELY = re.compile(
    r".{2,}(?:wicz|czyk|czak|ski|ska|cki|cka|dzki|dzka|ov|ova|ev|eva|off|ow|enko|escu|eanu|oglu|енко|чук|щук|ськии|ська|"
    r"цькии|ов|ова|ев|ева|ин|ина|ович|евич|ић|ic|auskas|aite|iene|ins|sen|stra|sma|inga|ez)$"
)


# Kinds of cue, the stronger first.
_CUES = (
    *("intro_strong", "intro", "honorific", "close", "greet", "relation", "role", "thanks"),
    *("intro_weak", "intro_there"),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words. `sure` names are no ordinary words, `unsure` are, `firm` are unsure but
    certain with a capital inside a sentence, `forms` are inflected sure names.
    """

    sure: frozenset[str]
    unsure: frozenset[str]
    firm: frozenset[str]
    forms: frozenset[str]
    surnames: frozenset[str]
    unsure_surnames: frozenset[str]
    cues: Mapping[str, tuple[tuple[Phrase, str], ...]]  # first word → (phrase, kind), longest first
    words: Mapping[str, frozenset[str]]  # section of single words → words
    keep: Mapping[str, tuple[Phrase, ...]]  # first word → phrases that are no person
    triggers: frozenset[str]

    def is_name(self, word: str) -> bool:
        """Whether the word is a first name, sure or not, in any form."""
        return word in self.sure or word in self.unsure or word in self.forms

    def base(self, word: str) -> str:
        """Without a Turkish or English ending after an apostrophe; of a double name, its first part."""
        if word in self.sure:
            return word
        stem, mark, _ = word.partition("'")
        if mark and len(stem) > 2:
            return stem
        first, mark, second = word.partition("-")
        return first if mark and self.is_name(first) and second not in self.words["org_after"] else word

    def is_surname(self, word: str) -> bool:
        """Whether the word is a family name, or shaped like one."""
        return word in self.surnames or word in self.unsure_surnames or bool(SURNAME_LIKELY.match(word))


@lru_cache(maxsize=1)
def open_lexicon() -> Lexicon:
    """The lists, read once."""
    sure, unsure, firm = _names(_read("first_names.txt"))
    stop_words = read_sections("cues.txt")
    keep = [tuple(WORD.findall(fold(entry))) for entry in _entries(_read("keep.txt"))]
    plain_keep = {phrase[0] for phrase in keep if len(phrase) == 1}
    words = {kind: frozenset(fold(e) for e in entries) for kind, entries in stop_words.items()}
    unsure |= sure & (words["stop"] | plain_keep)
    sure -= unsure
    sure |= {in_latin_letters(name) for name in sure} - unsure
    unsure |= {in_latin_letters(name) for name in unsure if len(name) > 4} - sure
    surnames, unsure_surnames, _ = _names(_read("surnames.txt"))
    forms = {form for name in sure if len(name) > 3 for form in inflect(name) if len(form) > 3}
    forms -= sure | unsure | words["stop"] | plain_keep
    cues = _cues(stop_words)
    triggers = (
        sure | unsure | forms | set(cues) | surnames | words["honorific_after"] | words["sentence after"]
    )
    return Lexicon(
        sure=frozenset(sure),
        unsure=frozenset(unsure),
        firm=frozenset(firm),
        forms=frozenset(forms),
        surnames=frozenset(surnames - unsure),
        unsure_surnames=frozenset(unsure_surnames),
        cues=cues,
        words={**words, "keep": frozenset(plain_keep)},
        keep=_by_first(keep),
        triggers=frozenset(triggers),
    )


def _read(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _names(lines: list[str]) -> tuple[set[str], set[str], set[str]]:
    """Names that are no ordinary word, names that are, and of these the ones a capital makes certain."""
    groups: dict[str, set[str]] = {"sure": set(), "unsure": set(), "firm": set(), "certain": set()}
    section = ""
    for line in lines:
        if line.startswith("["):
            section = line.strip("[] ")
            continue
        for word in line.split():
            group = "unsure" if word.endswith("*") or section in ("firm", "ordinary") else "sure"
            group = {"firm": "firm", "sure": "certain"}.get(section, group)
            groups[group].add(fold(word.rstrip("*")))
    unsure = (groups["unsure"] | groups["firm"]) - groups["certain"]
    return (groups["sure"] | groups["certain"]) - unsure, unsure, groups["firm"]


def _entries(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from (entry.strip() for entry in line.split("|") if entry.strip())


def _cues(sections: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    # A word may announce in several ways (`selamlar` greets and closes): all are kept, longest first.
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for kind in _CUES:
        for entry in sections[kind]:
            phrase = tuple(WORD.findall(fold(entry)))
            found.setdefault(phrase[0], []).append((phrase, kind))
    return {first: tuple(sorted(phrases, key=lambda p: -len(p[0]))) for first, phrases in found.items()}


def _by_first(phrases: list[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase:
            found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
