"""The second line for codes: a small linear model hears what a text is about, and whether about anything.

Ridge regression on hashed letter n-grams (3 to 5 letters with word borders) and whole words, one weight per
code and one for "nothing", learned from texts of ours with and without a code, the frame's keywords and
descriptions, and texts of common words. `bench/train_codes.py` builds it anew; `docs/models.md` has figures.
"""

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.word_rows import WordRows, sums

FILE = Path(__file__).parent / "models" / "codes.npz.xz"
BITS = 17
SHORTEST, LONGEST = 3, 5  # letters in an n-gram, borders counted
LONGEST_WORD = 40
WORDS_KEPT = 30_000  # with what they say of every code: some 15 MB
MOST_SHOWN = 3  # words that speak most for a code
SHOWN_SHARE = 0.15  # of what the whole text says
RARITY_STEPS = 16
_MASK = (1 << BITS) - 1


@dataclass(frozen=True)
class CodeModel:
    """Weights in steps of `scale`; `rarity` is the inverse document frequency of each bucket, in steps.

    The last column of `weights` and `bias` is "nothing". `weighing` belongs to `nlp.choosing`.
    """

    codes: tuple[str, ...]
    weights: NDArray[np.int8]  # (buckets, codes + 1)
    bias: NDArray[np.float32]  # (codes + 1,)
    rarity: NDArray[np.uint8]  # (buckets,)
    scale: float
    weighing: NDArray[np.float32]  # (readings, codes + 1)


@dataclass(frozen=True)
class Likeness:
    """How like each code a text is: scores (codes,) of which 0 is none and 1 is an example itself.

    `all_scores` (codes + 1,) ends with how like a text about nothing it is.
    """

    all_scores: NDArray[np.float32]
    folded: tuple[str, ...]  # the text's different words

    @property
    def scores(self) -> NDArray[np.float32]:
        """The scores of the codes alone."""
        return self.all_scores[:-1]

    @cached_property
    def highest(self) -> float:
        """The highest score of a code."""
        return float(self.scores.max())

    def of(self, code: str) -> float | None:
        """The score of a code, None for one that the model does not know."""
        place = places().get(code)
        return None if place is None else float(self.scores[place])

    def best(self, count: int) -> list[tuple[str, float]]:
        """The codes with the highest scores, best first."""
        codes = open_model().codes
        order = np.argpartition(-self.scores, count)[:count]
        return sorted(((codes[at], float(self.scores[at])) for at in order), key=lambda each: -each[1])

    def telling(self, code: str) -> tuple[str, ...]:
        """The folded words that say most for a code, in the order of the text; one at least."""
        place = places()[code]
        says = _words().of(self.folded)[:, place]
        enough = SHOWN_SHARE * float(says[says > 0].sum())
        loud = {int(row) for row in np.argsort(-says, kind="stable")[:MOST_SHOWN] if says[row] >= enough}
        return tuple(self.folded[row] for row in sorted(loud or {int(says.argmax())}))


def likeness(folded: Sequence[str]) -> Likeness:
    """How like each code folded words are; like none for no words."""
    return likenesses([folded])[0]


def likenesses(texts: Sequence[Sequence[str]]) -> list[Likeness]:
    """What `likeness` gives for each text, all words looked up and added up at once."""
    different = [tuple(dict.fromkeys(folded)) for folded in texts]
    counts = np.array([len(words) for words in different])
    rows = _words().of([word for words in different for word in words])
    total = sums(rows, counts)
    lengths = np.sqrt(np.maximum(total[:, -1:], np.finfo(np.float32).tiny))
    scores = total[:, :-1] / lengths + open_model().bias
    return [Likeness(score, words) for score, words in zip(scores, different, strict=True)]


@cache
def places() -> dict[str, int]:
    """The column of each code."""
    return {code: place for place, code in enumerate(open_model().codes)}


def buckets(word: str) -> NDArray[np.intp]:
    """The buckets of a folded word: itself and its different n-grams, a space for each border."""
    framed = f" {word[:LONGEST_WORD]} "
    parts = [framed]
    for size in range(SHORTEST, min(LONGEST, len(framed) - 1) + 1):
        parts += [framed[at : at + size] for at in range(len(framed) - size + 1)]
    different = dict.fromkeys(parts)
    try:
        sums = [crc32(part.encode()) & _MASK for part in different]
    except UnicodeEncodeError:  # half a character
        sums = [crc32(part.encode("utf-8", "surrogatepass")) & _MASK for part in different]
    return np.array(sums, dtype=np.intp)


@cache
def _words() -> WordRows:
    """What words say: a sum per code and for nothing, and last the square of their length."""
    return WordRows(len(open_model().bias) + 1, WORDS_KEPT, _hear)


def _hear(words: Sequence[str]) -> NDArray[np.float32]:
    model = open_model()
    found = [buckets(word) for word in words]
    starts = np.cumsum([0, *(len(each) for each in found[:-1])])
    every = np.concatenate(found)
    says = np.add.reduceat(model.weights[every], starts, dtype=np.float32) * np.float32(model.scale)
    return np.column_stack([says, np.add.reduceat(_squares()[every], starts)])


@cache
def _squares() -> NDArray[np.float32]:
    return (open_model().rarity.astype(np.float32) / np.float32(RARITY_STEPS)) ** 2


def save(model: CodeModel, path: Path) -> None:
    """Writes the model as compressed arrays without timestamps: the same model gives the same bytes."""
    buffer = io.BytesIO()
    np.savez(
        buffer,
        codes=np.array(model.codes),
        weights=model.weights,
        bias=model.bias,
        rarity=model.rarity,
        scale=np.array(model.scale),
        weighing=model.weighing.astype(np.float16),
    )
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME))


@cache
def open_model() -> CodeModel:
    """The shipped model, read once per process (about 9 MB in memory)."""
    with np.load(io.BytesIO(lzma.decompress(FILE.read_bytes())), allow_pickle=False) as stored:
        return CodeModel(
            codes=tuple(str(code) for code in stored["codes"]),
            weights=stored["weights"],
            bias=stored["bias"],
            rarity=stored["rarity"],
            scale=float(stored["scale"]),
            weighing=stored["weighing"].astype(np.float32),
        )
