"""Whether a text asks its readers for information or help, with or without a question mark.

Rules look at the form of its sentences (`nlp.forms`) and at whether a question mark is meant (`nlp.asking`):
rhetoric, adverts, headlines, greetings and quotations end in question marks too. What they find is weighed
together with what the words are like (`nlp.type_model`).
"""

from nlp.topics import Reading
from nlp.type_model import Judged, judge


def is_question(text: str, reading: Reading) -> bool:
    """True when the text asks something of its readers. `reading` names the language (`und`: marks only)."""
    return asks(judge(text, reading))


def asks(judged: Judged) -> bool:
    """Whether a text of which the model says this asks something of its readers."""
    return judged.asks > 0
