"""Our Graph client against a real server: tokens, forms, errors, retries, limits."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from collectors.errors import (
    ContentRefused,
    Gone,
    GraphError,
    InvalidMetric,
    NotOffered,
    OutcomeUnknown,
    PermissionMissing,
    RequestError,
    SourceRefused,
    Throttled,
    TokenError,
    TooMuchData,
    Transient,
    UnknownField,
)
from collectors.graph import GraphAPI, GraphSettings

REDUCE = "Please reduce the amount of data you're asking for, then retry your request"


def test_the_token_travels_in_the_header_only(api, server):
    api.get("me", fields="id")
    asked = server.asked[0]
    assert asked.headers["authorization"] == f"Bearer {api.access_token}"
    assert api.access_token not in asked.line
    assert asked.path == "/v26.0/me"


def test_nested_values_and_booleans_are_json(api, server):
    when = datetime(2026, 11, 26, 10, tzinfo=UTC)
    api.post("1/feed", targeting={"geo": ["NL"]}, published=False, scheduled_publish_time=when, link=None)
    assert server.asked[0].form == {
        "targeting": '{"geo":["NL"]}',
        "published": "false",
        "scheduled_publish_time": "1795687200",
    }


def test_the_sdk_methods_go_the_same_way(api, server):
    server.add({"id": "1_2"})
    assert api.put_object("1", "feed", message="Dzień dobry") == {"id": "1_2"}
    assert server.asked[0].form == {"message": "Dzień dobry"}
    assert server.asked[0].headers["authorization"] == f"Bearer {api.access_token}"


def test_a_proof_goes_along_when_there_is_an_app_secret(server, clock):
    client = GraphAPI("token", GraphSettings(server.url, app_secret="secret"), clock.timing())
    client.get("me")
    # echo -n token | openssl dgst -sha256 -hmac secret
    expected = "e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a"
    assert server.asked[0].query["appsecret_proof"] == expected
    client.session.close()


@pytest.mark.parametrize("kind", ["text/javascript; charset=UTF-8", "", "text/plain"])
def test_json_is_read_whatever_its_content_type_says(api, server, kind):
    server.add({"id": "1"}, headers={"Content-Type": kind})
    assert api.get("1") == {"id": "1"}


def test_a_bare_true_is_a_success(api, server):
    server.add("true")
    assert api.delete("1_2") == {"success": True}


@pytest.mark.parametrize(
    ("code", "subcode", "message", "expected"),
    [
        (190, 463, "expired", TokenError),
        (190, None, "cannot parse", TokenError),
        (102, None, "session", TokenError),
        (210, None, "(#210) A page access token is required", TokenError),
        (10, None, "(#10) requires pages_read_user_content", PermissionMissing),
        (200, None, "(#200) not allowed", PermissionMissing),
        (1, 2853006, "Viewer doesn't have permission", PermissionMissing),
        (3, None, "capability", PermissionMissing),
        (4, None, "limit", Throttled),
        (17, 2446079, "limit", Throttled),
        (32, None, "limit", Throttled),
        (613, None, "limit", Throttled),
        (80001, None, "limit", Throttled),
        (100, 33, "Object does not exist", Gone),
        (100, None, "(#100) The value must be a valid insights metric", InvalidMetric),
        (100, None, "(#100) Tried accessing nonexisting field (shares) on node type (Post)", UnknownField),
        (100, None, "(#100) There cannot be more than 93 days (8035200 s)", RequestError),
        (1, None, "There cannot be more than 93 days (8035200 s) between since and until", RequestError),
        (1, None, "(#100) Cannot include spend in summary param", RequestError),
        (2500, None, "Unknown path components: /me", RequestError),
        (2874008, None, "at least 100 Page followers", NotOffered),
        (100, 2932002, "no insights", NotOffered),
        (368, 1390008, "too fast", ContentRefused),
        (506, 1455006, "duplicate", ContentRefused),
        (200, 1404078, "authorization required", ContentRefused),
        (200, 1363047, "temporarily unavailable", Transient),
        (1, None, REDUCE, TooMuchData),
        (1, 99, "An unknown error occurred", Transient),
        (2, None, "try later", Transient),
        (424242, None, "something new", RequestError),
    ],
)
def test_each_error_of_facebook_has_its_class(api, server, code, subcode, message, expected):
    server.add_error(code, subcode, message=message)
    with pytest.raises(GraphError) as caught:
        api.get("1_2")
    assert type(caught.value) is expected
    assert (caught.value.subcode, caught.value.status) == (subcode, 400)


def test_a_token_error_says_what_to_do(api, server):
    server.add_error(190, 492, message="no role")
    with pytest.raises(TokenError, match=r"new token will not help.*code 190/492.*reconnect"):
        api.get("me")


def test_an_error_in_a_200_is_an_error(api, server):
    server.add({"error": {"message": "dead", "code": 190}})
    with pytest.raises(TokenError):
        api.get("me")


@pytest.mark.parametrize(
    "first",
    [
        {"status": 502, "body": "<html>Bad gateway</html>", "headers": {"Content-Type": "text/html"}},
        {"body": "<html>Log in</html>", "headers": {"Content-Type": "text/html"}},
        {"body": '{"data":[{"id":'},
        {"body": '{"id":"1"}', "cut": True},
        {"body": ""},
        {"drop": True},
        {"status": 500, "body": {"error": {"message": "later", "code": 2, "is_transient": True}}},
    ],
)
def test_a_read_is_repeated_after_a_passing_failure(api, server, clock, first):
    server.add(**first).add({"id": "1"})
    assert api.get("1") == {"id": "1"}
    assert clock.slept == [1.0]


def test_a_read_gives_up_after_four_tries(api, server, clock):
    server.add("<html>", 503)
    with pytest.raises(Transient, match="HTTP 503"):
        api.get("1")
    assert (len(server.asked), clock.slept) == (4, [1.0, 2.0, 4.0])


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "body": {"error": {"message": "unexpected", "code": 2}}},
        {"status": 502, "body": "<html>"},
        {"body": "<html>"},
        {"body": ""},
        {"drop": True},
    ],
)
def test_a_write_is_sent_once_and_its_outcome_unknown(api, server, answer):
    server.add(**answer)
    with pytest.raises(OutcomeUnknown, match="read back"):
        api.post("1/feed", message="x")
    assert len(server.asked) == 1


def test_a_write_that_never_left_is_no_unknown_outcome(clock):
    client = GraphAPI("token", GraphSettings("http://127.0.0.1:9"), clock.timing())
    with pytest.raises(Transient):
        client.post("1/feed", message="x")


def test_a_slow_write_is_unknown(server, clock):
    client = GraphAPI("t", GraphSettings(server.url, write_timeout=(1, 0.2)), clock.timing())
    server.by = lambda asked: __import__("time").sleep(0.5) or {"id": "1"}
    with pytest.raises(OutcomeUnknown):
        client.post("1/feed", message="x")
    client.session.close()


def test_throttling_parks_every_further_call(api, server, clock):
    usage = '{"1":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}'
    limit = {"error": {"message": "limit", "code": 80001}}
    server.add(limit, 400, headers={"X-Business-Use-Case-Usage": usage})
    with pytest.raises(Throttled) as caught:
        api.get("1")
    assert caught.value.until == clock.now + timedelta(minutes=19)
    with pytest.raises(Throttled):
        api.post("1/feed", message="x")
    assert len(server.asked) == 1


def test_a_429_without_words_parks_for_an_hour(api, server, clock):
    server.add("", 429, headers={"Content-Type": ""})
    with pytest.raises(Throttled) as caught:
        api.get("1")
    assert caught.value.until == clock.now + timedelta(hours=1)


def test_a_nearly_used_budget_parks_after_the_answer(api, server, clock):
    server.add({"id": "1"}, headers={"X-App-Usage": '{"call_count":28,"total_time":93,"total_cputime":2}'})
    assert api.get("1") == {"id": "1"}
    assert api.parked_until == clock.now + timedelta(minutes=15)
    clock.now += timedelta(minutes=16)
    assert api.get("1") == {"id": "1"}


def test_another_served_version_is_noted_once(api, server):
    server.add({}, headers={"facebook-api-version": "v21.0"})
    api.get("me")
    api.get("me")
    assert len(api.notes) == 1
    assert "asked Graph API v26.0, got v21.0" in api.notes[0]
    assert api.get_version() == "21.0"


def test_no_secret_in_an_exception(api, server):
    server.add({"error": {"message": f"Malformed access token {api.access_token}", "code": 190}}, 400)
    with pytest.raises(TokenError) as caught:
        api.get("debug_token", input_token=api.access_token)
    error = caught.value
    assert api.access_token not in f"{error}{error.__cause__}{error.__context__}{vars(error)}"


def test_no_secret_in_the_http_library_log(api, server, caplog):
    caplog.set_level(logging.DEBUG)
    api.get("debug_token", input_token=api.access_token)
    assert "debug_token" in caplog.text
    assert api.access_token not in caplog.text


def test_a_connection_error_shows_no_address_with_secrets(clock):
    client = GraphAPI("EAAsecret", GraphSettings("http://127.0.0.1:9", app_secret="hidden"), clock.timing())
    with pytest.raises(Transient) as caught:
        client.get("debug_token", input_token="EAAsecret")
    assert "EAAsecret" not in f"{caught.value!r}"
    assert caught.value.__context__ is None


def test_redirects_are_not_followed(api, server):
    server.add("", 302, headers={"Location": "http://127.0.0.1:1/steal"})
    with pytest.raises(Transient):
        api.get("me")


def test_a_token_never_travels_readable():
    with pytest.raises(SourceRefused, match="not https"):
        GraphAPI("t", GraphSettings("http://graph.example.org"))
