"""What the rules find in a text for its type and for whether it asks, as names, for `nlp.type_model`.

Every sign is there or not, and means the same in every language: which list of `frame/questions` or
`frame/types` spoke, what `nlp.forms` and `nlp.asking` say of its sentences, its marks and its length.
"""

from nlp import adverts, asking, forms
from nlp.grammar import Said
from nlp.topics import Reading

TOLD = "told"  # no sentence asks, and what looks like a question was told to somebody
ASKING = frozenset(["form", "letters", "pleads", "q:anywhere", "q:plea"])  # what asks without a mark
_LENGTHS = (3, 5, 8, 12, 18, 26, 40)  # words
LONGER = f"words>{_LENGTHS[0]}"
_MEANT = (-3.0, -2.0, -1.0, -0.01, 0.0, 1.0, 2.0, 3.0)  # sums of `asking.WEIGHTS`
_ADVERTS = (0.01, 0.4, 0.7, 0.99, 1.4)
_ASKING = frozenset(["open", "soft", "clause", "words", "end"])
_BACK = frozenset(["never", "not", "embedded"])
_QUOTES = frozenset('"“”„«»')


def is_marked(said: Said) -> bool:
    """Whether a sentence of the text ends in a question mark."""
    return any(map(asking.is_marked, said.sentences))


def signs(said: Said, reading: Reading) -> list[str]:
    """The names of all signs that a text shows, in no order."""
    if not said.sentences:
        return []
    found = ["text", *_lists(said), *_moods(said), *_shape(said)]
    found += _of_marks(said) if is_marked(said) else _of_forms(said, reading)
    if forms.pleads(said):
        found.append("pleads")
    weight = adverts.weight(said.words.text, reading)
    return found + [f"advert>{least}" for least in _ADVERTS if weight > least]


def _lists(said: Said) -> list[str]:
    found = []
    for letter, lists in (("q", said.found), ("t", said.signs)):
        for name, spans in lists.items():
            found.append(f"{letter}:{name}")
            if len(spans) > 1:
                found.append(f"{letter}:{name} again")
    return found


def _of_marks(said: Said) -> list[str]:
    """What speaks for and against the question mark that is likeliest meant."""
    marked = [each for each in said.sentences if asking.is_marked(each)]
    evidence = [asking.evidence(said, each, by_form=forms.asks(said, each)) for each in marked]
    sums = [sum(asking.WEIGHTS[name] for name in names) for names in evidence]
    best = max(range(len(sums)), key=lambda place: sums[place])
    checks = {
        "mark last": marked[-1] is said.sentences[-1],
        "mark first": marked[0] is said.sentences[0],
        "marks": len(marked) > 1,
        "all marked": len(marked) == len(said.sentences),
        "requests": any(forms.requests(said, each) for each in said.sentences if each not in marked),
    }
    found = [f"m:{name}" for name in evidence[best]]
    found += [f"meant>{least}" for least in _MEANT if sums[best] > least]
    return found + [name for name, holds in checks.items() if holds]


def _of_forms(said: Said, reading: Reading) -> list[str]:
    """Whether and where a text without question marks asks by its form."""
    asking_ones = [each for each in said.sentences if forms.asks(said, each)]
    checks = {
        "letters": forms.asks_by_letters(said, reading),
        "form": bool(asking_ones),
        "form last": bool(asking_ones) and asking_ones[-1] is said.sentences[-1],
        "form first": bool(asking_ones) and asking_ones[0] is said.sentences[0],
        TOLD: not asking_ones and any(forms.is_told(said, each) for each in said.sentences),
        "idle words": not asking_ones and not _ASKING.isdisjoint(said.found),
        "taken back": not asking_ones and not _BACK.isdisjoint(said.found),
        "form calm": any(not forms.exclaims(said, each) for each in asking_ones),
    }
    return [name for name, holds in checks.items() if holds]


def _moods(said: Said) -> list[str]:
    """Signs of types that count together."""
    own = "me" in said.found or "us" in said.found
    angry = "complaint" in said.signs
    checks = {
        "own trouble": own and "problem" in said.signs and not angry,
        "own": own,
        "outcry": angry and "!" in said.words.text,
        "scorn": "thanks" not in said.signs and any(last > at for at, last in said.found.get("rhetoric", ())),
    }
    return [name for name, holds in checks.items() if holds]


def _shape(said: Said) -> list[str]:
    text, size, last = said.words.text, len(said.forms), said.sentences[-1]
    checks = {
        "!": "!" in text,
        "!!": "!!" in text,
        "! last": "!" in last.marks,
        "…": "..." in text or "…" in text,
        "full stop": text.rstrip().endswith("."),
        "small letter": text[:1].islower(),
        "comma": "," in text,
        "colon": ":" in text,
        "quotes": not _QUOTES.isdisjoint(text),
        "one sentence": len(said.sentences) == 1,
        "two sentences": len(said.sentences) == 2,
    }
    found = [name for name, holds in checks.items() if holds]
    return [*found, *asking.of_the_text(text), *(f"words>{least}" for least in _LENGTHS if size > least)]
