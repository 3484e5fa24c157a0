"""The three libraries that know languages, each opened once and asked in one way."""

import threading
from functools import lru_cache

import numpy as np
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

FLOOR = 1e-6  # what lingua gives no chance still has this one
_LINGUA = {language.iso_code_639_1.name.lower(): language for language in Language.all()}
_LINGUA["no"] = Language.BOKMAL
_NAMES = {"zh-cn": "zh", "zh-tw": "zh", "nn": "no", "nb": "no", "arz": "ar", "ary": "ar", "ltg": "lv"}
_NET_LETTERS = 400  # langdetect is slow, and no surer on more
_first = threading.Lock()


def lingua_scores(text: str, languages: tuple[str, ...]) -> NDArray[np.float64]:
    """log P(language | text) by lingua in high-accuracy mode, shape (languages,), for these languages alone.

    A language that lingua does not know gets the floor.
    """
    values = {
        value.language: value.value
        for value in _open_lingua(languages).compute_language_confidence_values(text)
    }
    chances = [values.get(_LINGUA[code], 0.0) if code in _LINGUA else 0.0 for code in languages]
    return np.log(np.maximum(chances, FLOOR))


def langid_first(text: str) -> str:
    """py3langid's first choice among the 97 languages it knows."""
    code = str(_open_langid().rank(text)[0][0])
    return _NAMES.get(code, code)


def wide_net(text: str) -> tuple[str, float]:
    """The language among the 55 of langdetect and its probability; ("und", 0.0) where it sees none.

    Slow (some 200 texts a second): asked only when the others point outside the configured languages.
    """
    detector = _open_langdetect().create()
    detector.append(text[:_NET_LETTERS])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return "und", 0.0
    return (_NAMES.get(found[0].lang, found[0].lang), float(found[0].prob)) if found else ("und", 0.0)


def known(code: str) -> bool:
    """Whether lingua or py3langid knows the language."""
    return code in _LINGUA or code in _open_langid().labels


@lru_cache(maxsize=8)
def _open_lingua(languages: tuple[str, ...]) -> LanguageDetector:
    wanted = {_LINGUA[code] for code in languages if code in _LINGUA}
    # One language alone is certain of everything; English keeps it honest.
    return LanguageDetectorBuilder.from_languages(*(wanted | {Language.ENGLISH, Language.DUTCH})).build()


def _open_langid() -> LanguageIdentifier:
    with _first:
        return _load_langid()


@lru_cache(maxsize=1)
def _load_langid() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)


def _open_langdetect() -> DetectorFactory:
    with _first:
        return _load_langdetect()


@lru_cache(maxsize=1)
def _load_langdetect() -> DetectorFactory:
    factory = DetectorFactory()
    factory.seed = 0  # it draws at random: a fixed seed makes its answer repeatable
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
