"""Names before a title or a verb: `Ahmet Bey`, `Marika néni`, `Kovács János vagyok`, `Jansen here`."""

import re

from data.redaction.words import Words

# Turkish endings of words that describe people (`Otobüsteki hanım`, `sarılı bey`): no name ends so.
_DESCRIBES = re.compile(r".{3,}(?:[dt][ae]ki|[aeiou]nki|l[iu]|s[iu]z|[cj][iu]|l[ae]r|[ae]c[ae]k|d[iu]g[iu])$")


def read_before_title(words: Words, place: int) -> tuple[int, int] | None:
    """First and last word of a name that a title or a Hungarian `vagyok` follows, the title included."""
    for last in (place, place + 1):
        if not words.joined(last + 1) or blocked(words, place):
            continue
        if words.in_section(last + 1, "honorific_after") and _is_titled(words, place):
            return place, last
        if words.in_section(last + 1, "sentence after") and _is_called(words, place, last):
            return place, last
    return None


def _is_titled(words: Words, place: int) -> bool:
    low = words.lows[place]
    if words.lexicon.is_name(low):
        return True
    describes = bool(_DESCRIBES.match(low)) or words.in_section(place, "no name before title")
    return words.capital(place) and not (words.opens_sentence(place) and describes)


def _is_called(words: Words, place: int, last: int) -> bool:
    """Before `vagyok` (I am): a known name, or two capitalised words, for a sentence may open with any."""
    if words.lexicon.is_name(words.lows[place]):
        return words.capital(place) or place == 0
    return last > place and words.capital(place) and words.capital(last)


def blocked(words: Words, place: int) -> bool:
    """Whether the word is a pronoun, a month, a place… and no first name besides."""
    low = words.lows[place]
    if words.in_section(place + 1, "org_after") and words.joined(place + 1) and words.upper(place + 1):
        return True
    lexicon = words.lexicon
    return len(low) < 2 or low in lexicon.words["stop"] or low in lexicon.words["keep"] or words.kept(place)
