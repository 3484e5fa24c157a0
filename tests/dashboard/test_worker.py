from datetime import UTC, datetime, timedelta

from dashboard.worker import Job, do_once, work
from data import leases, runs
from data.database import Database

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def job(does: object) -> Job:
    return Job("watch", timedelta(minutes=1), does)  # type: ignore[arg-type]


def fails(database: Database, now: datetime) -> dict[str, int]:
    raise RuntimeError("the other side is gone")


def test_what_a_job_did_is_kept(sqlite_database: Database) -> None:
    assert do_once(sqlite_database, job(lambda database, now: {"signals": 3}), NOW)
    with sqlite_database.read() as session:
        [run] = runs.recent(session, 5)
    assert (run.job, run.state, run.counts) == ("watch", "done", {"signals": 3})


def test_a_job_that_fails_is_noted_and_the_next_still_runs(sqlite_database: Database) -> None:
    done: list[str] = []
    after = Job("suggest", timedelta(minutes=1), lambda database, now: done.append("suggest") or {})
    work(sqlite_database, once=True, todo=[job(fails), after])
    with sqlite_database.read() as session:
        states = {run.job: (run.state, run.message) for run in runs.recent(session, 5)}
    assert done == ["suggest"]
    assert states["watch"] == ("attention", "RuntimeError: the other side is gone")


def test_a_job_that_another_process_holds_is_left_to_it(sqlite_database: Database) -> None:
    with sqlite_database.begin() as session:
        assert leases.take(session, "watch", "other", NOW, NOW + timedelta(minutes=5))
    assert not do_once(sqlite_database, job(fails), NOW)
    with sqlite_database.read() as session:
        assert runs.recent(session, 5) == []


def test_after_a_failure_the_lease_is_given_back(sqlite_database: Database) -> None:
    do_once(sqlite_database, job(fails), NOW)
    assert do_once(sqlite_database, job(lambda database, now: {}), NOW)


def test_looking_in_vain_again_and_again_leaves_one_run(sqlite_database: Database) -> None:
    for minute in range(4):
        do_once(sqlite_database, job(lambda database, now: {"signals": 0}), NOW + timedelta(minutes=minute))
    do_once(sqlite_database, job(lambda database, now: {"signals": 2}), NOW + timedelta(minutes=9))
    with sqlite_database.read() as session:
        assert [run.counts["signals"] for run in runs.recent(session, 9)] == [2, 0]


def test_a_quiet_run_after_a_failure_is_kept(sqlite_database: Database) -> None:
    do_once(sqlite_database, job(fails), NOW)
    do_once(sqlite_database, job(lambda database, now: {}), NOW)
    with sqlite_database.read() as session:
        assert [run.state for run in runs.recent(session, 9)] == ["done", "attention"]
