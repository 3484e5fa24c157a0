"""Turns one text into one line of output: redacted, tagged, and never the end of a long run."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from data.privacy import redact
from nlp.analyse_input import Entry, parse_csv, parse_lines
from nlp.habits import SourceHabits
from nlp.language import detect
from nlp.tag import CodeMatch, Tagged, tag

NO_GROUP = '"group": null}\n'  # how a line of output ends until its group is known
NO_CODES = '"codes": [], "places": ['  # no text can look so: its quotation marks are escaped
SHOWN_ERRORS = 3
# A line of output, and of a question its redacted text and tags.
Analysed = tuple[str, tuple[str, Tagged] | None]


@dataclass(frozen=True)
class Options:
    """What to do: candidate languages (None: the default ones), the CSV's column of texts, grouping."""

    languages: tuple[str, ...] | None = None
    column: str | None = None
    group: bool = False


@dataclass
class Summary:
    """Counts of one run; `errors` counts lines without a result, `first_errors` tells of the first ones."""

    lines: int = 0
    questions: int = 0
    groups: int = 0
    errors: int = 0
    shortened: int = 0
    first_errors: list[str] = field(default_factory=list)


def analysed(lines: Iterable[str], options: Options, summary: Summary) -> Iterator[Analysed]:
    """Every line with its tags, in order; counts into the summary. Raises what `analyse_lines` raises."""
    detect("", languages=options.languages)  # an unknown language is a mistake of the call, not of each line
    entries = parse_lines(lines) if options.column is None else parse_csv(lines, options.column)
    habits = SourceHabits()
    return (_analyse(entry, options, habits, summary) for entry in entries)


def _analyse(entry: Entry, options: Options, habits: SourceHabits, summary: Summary) -> Analysed:
    summary.lines += 1
    if entry.error is not None:
        return _refused(entry.key, entry.error, summary)
    try:
        text = redact(entry.text).text
        tagged = tag(text, languages=options.languages, prior=habits.prior(entry.source))
    except Exception as error:  # one text must not end the run of a million; it is counted and told
        return _refused(entry.key, f"could not be analysed: {type(error).__name__}", summary)
    habits.learn(entry.source, tagged.language, tagged.confidence)
    summary.shortened += entry.shortened
    summary.questions += tagged.is_question
    return _dump(_result(entry.key, text, tagged)), (text, tagged) if tagged.is_question else None


def _refused(key: object, why: str, summary: Summary) -> Analysed:
    summary.errors += 1
    if len(summary.first_errors) < SHOWN_ERRORS:
        summary.first_errors.append(f"{key}: {why}")
    return _dump({"id": key, "error": why}), None


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


def completed(line: str, group: int, codes: Sequence[CodeMatch]) -> str:
    """A question's line of output with its group, and with the codes that only its vector told."""
    if codes:
        line = line.replace(NO_CODES, f'"codes": {json.dumps(_codes(codes))}, "places": [', 1)
    return line.removesuffix(NO_GROUP) + f'"group": {group}}}\n'


def _dump(result: dict[str, object]) -> str:
    line = json.dumps(result, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a character in an id: as an escape it passes unchanged
        return json.dumps(result)
    return line
