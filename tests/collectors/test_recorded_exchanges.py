"""Real exchanges of years ago, replayed by a local server through our client; skipped where they are not."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors import page_counts
from collectors.classify import classify
from collectors.errors import Answer, GraphError, RequestError, TooMuchData, Transient
from collectors.facebook_page import Skip, comment_key, parse_comment, parse_post

FOLDER = Path(__file__).parents[2].parent / "shared" / "graph_api" / "keboola_mit"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the recorded exchanges are not here")


def replayed(api, server, name):
    """Every answer of a recording, as our client gives it."""
    exchanges = json.loads((FOLDER / name).read_text("utf-8"))
    for exchange in exchanges:
        kind = exchange["headers"].get("Content-Type", "application/json")
        server.add(exchange["body"], exchange["status"], headers={"Content-Type": kind})
    return [api.get("feed") for _ in exchanges]


def rows(answers):
    lists = [part for each in answers for part in (each, *each.values()) if isinstance(part, dict)]
    return [row for part in lists for row in part.get("data", ()) if isinstance(row, dict)]


@pytest.mark.parametrize("name", ["recorded_feed_v2_11.json", "recorded_posts_with_summaries_v2_8.json"])
def test_recorded_posts_become_items(api, server, name):
    parsed = [parse_post(row, frozenset(), own=True) for row in rows(replayed(api, server, name))]
    items = [each for each in parsed if not isinstance(each, Skip)]
    assert items
    assert Skip.UNREADABLE not in parsed
    assert all(item.created_at.tzinfo is UTC for item in items)


def test_recorded_comments_become_items_without_names(api, server):
    posts = rows(replayed(api, server, "recorded_feed_v2_11.json"))
    comments = [row for post in posts for row in post.get("comments", {}).get("data", ())]
    ours = frozenset({"177057932317550"})
    parsed = [parse_comment(row, post["id"], ours) for post in posts[:1] for row in comments]
    names = {row["from"]["name"] for row in comments if "from" in row}
    assert comments
    assert not [item for item in parsed if not isinstance(item, Skip) for name in names if name in repr(item)]
    assert {comment_key(row["id"]) for row in comments}


def test_recorded_summaries_become_counts(api, server):
    posts = rows(replayed(api, server, "recorded_posts_with_summaries_v2_8.json"))
    totals = [m.value for row in posts for m in page_counts.parse_counts(row, NOW) if m.metric == "reactions"]
    assert any(isinstance(total, int) for total in totals)


def test_recorded_errors_have_their_class():
    expected = {
        "reduce-data-response": TooMuchData,
        "error-400-response": RequestError,
        "cannot-include-error": RequestError,
        "unknown-error-response": Transient,
        "unexpected-error-response": Transient,
        "media-posted-before-error-response": RequestError,
    }
    recorded = json.loads((FOLDER / "errors_recorded.json").read_text("utf-8"))
    found: dict[str, type[GraphError]] = {}
    for each in recorded:
        if each["name"] in expected:
            error = each["body"]["error"]
            answer = Answer(error["message"], each["status"], error["code"], error.get("error_subcode"))
            found[each["name"]] = type(classify(answer, writing=False, until=lambda: NOW))
    assert found == expected
