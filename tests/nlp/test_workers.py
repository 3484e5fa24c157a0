"""Work in several processes: order, death of a worker, no process left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nlp.workers import IN_FLIGHT, Work, in_order, usable_processes

DEADLY = 13


def doubled(numbers: list[int]) -> list[int]:
    if DEADLY in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


def halves(numbers: list[int]) -> list[list[int]]:
    middle = len(numbers) // 2
    return [numbers[:middle], numbers[middle:]] if middle else []


def lost(numbers: list[int]) -> list[int]:
    return [-1]


def failing(numbers: list[int]) -> list[int]:
    raise ValueError(f"no {numbers[0]}")


WORK = Work(doubled, halves, lost)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_jobs(processes: int) -> None:
    found = in_order(WORK, ([number] for number in range(20, 50)), processes)
    assert [number for (number,) in found] == list(range(40, 100, 2))


@pytest.mark.parametrize("processes", [1, 2])
def test_jobs_are_taken_only_so_far_ahead(processes: int) -> None:
    taken: list[int] = []
    jobs = ([taken.append(number) or number] for number in range(100, 200))  # type: ignore[func-returns-value]
    found = in_order(WORK, jobs, processes)
    for _ in range(3):
        next(found)
    assert len(taken) == IN_FLIGHT + 2
    found.close()  # type: ignore[attr-defined]


def test_a_death_costs_the_one_piece_it_is_about() -> None:
    jobs = [[1, 2], [12, DEADLY, 14], [3, 4], [5]]
    found = [number for part in in_order(WORK, jobs, 2) for number in part]
    assert found == [2, 4, 24, -1, 28, 6, 8, 10]


def test_an_exception_of_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="no 7"):
        list(in_order(Work(failing, halves, lost), [[7]], 2))


def test_there_is_at_least_one_process() -> None:
    assert usable_processes() >= 1


ENDLESS = """
import itertools, sys, time
sys.path.insert(0, {folder!r})
import test_workers as t
print(*(part for part in t.in_order(t.WORK, ([n] for n in range(14, 18)), 2)), flush=True)
work = t.Work(t.sleeping, t.halves, t.lost)
for _ in t.in_order(work, itertools.repeat([1]), 2):
    pass
"""


def sleeping(numbers: list[int]) -> list[int]:
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(0.05)
    return numbers


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_its_parent(ending: signal.Signals) -> None:
    script = ENDLESS.format(folder=str(Path(__file__).parent))
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
