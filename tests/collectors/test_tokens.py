"""Tokens: what is refused before anything is collected, and what is only warned of."""

from datetime import timedelta

import pytest

from collectors.errors import TokenError
from collectors.graph import GraphAPI, GraphSettings
from collectors.tokens import check_token, inspect_token, require_page_token

ALL = ["pages_read_engagement", "pages_read_user_content", "read_insights"]


def state(kind="PAGE", **more):
    return {"data": {"type": kind, "is_valid": True, "scopes": ALL, "expires_at": 0, **more}}


def test_a_page_token_passes(api, server, clock):
    server.add(state())
    assert require_page_token(api, clock.now).may("read_insights")
    assert api.notes == []


@pytest.mark.parametrize("kind", ["USER", "APP"])
def test_another_kind_of_token_is_refused_with_the_reason(api, server, clock, kind):
    server.add(state(kind))
    with pytest.raises(TokenError, match=f"kind {kind}, a Page token belongs here.*empty lists"):
        require_page_token(api, clock.now)


@pytest.mark.parametrize("which", ["expires_at", "data_access_expires_at"])
def test_a_clock_that_ran_out_is_refused(api, server, clock, which):
    server.add(state(**{which: int((clock.now - timedelta(days=1)).timestamp())}))
    with pytest.raises(TokenError, match="2026-11-21"):
        require_page_token(api, clock.now)


def test_an_end_in_sight_is_warned_of(api, server, clock):
    server.add(state(data_access_expires_at=int((clock.now + timedelta(days=5)).timestamp())))
    require_page_token(api, clock.now)
    assert "ends on 2026-11-27" in api.notes[0]


def test_a_missing_permission_is_warned_of(api, server, clock):
    server.add(state(scopes=ALL[:2]))
    assert not require_page_token(api, clock.now).may("read_insights")
    assert "read_insights is missing" in api.notes[0]


def test_a_token_that_facebook_calls_invalid_is_refused(api, server, clock):
    server.add(state(is_valid=False, error={"code": 190, "message": "changed password"}))
    with pytest.raises(TokenError, match="changed password"):
        require_page_token(api, clock.now)


def test_no_token_is_refused_without_asking(server, clock):
    with pytest.raises(TokenError, match="no token"):
        require_page_token(GraphAPI(None, GraphSettings(server.url), clock.timing()), clock.now)
    assert server.asked == []


def test_the_app_asks_when_we_have_one(server, clock):
    client = GraphAPI("page", GraphSettings(server.url, app_id="7", app_secret="s"), clock.timing())
    server.add(state())
    inspect_token(client)
    assert server.asked[0].headers["authorization"] == "Bearer 7|s"
    client.session.close()


@pytest.mark.parametrize(("category", "kind"), [(True, "PAGE"), (False, "USER")])
def test_without_debug_token_the_kind_is_told_from_me(api, server, category, kind):
    server.add_error(100, message="(#100) You must provide an app access token")
    if category:
        server.add({"id": "1", "category": "Community"})
    else:
        server.add_error(
            100, message="(#100) Tried accessing nonexisting field (category) on node type (User)"
        )
    assert inspect_token(api).kind == kind


def test_the_doctor_gets_lines_instead_of_errors(api, server, clock):
    server.add_error(190, 460)
    found, lines = check_token(api, clock.now)
    assert found is None
    assert "password was changed" in lines[0]
