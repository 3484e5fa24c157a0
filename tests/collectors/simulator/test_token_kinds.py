import pytest
import requests


def test_debug_token_describes_a_page_token(reader):
    data = reader.get("debug_token", who="app", input_token=reader.running.page_token)["data"]
    assert (data["type"], data["is_valid"], data["expires_at"]) == ("PAGE", True, 0)
    assert data["profile_id"] == reader.running.page_id
    assert {"read_insights", "pages_manage_posts"} <= set(data["scopes"])
    assert data["granular_scopes"][0]["target_ids"] == [reader.running.page_id]


def test_debug_token_describes_a_broken_one(reader):
    data = reader.get("debug_token", who="app", input_token=reader.running.token("page_expired"))["data"]
    assert (data["is_valid"], data["error"]["subcode"]) == (False, 463)
    unknown = reader.get("debug_token", who="app", input_token="nonsense")["data"]
    assert unknown["is_valid"] is False


def test_page_token_may_not_debug(reader):
    assert reader.get("debug_token", input_token="x")["error"]["code"] == 100


def test_me_is_the_page_or_the_person(reader):
    assert reader.get("me")["id"] == reader.running.page_id
    assert reader.get("me", who="user")["id"] != reader.running.page_id
    assert reader.get("me/posts", limit=1)["data"]
    assert reader.get("me", who="app")["error"]["code"] == 2500


def test_accounts_hand_out_the_page_token(reader):
    (page,) = reader.get("me/accounts", who="user")["data"]
    assert (page["id"], page["access_token"]) == (reader.running.page_id, reader.running.page_token)
    assert "MODERATE" in page["tasks"]
    assert reader.get("me/accounts", who="page")["error"]["code"] == 100


def test_permissions_are_listed(reader):
    rows = reader.get("me/permissions", who="user")["data"]
    assert {"permission": "read_insights", "status": "granted"} in rows


def test_a_short_token_becomes_a_long_one(reader):
    secret = reader.running.tokens.app_secret
    app = reader.running.token("app").partition("|")[0]
    ask = {"client_id": app, "client_secret": secret, "grant_type": "fb_exchange_token"}
    short = reader.running.token("user_short")
    answer = reader.get("oauth/access_token", who=None, fb_exchange_token=short, **ask)
    assert answer["expires_in"] == 5_184_000
    data = reader.get("debug_token", who="app", input_token=answer["access_token"])["data"]
    assert data["expires_at"] - data["issued_at"] == 5_184_000
    assert reader.get("oauth/access_token", who=None, **{**ask, "client_secret": "x"})["error"]["code"] == 1


@pytest.mark.parametrize(
    ("token", "path", "status", "code", "subcode"),
    [
        (None, "me", 400, 2500, None),
        ("page_expired", "{page}/posts", 400, 190, 463),
        ("page_revoked", "{page}/posts", 400, 190, 460),
        ("page_no_user_content", "{page}/visitor_posts", 400, 10, None),
        ("page_no_user_content", "{page}/tagged", 400, 10, None),
        ("app", "{page}/posts", 400, 10, None),
        ("user", "{page}/insights?metric=page_follows", 400, 190, 2069032),
        ("user", "{page}/scheduled_posts", 403, 210, None),
    ],
)
def test_the_wrong_token_is_named(reader, token, path, status, code, subcode):
    answer = reader.call("GET", path.format(page=reader.running.page_id), token)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error.get("error_subcode")) == (status, code, subcode)
    assert answer.headers["WWW-Authenticate"].startswith('OAuth "Facebook Platform"')


def test_nonsense_token_cannot_be_parsed(reader):
    answer = requests.get(f"{reader.running.url}/v26.0/me", params={"access_token": "x"}, timeout=10).json()
    assert (answer["error"]["code"], "error_subcode" in answer["error"]) == (190, False)


def test_a_persons_token_sees_no_comments_and_no_error(reader):
    post = next(post["id"] for post in reader.control("state")["posts"] if post["comments"])
    answer = reader.call("GET", f"{post}/comments", "user")
    assert (answer.status_code, answer.json()) == (200, {"data": []})


def test_without_user_content_comments_are_refused(reader):
    post = next(p["id"] for p in reader.control("state")["posts"] if p["comments"] and p["author"] == "page")
    assert reader.get(f"{post}/comments", who="page_no_user_content")["error"]["code"] == 10
    own = reader.page("feed", who="page_no_user_content", fields="from", limit=100)["data"]
    assert all("from" in row for row in own)


def test_without_moderate_comment_ids_are_withheld(reader):
    post = next(post["id"] for post in reader.control("state")["posts"] if post["comments"])
    rows = reader.get(f"{post}/comments", who="page_no_moderate")["data"]
    assert rows
    assert not any("id" in row for row in rows)


def test_app_secret_proof(simulate):
    strict = simulate(require_proof=True)
    proof = strict.running.tokens.proof(strict.running.page_token)
    assert "appsecret_proof" in strict.get("me")["error"]["message"]
    assert "Invalid" in strict.get("me", appsecret_proof="0" * 64)["error"]["message"]
    assert strict.get("me", appsecret_proof=proof)["id"] == strict.running.page_id


def test_same_seed_same_tokens(simulate):
    assert simulate().running.page_token == simulate().running.page_token
    assert simulate().running.page_token != simulate(seed=2).running.page_token
