"""Recorded answers of a Page, parsed once, and what must come out of them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors import facebook_page, page_counts
from collectors.errors import SourceRefused, UnknownField
from collectors.facebook_page import Skip, parse_comment, parse_post

RECORDED = Path(__file__).parents[1] / "recorded"
OURS = frozenset({"61550000000001"})
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def recorded(name):
    return json.loads((RECORDED / name).read_text("utf-8"))["data"]


POSTS = recorded("graph_posts.json")
FEED = recorded("graph_feed.json")
COMMENTS = recorded("graph_comments.json")


def test_our_post_is_an_item_of_ours():
    item = parse_post(POSTS[0], OURS, own=True)
    assert (item.kind, item.author_kind) == ("page_post", "us")
    assert item.created_at == datetime(2026, 11, 20, 9, 0, 3, tzinfo=UTC)
    assert item.link.endswith("/posts/122100000000000010")


def test_a_post_without_words_is_no_item():
    assert parse_post(POSTS[1], OURS, own=True) is Skip.EMPTY


def test_the_feed_gives_visitors_posts_only():
    parsed = [parse_post(row, OURS, own=False) for row in FEED]
    assert parsed[0] is Skip.OURS
    assert (parsed[1].kind, parsed[1].author_kind) == ("visitor_post", "public")
    assert parsed[2:] == [Skip.ELSEWHERE, Skip.UNPUBLISHED]


def test_tagged_names_go_along_for_redaction_only():
    item = parse_post(FEED[1], OURS, own=False)
    assert item.tagged_names == ("Jan Kowalski",)
    assert item.link is None


def test_a_tag_of_a_page_is_no_person():
    row = {**FEED[1], "message_tags": {"0": [{"name": "Infopunt", "type": "page", "offset": 0, "length": 8}]}}
    assert parse_post(row, OURS, own=False).tagged_names == ()


def test_a_short_form_of_a_tagged_name_is_redacted_too():
    tag = {"name": "Jan Kowalski", "type": "user", "offset": 0, "length": 3}
    row = {**FEED[1], "message": "Jan wie to", "message_tags": [tag]}
    assert parse_post(row, OURS, own=False).tagged_names == ("Jan", "Jan Kowalski")


def test_comments_and_replies_know_their_parents():
    first, reply = (parse_comment(row, "post", OURS) for row in COMMENTS[:2])
    assert (first.external_id, first.parent_external_id, first.author_kind) == (
        "900000000000001",
        "post",
        "public",
    )
    assert (reply.parent_external_id, reply.author_kind) == ("900000000000001", "us")


@pytest.mark.parametrize(("number", "why"), [(2, Skip.EMPTY), (3, Skip.HIDDEN), (5, Skip.UNREADABLE)])
def test_comments_that_become_no_item(number, why):
    assert parse_comment(COMMENTS[number], "post", OURS) is why


@pytest.mark.parametrize("time", [None, 5, "yesterday", "2026-11-20"])
def test_an_unreadable_time_is_counted_not_guessed(time):
    assert parse_comment({**COMMENTS[0], "created_time": time}, "post", OURS) is Skip.UNREADABLE


def test_counts_of_a_post():
    found = {(m.metric, m.breakdown): m.value for m in page_counts.parse_counts(POSTS[0], NOW)}
    assert found["shares", ""] == 3
    assert found["comments", ""] == 3
    assert found["reactions", ""] == 28
    assert (found["reactions", "kind=like"], found["reactions", "kind=wow"]) == (22, 0)


def test_absent_shares_are_zero_and_absent_reactions_unknown():
    found = {(m.metric, m.breakdown): m for m in page_counts.parse_counts(POSTS[1], NOW)}
    assert (found["shares", ""].value, found["shares", ""].status) == (0, "offered")
    assert (found["reactions", ""].value, found["reactions", ""].status) == (None, "not_offered")


@pytest.mark.parametrize(
    ("address", "reference"),
    [
        ("61550000000001", "61550000000001"),
        ("infopunt.demo", "infopunt.demo"),
        ("https://www.facebook.com/infopunt.demo/", "infopunt.demo"),
        ("https://www.facebook.com/profile.php?id=61550000000001", "61550000000001"),
        ("https://www.facebook.com/people/Infopunt/61550000000001/", "61550000000001"),
    ],
)
def test_the_page_is_found_in_its_address(address, reference):
    assert facebook_page.page_reference(address) == reference


@pytest.mark.parametrize("address", ["", "  ", "https://www.facebook.com/"])
def test_an_address_without_a_page_is_refused(address):
    with pytest.raises(SourceRefused, match="names no Page"):
        facebook_page.page_reference(address)


def test_a_field_that_facebook_dropped_is_left_out(api, server):
    gone = "(#100) Tried accessing nonexisting field (is_hidden) on node type (Post)"
    server.by = lambda asked: (
        server.error(100, message=gone) if "is_hidden" in asked.query["fields"] else {"data": [{"id": "1"}]}
    )
    assert list(facebook_page.fetch_posts(api, "1", None)) == [[{"id": "1"}]]
    assert "no longer knows the field is_hidden" in api.notes[0]


def test_a_field_we_never_asked_for_is_an_error(api, server):
    server.add_error(100, message="(#100) Tried accessing nonexisting field (foo) on node type (Post)")
    with pytest.raises(UnknownField):
        list(facebook_page.fetch_posts(api, "1", None))


def test_names_are_never_asked_for(api, server):
    server.add({"data": []})
    list(facebook_page.fetch_comments(api, "1_2"))
    assert "from{id}" in server.asked[0].query["fields"]
    assert "name" not in server.asked[0].query["fields"]
    assert server.asked[0].query["filter"] == "stream"
