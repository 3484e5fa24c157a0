"""Several processes and killed ones: the Page shows each post once, and nothing is lost in silence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from data import placements
from data.database import Database

from .conftest import NOW, Office

MINUTE = timedelta(minutes=1)

# What a child does: publish what is due with the real client, at the tests' time.
CHILD = """
import sys
from datetime import datetime
from campaigns.publish import Rules, publish_due
from collectors.graph import GraphAPI, GraphSettings, Timing
from data.database import open_database
database_url, graph_url, token, now = sys.argv[1:]
at = datetime.fromisoformat(now)
graph = GraphAPI(token, GraphSettings(base_url=graph_url), Timing(now=lambda: at))
database = open_database(database_url, upgrade=False)
print("ready", flush=True)
sys.stdin.readline()
print(publish_due(database, graph, at, Rules(graph_url)).counts(), flush=True)
"""


def child(office: Office, url: str) -> subprocess.Popen[str]:
    arguments = [url, office.simulator.url, office.simulator.page_token, NOW.isoformat()]
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited 20 s in vain"
        time.sleep(0.02)


def test_two_publishers_at_once_show_each_post_once(database: Database, office: Office) -> None:
    office.database = database
    planned = [office.plan() for _ in range(8)]
    publishers = [child(office, url_of(database)) for _ in range(2)]
    for each in publishers:
        go(each)
    outputs = [each.communicate(timeout=60)[0] for each in publishers]
    assert [each.returncode for each in publishers] == [0, 0], outputs
    assert [len(office.posts(each)) for each in planned] == [1] * 8
    assert {office.row(each).state for each in planned} == {"published"}


def kill(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)


def test_killed_between_the_call_and_the_commit(office: Office) -> None:
    placement = office.plan()
    office.fault("slow", seconds=5, match={"method": "POST"})
    process = child(office, url_of(office.database))
    go(process)
    until(lambda: len(office.posts(placement)) == 1)
    kill(process)
    assert office.row(placement).state == "sent"
    assert [office.publish(NOW + n * MINUTE).lines for n in (1, 4)] == [(), ()]
    assert office.row(placement).state == "unknown"
    assert office.reconcile(5 * MINUTE).looks[0].found == "published"
    assert len(office.posts(placement)) == 1


def test_killed_between_the_claim_and_the_call(office: Office) -> None:
    placement = office.plan(due_at=NOW - 10 * MINUTE)  # late, so the Page is read before anything is sent
    office.fault("slow", seconds=5, match={"method": "GET"})
    process = child(office, url_of(office.database))
    go(process)
    until(lambda: office.row(placement).state == "claimed")
    kill(process)
    assert office.publish(NOW + MINUTE).lines == ()
    assert office.publish(NOW + 4 * MINUTE).counts() == {"published": 1}
    assert len(office.posts(placement)) == 1


def test_killed_while_waiting_for_the_store(office: Office) -> None:
    placement, process = office.plan(), child(office, url_of(office.database))
    with office.database.begin() as session:
        placements.due(session, NOW, 1)  # takes the write lock, so that the child cannot claim
        go(process)
        time.sleep(0.3)
        kill(process)
    assert office.publish(NOW + MINUTE).counts() == {"published": 1}
    assert len(office.posts(placement)) == 1
