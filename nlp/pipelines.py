"""A blank spaCy pipeline with our components: codes, places, claims, type.

Each component reads the folded words of a `Doc` and leaves its result on `doc._`. spaCy carries the text
(tokens, order of components, extension attributes); the patterns are matched by `nlp.stems`.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import count

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp import claims, kinds, places, questions, sensitive, topics, words
from nlp.topics import Reading

COMPONENTS = ("codes", "places", "claims", "type")
_ANY = "xx"  # spaCy's word for no language in particular
TEXTS_PER_VOCABULARY = 1000
_read = count()
_RUN = re.compile(r"\w+|\s+|[^\w\s]+")


def _extensions() -> None:
    for name, default in (
        ("reading", Reading("und")),
        ("words", None),
        ("codes", ()),
        ("places", ()),
        ("claims", ()),
        ("sensitive", False),
        ("asks", False),
        ("type", "other"),
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_extensions()


@Language.factory("codes")
class Codes:
    """Sets `doc._.codes` (best first) and `doc._.sensitive`."""

    def __init__(self, nlp: Language, name: str) -> None:
        """spaCy hands over the pipeline and the component's name; neither is needed."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the words of the doc."""
        said = doc._
        read, reading = said.words, said.reading
        said.codes = found = topics.codes(read, reading)
        said.sensitive = sensitive.is_sensitive(read, reading, found)
        return doc


@Language.component("places")
def _set_places(doc: Doc) -> Doc:
    doc._.places = places.places(doc._.words, doc._.reading.language)
    return doc


@Language.component("claims")
def _set_claims(doc: Doc) -> Doc:
    doc._.claims = claims.claims(doc._.words, doc._.reading)
    return doc


@Language.component("type")
def _set_type(doc: Doc) -> Doc:
    doc._.asks = questions.is_question(doc._.words.text, doc._.reading)
    doc._.type = kinds.kind(doc._.words.text, doc._.reading, asks=doc._.asks)
    return doc


@cache
def _pipeline() -> Language:
    nlp = spacy.blank(_ANY)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@cache
def _components() -> tuple[Callable[[Doc], Doc], ...]:
    """The pipeline's components; spaCy's own loop over them takes longer than most of them."""
    return tuple(component for _, component in _pipeline().pipeline)


def read(text: str, reading: Reading) -> Doc:
    """The text as a doc with every result on `doc._`."""
    doc = _doc(text)
    said = doc._
    said.reading, said.words = reading, words.split(text)
    for component in _components():
        doc = component(doc)
    return doc


def _doc(text: str) -> Doc:
    """Tokens are runs of letters, of spaces and of signs.

    spaCy's tokenisers know more, but take a minute over "?????…"; and a vocabulary keeps every word it ever
    saw, so there is a new one after some texts.
    """
    runs = _RUN.findall(text)
    return Doc(_vocabulary(next(_read) // TEXTS_PER_VOCABULARY), words=runs, spaces=[False] * len(runs))


@lru_cache(maxsize=1)
def _vocabulary(number: int) -> Vocab:
    return Vocab()
