"""Whether a question mark is meant: is the reader asked anything, or is it rhetoric, a headline, an advert?

Of posts of pages that hold a question mark fewer than a quarter ask for information. Each sentence with a
mark begins as a question; what is found beside it is weighed, every weight in one table, every word in the
lists of `frame/questions`, so that an answer can be explained.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp.grammar import Said, skipped
from nlp.sentences import Sentence

# Chosen by hand, not fitted; their sum is one of the signs that `nlp.type_model` weighs.
WEIGHTS = {
    "mark": 1.0,
    "form": 0.5,  # a question word or word order where its language puts them
    "request": 3.0,  # "does anyone know", "where can I"
    "me": 1.5,  # who asks speaks of himself, in this sentence
    "story": 0.75,  # … elsewhere in the text
    "us": 0.5,
    "polite": 1.0,
    "teaser": -3.0,  # "did you know", "looking for work?"
    "to_you": -0.75,  # "do you have …"
    "rhetoric": -3.5,  # "who do they think they are"
    "poll": -3.0,  # "what is your favourite", "who agrees"
    "choice": -3.0,  # "sea or mountains?" and little else
    "greeting": -3.0,  # "how are you"
    "unformed": -1.0,  # … not asked as its language asks, where that shows
    "gratitude": -4.0,  # "how can I ever thank you"
    "thanked": -1.0,
    "anger": -1.25,  # words of complaint in the text
    "rant": -0.75,  # "why do they always …"
    "tag": -1.5,  # "…, right?"
    "quoted": -6.0,
    "outcry": -1.5,  # "?!"
    "hashtag": -1.5,
    "link": -1.0,
    "phone": -1.5,
    "laughter": -1.0,
    "call": -2.5,  # "find out more", "call us" behind it
    "answer": -2.0,  # "no.", "of course." behind it
    "told": -0.75,  # a sentence behind it that is no story of the one who asks
    "lecture": -1.0,  # … and is long
    "we_tell": -0.5,  # … and speaks of us: a page tells
    "lure": -1.0,  # … after a question to you
    "fragment": -0.75,  # … after no more than a few words
}
_OUTCRY = re.compile(r"\?!|!\?|\?{4,}")
_HASHTAG = re.compile(r"(?<!\w)#\w\w")
_LINK = re.compile(r"https?://|www\.|\[link\]", re.I)
_PHONE = re.compile(r"\[telefoon\]|(?<!\d)\+?\d[\d -]{7,}\d")
_LAUGHTER = re.compile("[😂🤣😍🥰❤💙💛💜🎉🎁🔥👇👉➡🤩😱🤔🙄🤦🤷🤡😡🤬]")
# Each with what it needs: looking for that is quicker.
_SIGNS = (
    ("outcry", _OUTCRY, "?"),
    ("hashtag", _HASHTAG, "#"),
    ("link", _LINK, ("://", "www.", "[")),
)
_FORMS = ("open", "soft", "clause", "words", "end", "particle", "marked")
_ASKER = {"form", "me", "request", "story", "polite"}
_SELLING = {"call", "phone", "we_tell"}
_CHOICE = (3, 5)  # words of a choice, from and up to
_LONG_ENOUGH = 5  # words that show how a language asks
_FRAGMENT = 4  # words
_LECTURE = 12
_BESIDE_GREETING = 4  # a greeting stands before fewer words than that ("how are you all today")


def is_marked(sentence: Sentence) -> bool:
    """Whether a question mark closes the sentence."""
    return "?" in sentence.marks or "؟" in sentence.marks


def evidence(said: Said, sentence: Sentence, *, by_form: bool) -> list[str]:
    """What speaks for and against a question mark, as names in `WEIGHTS`."""
    formed = by_form or any(said.within(name, sentence.first, sentence.end) for name in _FORMS)
    found = ["mark", *(["form"] if formed else []), *_inside(said, sentence)]
    found += of_the_text(said.words.text)
    if said.within("me", 0, sentence.first) or said.within("me", sentence.end, len(said.forms)):
        found.append("story")
    if said.found.get("polite"):
        found.append("polite")
    if said.forming and len(sentence) >= _LONG_ENOUGH and not _ASKER & set(found):
        found.append("unformed")
    found += _moods(said, sentence)
    found += _behind(said, sentence, found)
    if "teaser" in found and "me" not in found and _SELLING & set(found):  # "looking for a van? Call us"
        found = [name for name in found if name != "request"]
    if "me" in found:  # who asks for himself may leave a number
        return [name for name in found if name not in ("call", "phone")]
    return found


def _inside(said: Said, sentence: Sentence) -> list[str]:
    first, end, start = sentence.first, sentence.end, _start(said, sentence)
    beginnings = (first, start)
    checks = {
        "me": said.within("me", first, end),
        "us": said.within("us", first, end),
        "poll": said.within("poll", first, end),
        "request": _phrases(said, "anywhere", sentence),
        "rhetoric": _phrases(said, "rhetoric", sentence) or said.is_whole("rhetoric", start, end),
        "teaser": any(said.starts("teaser", at) for at in beginnings) or said.within("teased", first, end),
        "to_you": any(said.starts("yours", at) for at in beginnings),
        "choice": _only_chooses(said, sentence),
        "greeting": _greets(said, start, end),
        "tag": _ends_in_tag(said, sentence),
        "quoted": sentence.quoted and not _all_is_quoted(said, sentence),
    }
    return [name for name, holds in checks.items() if holds]


def _moods(said: Said, sentence: Sentence) -> list[str]:
    """Thanks and anger: who thanks or rages asks less often than he seems to."""
    thanked = [] if said.found.get("ahead") else [at for at, _ in said.signs.get("thanks", ())]
    checks = {
        "gratitude": any(sentence.first + 1 < at < sentence.end for at in thanked),
        "thanked": any(at < sentence.first for at in thanked),
        "anger": bool(said.signs.get("complaint")),
        "rant": said.within("rant", sentence.first, sentence.end),
    }
    return [name for name, holds in checks.items() if holds]


def _only_chooses(said: Said, sentence: Sentence) -> bool:
    """Whether a text begins with two things to choose from, each of a word or two."""
    least, most = _CHOICE
    short = sentence.first == 0 and least <= len(sentence) <= most
    return short and any(said.has("ors", place, sentence.end - 1) for place in (1, 2))


def _greets(said: Said, start: int, end: int) -> bool:
    return any(at == start and end - last <= _BESIDE_GREETING for at, last in said.found.get("greet", ()))


def _phrases(said: Said, name: str, sentence: Sentence) -> bool:
    """Whether a phrase of two words or more stands in the sentence: single words mean too many things."""
    return any(sentence.first <= at < last < sentence.end for at, last in said.found.get(name, ()))


def _ends_in_tag(said: Said, sentence: Sentence) -> bool:
    return any(
        last == sentence.end - 1 and sentence.first < at for at, last in said.found.get("tag", ())
    ) and not said.within("me", sentence.first, sentence.end)


def _all_is_quoted(said: Said, sentence: Sentence) -> bool:
    return sentence.first == 0 and sentence.end == len(said.forms)


@lru_cache(maxsize=64)
def of_the_text(text: str) -> list[str]:
    """Signs of adverts and of moods that any text may show: links, numbers, laughter."""
    found = [
        name for name, sign, needed in _SIGNS if any(map(text.__contains__, needed)) and sign.search(text)
    ]
    if _PHONE.search(text):
        found.append("phone")
    if not text.isascii() and _LAUGHTER.search(text):
        found.append("laughter")
    return found


def _behind(said: Said, sentence: Sentence, found: Sequence[str]) -> list[str]:
    """What the sentences after it say of it."""
    after = [each for each in said.sentences if each.first >= sentence.end and not is_marked(each)]
    if not after:
        return []
    ends = {*after[0].clauses, after[0].end}
    own_story = "story" in found or "polite" in found
    nobody_asks = not own_story and "me" not in found and "request" not in found
    checks = {
        "call": _calls(said, after),
        "answer": any(at == after[0].first and last + 1 in ends for at, last in said.found.get("answer", ())),
        "told": not own_story,
        "we_tell": not own_story and any(said.within("us", each.first, each.end) for each in after),
        "lecture": nobody_asks and after[-1].end - after[0].first >= _LECTURE,
        "lure": nobody_asks and said.within("you", sentence.first, sentence.end),
        "fragment": nobody_asks and sentence.end - sentence.first <= _FRAGMENT and "form" not in found,
    }
    return [name for name, holds in checks.items() if holds]


def _calls(said: Said, after: Sequence[Sentence]) -> bool:
    """Whether the readers are told to do something ("call us"); Turkish says so at the end."""
    starts = {place for each in after for place in (each.first, *each.clauses)}
    return any(at in starts for at, _ in said.found.get("act", ())) or any(
        at >= after[0].first for at, _ in said.found.get("acted", ())
    )


def _start(said: Said, sentence: Sentence) -> int:
    """The first word behind "and", "so" and greetings."""
    first = sentence.first
    while first < sentence.end - 1 and (
        said.words.folded[first] in skipped("small") | skipped("greetings") | skipped("addressees")
    ):
        first += 1
    return first
