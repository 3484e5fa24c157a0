"""Looks through the coding frame for overlap, gaps and mistakes, as its writers would want to know."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nlp.code_model import likeness
from nlp.frame import load
from nlp.language import DEFAULT_LANGUAGES
from nlp.stems import parse
from nlp.topics import Reading, codes
from nlp.words import split

FEWEST_EXAMPLES = 4  # per code and language
NEARER = 0.15  # how much more like another code an example may be than like its own
KINDS_OF_LISTS = ("claims", "variants", "sensitive", "types", "questions")


@dataclass(frozen=True)
class Remark:
    """One thing to look at. `wrong`: the frame cannot be read so; else it reads, but may say it badly."""

    kind: Literal["wrong", "overlap", "elsewhere", "near", "gap"]
    language: str
    code: str
    what: str


@dataclass(frozen=True)
class Entry:
    """One code as `bereik frame list` shows it; words and examples are counts per language."""

    code: str
    category: str
    nl: str
    en: str
    about_nl: str
    about_en: str
    sensitive: bool
    bus_theme: str
    keywords: dict[str, int]
    examples: dict[str, int]


def entries() -> list[Entry]:
    """Every code of the frame, in its order, the office's own ones last."""
    return [
        Entry(
            code.id,
            code.category,
            code.nl,
            code.en,
            code.about_nl,
            code.about_en,
            code.sensitive,
            code.bus_theme,
            _counts("keywords", code.id),
            _counts("examples", code.id),
        )
        for code in load.load_frame().codes.values()
    ]


def _counts(kind: str, code: str) -> dict[str, int]:
    read = load.keywords if kind == "keywords" else load.examples
    languages = (*load.languages(kind), *([load.SHARED] if kind == "keywords" else []))
    return {language: count for language in languages if (count := len(read(language).get(code, ())))}


def check() -> list[Remark]:
    """Every remark, mistakes first; those stop the rest, which would fail on them."""
    wrong = list(_mistakes())
    if wrong:
        return wrong
    return [*_overlaps(), *_elsewhere(), *_gaps()]


def _mistakes() -> Iterator[Remark]:
    """Files that cannot be read, and ids that nothing knows."""
    try:
        frame = load.load_frame()
    except load.FrameError as error:
        yield Remark("wrong", "", "", str(error))
        return
    for code in frame.codes.values():
        if code.category not in frame.categories:
            yield Remark("wrong", "", code.id, f"frame.toml has no category {code.category}")
        if code.bus_theme not in frame.bus_themes:
            yield Remark("wrong", "", code.id, f"frame.toml has no bus theme {code.bus_theme!r}")
        for indicator in set(code.indicators) - set(frame.indicators):
            yield Remark("wrong", "", code.id, f"frame.toml has no indicator {indicator!r}")
    for language in sorted({*DEFAULT_LANGUAGES, load.SHARED, *load.languages("keywords")}):
        yield from _mistakes_of(language)


def _mistakes_of(language: str) -> Iterator[Remark]:
    try:
        load.examples(language)
        for code, written in load.keywords(language).items():
            for pattern in written:
                parse(code, pattern)
        for kind in KINDS_OF_LISTS:
            load.word_lists(kind, language)
        claims = {name.removeprefix("!") for name in load.word_lists("claims", language)}
        for unknown in sorted(claims - set(load.load_frame().claims)):
            yield Remark("wrong", language, "", f"claims/{language}.toml has the unknown claim {unknown}")
    except (load.FrameError, ValueError, AttributeError) as error:
        yield Remark("wrong", language, "", str(error))


def _overlaps() -> Iterator[Remark]:
    """The same pattern under two codes."""
    for language in (*load.languages("keywords"), load.SHARED):
        codes_of: dict[str, list[str]] = defaultdict(list)
        for code, written in load.keywords(language).items():
            for pattern in dict.fromkeys(written):
                codes_of[pattern].append(code)
        for pattern, found in codes_of.items():
            if len(found) > 1 and not parse(found[0], pattern).weak:
                yield Remark("overlap", language, found[0], f"{pattern} also stands under {found[1]}")


def _elsewhere() -> Iterator[Remark]:
    """Examples that are read as another code, or are more like another one."""
    for language in load.languages("examples"):
        for code, sentences in load.examples(language).items():
            for sentence in sentences:
                words = split(sentence)
                named = [match.code for match in codes(words, Reading(language))]
                if named and code not in named:
                    yield Remark("elsewhere", language, code, f"{named[0]}: {sentence}")
                like = likeness(words.folded)
                other, closest = like.best(1)[0]
                if other != code and closest - (like.of(code) or 0.0) > NEARER:
                    yield Remark("near", language, code, f"{other}: {sentence}")


def _gaps() -> Iterator[Remark]:
    """Codes that a language has no keywords for, or fewer than four examples."""
    for language in DEFAULT_LANGUAGES:
        keywords, examples = load.keywords(language), load.examples(language)
        for code in load.load_frame().codes:
            if code not in keywords:
                yield Remark("gap", language, code, "no keywords")
            if (count := len(examples.get(code, ()))) < FEWEST_EXAMPLES:
                yield Remark("gap", language, code, f"{count} examples, fewer than {FEWEST_EXAMPLES}")


def counted(remarks: list[Remark]) -> Counter[str]:
    """How many remarks of each kind there are."""
    return Counter(remark.kind for remark in remarks)
