import pytest

from collectors.simulator.errors import GraphError
from collectors.simulator.fields import parse_fields, weight, write


def test_modifiers_and_nesting_are_read():
    (comments,) = parse_fields("comments.limit(100).summary(true).as(x){id,message,comments.limit(5){id}}")
    assert (comments.name, comments.shown_as) == ("comments", "x")
    assert comments.params["limit"] == "100"
    assert [each.name for each in comments.fields or ()] == ["id", "message", "comments"]


def test_modifiers_may_stand_behind_the_braces():
    (field,) = parse_fields("comments{id}.limit(2)")
    assert field.params == {"limit": "2"}


def test_metric_lists_keep_their_commas():
    (insights,) = parse_fields("insights.metric(post_clicks,post_media_view)")
    assert insights.params["metric"] == "post_clicks,post_media_view"


@pytest.mark.parametrize("text", ["id,message", "reactions.type(LIKE).limit(0).as(r){id}", "a{b{c},d}"])
def test_what_was_read_can_be_written_again(text):
    assert write(parse_fields(text)) == text


def test_weight_counts_leaves():
    assert weight(parse_fields("id,comments{id,message},shares")) == 4


@pytest.mark.parametrize("text", ["id}", "comments{id", "comments.limit(2", "id,,name", "a.b(c)", "a b"])
def test_nonsense_is_refused(text):
    with pytest.raises(GraphError) as caught:
        parse_fields(text)
    assert caught.value.code == 2500
