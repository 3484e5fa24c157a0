"""What the public writes: questions as visitor posts and comments, chatter, and the Page's replies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from collectors.simulator.chance import stream
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.records import Audience, Comment, Post, Tag, Truth
from collectors.simulator.texts import LANGUAGES, stray_texts, texts_of
from collectors.simulator.town_mess import mess_up, romanise
from collectors.simulator.town_people import fill_slots, off_shift, person, tag_someone
from collectors.simulator.town_story import (
    ANSWERED,
    LATIN_SHARE,
    ONLINE_SHARES,
    PAGE,
    QUESTIONS_PER_WEEK,
    RUMOUR,
    THEME_WEIGHTS,
)
from collectors.simulator.world import World

FIRST_VISITOR_POST = 122_300_000_000_000_000
FIRST_COMMENT = 900_000_000_000_000
VISITOR_POSTS = 0.4
"""The part of the questions that stands on the wall itself; the rest is written under the Page's posts."""
ANSWERED_BY_PAGE = 0.55
FRESH = timedelta(days=12)
"""People comment under posts up to this old, when there are any."""


@dataclass(frozen=True)
class Said:
    """One text of the public before it gets its place."""

    moment: datetime
    text: str
    truth: Truth
    tags: tuple[Tag, ...] = ()
    sticker: bool = False


