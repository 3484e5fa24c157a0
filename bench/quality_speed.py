"""How fast texts are tagged against langdetect alone, in one run, and in how much memory."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import langdetect
from figures import Figure, Section, read

from data import items, sources
from data.database import open_database
from data.records import NewItem, NewSource

Run = Callable[[Sequence[str]], tuple[float, float]]  # seconds, bytes
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXTS = 12_000
FIRST = 400
RUNS = 3


def measure() -> Section:
    """The chapter on speed: both commands that tag, as processes on all cores; langdetect on one."""
    texts = _texts()
    tagged, memory = min(_timed(_tag, texts) for _ in range(RUNS))
    analysed, _ = min(_timed(_analyse, texts) for _ in range(RUNS))
    first = min(_analyse(texts[:FIRST])[0] for _ in range(RUNS))
    alone = min(_langdetect(texts[FIRST:]) for _ in range(RUNS))
    cores = len(os.sched_getaffinity(0))
    figures = (
        _rate("`bereik tag --no-vectors`: language, type, codes, places, claims, kept in the store", tagged),
        _rate("`bereik analyse`: the same from a file to a file, redacted first", analysed),
        _rate("langdetect alone, language only, one core", alone),
        Figure(f"`bereik tag`: times langdetect, on {cores} cores", alone / tagged, (">=", 8.0), unit="×"),
        Figure(f"`bereik analyse`: times langdetect, on {cores} cores", alone / analysed, unit="×"),
        Figure(f"`bereik analyse`: the first {FIRST} texts, with start and loading", first, unit="s"),
        Figure("largest memory of all processes of `tag` together", memory / 2**30, ("<", 1.2), unit="GB"),
    )
    return Section("Speed", figures, notes=_NOTES)


def _rate(name: str, seconds: float) -> Figure:
    return Figure(name, (TEXTS - FIRST) / seconds, n=TEXTS - FIRST, unit="texts/s")


_NOTES = (
    f"The best of {RUNS} runs each, in turn on one machine, all on the same texts, no two alike: where there "
    f"are too few, one is given the first words of others. The time of a run on the first {FIRST}, in which "
    "the process starts and loads what it needs for all languages, is taken off that of the whole. Memory "
    "counts shared pages once (proportional set size), sampled while it runs.",
)


def _texts() -> Sequence[str]:
    rows = [
        row["text"]
        for name in ("social_dev", "social_held_out", "types_dev", "codes_dev", "questions_own")
        for row in read(name)
    ]
    rows = list(dict.fromkeys(rows))
    # No text twice, for a cache of texts must not help, and no more digits than people write.
    return [_unlike(rows, at) for at in range(TEXTS)]


def _unlike(rows: Sequence[str], at: int) -> str:
    """Text `at`, with as many first words of the texts behind it as it was there before."""
    turn, place = divmod(at, len(rows))
    others = (rows[(place + turn * step) % len(rows)].split() for step in range(1, turn + 1))
    return " ".join([rows[place], *(words[0] for words in others if words)])


def _langdetect(texts: Sequence[str]) -> float:
    langdetect.DetectorFactory.seed = 0
    started = time.perf_counter()
    for text in texts:
        try:
            langdetect.detect(text)
        except langdetect.LangDetectException:
            continue
    return time.perf_counter() - started


def _timed(run: Run, texts: Sequence[str]) -> tuple[float, float]:
    """Seconds for all texts but the first ones, and the most bytes held at once."""
    start, _ = run(texts[:FIRST])
    whole, memory = run(texts)
    return max(whole - start, 1e-9), memory


def _analyse(texts: Sequence[str]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "in.jsonl")
        given.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
        return _run("analyse", str(given), "-o", str(Path(folder, "out.jsonl")))


def _tag(texts: Sequence[str]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        database = open_database(url)
        with database.begin() as session:
            page = sources.register(session, NewSource("page", "facebook-page"), NOW)
            new = [NewItem(f"{at}", "comment", "public", text, NOW) for at, text in enumerate(texts)]
            items.add(session, page, new, NOW)
        database.close()
        return _run("tag", "--no-vectors", BEREIK_DATABASE_URL=url)


def _run(*arguments: str, **environment: str) -> tuple[float, float]:
    """Seconds of a command, and the most bytes that its processes held together."""
    command = [Path(sys.executable).with_name("bereik"), *arguments]
    started, most = time.perf_counter(), 0.0
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        most = max(most, _held(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"bereik {arguments[0]} failed; run it by hand to see why")
    return time.perf_counter() - started, most


def _held(pid: int) -> float:
    """Proportional set size of a process and all its children, in bytes."""
    total = 0.0
    for each in [pid, *_children(pid)]:
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:"))
    return total or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024.0


def _children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    found = [int(each) for each in told]
    return found + [below for each in found for below in _children(each)]
