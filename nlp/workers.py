"""Spreads batches of work over processes, gives results in order, and goes on when a process dies.

Workers are forked where that is safe, so that they share what is loaded already; else they start anew. They
ignore Ctrl-C (the parent ends them) and end by themselves when the parent is gone, however it went.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Generic, TypeVar

from nlp.frame import load

Job = TypeVar("Job")
Result = TypeVar("Result")

IN_FLIGHT = 4  # batches given out and not yet taken back, whatever the number of processes
MOST_PROCESSES = 8


@dataclass(frozen=True)
class Work(Generic[Job, Result]):
    """What workers do: `run` makes a result of a job.

    When a process dies over a job, `halved` gives the parts to try alone (none when it is one piece), and
    `lost` the result of a piece that cannot be done. All must be functions of a module.
    """

    run: Callable[[Job], Result]
    halved: Callable[[Job], Sequence[Job]]
    lost: Callable[[Job], Result]


def usable_processes() -> int:
    """How many processes may work at once: one per processor that this process may use, eight at most."""
    own = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(len(own), MOST_PROCESSES)


def in_order(work: Work[Job, Result], jobs: Iterable[Job], processes: int) -> Iterator[Result]:
    """Results in the order of the jobs; a job that was split gives one result per part.

    A job is taken from `jobs` only when the result of the fourth before it has been given out: what is
    learned from results holds for later jobs alike, on any number of processes. One process works here,
    without others. An exception of `run` is raised here.
    """
    if processes <= 1:
        yield from _alone(work, jobs)
        return
    crew = _Crew(work, processes)
    waiting: deque[tuple[Job, Future[Result]]] = deque()
    try:
        for job in jobs:
            waiting.append((job, crew.submit(job)))
            if len(waiting) >= IN_FLIGHT:
                yield from crew.results_of_first(waiting)
        while waiting:
            yield from crew.results_of_first(waiting)
    finally:
        crew.close()


def _alone(work: Work[Job, Result], jobs: Iterable[Job]) -> Iterator[Result]:
    waiting: deque[Result] = deque()
    for job in jobs:
        waiting.append(work.run(job))
        if len(waiting) >= IN_FLIGHT:
            yield waiting.popleft()
    yield from waiting


class _Crew(Generic[Job, Result]):
    """A pool of processes that is replaced when one of them dies."""

    def __init__(self, work: Work[Job, Result], processes: int) -> None:
        self._work = work
        self._processes = processes
        self._pool = _pool(processes)

    def submit(self, job: Job) -> Future[Result]:
        try:
            return self._pool.submit(self._work.run, job)
        except BrokenProcessPool as broken:
            told: Future[Result] = Future()
            told.set_exception(broken)
            return told

    def results_of_first(self, waiting: deque[tuple[Job, "Future[Result]"]]) -> list[Result]:
        """The results of the job that waits longest; after a death all others are given out anew."""
        job, future = waiting.popleft()
        try:
            return [future.result()]
        except BrokenProcessPool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        found = list(self._one_by_one(job))
        self._pool = _pool(self._processes)
        again = [(other, self.submit(other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        return found

    def _one_by_one(self, job: Job) -> Iterator[Result]:
        """Tries a job again on a process of its own; parts of it where that dies too."""
        with _pool(1) as alone:
            try:
                yield alone.submit(self._work.run, job).result()
                return
            except BrokenProcessPool:
                pass
        parts = self._work.halved(job)
        if not parts:
            yield self._work.lost(job)
        for part in parts:
            yield from self._one_by_one(part)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    alone = threading.active_count() == 1 and sys.platform == "linux"
    start = multiprocessing.get_context("fork" if alone else "spawn")
    return ProcessPoolExecutor(processes, mp_context=start, initializer=_begin, initargs=(load.own_folder(),))


def _begin(folder: Path | None) -> None:
    if load.own_folder() != folder:  # a process that started anew reads the shipped frame alone
        load.use_folder(folder)
    gc.freeze()  # what is shared with the parent is not looked through, and so not copied
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Without this, workers of a killed parent wait for ever for work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
