"""Work in several processes: order, death of a worker, no process left behind."""

import importlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nlp.workers import IN_FLIGHT, Work, in_order, usable_processes

Numbers = Work[list[int], list[int]]
JOBS = """
import os, signal, time

DEADLY = 13


def doubled(numbers):
    if DEADLY in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


def halves(numbers):
    middle = len(numbers) // 2
    return [numbers[:middle], numbers[middle:]] if middle else []


def lost(numbers):
    return [-1]


def failing(numbers):
    raise ValueError(f"no {numbers[0]}")


def sleeping(numbers):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(0.05)
    return numbers
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What workers do, in a module that a process which starts anew can import too."""
    (tmp_path / "jobs_of_workers.py").write_text(JOBS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    # A process that starts anew runs the main file again, and other tests leave one of their own there.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    yield importlib.import_module("jobs_of_workers")
    del sys.modules["jobs_of_workers"]


@pytest.fixture
def work(jobs: Any) -> Numbers:
    """Doubles numbers; thirteen kills its worker."""
    return Work(jobs.doubled, jobs.halves, jobs.lost)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_jobs(work: Numbers, processes: int) -> None:
    found = in_order(work, ([number] for number in range(20, 50)), processes)
    assert [number for (number,) in found] == list(range(40, 100, 2))


def test_beside_other_threads_processes_start_anew(work: Numbers) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert list(in_order(work, [[1], [2]], 2)) == [[2], [4]]
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("processes", [1, 2])
def test_jobs_are_taken_only_so_far_ahead(work: Numbers, processes: int) -> None:
    taken: list[int] = []
    jobs = ([taken.append(number) or number] for number in range(100, 200))  # type: ignore[func-returns-value]
    found = in_order(work, jobs, processes)
    for _ in range(3):
        next(found)
    assert len(taken) == IN_FLIGHT + 2
    found.close()  # type: ignore[attr-defined]


def test_a_death_costs_the_one_piece_it_is_about(work: Numbers) -> None:
    given = [[1, 2], [12, 13, 14], [3, 4], [5]]
    found = [number for part in in_order(work, given, 2) for number in part]
    assert found == [2, 4, 24, -1, 28, 6, 8, 10]


def test_an_exception_of_the_work_is_raised_here(jobs: Any) -> None:
    with pytest.raises(ValueError, match="no 7"):
        list(in_order(Work(jobs.failing, jobs.halves, jobs.lost), [[7]], 2))


def test_there_is_at_least_one_process() -> None:
    assert usable_processes() >= 1


ENDLESS = """
import itertools, sys
sys.path.insert(0, {folder!r})
import jobs_of_workers as jobs
from nlp.workers import Work, in_order
print(*in_order(Work(jobs.doubled, jobs.halves, jobs.lost), ([n] for n in range(14, 18)), 2), flush=True)
for _ in in_order(Work(jobs.sleeping, jobs.halves, jobs.lost), itertools.repeat([1]), 2):
    pass
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_its_parent(jobs: Any, ending: signal.Signals) -> None:
    script = ENDLESS.format(folder=str(Path(jobs.__file__).parent))
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        workers = {int(parent.stdout.readline()) for _ in range(8)}
        parent.send_signal(ending)
        parent.stdout.close()
        parent.wait(timeout=10)
    assert gone(workers)


def gone(pids: set[int]) -> bool:
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False
