"""Fits the weights of nlp/hearing.py on labelled texts and prints them.

    python bench/fit_language.py TEXTS.jsonl [MORE.jsonl]   # lines of {"text", "lang" or "language"}

Of each file every second text is used; the others are left for bench_language.py. Each text is taken as it
is, without diacritics, and with slips, sentences also as their first words, Bulgarian, Ukrainian and Russian
also in Latin letters.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from language_samples import romanise, slip
from scipy.optimize import minimize

from nlp import hearing
from nlp.judges import TWINS, field_of
from nlp.language import DEFAULT_LANGUAGES
from nlp.romanised import SUFFIX
from nlp.scripts import main_script
from nlp.telling import spoken_words, telling_words
from nlp.text import fold

FIRMNESS = 2e-3  # pulls both weights towards one: enough where few texts are told wrong
SLIPS = 0.3  # of the words of a text typed in haste


@dataclass(frozen=True)
class Case:
    """One text: log odds by letters and by words over its languages, and which of these is right."""

    at: int
    parts: np.ndarray  # (2, languages)
    right: int


def main() -> None:
    cases = [
        case for name in sys.argv[1:] for text, code in texts_of(Path(name)) for case in cases_of(text, code)
    ]
    for at in range(4):
        here = [case for case in cases if case.at == at]
        print(at, len(here), "letters and words", fit(here))


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[::2]:
        row = json.loads(line)
        if row.get("kind") not in {"und", "mixed"} and not row.get("romanised"):
            yield row["text"], row.get("lang") or row["language"]


def cases_of(text: str, code: str) -> Iterator[Case]:
    """The forms of one text that are learned from."""
    rng = Random(text)  # noqa: S311
    whole = telling_words(spoken_words(text)).words
    for words in (whole, whole[: rng.randint(2, 5)]) if len(whole) > 5 else (whole,):
        forms = [words, [fold(word) for word in words]]
        forms.append([slip(word, rng) if rng.random() < SLIPS else word for word in forms[rng.randrange(2)]])
        for form in forms:
            yield from case_of(form, code)
        if code in {"bg", "uk", "ru"} and main_script(words) == "cyrillic":
            yield from case_of(romanise(words, code, rng), code + SUFFIX)


def case_of(words: list[str], code: str) -> Iterator[Case]:
    """What letters and words say of the languages of an alphabet; nothing where the right one is missing."""
    script = main_script(words)
    if script not in {"latin", "cyrillic"}:
        return
    field = field_of(script, DEFAULT_LANGUAGES)
    code = TWINS.get(code, code) if script == "latin" else code
    if code not in field.names:
        return
    (heard,) = hearing.hear([words])
    letters, said = hearing.parts(heard.rows.sum(axis=0)[None], np.array([len(words)]))
    read = np.concatenate([letters, said])[:, field.columns]
    yield Case(hearing.bucket(len(words)), read, field.names.index(code))


def fit(cases: list[Case]) -> list[float]:
    """The two weights that make the right languages likeliest."""
    widest = max(case.parts.shape[1] for case in cases)
    parts = np.full((2, len(cases), widest), -1e3)
    for row, case in enumerate(cases):
        parts[:, row, : case.parts.shape[1]] = case.parts
    right = np.array([case.right for case in cases])

    def loss(weights: np.ndarray) -> float:
        odds = weights[0] * parts[0] + weights[1] * parts[1]
        sure = odds[np.arange(len(right)), right] - np.logaddexp.reduce(odds, axis=1)
        return float(-sure.mean() + FIRMNESS * ((weights - 1) ** 2).sum())

    best = minimize(loss, np.array([0.7, 0.9]), method="Nelder-Mead", options={"maxiter": 80})
    return [round(float(value), 2) for value in best.x]


if __name__ == "__main__":
    main()
