"""One Page collected into a real store from the simulator, with the faults that Facebook really has."""

import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
import requests

from collectors.collect import collect, collect_all
from collectors.graph import GraphAPI, GraphSettings, Timing
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import serve
from data import items, measurements, runs

SMALL = SimulatorConfig(control=True, weeks=2)


@pytest.fixture
def facebook():
    with serve(SMALL) as running:
        yield running


@pytest.fixture
def town(facebook, sqlite_database, enabled):
    """A simulated Page, a store, and `run()` that collects the one into the other."""
    return Town(facebook, sqlite_database, enabled)


class Town:
    def __init__(self, facebook, database, enabled):
        self.facebook, self.database = facebook, database
        self.source = enabled(database, "Infopunt", "facebook-page", facebook.page_id)
        self.token = facebook.page_token
        app = facebook.graph.tokens.labelled("app").value
        self.settings = GraphSettings(facebook.url, app_id=app.split("|")[0], app_secret=app.split("|")[1])

    @property
    def now(self):
        return self.facebook.graph.world.now()

    def open_graph(self, source):
        return GraphAPI(self.token, self.settings, Timing(lambda: self.now, lambda _: None, lambda: 0.0))

    def run(self):
        return collect(self.database, self.source, self.open_graph, self.now)

    def later(self, **span):
        self.control("POST", "clock", {"advance": timedelta(**span).total_seconds()})

    def fault(self, kind, **more):
        self.control("POST", "faults", {"kind": kind, **more})

    def control(self, method, what, body=None):
        answer = requests.request(method, f"{self.facebook.url}/_control/{what}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def calls(self):
        return self.control("GET", "calls")

    def expected(self):
        """How many texts the store must hold: the town's, less hidden ones and stickers."""
        world = self.facebook.graph.world
        posts = [post for post in world.wall() if post.published]
        hidden = {comment.id for comment in world.comments.values() if comment.hidden}
        comments = [
            comment
            for post in posts
            for comment in world.under(post)
            if not comment.hidden and comment.parent not in hidden
        ]
        return Counter(
            "post" if each in posts else "comment"
            for each in [*posts, *comments]
            if (each.message or "").strip()
        )

    def stored(self):
        with self.database.read() as session:
            found = items.recent(session, limit=100_000)
        return Counter("comment" if item.kind == "comment" else "post" for item in found)

    def texts(self):
        with self.database.read() as session:
            return [item.text for item in items.recent(session, limit=100_000)]


def test_everything_is_collected_and_a_second_run_adds_nothing(town):
    first = town.run()
    assert first.problem is None
    assert town.stored() == town.expected()
    second = town.run()
    assert (second.added, second.counts.get("changed", 0), second.problem) == (0, 0, None)


def test_a_second_run_spares_the_call_budget(town):
    town.run()
    before = len(town.calls())
    town.run()
    assert len(town.calls()) - before <= 5


def test_no_name_and_no_phone_number_is_kept(town):
    town.fault("names_visible")
    assert sum(town.run().redacted.values()) > 0
    world = town.facebook.graph.world
    authors = {node.author for node in [*world.posts.values(), *world.comments.values()] if node.author}
    text = "\n".join(town.texts())
    assert not [person.id for person in authors if person.id in text]
    assert not re.search(r"(?<!\d)06[- ]?\d{8}", text)


def test_replies_stand_under_their_comment(town):
    town.run()
    with town.database.read() as session:
        found = items.recent(session, limit=100_000)
    kinds = {item.id: item.kind for item in found}
    parents = Counter(kinds[item.parent_id] for item in found if item.kind == "comment" and item.parent_id)
    assert parents["comment"] > 0
    assert parents["page_post"] > 0


def test_numbers_are_measured(town):
    town.run()
    with town.database.read() as session:
        statuses = measurements.metric_statuses(session, town.source)
        ours = items.our_posts(session, town.source, town.now - timedelta(days=30))
        views = measurements.latest_for_items(session, "post_media_view", [post.id for post in ours])
    assert statuses["page_media_view"] == "offered"
    assert statuses["reactions"] == "offered"
    assert all(value is not None for value in views.values())
    assert len(views) == len(ours)


def test_a_new_comment_is_found_an_hour_later(town):
    town.run()
    before = town.stored()
    town.later(days=2)
    result = town.run()
    assert result.added == sum(town.stored().values()) - sum(before.values()) > 0
    assert town.stored() == town.expected()


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "html_502", "times": 2, "match": {"path": "/comments"}},
        {"kind": "error_before", "times": 3, "after": 5},
        {"kind": "reduce_data", "threshold": 150},
        {"kind": "empty_page_with_next", "times": 3},
        {"kind": "repeated_cursor", "match": {"path": "published_posts"}},
        {"kind": "out_of_order"},
        {"kind": "text_javascript"},
    ],
)
def test_a_passing_fault_loses_nothing(town, fault):
    town.fault(**fault)
    assert town.run().problem is None
    assert town.stored() == town.expected()


def test_an_endlessly_repeated_page_is_told_and_read_again(town):
    town.fault("reduce_data", threshold=100)  # smaller pages, so that there are several
    town.fault("repeated_cursor", times=-1, match={"path": "/feed"})
    assert "incomplete" in town.run().problem
    town.control("DELETE", "faults")
    assert town.run().problem is None
    assert town.stored() == town.expected()


