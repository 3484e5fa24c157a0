"""How fast `bereik tag` goes without vectors, against langdetect alone on the same texts in the same run.

    python bench/bench_tagging.py [FILE]

FILE holds lines with a "text"; without one, our own social texts and sentences are used. Both get every
processor: langdetect reads the texts in as many processes. Times are by the clock, from the first text on:
loading the models is printed apart. Memory is that of all processes, shared pages once (PSS).
"""

import json
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data import items, sources
from data.database import Database, open_database
from data.records import NewItem, NewSource
from nlp.annotate import Way, annotate
from nlp.workers import usable_processes

DATA = Path(__file__).parent / "data"
FILES = ("social_dev.jsonl", "codes_dev.jsonl", "types_dev.jsonl", "questions_own.jsonl", "topics_own.jsonl")
TEXTS = 6000
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def main() -> None:
    """Print speeds, their ratio and memory."""
    texts = read([Path(name) for name in sys.argv[1:]] or [DATA / name for name in FILES])
    processes = usable_processes()
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} letters, {processes} processes")
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/bench.db")
        warm(database)
        ours, memory = tagging(database, texts, processes)
    theirs = detecting(texts, processes)
    print(
        f"bereik tag --no-vectors: {ours:.0f} texts/s, redacting at the door and writing the store included"
    )
    print(f"langdetect alone: {theirs:.0f} texts/s")
    print(f"ratio {ours / theirs:.1f} (target 8); memory {memory / 1e6:.0f} MB (target < 1200)")


def read(files: Sequence[Path]) -> list[str]:
    """Different texts of the files, again and again with a number until there are enough."""
    found = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]
    different = list(dict.fromkeys(text for text in found if text.strip()))
    rounds = TEXTS // len(different) + 1
    return [f"{text} {turn}" if turn else text for turn in range(rounds) for text in different][:TEXTS]


def warm(database: Database) -> None:
    """Loads every model with some texts, and says how long that took."""
    started = time.perf_counter()
    store(database, "warm", read([DATA / "language_own.jsonl"])[:200])
    annotate(database, NOW, way=Way(vectors=False))
    print(f"models loaded in {time.perf_counter() - started:.1f} s")


def tagging(database: Database, texts: Sequence[str], processes: int) -> tuple[float, int]:
    """Texts per second from the door to the annotation, and the most bytes of memory used."""
    most = [0]
    done = threading.Event()
    watch = threading.Thread(target=watch_memory, args=(most, done), daemon=True)
    started = time.perf_counter()
    store(database, "bench", texts)
    stored = time.perf_counter() - started
    annotate(database, NOW, way=Way(vectors=False, processes=processes))
    rate = len(texts) / (time.perf_counter() - started)
    print(f"the door alone: {len(texts) / stored:.0f} texts/s")
    store(database, "memory", [f"{text} again" for text in texts[:3000]])
    watch.start()
    annotate(database, NOW, way=Way(vectors=False, processes=processes))
    done.set()
    watch.join()
    return rate, most[0]


def store(database: Database, name: str, texts: Sequence[str]) -> None:
    """Puts texts in the store, through the door."""
    with database.begin() as session:
        source = sources.register(session, NewSource(name, "facebook-page"), NOW)
        new = [
            NewItem(f"{name}{number}", "comment", "public", text, NOW - timedelta(seconds=number))
            for number, text in enumerate(texts)
        ]
        items.add(session, source, new, NOW)


def detecting(texts: Sequence[str], processes: int) -> float:
    """Texts per second of langdetect in as many processes, its profiles loaded before."""
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(detect_some, [texts[:20]] * processes))
        parts = [texts[start : start + 250] for start in range(0, len(texts), 250)]
        started = time.perf_counter()
        list(pool.map(detect_some, parts))
        return len(texts) / (time.perf_counter() - started)


def detect_some(texts: Sequence[str]) -> int:
    """How many of the texts langdetect names."""
    from langdetect import LangDetectException, detect

    named = 0
    for text in texts:
        try:
            detect(text)
            named += 1
        except LangDetectException:
            continue
    return named


def watch_memory(most: list[int], done: threading.Event) -> None:
    """Keeps the highest sum of proportional set sizes of this process and its children."""
    while not done.wait(0.2):
        most[0] = max(most[0], sum(map(proportional, family())))


def family() -> list[int]:
    """This process and its children, as Linux lists them."""
    me = Path("/proc/self").resolve().name
    threads = Path(f"/proc/{me}/task").iterdir()
    children = " ".join((thread / "children").read_text() for thread in threads)
    return [int(me), *map(int, children.split())]


def proportional(pid: int) -> int:
    """Bytes of a process, pages that others share counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
