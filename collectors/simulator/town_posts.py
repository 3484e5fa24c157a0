"""The Page's own posts over the history, with the audience each of them gets."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from collectors.simulator.chance import stream
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.records import Audience, Post, Truth
from collectors.simulator.texts import texts_of
from collectors.simulator.town_people import fill_slots, hour_in_town
from collectors.simulator.town_story import ANSWERED, FEW_POSTS, PAGE, POST_LANGUAGES, UNREACHED, VIEWS
from collectors.simulator.world import World

FIRST_POST = 122_100_000_000_000_000


def add_own_posts(world: World, config: SimulatorConfig, weeks: list[datetime]) -> None:
    """Three or four posts a week until the start, and those that the planted stories need."""
    chance = stream(config.seed, "own posts")
    planned = [
        _draft(begin, _ordinary(config, chance), chance)
        for begin in weeks[: config.weeks]
        for _ in range(chance.choice((3, 3, 4)))
    ]
    planned += [_draft(begin, what, chance) for begin, what in _placed(config, chance)]
    planned.sort(key=lambda each: each[0])
    for number, (moment, truth) in enumerate(planned):
        if moment < config.beginning():
            world.add_post(_post(number, moment, truth, stream(config.seed, "own post", number)))


def _ordinary(config: SimulatorConfig, chance: Random) -> Truth:
    language = chance.choices(list(POST_LANGUAGES), list(POST_LANGUAGES.values()))[0]
    themes = [theme for theme in texts_of(language).posts if theme != ANSWERED.theme]
    return Truth(language, chance.choice(themes))


def _placed(config: SimulatorConfig, chance: Random) -> Iterator[tuple[datetime, Truth]]:
    """The posts of the stories, and the few in small languages."""
    start = config.beginning()
    answered = Truth(ANSWERED.language, ANSWERED.theme, ANSWERED.name)
    yield start - timedelta(weeks=ANSWERED.weeks_ago), answered
    for number in range(UNREACHED.posts):
        theme = list(texts_of(UNREACHED.language).posts)[number]
        truth = Truth(UNREACHED.language, theme, UNREACHED.name)
        yield start - timedelta(weeks=(number + 1) * config.weeks // (UNREACHED.posts + 1)), truth
    for language, count in FEW_POSTS.items():
        for _ in range(count):
            theme = chance.choice(list(texts_of(language).posts))
            yield start - timedelta(days=chance.randrange(8, config.weeks * 7)), Truth(language, theme)


def _draft(begin: datetime, truth: Truth, chance: Random) -> tuple[datetime, Truth]:
    # A post that a story counts from stands on the first day of its week, the others on any day.
    day = 0 if truth.story == ANSWERED.name else chance.randrange(7)
    return hour_in_town(begin + timedelta(days=day), chance, (9, 18)), truth


def _post(number: int, moment: datetime, truth: Truth, chance: Random) -> Post:
    text = fill_slots(chance.choice(texts_of(truth.language).posts[truth.theme]), truth.language, chance)
    name = f"{PAGE.id}_{FIRST_POST + number * 1_000_003 + chance.randrange(1000)}"
    dressed = chance.random()
    photos = (str(FIRST_POST + 500_000_000_000 + number),) if dressed < 0.35 else ()
    link = f"https://www.demostad.example/infopunt/{truth.theme.replace('.', '/')}" if dressed > 0.6 else None
    # A photo without a word now and then: the message is absent then.
    message = None if photos and chance.random() < 0.08 and truth.story is None else text
    audience = _audience(truth.language, chance, boosted=truth.story == ANSWERED.name)
    edited = moment + timedelta(hours=3) if chance.random() < 0.06 else None
    return Post(
        name,
        message,
        moment,
        None,
        audience,
        truth,
        link=link,
        photos=photos,
        unseen_comments=int(dressed < 0.1),
        updated=edited,
    )


def _audience(language: str, chance: Random, boosted: bool) -> Audience:
    followers, others = (round(base * chance.lognormvariate(0, 0.3)) for base in VIEWS[language])
    if boosted:
        followers, others = followers * 2, others * 3
    ads = others // 4 if boosted or chance.random() < 0.06 else 0
    seen = followers + others
    likes = round(seen * chance.uniform(0.008, 0.03))
    reactions = {
        "LIKE": likes,
        "LOVE": round(likes * chance.uniform(0, 0.4)),
        "WOW": chance.choice((0, 0, 0, 1)),
        "HAHA": chance.choice((0, 0, 0, 1)),
        "SAD": chance.choice((0, 0, 0, 2)),
        "ANGRY": chance.choice((0, 0, 0, 0, 1)),
    }
    return Audience(followers, others, ads, reactions, chance.choice((0, 0, 1, 2, 5)), seen // 14)
