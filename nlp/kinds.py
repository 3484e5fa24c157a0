"""What kind of text it is: question, problem, complaint, rumour, offer, thanks or other.

A problem tells of a trouble that needs help, a complaint is angry at somebody, a rumour passes on what
others say. A call for help ("help, I am locked out") asks its readers and stays a problem.
"""

from nlp.type_model import Judged

_ASKING = ("question", "problem")


def kind(judged: Judged, *, asks: bool) -> str:
    """The type of a text, an id of the frame's `types`; `asks` is what `questions.asks` says of it."""
    types = judged.types
    if not types:
        return "other"
    likely = _ASKING if asks else [name for name in types if name != "question"]
    return max(likely, key=lambda name: types[name])
