"""What kind of text it is: question, problem, complaint, rumour, offer, thanks or other.

A problem tells of a trouble that needs help, a complaint is angry at somebody, a rumour passes on what
others say. A call for help ("help, I am locked out") asks its readers and stays a problem.
"""

from nlp.topics import Reading
from nlp.type_model import judge

_ASKING = ("question", "problem")


def kind(text: str, reading: Reading, *, asks: bool) -> str:
    """The type of a text, an id of the frame's `types`; `asks` is what `questions.is_question` says of it."""
    types = judge(text, reading).types
    if not types:
        return "other"
    likely = _ASKING if asks else [name for name in types if name != "question"]
    return max(likely, key=lambda name: types[name])
