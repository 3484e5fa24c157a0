"""Turns one text into one line of output: redacted, tagged, and never the end of a long run."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from data.privacy import redact
from nlp.analyse_input import Entry, parse_csv, parse_lines
from nlp.habits import SourceHabits
from nlp.language import detect
from nlp.tag import Asked, CodeMatch, Tagged, tag_all
from nlp.workers import Work, in_order, usable_processes

NO_GROUP = '"group": null}\n'  # how a line of output ends until its group is known
SHOWN_ERRORS = 3
ONE_BY_ONE = 1000  # texts that know their source by every text before them
AT_ONCE = 250
MOST_AT_ONCE = 400_000  # letters
# A line of output, and where groups are wanted, of a question its redacted text and tags.
Analysed = tuple[str, tuple[str, Tagged] | None]


@dataclass(frozen=True)
class Options:
    """What to do: candidate languages (None: the default ones), the CSV's column of texts, grouping.

    `processes` is how many read texts at once (None: one per processor).
    """

    languages: tuple[str, ...] | None = None
    column: str | None = None
    group: bool = False
    processes: int | None = None


@dataclass
class Summary:
    """Counts of one run; `errors` counts lines without a result, `first_errors` tells of the first ones."""

    lines: int = 0
    questions: int = 0
    groups: int = 0
    errors: int = 0
    shortened: int = 0
    first_errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Batch:
    """Texts to read at once, with what the sources were known to speak when it was made."""

    entries: tuple[Entry, ...]
    priors: Mapping[str, Mapping[str, float]]
    options: Options


@dataclass(frozen=True)
class Read:
    """One text read: its line of output, what it adds to the summary, and what it teaches of its source."""

    line: str
    asks: bool = False
    question: tuple[str, Tagged] | None = None
    source: str | None = None
    language: str = "und"
    confidence: float = 0.0
    shortened: bool = False
    error: str | None = None


def analysed(lines: Iterable[str], options: Options, summary: Summary) -> Iterator[Analysed]:
    """Every line with its tags, in order; counts into the summary. Raises what `analyse_lines` raises.

    Of the first thousand texts each knows its source by all texts before it. From then on a source is known
    by what was read up to a thousand texts before: they are read in batches, by as many processes as there
    are, and the result does not depend on that number. Texts without a source are read so from the
    beginning, but for a few that load what the processes are to share.
    """
    detect("", languages=options.languages)  # an unknown language is a mistake of the call, not of each line
    entries = parse_lines(lines) if options.column is None else parse_csv(lines, options.column)
    return _analysed(iter(entries), options, summary)


def _analysed(entries: Iterator[Entry], options: Options, summary: Summary) -> Iterator[Analysed]:
    habits, left = SourceHabits(), list[Entry]()
    sources = False
    for entry in islice(entries, AT_ONCE):
        sources = sources or entry.source is not None
        yield _alone(entry, habits, options, summary)
    if not sources:
        for found in _together(_batches(entries, habits, options, left), options):
            yield _counted(found, habits, summary)
        sources = bool(left)
    rest = chain(left, entries)
    for entry in islice(rest, ONE_BY_ONE - summary.lines if sources else 0):
        yield _alone(entry, habits, options, summary)
    for found in _together(_batches(rest, habits, options), options):
        yield _counted(found, habits, summary)


def _alone(entry: Entry, habits: SourceHabits, options: Options, summary: Summary) -> Analysed:
    (found,) = read_batch(_batch([entry], habits, options))
    return _counted(found, habits, summary)


def _together(batches: Iterator[Batch], options: Options) -> Iterator[Read]:
    work = Work(read_batch, _halved, _lost)
    for results in in_order(work, batches, options.processes or usable_processes()):
        yield from results


def _batches(
    entries: Iterator[Entry], habits: SourceHabits, options: Options, left: list[Entry] | None = None
) -> Iterator[Batch]:
    """All entries in batches; with `left` only until one of the first has a source: its batch goes there."""
    given = AT_ONCE
    while some := _some(entries):
        if left is not None and given < ONE_BY_ONE and any(entry.source is not None for entry in some):
            left += some
            return
        given += len(some)
        yield _batch(some, habits, options)


def _some(entries: Iterator[Entry]) -> list[Entry]:
    """The next entries, as many as may be held at once."""
    found, letters = list[Entry](), 0
    for entry in entries:
        found.append(entry)
        letters += len(entry.text) + len(str(entry.key))
        if len(found) == AT_ONCE or letters >= MOST_AT_ONCE:
            break
    return found


def _batch(entries: Sequence[Entry], habits: SourceHabits, options: Options) -> Batch:
    sources = {entry.source for entry in entries if entry.source is not None}
    known = {source: prior for source in sources if (prior := habits.prior(source)) is not None}
    return Batch(tuple(entries), known, options)


def _counted(found: Read, habits: SourceHabits, summary: Summary) -> Analysed:
    summary.lines += 1
    summary.questions += found.asks
    summary.shortened += found.shortened
    if found.error is not None:
        summary.errors += 1
        if len(summary.first_errors) < SHOWN_ERRORS:
            summary.first_errors.append(found.error)
    habits.learn(found.source, found.language, found.confidence)
    return found.line, found.question


def read_batch(batch: Batch) -> list[Read]:
    """The texts of a batch, in order; where one of them cannot be read, the others are."""
    try:
        return _read(batch)
    except Exception as error:  # one text must not end the run of a million; it is counted and told
        if len(batch.entries) > 1:
            return [read for each in batch.entries for read in read_batch(replace(batch, entries=(each,)))]
        return [_refused(batch.entries[0].key, f"could not be analysed: {type(error).__name__}")]


def _read(batch: Batch) -> list[Read]:
    readable = [entry for entry in batch.entries if entry.error is None]
    texts = [redact(entry.text).text for entry in readable]
    priors = [batch.priors.get(entry.source) if entry.source else None for entry in readable]
    asked = [Asked(text, prior) for text, prior in zip(texts, priors, strict=True)]
    tagged = iter(zip(texts, tag_all(asked, languages=batch.options.languages), strict=True))
    return [
        _refused(entry.key, entry.error) if entry.error is not None else _told(entry, batch, *next(tagged))
        for entry in batch.entries
    ]


def _told(entry: Entry, batch: Batch, text: str, tagged: Tagged) -> Read:
    return Read(
        _dump(_result(entry.key, text, tagged)),
        asks=tagged.is_question,
        question=(text, tagged) if batch.options.group and tagged.is_question else None,
        source=entry.source,
        language=tagged.language,
        confidence=tagged.confidence,
        shortened=entry.shortened,
    )


def _halved(batch: Batch) -> list[Batch]:
    middle = len(batch.entries) // 2
    parts = (batch.entries[:middle], batch.entries[middle:])
    return [replace(batch, entries=part) for part in parts] if middle else []


def _lost(batch: Batch) -> list[Read]:
    return [
        _refused(entry.key, "could not be analysed: the process that read it died") for entry in batch.entries
    ]


def _refused(key: object, why: str) -> Read:
    return Read(_dump({"id": key, "error": why}), error=f"{key}: {why}")


def _result(key: object, text: str, tagged: Tagged) -> dict[str, object]:
    return {
        "id": key,
        "language": tagged.language,
        "confidence": round(tagged.confidence, 4),
        "romanised": tagged.romanised,
        "second_language": tagged.second_language,
        "type": tagged.type,
        "is_question": tagged.is_question,
        "codes": _codes(tagged.codes),
        "places": list(tagged.places),
        "sensitive": tagged.sensitive,
        "claims": list(tagged.claims),
        "redacted": text,
        "group": None,  # stays the last: `analyse_file` fills it in
    }


def _codes(matches: Iterable[CodeMatch]) -> list[dict[str, object]]:
    return [{"code": match.code, "score": round(match.score, 4)} for match in matches]


def completed(line: str, group: int, tagged: Tagged | None) -> str:
    """A question's line of output with its group, and with what its vector changed."""
    if tagged is None:
        return line.removesuffix(NO_GROUP) + f'"group": {group}}}\n'
    result = json.loads(line)
    result |= {"codes": _codes(tagged.codes), "claims": list(tagged.claims), "group": group}
    return _dump(result) + "\n"


def _dump(result: dict[str, object]) -> str:
    line = json.dumps(result, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a character in an id: as an escape it passes unchanged
        return json.dumps(result)
    return line