def add_public_items(world: World, config: SimulatorConfig, weeks: list[datetime]) -> None:
    """Everything that the public writes, week by week, with the replies of the Page."""
    said: list[Said] = []
    for number, begin in enumerate(weeks):
        chance = stream(config.seed, "week", number - config.weeks)
        asked = [*_truths(number - config.weeks, chance)]
        said += [_question(begin, truth, chance) for truth in asked]
        said += [_chatter(begin, chance) for _ in range(len(asked) // 4)]
    said.sort(key=lambda each: (each.moment, each.text))
    placer = _Placer(world, config)
    for number, each in enumerate(said):
        placer.place(number, each)


def _truths(week: int, chance: Random) -> Iterator[Truth]:
    """What is asked in one week, counted from the start (-1 = the last one before it)."""
    for _ in range(chance.randint(*QUESTIONS_PER_WEEK)):
        language = chance.choices(list(ONLINE_SHARES), list(ONLINE_SHARES.values()))[0]
        told = language in (ANSWERED.language, ANSWERED.control)
        weights = {theme: w for theme, w in THEME_WEIGHTS.items() if not (told and theme == ANSWERED.theme)}
        yield _truth(language, chance.choices(list(weights), list(weights.values()))[0], chance)
    before = week < -ANSWERED.weeks_ago
    for _ in range(ANSWERED.before_per_week if before else ANSWERED.after_per_week):
        yield _truth(ANSWERED.language, ANSWERED.theme, chance, ANSWERED.name)
    for _ in range(ANSWERED.control_per_week):
        yield _truth(ANSWERED.control, ANSWERED.theme, chance, ANSWERED.name)
    at = week + len(RUMOUR.per_week)
    for _ in range(RUMOUR.per_week[min(at, len(RUMOUR.per_week) - 1)] if at >= 0 else 0):
        yield _truth(RUMOUR.language, RUMOUR.theme, chance, RUMOUR.name)


def _truth(language: str, theme: str, chance: Random, story: str | None = None) -> Truth:
    share = RUMOUR.latin_share if story == RUMOUR.name else LATIN_SHARE
    return Truth(language, theme, story, language == "bg" and chance.random() < share)


def _question(begin: datetime, truth: Truth, chance: Random) -> Said:
    texts = texts_of(truth.language)
    wordings = texts.stories[truth.story] if truth.story == RUMOUR.name else texts.questions[truth.theme]
    text = mess_up(fill_slots(chance.choice(wordings), truth.language, chance), truth.language, chance)
    if truth.romanised:
        text = romanise(text, chance)
    tags: tuple[Tag, ...] = ()
    if chance.random() < 0.05:
        text, tags = tag_someone(text, person(truth.language, chance))
    return Said(_moment(begin, chance), text, truth, tags)


def _moment(begin: datetime, chance: Random) -> datetime:
    """A likely moment in the seven days from `begin`, kept inside them."""
    moment = off_shift(begin + timedelta(days=chance.randrange(7)), chance)
    return moment + timedelta(days=7 if moment < begin else 0)


def _chatter(begin: datetime, chance: Random) -> Said:
    """Thanks, stickers without a word, friends called to look."""
    language = chance.choices(list(ONLINE_SHARES), list(ONLINE_SHARES.values()))[0]
    truth, kind, phrases = Truth(language, "other"), chance.random(), texts_of(language).phrases
    if kind < 0.2:
        return Said(_moment(begin, chance), "", Truth(), sticker=True)
    if kind < 0.32:
        language, text = chance.choice(stray_texts())
        return Said(_moment(begin, chance), text, Truth(language, "other"))
    if kind < 0.52:
        words = fill_slots(chance.choice(("", *phrases["look"])), language, chance)
        text, tags = tag_someone(words, person(language, chance))
        # A name and nothing else is in no language.
        return Said(_moment(begin, chance), text.strip(), truth if words else Truth(), tags)
    text = mess_up(chance.choice(phrases["thanks"] + phrases["chatter"]), language, chance)
    return Said(_moment(begin, chance), text, truth)


def _spoken(language: str) -> str:
    """A language whose names and phrases the town knows: Dutch ones for what is written in any other."""
    return language if language in LANGUAGES else "nl"


class _Placer:
    """Gives texts their place on the wall, ids in order of time, and now and then the Page's reply."""

    def __init__(self, world: World, config: SimulatorConfig) -> None:
        self.world = world
        self.config = config
        self.own = sorted(world.posts.values(), key=lambda post: post.created)
        self.comments = 0

    def place(self, number: int, said: Said) -> None:
        chance = stream(self.config.seed, "place", number)
        under = [post for post in self.own if timedelta() < said.moment - post.created < FRESH]
        under = under or [post for post in self.own if post.created < said.moment][-5:]
        wall = said.truth.theme != "other" and chance.random() < VISITOR_POSTS
        if (wall or not under) and said.text:
            self._visitor_post(number, said, chance)
        elif under:
            self._comment(said, chance.choice(under), chance)

    def _visitor_post(self, number: int, said: Said, chance: Random) -> None:
        name = f"{PAGE.id}_{FIRST_VISITOR_POST + number * 2_000_003 + chance.randrange(1000)}"
        likes = {"LIKE": chance.choice((0, 0, 1, 1, 2, 4))}
        author = person(_spoken(said.truth.language), chance)
        post = Post(name, said.text, said.moment, author, Audience(reactions=likes), said.truth, said.tags)
        post.tagging = chance.random() < 0.12
        self.world.add_post(post)
        if said.truth.theme != "other" and chance.random() < ANSWERED_BY_PAGE:
            self._reply(said, post, None, chance)

    def _comment(self, said: Said, post: Post, chance: Random) -> None:
        author = person(_spoken(said.truth.language), chance)
        comment = Comment(self._name(post), post.story, said.text, said.moment, author)
        comment.truth, comment.tags, comment.sticker = said.truth, said.tags, said.sticker
        comment.likes, comment.hidden = chance.choice((0, 0, 0, 1, 2)), chance.random() < 0.015
        self.world.add_comment(comment)
        if said.truth.theme != "other" and chance.random() < ANSWERED_BY_PAGE:
            self._reply(said, post, comment, chance)

    def _reply(self, said: Said, post: Post, parent: Comment | None, chance: Random) -> None:
        """The Page answers within a day, in the language asked where its people speak it, else in English."""
        language = (
            said.truth.language if said.truth.language in ("nl", "en", "pl", "bg", "ro", "tr") else "en"
        )
        moment = said.moment + timedelta(minutes=chance.randrange(40, 1300))
        if moment >= self.config.beginning():
            return
        text = fill_slots(chance.choice(texts_of(language).phrases["answers"]), language, chance)
        reply = Comment(self._name(post), post.story, text, moment, parent=parent.id if parent else None)
        reply.truth = Truth(language, said.truth.theme)
        self.world.add_comment(reply)
        if chance.random() < 0.3:
            words = texts_of(_spoken(said.truth.language)).phrases["thanks"]
            later = moment + timedelta(minutes=chance.randrange(5, 300))
            author = person(_spoken(said.truth.language), chance)
            thanks = Comment(self._name(post), post.story, chance.choice(words), later, author)
            thanks.parent, thanks.truth = reply.parent, Truth(said.truth.language)
            self.world.add_comment(thanks)

    def _name(self, post: Post) -> str:
        self.comments += 1
        return f"{post.story}_{FIRST_COMMENT + self.comments * 10_007}"
