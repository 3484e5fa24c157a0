"""Tags the items of the store: language, type, codes, places, claims, and a vector for who asks.

Everything here may be repeated: what is done is not done again, and a person's word is never overwritten.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import chain, islice

from data import annotations, corrections, items
from data.database import Database, open_database
from data.records import CodeScore, Correction, Item, NewAnnotation
from nlp.tag import Asked, Tagged, model_version, tag_all
from nlp.taught import Taught, as_taught, learn
from nlp.vector_fill import fill_vectors
from nlp.vectors import Embedder, open_embedder
from nlp.workers import Work, in_order

ITEMS_AT_ONCE = 400
RANGES_HERE = 1  # few items need no processes, and processes share what is loaded by then
ENOUGH_FOR_HABIT = 5
ANY_VERSION = ""  # no model is called that, so every item is untagged by it
Habits = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True)
class Way:
    """How to tag: `again` tags everything anew; `vectors` gives questions one; `processes` work at once."""

    again: bool = False
    vectors: bool = True
    processes: int = 1


@dataclass(frozen=True)
class _Range:
    """The items from id `first` to `last`, with the habits of their sources, by the model `version`."""

    first: int
    last: int
    version: str
    habits: Habits
    now: datetime
    vector_version: str
    url: str


@dataclass(frozen=True)
class _Tagged:
    """How many items were tagged, (source, language) of what was heard, and what could not be tagged."""

    count: int
    heard: Mapping[tuple[int, str], int]
    problems: tuple[str, ...] = ()


def annotate(
    database: Database,
    now: datetime,
    *,
    way: Way | None = None,
    embedder: Embedder | None = None,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Tags every item that this model version has not annotated yet; gives how many.

    The language prior of a source is its own history; texts like one that a person corrected are read as that
    person did. Then the public's questions get their vectors, where wanted and where they have none yet. Each
    batch is one transaction: stopped halfway, the next run goes on. An item over which tagging fails is named
    in `progress` and stays untagged.
    """
    chosen, say = way or Way(), progress or _silent
    using, done = embedder or open_embedder(), 0
    for found in _ranges(database, now, chosen, using.version):
        done += found.count
        for problem in found.problems:
            say(problem)
        say(f"{done} items tagged")
    if chosen.vectors:
        fill_vectors(database, now, using, _lessons(database, using.version), say)
    return done


def _silent(_: str) -> None:
    """For who does not want to hear of progress."""


def _ranges(database: Database, now: datetime, way: Way, vector_version: str) -> Iterator[_Tagged]:
    """Tags range by range: the first here, the rest in processes that read and write the store themselves."""
    heard: dict[int, Counter[str]] = {}
    url = database.engine.url.render_as_string(hide_password=False)
    start = _Range(0, 0, ANY_VERSION if way.again else model_version(), {}, now, vector_version, url)
    lessons = _lessons(database, vector_version)
    jobs = _jobs(database, start, heard)
    here = islice(jobs, RANGES_HERE) if way.processes > 1 else jobs
    for found in chain(
        (_tag_range(database, lessons, job) for job in here), _elsewhere(database, jobs, way.processes)
    ):
        if not way.again:
            for (source, language), count in found.heard.items():
                heard[source][language] += count
        yield found


def _elsewhere(database: Database, jobs: Iterator[_Range], processes: int) -> Iterator[_Tagged]:
    first = next(jobs, None)
    if first is None:
        return
    database.close()  # no process may inherit an open connection
    yield from in_order(Work(_tag_there, _halved, _lost), chain([first], jobs), processes)


def _jobs(database: Database, start: _Range, heard: dict[int, Counter[str]]) -> Iterator[_Range]:
    last = 0
    while True:
        with database.read() as session:
            ids = items.untagged_ids(session, start.version, after_id=last, limit=ITEMS_AT_ONCE)
            for source in {source for _, source in ids} - heard.keys():
                heard[source] = Counter(annotations.language_counts(session, source))
        if not ids:
            return
        habits = {source: prior for _, source in ids if (prior := _habit(heard[source]))}
        last = ids[-1][0]
        yield replace(start, first=ids[0][0], last=last, habits=habits)


def _habit(heard: Counter[str]) -> Mapping[str, float] | None:
    total = heard.total()
    return {language: n / total for language, n in heard.items()} if total >= ENOUGH_FOR_HABIT else None


def _lessons(database: Database, vector_version: str) -> Taught:
    found: list[Correction] = []
    with database.read() as session:
        while page := corrections.corrections(session, after_id=found[-1].item_id if found else 0):
            found += page
    return learn(found, vector_version)


@lru_cache(maxsize=1)
def _opened(url: str, vector_version: str, now: datetime) -> tuple[Database, Taught]:
    """The store of a worker, and what persons taught until this run."""
    database = open_database(url, upgrade=False, lasting=False)
    return database, _lessons(database, vector_version)


def _tag_there(job: _Range) -> _Tagged:
    return _tag_range(*_opened(job.url, job.vector_version, job.now), job)


def _tag_range(database: Database, lessons: Taught, job: _Range) -> _Tagged:
    with database.read() as session:
        batch = items.untagged_between(session, job.version, job.first, job.last)
    rows: list[NewAnnotation] = []
    problems: list[str] = []
    heard: Counter[tuple[int, str]] = Counter()
    for item, said in zip(batch, _said(batch, job.habits, lessons), strict=True):
        if isinstance(said, Exception):  # one text must not end the run; it is named, and stays untagged
            problems.append(f"item {item.id} could not be tagged: {type(said).__name__}")
            continue
        rows.append(_annotation(item, said))
        if item.author_kind == "public" and said.confidence >= annotations.SURE:
            heard[item.source_id, said.language] += 1
    with database.begin() as session:
        annotations.add(session, rows, job.now)
    return _Tagged(len(rows), heard, tuple(problems))


def _said(batch: Sequence[Item], habits: Habits, lessons: Taught) -> list[Tagged | Exception]:
    """What is said of each item; the error where nothing can be."""
    asked = [_asked(item, habits) for item in batch]
    try:
        told = tag_all(asked)
    except Exception as error:
        if len(batch) == 1:
            return [error]
        return [said for item in batch for said in _said([item], habits, lessons)]
    return [_as_taught(item, said, lessons) for item, said in zip(batch, told, strict=True)]


def _asked(item: Item, habits: Habits) -> Asked:
    habit = habits.get(item.source_id) if item.author_kind == "public" else None
    return Asked(item.text, habit, item.language_hint)


def _as_taught(item: Item, said: Tagged, lessons: Taught) -> Tagged:
    lesson = lessons.like(item.text)
    return as_taught(said, lesson) if lesson else said


def _halved(job: _Range) -> list[_Range]:
    middle = (job.first + job.last) // 2
    if job.first == job.last:
        return []
    return [replace(job, last=middle), replace(job, first=middle + 1)]


def _lost(job: _Range) -> _Tagged:
    return _Tagged(0, {}, (f"item {job.first} could not be tagged: the process that read it died",))


def _annotation(item: Item, said: Tagged) -> NewAnnotation:
    return NewAnnotation(
        item_id=item.id,
        model_version=model_version(),
        language=said.language,
        confidence=said.confidence,
        romanised=said.romanised,
        second_language=said.second_language,
        type=said.type,
        is_question=said.is_question,
        sensitive=said.sensitive,
        codes=tuple(CodeScore(each.code, each.score, each.matched) for each in said.codes),
        places=said.places,
        claims=said.claims,
    )
