"""Whether a text offers something: a thing, a room, work, a service, for money or for nothing.

Words of selling alone say too little ("the bike is for sale?", "I paid 300 euro"): they are added up with
the price, the telephone number, "write me in private" and the talk of adverts, and weighed against a request
and a story of trouble. An advert that only sells help with taxes or benefits is no false claim, no question.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp import asking
from nlp.grammar import RECENT, Said, read
from nlp.sentences import Sentence
from nlp.topics import Reading

ENOUGH = 1.0
_SELLS, _AT_ONCE, _TALKS, _PRIVATE, _PHONE, _PRICE, _LURES, _CALLS = 0.7, 0.3, 0.3, 0.5, 0.7, 0.4, 0.4, 0.5
_TALK_AFTER_LURE, _TRADE = 0.3, 0.5
_SEEKS, _TROUBLE, _VOTE = -1.2, -0.3, -0.8
_MOST = 2  # of the same sign count; three of trouble
_BEGINNING = 2  # the place up to which a sale begins a text
_ROUNDING = 1e-6
_PRICE_SIGN = re.compile(
    r"(?:€|\beur\b|\beuro\w{0,2}\b|\bевро|\bєвро|\bavro\b|\bзл\b|\bzł\b)\s?\d|\d\s?(?:€|,-|eur\b|euro\w{0,2}\b|"
    r"евро|євро|avro\b|eiro\b|eur[aąųu]\w{0,2}\b|يورو|лв|zł|złotych)",
    re.I,
)
_DIGIT = re.compile(r"\d")  # in every price and number
_NEEDED = frozenset(["sells", "trade", "private", "talk"])
_PHONE_SIGN = re.compile(r"\[telefoon\]|(?<!\d)\+?\d[\d -]{7,}\d")


def offers(text: str, reading: Reading) -> bool:
    """Whether the text is an offer or an advert."""
    return weight(text, reading) >= ENOUGH - _ROUNDING


@lru_cache(maxsize=RECENT)
def weight(text: str, reading: Reading) -> float:
    """The signs of an advert added up; from `ENOUGH` it is one.

    Nothing without a hard one (a sale, a number, a price, a contact), or talk of adverts behind a question.
    """
    said = read(text, reading)
    if not _may_offer(said):
        return 0.0
    marked = [each for each in said.sentences if asking.is_marked(each)]
    wanted = [each for each in said.sentences if each in marked or _wants(said, each)]
    sold, traded = (_places(said, name, wanted) for name in ("sells", "trade"))
    lures = sum(_lures(said, each) for each in marked)
    talk = min(len(said.signs.get("talk", ())), _MOST)
    hard = (
        _SELLS * min(len(sold), _MOST)
        + _AT_ONCE * any(at <= _BEGINNING for at in sold)
        + _TRADE * min(len(traded), _MOST)
        + _PRIVATE * bool(said.signs.get("private"))
        + _PHONE * bool(_PHONE_SIGN.search(said.words.text))
        + _PRICE * bool(_PRICE_SIGN.search(said.words.text))
    )
    if not hard and not (lures and talk):
        return 0.0
    asked = any(
        not sold or (at not in sold and (at <= _BEGINNING or at < last))
        for at, last in said.found.get("anywhere", ())
    )
    asked |= any(said.within("me", each.first, each.end) for each in marked)
    told = sum(len(said.signs.get(name, ())) for name in ("problem", "complaint", "rumour"))
    return (
        hard
        + _TALKS * talk
        + _TALK_AFTER_LURE * bool(lures and talk)
        + lures
        + _SEEKS * asked
        + _TROUBLE * min(told, _MOST + 1)
        + _VOTE * bool(said.found.get("poll"))
    )


def _may_offer(said: Said) -> bool:
    """A quick look, for most texts have none of the signs without which nothing is weighed."""
    if not _NEEDED.isdisjoint(said.signs) or "[telefoon]" in said.words.text.lower():
        return True
    return bool(_DIGIT.search(said.words.text))


def _places(said: Said, name: str, wanted: Sequence[Sentence]) -> set[int]:
    """Where words of selling stand outside the sentences that ask for it."""
    return {
        at for at, _ in said.signs.get(name, ()) if not any(each.first <= at < each.end for each in wanted)
    }


def _wants(said: Said, sentence: Sentence) -> bool:
    """Whether a sentence begins as a question: "who does tax returns", "where do I rent a van"."""
    begins = any(said.starts(name, sentence.first) for name in ("open", "soft"))
    return begins or said.within("words", sentence.first, sentence.end)


def _lures(said: Said, sentence: Sentence) -> float:
    """What a question to the readers adds: "looking for work? Call us"."""
    signs = asking.evidence(said, sentence, by_form=False)
    to_readers = not {"teaser", "to_you", "fragment", "lure"}.isdisjoint(signs) and "me" not in signs
    return _LURES * to_readers + _CALLS * ("call" in signs)
