from collections import Counter
from datetime import UTC, datetime

import pytest

from collectors.simulator.clock import SimulatedClock
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.growth import views_now
from collectors.simulator.town import build_world
from collectors.simulator.town_story import ANSWERED, COMMUNITIES, RUMOUR, UNREACHED

START = datetime(2026, 11, 2, 12, tzinfo=UTC)


def town(seed=1, start=START):
    return build_world(SimulatorConfig(seed=seed, start=start), SimulatedClock(start))


@pytest.fixture(scope="module")
def world():
    return town()


def said(world, before=START):
    nodes = [*world.posts.values(), *world.comments.values()]
    return [node for node in nodes if node.author is not None and node.created < before]


def weekly(world, story, language):
    weeks = Counter(
        (n.created - START).days // 7
        for n in said(world)
        if n.truth.story == story and n.truth.language == language
    )
    return [weeks[week] for week in range(-26, 0)]


def test_same_seed_same_town(world):
    again, other = town(), town(seed=2)
    assert again.posts == world.posts
    assert again.comments == world.comments
    assert [post.message for post in other.posts.values()] != [post.message for post in world.posts.values()]


def test_volumes_are_those_of_a_real_info_point(world):
    weeks = Counter((node.created - START).days // 7 for node in said(world))
    assert set(weeks) == set(range(-26, 0))
    assert all(15 <= count <= 55 for count in weeks.values())
    assert sum(weeks.values()) / 26 < 40
    own = [post for post in world.posts.values() if post.author is None]
    assert 3 * 26 <= len(own) <= 4 * 26 + 4


def test_eight_languages_and_latin_bulgarian(world):
    languages = Counter(node.truth.language for node in said(world))
    assert min(languages[code] for code in ("nl", "en", "pl", "bg", "ro", "tr", "uk", "hu")) >= 15
    assert languages["pl"] == max(languages.values())
    latin = [node.message for node in said(world) if node.truth.romanised and not node.tags]
    assert len(latin) >= 30
    assert all(not any("а" <= letter <= "я" for letter in text.lower()) for text in latin)


def test_story_1_the_rumour_grows(world):
    counts = weekly(world, RUMOUR.name, RUMOUR.language)
    assert counts[-3:] == list(RUMOUR.per_week)
    assert sum(counts[:-3]) == 0


def test_story_2_the_question_falls_where_it_was_answered(world):
    answered = weekly(world, ANSWERED.name, ANSWERED.language)
    control = weekly(world, ANSWERED.name, ANSWERED.control)
    assert answered == [ANSWERED.before_per_week] * 20 + [ANSWERED.after_per_week] * 6
    assert control == [ANSWERED.control_per_week] * 26
    (post,) = [p for p in world.posts.values() if p.author is None and p.truth.story == ANSWERED.name]
    assert (START - post.created).days // 7 in (ANSWERED.weeks_ago - 1, ANSWERED.weeks_ago)


def test_story_3_a_language_is_reached_far_less(world):
    views = Counter()
    for post in world.posts.values():
        if post.author is None:
            views[post.truth.language] += sum(views_now(post, START)[:2])
    per_head = {code: views[code] / high for code, (_, high) in COMMUNITIES.items()}
    assert min(per_head, key=per_head.__getitem__) == UNREACHED.language
    assert per_head[UNREACHED.language] * 5 < per_head["pl"]


def test_texts_are_messy_and_personal_details_are_fictional(world):
    texts = [node.message for node in said(world) if node.message]
    assert not any("{" in text for text in texts)
    numbers = [text for text in texts if "1234" in text or "020-555" in text]
    assert numbers
    assert any("@example.com" in text for text in texts)
    assert any(text.islower() for text in texts)


def test_people_write_after_their_shift(world):
    hours = Counter(node.created.hour for node in said(world))
    assert sum(hours[hour] for hour in range(14, 22)) > sum(hours.values()) / 2
