"""E-mail addresses, also spelled out (`naam (at) gmail punt com`), and handles such as @name."""

import re
from collections.abc import Iterator

from data.redaction.labels import alternatives
from data.redaction.shadow import Find, Shadow

_AT_WORDS = alternatives("at")
_DOT_WORDS = alternatives("dot")
_AT = rf"(?:\s?@\s?|\s?[(\[{{<]\s?(?:{_AT_WORDS}|@)\s?[)\]}}>]\s?|\s(?:{_AT_WORDS})\s)"
_DOT = rf"(?:\s?\.\s?|\s?[(\[{{<]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}>]\s?|\s(?:{_DOT_WORDS})\s)"
_PROVIDERS = alternatives("mail provider")
_TLD = r"com\.tr|" + alternatives("top level domain")
_USER = r"[^\W_][\w.+%'\-]{0,63}"

_ANY_SCRIPT_MAIL = re.compile(rf"(?<![\w@])(?:mailto:)?{_USER}@[\w\-]+(?:\.[\w\-]+)+")
_SHORT_MAIL = re.compile(rf"(?<![\w@]){_USER}@(?:{_PROVIDERS})(?!\w)")
_SPACED_MAIL = re.compile(
    rf"(?<![\w@]){_USER}(?:\s(?:{_DOT_WORDS})\s[\w\-]+){{0,2}}{_AT}[\w\-]+{_DOT}(?:{_TLD})(?!\w)"
)
_GLUED = re.compile(rf"(?<![\w@]){_USER}@[^\W\d_][\w.]*")
_SPELLED_DOT = re.compile(rf"(?:\s|[(\[{{<])\s?(?:{_DOT_WORDS}|\.)\s?(?:\s|[)\]}}>])")
_BARE_AT = re.compile(rf"\s(?:{_AT_WORDS})\s")
_PROVIDER = re.compile(rf"(?:@|\s|[)\]}}>])\s?(?:{_PROVIDERS})(?=\W)")
_MAY_BE_MAIL = re.compile(rf"@|[(\[{{<\s](?:{_AT_WORDS})[)\]}}>\s]")
_HANDLE = re.compile(r"(?<![\w@/.])@(?!\d+(?:[:.]\d+)?(?!\w))[\w][\w.\-]*\w|(?<![\w@/.])@[^\W\d_](?!\w)")
_LABEL = rf"(?<!\w)(?:{alternatives('account')})(?:\s(?:{alternatives('account filler')})(?!\w)){{0,2}}"
_LABELLED = re.compile(rf"{_LABEL}\s?[:=]\s?@?\s?([a-z0-9][\w.\-]{{2,29}}\w)")
# Without a colon only what no word looks like: a digit, an underscore or a full stop inside.
_LABELLED_BARE = re.compile(
    rf"{_LABEL}\s@?\s?((?=[\w\-]{{0,28}}(?:\d|_|\.\w))[a-z][\w.\-]{{2,29}}\w)", re.ASCII
)


def find_mail(shadow: Shadow) -> Iterator[Find]:
    """E-mail addresses; organisations' mailboxes too, they often carry a person's name."""
    if "@" in shadow.low:
        for pattern in (_ANY_SCRIPT_MAIL, _SHORT_MAIL):
            yield from (Find(m.start(), m.end(), "mail") for m in pattern.finditer(shadow.low))


def find_spelled_mail(shadow: Shadow) -> Iterator[Find]:
    """Addresses that avoid the plain form: `naam (at) gmail punt com`, `naam @ gmail . com`."""
    low = shadow.low
    if not _MAY_BE_MAIL.search(low):
        return
    for match in _SPACED_MAIL.finditer(low):
        if _is_mail(match.group()):
            yield Find(match.start(), match.end(), "mail")


def _is_mail(text: str) -> bool:
    """A bare word "at" is only an @ before a mail provider or with the dot spelled out: `look at nos.nl`."""
    return not _BARE_AT.search(text) or bool(_PROVIDER.search(text) or _SPELLED_DOT.search(text))


def find_handles(shadow: Shadow) -> Iterator[Find]:
    """@name and `insta: name`, but neither an e-mail address nor `@ 14:00`."""
    low = shadow.low
    if "@" in low:
        for pattern in (_GLUED, _HANDLE):
            yield from (Find(m.start(), m.end(), "account") for m in pattern.finditer(low))
    patterns = (_LABELLED, _LABELLED_BARE) if ":" in low or "=" in low else (_LABELLED_BARE,)
    for pattern in patterns:
        yield from (Find(m.start(1), m.end(1), "account") for m in pattern.finditer(low))