@pytest.mark.parametrize("kind", ["throttle_80001", "429_no_content_type"])
def test_throttling_parks_the_page_and_goes_on_later(town, kind):
    town.fault(kind, after=20)
    result = town.run()
    assert result.parked_until > town.now
    before = len(town.calls())
    assert "nothing is asked before" in town.run().problem
    assert len(town.calls()) == before
    there = town.expected()
    town.later(hours=2)
    assert town.run().problem is None
    assert town.stored() >= there
    town.later(days=1)  # under older posts, what was said in those hours is found at the next daily look
    assert town.run().problem is None
    assert town.stored() == town.expected()


def test_a_token_that_dies_in_between_is_resumed_after_reconnecting(town):
    town.fault("token_190", after=15, subcode=460)
    assert "password was changed" in town.run().problem
    assert 0 < sum(town.stored().values()) < sum(town.expected().values())
    town.control("DELETE", "faults")
    assert town.run().problem is None
    assert town.stored() == town.expected()


@pytest.mark.parametrize("with_app", [True, False])
def test_a_user_token_is_refused_before_anything_is_collected(town, with_app):
    town.token = town.facebook.token("user")
    town.settings = town.settings if with_app else GraphSettings(town.facebook.url)
    assert "Page token belongs here" in town.run().problem
    assert not town.stored()


def test_without_insights_permission_posts_still_come(town):
    town.token = town.facebook.token("page_no_insights")
    result = town.run()
    assert result.problem is None
    assert any("read_insights" in note for note in result.notes)
    assert not any("/insights" in call["path"] for call in town.calls())


def test_without_content_permission_our_own_posts_still_come(town):
    town.token = town.facebook.token("page_no_user_content")
    assert "pages_read_user_content" in town.run().problem
    with town.database.read() as session:
        found = items.recent(session, limit=10_000)
    assert {item.author_kind for item in found} == {"us"}


def test_withheld_comment_ids_are_a_problem_not_silence(town):
    town.token = town.facebook.token("page_no_moderate")
    assert "MODERATE" in town.run().problem


def test_a_deleted_comment_disappears(town):
    town.run()
    world = town.facebook.graph.world
    young = [post for post in world.wall() if town.now - post.created < timedelta(days=10)]
    comment = next(each for post in young for each in world.under(post) if not each.hidden)
    town.fault("deleted_post", id=comment.id)
    town.later(days=1)
    assert town.run().counts["gone"] >= 1
    assert town.stored() == town.expected()


def test_a_deleted_post_disappears_after_a_second_look(town):
    town.run()
    world = town.facebook.graph.world
    town.fault(
        "deleted_post", id=next(post.id for post in world.wall() if post.author is None and post.message)
    )
    before = town.stored()["post"]
    town.later(days=1)
    assert "gone" not in town.run().counts
    town.later(days=1)
    assert town.run().counts["gone"] >= 1
    assert town.stored() == town.expected()
    assert before > 0


def test_each_run_is_written_down(town):
    town.token = town.facebook.token("user")
    town.run()
    with town.database.read() as session:
        [run] = runs.recent(session)
    assert (run.job, run.state) == ("collect", "attention")
    assert town.token not in run.message


def test_a_group_is_refused_with_the_way_in(town, enabled):
    group = enabled(town.database, "Polacy", "facebook-group")
    result = collect(town.database, group, town.open_graph, town.now)
    assert re.search(r"no API for groups.*bereik import.*bereik log", result.problem)
    assert town.calls() == []


def test_one_failing_source_does_not_stop_the_next(town):
    def open_graph(source):
        if source is broken:
            raise ZeroDivisionError
        return town.open_graph(source)

    broken = town.source.__class__(**{**vars(town.source)})
    results = list(collect_all(town.database, [broken, town.source], open_graph, town.now))
    assert "unexpected ZeroDivisionError" in results[0].problem
    assert results[1].problem is None
    assert town.stored() == town.expected()


def test_a_comment_hidden_later_disappears_with_its_replies(town):
    town.run()
    world = town.facebook.graph.world
    young = [post for post in world.wall() if town.now - post.created < timedelta(days=10)]
    thread = next(
        each for post in young for each in world.under(post) if world.replies(each) and not each.hidden
    )
    thread.hidden = True
    town.later(days=1)
    assert town.run().counts["gone"] >= 2
    assert town.stored() == town.expected()


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
import requests
from collectors.collect import collect
from collectors.graph import GraphAPI, GraphSettings, Timing
from data import sources
from data.database import open_database

url, token, database_url, now, *places = sys.argv[1:]

class Session(requests.Session):
    def __init__(self, left):
        super().__init__()
        self.left = left

    def request(self, *arguments, **more):
        answer = super().request(*arguments, **more)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

def run(calls):
    database = open_database(database_url, upgrade=False)
    with database.read() as session:
        source = sources.find(session, "Infopunt")
    moment = datetime.fromisoformat(now)
    api = GraphAPI(token, GraphSettings(url), Timing(lambda: moment), Session(calls))
    collect(database, source, lambda _: api, moment)

for calls in map(int, places):
    child = os.fork()
    if child == 0:
        run(calls)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_killed_at_ten_places_nothing_is_lost_or_doubled(town):
    places = ["1", "3", "5", "6", "7", "9", "11", "13", "15", "17"]
    arguments = [town.facebook.url, town.token, town.database.url, town.now.isoformat(), *places]
    command = [sys.executable, "-c", KILLED, *arguments]
    ended = subprocess.run(command, timeout=100, check=True, capture_output=True, text=True).stdout
    assert ended.split() == [str(-signal.SIGKILL)] * len(places)
    assert town.run().problem is None
    assert town.stored() == town.expected()
    assert len(town.texts()) == sum(town.expected().values())
