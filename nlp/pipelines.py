"""A blank spaCy pipeline with our components: codes, places, claims, type.

Each component reads the folded words of a `Doc` and leaves its result on `doc._`. spaCy carries the text
(tokens, order of components, extension attributes); the patterns are matched by `nlp.stems`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp import claims, kinds, places, questions, sensitive, topics, words
from nlp.frame import load
from nlp.stems import Hit, Panel
from nlp.topics import Reading
from nlp.type_model import judge_all
from nlp.words import Words

COMPONENTS = ("codes", "places", "claims", "type")
_ANY = "xx"  # spaCy's word for no language in particular
TEXTS_PER_VOCABULARY = 100
_RULES = ("keywords", "sensitive", "claims")
_read = count()
Hits = dict[str, Sequence[Hit]]


def _extensions() -> None:
    for name, default in (
        ("reading", Reading("und")),
        ("words", None),
        ("hits", None),
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


def _keep(doc: Doc, name: str, value: object) -> None:
    """What `doc._.name = value` does, without the ten steps that spaCy takes for it."""
    kept: dict[Any, Any] = doc.user_data
    kept["._.", name, None, None] = value


def _given(doc: Doc) -> tuple[Words, Reading, Hits]:
    kept: dict[Any, Any] = doc.user_data
    words, reading, hits = (kept["._.", name, None, None] for name in ("words", "reading", "hits"))
    return words, reading, hits


@Language.factory("codes")
class Codes:
    """Sets `doc._.codes` (best first) and `doc._.sensitive`."""

    def __init__(self, nlp: Language, name: str) -> None:
        """spaCy hands over the pipeline and the component's name; neither is needed."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the words of the doc."""
        return self.pipe([doc])[0]

    def pipe(self, docs: Iterable[Doc]) -> list[Doc]:
        """Read the words of all docs, one or more, together."""
        found = list(docs)
        given = [_given(doc) for doc in found]
        asked = [topics.Asked(read, reading, hits["codes"]) for read, reading, hits in given]
        for doc, (read, reading, hits), codes in zip(found, given, topics.codes_of(asked), strict=True):
            _keep(doc, "codes", codes)
            _keep(doc, "sensitive", sensitive.is_sensitive(read, reading, codes, hits["sensitive"]))
        return found


@Language.component("places")
def _set_places(doc: Doc) -> Doc:
    read, reading, hits = _given(doc)
    _keep(doc, "places", places.places(read, reading.language, hits["places"]))
    return doc


@Language.component("claims")
def _set_claims(doc: Doc) -> Doc:
    read, reading, hits = _given(doc)
    _keep(doc, "claims", claims.claims(read, reading, hits["claims"]))
    return doc


@Language.factory("type")
class Type:
    """Sets `doc._.asks` and `doc._.type`."""

    def __init__(self, nlp: Language, name: str) -> None:
        """As `Codes`."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of the doc."""
        return self.pipe([doc])[0]

    def pipe(self, docs: Iterable[Doc]) -> list[Doc]:
        """Read the texts of all docs, one or more, together."""
        found = list(docs)
        texts = [(read.text, reading) for read, reading, _ in map(_given, found)]
        for doc, judged in zip(found, judge_all(texts), strict=True):
            asks = questions.asks(judged)
            _keep(doc, "asks", asks)
            _keep(doc, "type", kinds.kind(judged, asks=asks))
        return found


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


def read_all(texts: Sequence[str], readings: Sequence[Reading]) -> list[Doc]:
    """The texts as docs with every result on `doc._`; component by component, which processors like best."""
    docs = [_doc(text) for text in texts]
    said = [words.split(text) for text in texts]
    hits = [_hits(each, reading) for each, reading in zip(said, readings, strict=True)]
    for doc, *given in zip(docs, readings, said, hits, strict=True):
        for name, value in zip(("reading", "words", "hits"), given, strict=True):
            _keep(doc, name, value)
    for component in _components():
        if isinstance(component, Codes | Type):
            docs = component.pipe(docs)
        else:
            docs = [component(doc) for doc in docs]
    return docs


def found(doc: Doc, name: str) -> Any:
    """What `doc._.name` is, where a component has set it."""
    kept: dict[Any, Any] = doc.user_data
    return kept["._.", name, None, None]


def _hits(said: Words, reading: Reading) -> Hits:
    """What the rules of codes, care, claims and places find, each word looked up once for all of them."""
    panel, parts = _panel(Reading(_family(reading.language), reading.romanised))
    found = iter(panel.match(said.folded))
    return {name: [hit for _ in range(size) for hit in next(found)] for name, size in parts}


@load.cached
def _family(language: str) -> str:
    """A language that has rules, or `und`: all others are read alike."""
    return language if any(language in load.languages(kind) for kind in _RULES) else "und"


@load.cached
def _panel(reading: Reading) -> tuple[Panel, tuple[tuple[str, int], ...]]:
    """All rules that read every text, and how many matchers are whose."""
    parts = {
        "codes": topics.first_matchers(reading),
        "sensitive": sensitive.first_matchers(reading),
        "claims": claims.first_matchers(reading),
        "places": (places.matcher(),),
    }
    panel = Panel(matcher for matchers in parts.values() for matcher in matchers)
    return panel, tuple((name, len(matchers)) for name, matchers in parts.items())


def _doc(text: str) -> Doc:
    """The whole text is one token.

    spaCy's tokenisers know more, but take a minute over "?????…", and our words are cut by `nlp.words`; a
    vocabulary keeps every token it ever saw, so there is a new one after some texts.
    """
    whole = [text] if text else []
    return Doc(_vocabulary(next(_read) // TEXTS_PER_VOCABULARY), words=whole, spaces=[False] * len(whole))


@lru_cache(maxsize=1)
def _vocabulary(number: int) -> Vocab:
    return Vocab()
