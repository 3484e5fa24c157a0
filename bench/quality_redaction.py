"""How much of what points to a person is gone, and how much harmless text is touched."""

from collections.abc import Sequence
from typing import Any

from figures import Section, by_key, read, share
from planted import planted

from data.privacy import redact

Row = dict[str, Any]
FAILURES = 12


def measure() -> Section:
    """The chapter on redaction: generated identifiers in running text, planted people, clean texts."""
    made = list(planted())
    hidden = [secret not in redact(text).text for _, text, secret in made]
    own = read("privacy_own")
    gone = [(row, secret not in redact(row["text"]).text) for row in own for secret in row["secrets"]]
    missed = [(row, secret) for row in own for secret in row["secrets"] if secret in redact(row["text"]).text]
    kept = [part in redact(row["text"]).text for row in own for part in row["keep"]]
    clean, unseen = _clean("dev"), _clean("held_out")
    touched = [text for text in clean if redact(text).text != text]
    touched_unseen = sum(redact(text).text != text for text in unseen)
    figures = (
        share("valid identifiers in running text, gone", sum(hidden), len(hidden), (">=", 0.98)),
        share("people planted by hand, gone", sum(hit for _, hit in gone), len(gone)),
        share("harmless numbers and words beside them, kept", sum(kept), len(kept)),
        share("clean texts touched", len(touched), len(clean), ("<", 0.01)),
        share("clean texts touched, held out", touched_unseen, len(unseen), ("<", 0.01)),
    )
    table = by_key([kind for kind, _, _ in made], hidden)
    failures = tuple(
        f"{kind} in “{text}”" for (kind, text, _), hit in zip(made, hidden, strict=True) if not hit
    )
    failures += tuple(f"“{secret}” stays in “{row['text']}”" for row, secret in missed)
    failures += tuple(f"touched: “{text}”" for text in touched)
    header = ("kind", "gone", "share", "95 % interval")
    return Section(
        "Redaction at the door", figures, (("By kind", header, table),), _NOTES, failures[:FAILURES]
    )


_NOTES = (
    "Identifiers are made up by `bench/planted.py` with valid check digits, in carrier sentences of the"
    " posting languages, seeded. What is planted by hand was written to break the rules and then mended, so"
    " its share is no forecast; what still fails stays in the set. Clean texts are our own sentences, chatter"
    " and posts without handles, links and numbers; names of pets and princes in them count as touched.",
)


def _clean(half: str) -> Sequence[str]:
    """Our own texts in which hardly anything points to a person: no handle, link or number."""
    rows: list[Row] = [row for kind in ("codes", "types", "social") for row in read(f"{kind}_{half}")]
    if half == "dev":
        rows += [*read("statements_own"), *read("topics_own")]
    return [
        text
        for text in dict.fromkeys(row["text"] for row in rows)
        if "@" not in text and "http" not in text and not any(letter.isdigit() for letter in text)
    ]
