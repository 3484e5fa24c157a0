import json
from datetime import timedelta

import pytest


def unix(moment):
    return int(moment.timestamp())


def test_a_post_appears_at_once_and_echoes_fields(graph):
    answer = graph.publish(message="Dyżur w środę", fields="id,permalink_url,is_published")
    assert answer["is_published"] is True
    newest = graph.page("posts", fields="id,message", limit=1)["data"][0]
    assert newest == {"id": answer["id"], "message": "Dyżur w środę"}
    assert set(graph.publish(message="kort")) == {"id"}


def test_json_bodies_are_read_too(graph):
    body = {"message": "via json", "published": False}
    answer = graph.call("POST", f"{graph.running.page_id}/feed", json=body).json()
    assert graph.get(answer["id"], fields="is_published")["is_published"] is False


def test_a_scheduled_post_flips_when_its_time_comes(graph, start):
    when = start + timedelta(hours=5)
    answer = graph.publish(message="later", published="false", scheduled_publish_time=unix(when))
    queue = graph.page("scheduled_posts", fields="scheduled_publish_time,is_published")["data"]
    expected = {"id": answer["id"], "scheduled_publish_time": unix(when), "is_published": False}
    assert queue == [expected]
    assert answer["id"] not in {row["id"] for row in graph.page("posts", limit=5)["data"]}
    assert answer["id"] in {row["id"] for row in graph.page("feed", limit=5)["data"]}
    graph.control("clock", {"advance": 5 * 3600 + 5})
    row = graph.page("posts", fields="created_time,scheduled_publish_time", limit=5)["data"][0]
    assert row == {"id": answer["id"], "created_time": "2026-11-02T17:00:00+0000"}
    assert graph.page("scheduled_posts")["data"] == []


@pytest.mark.parametrize(
    ("ahead", "accepted"),
    [
        (timedelta(minutes=9), False),
        (timedelta(minutes=12), True),
        (timedelta(days=29, hours=23), True),
        (timedelta(days=30, hours=1), False),
    ],
)
def test_bounds_of_scheduling(graph, start, ahead, accepted):
    answer = graph.publish(message="m", published="false", scheduled_publish_time=unix(start + ahead))
    assert ("id" in answer) is accepted
    if not accepted:
        assert answer["error"]["message"] == "(#100) The specified scheduled publish time is invalid"


def test_iso_times_with_offset_are_read(graph):
    when = "2026-11-04T10:00:00+0100"
    answer = graph.publish(
        message="m", published="false", scheduled_publish_time=when, fields="scheduled_publish_time"
    )
    assert answer["scheduled_publish_time"] == 1793782800


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"message": "m", "feed_targeting": "locales"},
        {"message": "m", "targeting": "[1]"},
        {
            "message": "m",
            "feed_targeting": json.dumps({"geo_locations": {"countries": ["NL"], "regions": [1]}}),
        },
        {"message": "m", "published": "False!"},
        {"message": "m", "scheduled_publish_time": "1793782800"},
        {"message": "m", "published": "false", "unpublished_content_type": "LATER"},
        {"message": "m", "attached_media[0]": '{"media_fbid":"1"}'},
    ],
)
def test_wrong_posts_are_refused_and_nothing_appears(graph, data):
    before = len(graph.control("state")["posts"])
    assert graph.publish(**data)["error"]["code"] == 100
    assert len(graph.control("state")["posts"]) == before


def test_feed_targeting_is_kept(graph):
    wanted = {"locales": [17], "geo_locations": {"countries": ["NL"]}}
    answer = graph.publish(message="m", feed_targeting=json.dumps(wanted), fields="feed_targeting")
    assert answer["feed_targeting"] == wanted


def test_who_may_not_publish(graph):
    page = graph.running.page_id
    refused = {
        token: graph.call("POST", f"{page}/feed", token, data={"message": "m"})
        for token in ("user", "page_no_publish")
    }
    assert refused["user"].json()["error"]["code"] == 210
    assert (refused["page_no_publish"].status_code, refused["page_no_publish"].json()["error"]["code"]) == (
        403,
        200,
    )


def test_edit_publish_now_and_delete(graph, start):
    name = graph.publish(message="concept", published="false")["id"]
    assert graph.post(name, message="beter")["success"] is True
    assert graph.post(name, is_published="true")["success"] is True
    assert graph.get(name, fields="message,is_published") == {
        "message": "beter",
        "is_published": True,
        "id": name,
    }
    assert graph.call("DELETE", name).json() == {"success": True}
    assert graph.get(name)["error"]["error_subcode"] == 33


def test_a_scheduled_post_can_be_moved(graph, start):
    first, second = (unix(start + timedelta(hours=hours)) for hours in (2, 30))
    name = graph.publish(message="m", published="false", scheduled_publish_time=first)["id"]
    assert graph.post(name, scheduled_publish_time=second)["success"] is True
    assert (
        graph.page("scheduled_posts", fields="scheduled_publish_time")["data"][0]["scheduled_publish_time"]
        == second
    )


def test_posts_of_others_cannot_be_edited(graph):
    name = graph.page("posts", limit=1)["data"][0]["id"]
    answer = graph.call("POST", name, data={"message": "x"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, 200)


def test_a_photo_makes_a_post(graph):
    page = graph.running.page_id
    answer = graph.post(f"{page}/photos", url="https://www.demostad.example/a.jpg", caption="bus")
    assert graph.get(answer["post_id"], fields="message,status_type")["status_type"] == "added_photos"
    assert graph.post(f"{page}/photos")["error"]["code"] == 324


def test_uploaded_photos_wait_for_their_post(graph):
    page = graph.running.page_id
    names = []
    for data in (b"\xff\xd8one", b"\xff\xd8two"):
        files = {"source": ("a.jpg", data, "image/jpeg")}
        names.append(
            graph.call("POST", f"{page}/photos", data={"published": "false"}, files=files).json()["id"]
        )
    media = {f"attached_media[{n}]": json.dumps({"media_fbid": name}) for n, name in enumerate(names)}
    post = graph.publish(message="twee", fields="attachments{media_type,subattachments}", **media)
    (album,) = post["attachments"]["data"]
    assert (album["media_type"], len(album["subattachments"]["data"])) == ("album", 2)
    assert graph.publish(message="weer", **media)["error"]["code"] == 100


@pytest.mark.parametrize(("option", "code"), [("506", 506), ("368", 368)])
def test_duplicates_are_refused_when_so_configured(simulate, option, code):
    client = simulate(duplicates=option)
    assert "id" in client.publish(message="zelfde")
    assert client.publish(message="zelfde")["error"]["code"] == code
    client.control("clock", {"advance": 700})
    assert "id" in client.publish(message="zelfde")


def test_the_page_answers_and_edits_its_own_words(graph):
    post = next(p["id"] for p in graph.control("state")["posts"] if p["author"] == "public")
    reply = graph.post(f"{post}/comments", message="Kom langs bij de bus")["id"]
    assert graph.post(reply, message="Kom morgen langs")["success"] is True
    assert graph.get(reply, fields="message,from")["from"]["id"] == graph.running.page_id
