"""Fits the few constants of nlp/judges.py and nlp/romanised.py on labelled texts and prints them.

    python bench/fit_language.py TEXTS.jsonl      # lines of {"text", "lang", "kind"}

Every second text is used; the others are left for bench_language.py. Each text is taken as it is and without
diacritics, sentences also as their first five words, Bulgarian, Ukrainian and Russian also in Latin letters.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from language_samples import romanise
from scipy.optimize import minimize

from nlp import romanised
from nlp.grams import open_model
from nlp.judges import Judged, judge, written_in
from nlp.language import DEFAULT_LANGUAGES
from nlp.romanised import BASES, bucket
from nlp.scripts import main_script
from nlp.text import fold, tokens

SHARE_ROMANISED = 0.02  # of the texts in Latin letters: it makes a false find dear
FIRMNESS = 1e-5  # keeps weights finite where the two are told apart without a fault


@dataclass(frozen=True)
class Case:
    """One text as the judges see it."""

    lang: str
    latin: bool  # a Cyrillic language in Latin letters
    at: int
    judged: Judged
    margin: float


def main() -> None:
    texts = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    cases = [case for row in texts[::2] for case in cases_of(row["text"], row["lang"])]
    for at in range(4):
        here = [case for case in cases if case.at == at]
        print(at, "judges", fit_judges([case for case in here if not case.latin]))
        print(at, "romanised", fit_romanised(here))


def cases_of(text: str, lang: str) -> Iterator[Case]:
    """The forms of one text that are learned from."""
    whole = [word.lower() for word in tokens(text)]
    rng = Random(len(text))  # noqa: S311
    for words in (whole, whole[:5]) if len(whole) > 5 else (whole,):
        if not words:
            continue
        yield make_case(words, lang, latin=False)
        yield make_case([fold(word) for word in words], lang, latin=False)
        if lang in BASES and main_script(words) == "cyrillic":
            yield make_case(romanise(words, lang, rng), lang, latin=True)


def make_case(words: list[str], lang: str, *, latin: bool) -> Case:
    model = open_model()
    scores = model.score(words)
    script = "latin" if latin else main_script(words)
    judged = judge(words, scores, model, written_in(script, DEFAULT_LANGUAGES))
    by_class = dict(zip(model.classes, scores.tolist(), strict=True))
    return Case(lang, latin, bucket(len(words)), judged, romanised.margin(by_class))


def fit_judges(cases: list[Case]) -> list[float]:
    """Weights of lingua, py3langid and the own model that make the right languages likeliest."""
    usable = [
        case for case in cases if case.lang in case.judged.candidates and len(case.judged.candidates) > 1
    ]
    parts = [np.stack([case.judged.lingua, case.judged.langid, case.judged.grams]) for case in usable]
    right = [case.judged.candidates.index(case.lang) for case in usable]

    def loss(weights: np.ndarray) -> float:
        total = 0.0
        for part, index in zip(parts, right, strict=True):
            odds = weights @ part
            total += float(np.logaddexp.reduce(odds) - odds[index])
        return total / len(parts)

    best = minimize(loss, np.array([0.7, 0.1, 0.7]), method="Nelder-Mead", options={"maxiter": 120})
    return [round(float(value), 3) for value in best.x]


def fit_romanised(cases: list[Case]) -> list[float]:
    """Constant, weight of the margin and weight of lingua's sureness, with finds made dear."""
    latin = [case for case in cases if case.latin or len(case.judged.candidates) > len(BASES)]
    wanted = np.array([case.latin for case in latin])
    values = np.array([[1.0, case.margin, case.judged.lingua.max()] for case in latin])
    weight = np.where(wanted, SHARE_ROMANISED * (~wanted).sum() / max(1, wanted.sum()), 1.0)

    def loss(weights: np.ndarray) -> float:
        odds = values @ weights
        wrong = (weight * np.logaddexp(0, np.where(wanted, -odds, odds))).sum() / weight.sum()
        return float(wrong + FIRMNESS * (weights**2).sum())

    best = minimize(loss, np.array([-2.0, 1.0, 0.0]), method="Nelder-Mead", options={"maxiter": 400})
    return [round(float(value), 3) for value in best.x]


if __name__ == "__main__":
    main()
