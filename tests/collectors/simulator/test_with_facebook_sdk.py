"""The Python SDK that our client builds on, talking to the simulator as it does to Facebook."""

import facebook
import pytest


@pytest.fixture
def sdk(reader, monkeypatch):
    monkeypatch.setattr(facebook, "FACEBOOK_GRAPH_URL", f"{reader.running.url}/")
    graph = facebook.GraphAPI(reader.running.page_token, timeout=10)
    yield graph
    graph.session.close()


def test_its_default_version_is_silently_replaced(sdk, reader):
    assert sdk.version == "v2.8"
    assert sdk.get_object("me")["id"] == reader.running.page_id


def test_errors_arrive_as_its_own(sdk):
    with pytest.raises(facebook.GraphAPIError) as caught:
        sdk.get_object("1_2")
    assert caught.value.code == 100


def test_its_pager_reads_posts_to_the_end(sdk):
    sdk.version = "v26.0"
    assert len(list(sdk.get_all_connections("me", "posts", limit=40))) > 70


def test_what_it_writes_is_understood(sdk, reader):
    sdk.version = "v26.0"
    answer = sdk.put_object("me", "feed", message="via de bibliotheek", published="false")
    assert reader.get(answer["id"], fields="is_published")["is_published"] is False
