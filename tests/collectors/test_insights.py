"""Insights: asking with dead names among the living, and days and parts of the answers."""

import itertools
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from collectors import insights, metrics
from collectors.insights import Found, Question, fetch_metrics, parse_insights
from collectors.metrics import Metric

RECORDED = Path(__file__).parents[1] / "recorded"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WINDOW = (date(2026, 11, 18), date(2026, 11, 19))
QUESTION = Question("1", "day", WINDOW)
DEAD = "(#100) The value must be a valid insights metric"
VIEWS = Metric("page_media_view", "page", ("day",), ("is_from_followers",))
REACTIONS = Metric(
    "page_actions_post_reactions_total", "page", ("day",), by="kind", parts=("like", "love", "wow")
)


def recorded(name):
    return json.loads((RECORDED / name).read_text("utf-8"))["data"]


DAYS = recorded("graph_insights_day.json")
PARTS = recorded("graph_insights_breakdown.json")


def numbers(found, wanted):
    return {(m.metric, m.breakdown, m.day): m.value for m in parse_insights(found, QUESTION, wanted, NOW)}


@pytest.mark.parametrize(
    ("end_time", "day"),
    [
        ("2026-07-02T07:00:00+0000", date(2026, 7, 1)),
        ("2026-11-20T08:00:00+0000", date(2026, 11, 19)),
        ("2026-11-01T07:00:00+0000", date(2026, 10, 31)),  # the day the clocks go back
        ("2026-11-02T08:00:00+0000", date(2026, 11, 1)),
        ("2026-11-02T07:00:00+0000", date(2026, 11, 1)),  # an hour off, as seen around a change of clocks
        ("2026-03-09T07:00:00+0000", date(2026, 3, 8)),
        ("2026-03-09T08:00:00+0000", date(2026, 3, 8)),
        ("2027-01-01T08:00:00+0000", date(2026, 12, 31)),
    ],
)
def test_a_value_belongs_to_the_day_before_its_end_time(end_time, day):
    assert insights.described_day(end_time) == day


def test_windows_are_at_most_ninety_days_without_gap_or_overlap():
    spans = insights.windows(date(2026, 1, 1), date(2026, 11, 20))
    assert all((last - first).days < 90 for first, last in spans)
    assert [(b[0] - a[1]).days for a, b in itertools.pairwise(spans)] == [1, 1, 1]
    assert (spans[0][0], spans[-1][1]) == (date(2026, 1, 1), date(2026, 11, 20))


def test_the_last_three_days_are_read_again():
    assert insights.days_to_read(date(2026, 11, 20), NOW) == [(date(2026, 11, 18), date(2026, 11, 21))]


def test_a_new_page_is_read_ninety_days_back():
    [(first, last)] = insights.days_to_read(None, NOW)
    assert (last - first).days == 89


def test_a_window_runs_between_pacific_midnights():
    params = QUESTION.params()
    assert params["since"] == datetime(2026, 11, 18, 8, tzinfo=UTC)
    assert params["until"] == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_values_land_on_their_days():
    found = numbers(Found({("page_media_view", ""): DAYS[:1]}, {}), [VIEWS])
    assert found == {
        ("page_media_view", "", date(2026, 11, 18)): 412,
        ("page_media_view", "", date(2026, 11, 19)): 377,
    }


def test_a_missing_part_is_zero_when_the_other_is_there():
    found = numbers(Found({("page_media_view", "is_from_followers"): PARTS}, {}), [VIEWS])
    assert found["page_media_view", "is_from_followers=1", date(2026, 11, 18)] == 120
    assert found["page_media_view", "is_from_followers=1", date(2026, 11, 19)] == 0
    assert found["page_media_view", "is_from_followers=0", date(2026, 11, 19)] == 377


def test_missing_kinds_of_an_object_are_zero():
    found = numbers(Found({(REACTIONS.name, ""): DAYS[1:]}, {}), [REACTIONS])
    assert found[REACTIONS.name, "kind=wow", date(2026, 11, 18)] == 0
    assert found[REACTIONS.name, "kind=like", date(2026, 11, 18)] == 22
    assert found[REACTIONS.name, "kind=like", date(2026, 11, 19)] == 0


def test_one_dead_name_does_not_spoil_the_others(api, server):
    dead = Metric("page_impressions", "page", ("day",))

    def by(asked):
        if "page_impressions" in asked.query["metric"]:
            return server.error(100, message=DEAD)
        return {"data": PARTS if "breakdown" in asked.query else DAYS}

    server.by = by
    found = fetch_metrics(api, QUESTION, [VIEWS, dead])
    assert found.statuses == {"page_media_view": "offered", "page_impressions": "retired"}
    assert found.refused == {"page_impressions"}
    assert ("page_impressions", "", date(2026, 11, 22)) in numbers(found, [VIEWS, dead])


def test_living_names_are_asked_in_one_call(api, server):
    server.by = lambda asked: {"data": PARTS if "breakdown" in asked.query else DAYS}
    fetch_metrics(api, QUESTION, [VIEWS, REACTIONS])
    assert [asked.query["metric"] for asked in server.asked] == [
        "page_media_view,page_actions_post_reactions_total",
        "page_media_view",
    ]


@pytest.mark.parametrize("code", [None, 2874008, 200])
def test_not_offered_is_no_number(api, server, code):
    if code:
        server.add_error(code)
    else:
        server.add({"data": []})
    found = fetch_metrics(api, QUESTION, [VIEWS])
    assert found.statuses == {"page_media_view": "not_offered"}
    [measured] = parse_insights(found, QUESTION, [VIEWS], NOW)
    assert (measured.value, measured.status) == (None, "not_offered")


def test_lifetime_values_belong_to_the_day_of_measuring(api, server):
    metric = Metric("post_clicks", "post", ("lifetime",))
    question = Question("1_2", "lifetime", external_id="1_2")
    server.add({"data": [{"name": "post_clicks", "period": "lifetime", "values": [{"value": 48}]}]})
    [measured] = parse_insights(fetch_metrics(api, question, [metric]), question, [metric], NOW)
    assert (measured.value, measured.day, measured.external_id) == (48, date(2026, 11, 22), "1_2")


def test_no_metric_is_both_asked_and_retired():
    names = [metric.name for metric in metrics.metrics()]
    assert len(names) == len(set(names))
    assert not set(names) & set(metrics.retired())


def test_every_replacement_is_a_metric_we_ask():
    names = {metric.name for metric in metrics.metrics()}
    assert {metric.replaced_by for metric in metrics.retired().values()} - {None} <= names
