"""The texts that codes are learned from: ours with a code and without, the frame's words, common words."""

import json
import random
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.frame import load
from nlp.language import DEFAULT_LANGUAGES

DATA = Path(__file__).parent / "data"
CHATTER = ("plain", "short", "tempting")  # kinds of texts that are about nothing
NOTHINGS_PER_LANGUAGE = 80
COMMON_WORDS = 20_000
KEYWORDS_WEIGH = 0.5  # beside a sentence's 1.0
FOLDS = 5
UNLEARNED = FOLDS  # the fold of texts that are read only
SEED = 20261122
_SIGNS = re.compile(r"[?*=]")
_LIST_OF = {"hr": "sh"}


@dataclass(frozen=True)
class Text:
    """One text and its codes, the main one first, none for chatter.

    `fold` is that in which it is read by a model that did not learn it; None: always learned, never read.
    """

    codes: tuple[str, ...]
    text: str
    language: str = ""
    weight: float = 1.0
    fold: int | None = None
    asks: bool = False


def every() -> list[Text]:
    """All of them, in a fixed order."""
    ours = [*learned(), *same(), *chatter(), *examples(), *sentences()]
    return [*ours, *nothings(), *keywords(), *descriptions()]


def learned() -> list[Text]:
    """`data/learn/<language>.tsv`: texts of every type, by hands that had not seen the frame's words."""
    return [
        Text(
            () if codes == "-" else tuple(codes.split(",")),
            text,
            path.stem,
            fold=_fold(text),
            asks=asks == "1",
        )
        for path in sorted((DATA / "learn").glob("??.tsv"))
        for _, asks, codes, text in _rows(path)
    ]


def same() -> list[Text]:
    """`data/learn/same_*.tsv`: questions that are worded in ten languages; a question stays in one fold."""
    return [
        Text((code,), text, language, fold=_fold(group), asks=True)
        for path in sorted((DATA / "learn").glob("same_*.tsv"))
        for group, code, language, text in _rows(path)
    ]


def chatter() -> list[Text]:
    """Small talk of ours: what people write when nothing is the matter."""
    found = []
    for file in ("social_dev.jsonl", "chatter_own.jsonl"):
        rows = [json.loads(line) for line in (DATA / file).read_text(encoding="utf-8").splitlines()]
        found += [row for row in rows if row.get("kind") in CHATTER]
    return [Text((), row["text"], row["language"], fold=_fold(row["text"])) for row in found]


def sentences() -> list[Text]:
    """`data/codes_dev.jsonl`, as on public pages and in groups: read beside the others, never learned."""
    lines = (DATA / "codes_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Text((row["code"],) if row["code"] else (), row["text"], row["language"], fold=UNLEARNED)
        for row in map(json.loads, lines)
    ]


def examples() -> list[Text]:
    """Every example sentence of the frame; the frame's words were written beside them."""
    return [
        Text((code,), sentence, language)
        for language in load.languages("examples")
        for code, sentences in load.examples(language).items()
        for sentence in sentences
    ]


def nothings() -> list[Text]:
    """Texts of 3 to 14 common words, drawn by frequency."""
    import wordfreq  # for this alone: the texts above are read by others too

    draw, found = random.Random(SEED), []  # noqa: S311 - no secret
    for language in DEFAULT_LANGUAGES:
        frequency = wordfreq.get_frequency_dict(_LIST_OF.get(language, language), "best")
        common = sorted(frequency, key=lambda word: (-frequency[word], word))[:COMMON_WORDS]
        shares = [frequency[word] for word in common]
        for _ in range(NOTHINGS_PER_LANGUAGE):
            drawn = draw.choices(common, shares, k=draw.randint(3, 14))
            found.append(Text((), " ".join(drawn)))
    return found


def keywords() -> list[Text]:
    """Per language and code one text of all its keywords, signs of the pattern language left out."""
    found = []
    for language in (*load.languages("keywords"), load.SHARED):
        for code, written in load.keywords(language).items():
            plain = " ".join(
                _SIGNS.sub("", pattern).replace("/", " ").replace("+", " ") for pattern in written
            )
            found.append(Text((code,), plain, weight=KEYWORDS_WEIGH))
    return found


def descriptions() -> list[Text]:
    """What the frame says of its codes, in Dutch and in English."""
    codes = load.load_frame().codes.values()
    return [
        Text((code.id,), text, weight=KEYWORDS_WEIGH)
        for code in codes
        for text in (f"{code.nl} {code.about_nl}", f"{code.en} {code.about_en}")
    ]


def _rows(path: Path) -> Iterable[list[str]]:
    return (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())


def _fold(key: str) -> int:
    return zlib.crc32(key.encode()) % FOLDS
