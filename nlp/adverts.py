"""Whether a text offers something: a thing, a room, work, a service, for money or for nothing.

Words of selling alone say too little ("the bike is for sale?", "I paid 300 euro"): they are added up with
the price, the telephone number, "write me in private" and the talk of adverts, and weighed against a request
and a story of trouble. An advert that only sells help with taxes or benefits is no false claim, no question.
"""

import re
from functools import lru_cache

from nlp import asking
from nlp.grammar import RECENT, Said, read
from nlp.sentences import Sentence
from nlp.topics import Reading

ENOUGH = 1.0
_SELLS, _TALKS, _PRIVATE, _PHONE, _PRICE, _LURES, _CALLS = 0.7, 0.3, 0.5, 0.6, 0.4, 0.4, 0.5
_SEEKS, _TROUBLE, _VOTE = -1.2, -0.3, -0.8
_MOST = 2  # of the same sign count; three of trouble
_ROUNDING = 1e-6
_PRICE_SIGN = re.compile(
    r"(?:€|\beur\b|\beuro\w{0,2}\b|\bевро|\bєвро|\bavro\b|\bзл\b|\bzł\b)\s?\d|\d\s?(?:€|,-|eur\b|euro\w{0,2}\b|"
    r"евро|євро|avro\b|eiro\b|eur[aąųu]\w{0,2}\b|يورو|лв|zł|złotych)",
    re.I,
)
_PHONE_SIGN = re.compile(r"\[telefoon\]|(?<!\d)\+?\d[\d -]{7,}\d")


@lru_cache(maxsize=RECENT)
def offers(text: str, reading: Reading) -> bool:
    """Whether the text is an offer or an advert."""
    return _weigh(read(text, reading)) >= ENOUGH - _ROUNDING


def _weigh(said: Said) -> float:
    """The signs of an advert added up; nothing without a hard one (a sale, a number, a price, a contact)."""
    marked = [each for each in said.sentences if asking.is_marked(each)]
    sold = [
        at for at, _ in said.signs.get("sells", ()) if not any(each.first <= at < each.end for each in marked)
    ]
    hard = (
        _SELLS * min(len(sold), _MOST)
        + _PRIVATE * bool(said.signs.get("private"))
        + _PHONE * bool(_PHONE_SIGN.search(said.words.text))
        + _PRICE * bool(_PRICE_SIGN.search(said.words.text))
    )
    if not hard:
        return 0.0
    asked = any(last > at for at, last in said.found.get("anywhere", ())) and not sold
    told = sum(len(said.signs.get(name, ())) for name in ("problem", "complaint", "rumour"))
    return (
        hard
        + _TALKS * min(len(said.signs.get("talk", ())), _MOST)
        + sum(_lures(said, each) for each in marked)
        + _SEEKS * asked
        + _TROUBLE * min(told, _MOST + 1)
        + _VOTE * bool(said.found.get("poll"))
    )


def _lures(said: Said, sentence: Sentence) -> float:
    """What a question to the readers adds: "looking for work? Call us"."""
    signs = asking.evidence(said, sentence, by_form=False)
    to_readers = ("teaser" in signs or "to_you" in signs) and "me" not in signs
    return _LURES * to_readers + _CALLS * ("call" in signs)
