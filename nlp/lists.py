"""Which of the matchers that each language has are to read a text."""

from collections.abc import Callable, Iterable

from nlp.frame import load
from nlp.stems import StemMatcher

CYRILLIC = ("bg", "uk", "ru")


def matchers(
    open_matcher: Callable[[str, bool], StemMatcher], languages: Iterable[str], *, romanised: bool
) -> list[StemMatcher]:
    """The shared matcher and those of the languages; Cyrillic ones twice when the text is `romanised`.

    `open_matcher(language, romanised)` opens one; the second time it finds Cyrillic stems in Latin letters.
    """
    found = [open_matcher(load.SHARED, False)]
    for language in languages:
        found.append(open_matcher(language, False))
        if romanised and language in CYRILLIC:
            found.append(open_matcher(language, True))
    return found
