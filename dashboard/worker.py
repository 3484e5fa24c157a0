"""The work that goes on without a person: each job on its own cadence, held by one process at a time."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dashboard import jobs
from data import leases, runs
from data.database import Database

logger = logging.getLogger("bereik.worker")

LEASE = timedelta(minutes=15)
PAUSE = 5.0  # seconds between two looks at what is due


@dataclass(frozen=True)
class Job:
    """A job: its name in the lease and run tables, how often it is due, and what does it."""

    name: str
    every: timedelta
    do: Callable[[Database, datetime], dict[str, int]]


JOBS: tuple[Job, ...] = (
    Job("publish", timedelta(seconds=20), jobs.publish),
    Job("reconcile", timedelta(seconds=30), jobs.reconcile),
    Job("collect", timedelta(minutes=15), jobs.collect),
    Job("tag", timedelta(minutes=5), jobs.tag),
    Job("group", timedelta(minutes=15), jobs.group),
    Job("watch", timedelta(minutes=15), jobs.watch),
    Job("suggest", timedelta(hours=1), jobs.suggest),
)


def work(
    database: Database,
    *,
    once: bool = False,
    stop: threading.Event | None = None,
    todo: Sequence[Job] = JOBS,
) -> None:
    """Do every job when it is due until `stop` is set (or, with `once`, each one time).

    A job that fails is logged and noted in `runs`; the others go on, and it comes round again.
    """
    stop = stop or threading.Event()
    due = {job.name: datetime.min.replace(tzinfo=UTC) for job in todo}
    while not stop.is_set():
        for job in todo:
            now = datetime.now(UTC)
            if now >= due[job.name] and not stop.is_set():
                do_once(database, job, now)
                due[job.name] = datetime.now(UTC) + job.every
        if once:
            return
        stop.wait(PAUSE)


def do_once(database: Database, job: Job, now: datetime) -> bool:
    """Do a job if no other process holds it; tell `runs` what came of it. Return whether it was done well."""
    token = secrets.token_hex(8)
    with database.begin() as session:
        if not leases.take(session, job.name, token, now, now + LEASE):
            return False
        run = runs.start(session, job.name, None, now)
    state: runs.RunState = "done"
    counts: dict[str, int] = {}
    message = ""
    try:
        counts = job.do(database, now)
    except Exception as problem:  # one job's failure must not stop the others; it is noted for a person
        logger.exception("the job %s failed", job.name)
        state, message = "attention", f"{type(problem).__name__}: {problem}"
    with database.begin() as session:
        runs.finish(session, run, state, counts, message, datetime.now(UTC))
        runs.forget_if_quiet(session, run)
        leases.give_back(session, job.name, token)
    return state == "done"
