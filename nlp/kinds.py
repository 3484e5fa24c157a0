"""What kind of text it is: question, problem, complaint, rumour, offer, thanks or other.

A problem tells of a trouble that needs help, a complaint is angry at somebody, a rumour passes on what
others say. A call for help ("help, I am locked out") asks its readers and stays a problem.
"""

from nlp import adverts, asking, questions
from nlp.code_model import likeness
from nlp.grammar import Said, read, skipped
from nlp.topics import Reading

_WEIGHTS = {"rumour": 1.6, "complaint": 1.5, "thanks": 1.2, "problem": 0.7}
_OWN = 0.4  # a trouble of one's own
_OUTCRY = 0.4  # "!" beside words of anger
_RHETORIC = 0.8  # "who do they think they are?", not "what would I do without you?"
_ENOUGH = 0.7
_ON_TOPIC = (
    0.25  # likeness to a code from which a denial is a trouble ("he does not pay", "no doctor takes us")
)
_MOST = 2  # hits of one kind that count: anger stays anger whatever else went wrong


def kind(text: str, reading: Reading, *, asks: bool) -> str:
    """The type of a text, an id of the frame's `types`; `asks` is what `questions.is_question` says of it."""
    if asks:
        only_pleads = questions.pleads(text, reading) and not questions.asks(text, reading)
        return "problem" if only_pleads else "question"
    if adverts.offers(text, reading):
        return "offer"
    said = read(text, reading)
    weights = _weigh(said)
    best = max(weights, key=lambda name: weights[name])
    if weights[best] >= _ENOUGH:
        return best
    return "problem" if _denies_on_topic(said) else "other"


def _denies_on_topic(said: Said) -> bool:
    """Whether a text without a question mark denies something and is about a theme of the frame."""
    if skipped("negations").isdisjoint(said.words.folded) or any(map(asking.is_marked, said.sentences)):
        return False
    return bool(likeness(said.words.folded).scores.max() > _ON_TOPIC)


def _weigh(said: Said) -> dict[str, float]:
    weights = {name: weight * min(len(said.signs.get(name, ())), _MOST) for name, weight in _WEIGHTS.items()}
    if weights["problem"] and not weights["complaint"] and (said.found.get("me") or said.found.get("us")):
        weights["problem"] += _OWN
    if weights["complaint"] and "!" in said.words.text:
        weights["complaint"] += _OUTCRY
    if not weights["thanks"] and any(last > at for at, last in said.found.get("rhetoric", ())):
        weights["complaint"] += _RHETORIC
    return weights
