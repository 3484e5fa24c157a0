from datetime import UTC, datetime, timedelta

import pytest

from collectors.simulator.insights import metrics

WEEK = {"period": "day", "since": "2026-10-20", "until": "2026-10-27"}


def values(answer, name, period="day"):
    return next(row["values"] for row in answer["data"] if (row["name"], row["period"]) == (name, period))


def test_days_end_at_pacific_midnight(reader):
    rows = values(reader.page("insights", metric="page_media_view", **WEEK), "page_media_view")
    assert [row["end_time"] for row in rows] == [f"2026-10-{day}T07:00:00+0000" for day in range(21, 28)]


def test_the_clock_change_moves_the_end_of_the_day(simulate):
    later = simulate(start=datetime(2026, 11, 9, 12, tzinfo=UTC))
    answer = later.page(
        "insights", metric="page_follows", period="day", since="2026-10-30", until="2026-11-04"
    )
    ends = [row["end_time"] for row in values(answer, "page_follows")]
    assert ends[1:3] == ["2026-11-01T07:00:00+0000", "2026-11-02T08:00:00+0000"]


def test_a_dead_name_fails_the_whole_call(reader):
    for metric in ("page_impressions", "page_media_view,page_fans", "post_media_view", "page_fans_locale"):
        answer = reader.call("GET", f"{reader.running.page_id}/insights", params={"metric": metric})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


def test_a_dead_name_inside_fields_loses_the_posts_too(reader):
    fine = reader.page("posts", fields="id,insights.metric(post_media_view)", limit=2)
    assert fine["data"][0]["insights"]["data"][0]["values"][0]["value"] > 0
    dead = reader.page("posts", fields="id,insights.metric(post_media_view,post_impressions)", limit=2)
    assert dead["error"]["message"] == "(#100) The value must be a valid insights metric"


def test_missing_metric_and_long_window(reader):
    error = reader.page("insights")["error"]
    assert (error["code"], error["error_subcode"]) == (3001, 1504028)
    long = reader.page("insights", metric="page_follows", since="2026-05-01", until="2026-08-03")
    assert "93 days (8035200 s)" in long["error"]["message"]
    assert "data" in reader.page("insights", metric="page_follows", since="2026-05-01", until="2026-08-02")


def test_both_neighbours_always(reader):
    answer = reader.page("insights", metric="page_follows", **WEEK)
    assert set(answer["paging"]) == {"previous", "next"}
    future = reader.get(reader.get(reader.get(answer["paging"]["next"])["paging"]["next"])["paging"]["next"])
    assert future["data"] == []
    assert "next" in future["paging"]
    before = reader.get(answer["paging"]["previous"])
    assert values(before, "page_follows")[-1]["end_time"] == "2026-10-20T07:00:00+0000"


def test_parts_add_up_and_zero_parts_are_omitted(reader):
    whole = values(reader.page("insights", metric="page_media_view", **WEEK), "page_media_view")
    for breakdown in ("is_from_followers", "is_from_ads"):
        answer = reader.page("insights", metric="page_media_view", breakdown=breakdown, **WEEK)
        parts = values(answer, "page_media_view")
        for day in whole:
            found = [part for part in parts if part["end_time"] == day["end_time"]]
            assert sum(part["value"] for part in found) == day["value"]
            assert all(part["value"] and part[breakdown] in ("0", "1") for part in found)
    wrong = reader.page("insights", metric="page_follows", breakdown="is_from_ads", **WEEK)
    assert wrong["error"]["code"] == 100


def test_most_views_are_by_people_who_do_not_follow(reader):
    posts = reader.page(
        "posts", fields="insights.metric(post_media_view).breakdown(is_from_followers)", limit=50
    )
    rows = [row for post in posts["data"] for row in post["insights"]["data"][0]["values"]]
    total = {key: sum(row["value"] for row in rows if row["is_from_followers"] == key) for key in "01"}
    assert total["0"] > total["1"] > 0


def test_the_last_days_are_missing_and_then_still_change(graph):
    ask = {"metric": "page_media_view", "period": "day", "since": "2026-10-29", "until": "2026-11-03"}
    before = values(graph.page("insights", **ask), "page_media_view")
    graph.control("clock", {"advance": 86_400 * 4})
    after = values(graph.page("insights", **ask), "page_media_view")
    assert len(after) > len(before)
    assert after[0] == before[0]
    changed = [(old["value"], new["value"]) for old, new in zip(before, after, strict=False) if old != new]
    assert changed
    assert all(new > old for old, new in changed)


def test_no_period_gives_one_object_per_period(reader):
    answer = reader.page("insights", metric="page_media_view", since="2026-10-20", until="2026-10-21")
    assert [row["period"] for row in answer["data"]] == ["day", "week", "days_28"]
    day, week, month = (row["values"][0]["value"] for row in answer["data"])
    assert day < week < month


def test_under_a_hundred_followers_there_is_nothing(simulate):
    small = simulate(followers=60)
    assert small.page("insights", metric="page_follows", **WEEK)["data"] == []
    assert small.page("posts", limit=1)["data"]


def test_without_the_permission_there_is_nothing_and_no_error(reader):
    assert reader.page("insights", who="page_no_insights", metric="page_follows", **WEEK)["data"] == []


def test_followers_by_country_are_an_object(reader):
    (row, *_) = values(reader.page("insights", metric="page_follows_country", **WEEK), "page_follows_country")
    assert row["value"]["PL"] > row["value"]["HU"] > 0
    assert reader.get(reader.running.page_id, fields="followers_count")["followers_count"] == 1340


def test_reactions_use_their_own_names_and_omit_zero(reader):
    posts = reader.page("posts", fields="insights.metric(post_reactions_by_type_total)", limit=100)["data"]
    found = [post["insights"]["data"][0]["values"][0]["value"] for post in posts]
    assert {key for each in found for key in each} == {"like", "love", "wow", "haha", "sorry", "anger"}
    assert all(count for each in found for count in each.values())


def test_lifetime_values_grow_with_the_clock_and_agree_with_the_graph(graph):
    post = graph.page("posts", limit=1)["data"][0]["id"]
    fields = "insights.metric(post_media_view),reactions.limit(0).summary(total_count)"
    before = graph.get(post, fields=fields)
    graph.control("clock", {"advance": int(timedelta(days=9).total_seconds())})
    after = graph.get(post, fields=fields)
    assert _lifetime(after) > _lifetime(before)
    by_type = graph.get(f"{post}/insights", metric="post_reactions_by_type_total")
    total = sum(by_type["data"][0]["values"][0]["value"].values())
    assert total == after["reactions"]["summary"]["total_count"]


def _lifetime(post):
    return post["insights"]["data"][0]["values"][0]["value"]


def test_visitors_posts_have_no_insights(reader):
    post = reader.page("visitor_posts", limit=1)["data"][0]["id"]
    assert reader.get(f"{post}/insights", metric="post_media_view")["error"]["code"] == 2932001


@pytest.mark.parametrize("level", ["page", "post"])
def test_every_living_metric_answers(reader, level):
    names = [metric.name for metric in metrics().values() if metric.level == level]
    node = reader.running.page_id if level == "page" else reader.page("posts", limit=1)["data"][0]["id"]
    ask = {"since": "2026-10-20", "until": "2026-10-22"} if level == "page" else {}
    answer = reader.get(f"{node}/insights", metric=",".join(names), **ask)
    assert {row["name"] for row in answer["data"]} == set(names)
