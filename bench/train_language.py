"""Builds nlp/models/language.npz.xz from word frequencies; `--texts` sets how long it learns.

    pip install wordfreq==3.1.1 faker==40.54.0
    python bench/train_language.py --texts 8000000

Softmax regression on hashed n-grams, AdaGrad with one rate per bucket (Duchi et al. 2011), a rate that falls
to nothing, small weights dropped, the rest in whole steps. Seeded: the same versions give the same file.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import scipy.sparse
from language_samples import CLASSES, SHARE, names_of, open_vocabulary, sample, short_names

from nlp.grams import MODEL_FILE, GramModel, checksum, features, save

SEED = 7
BATCH = 4096
RATE = 1.0
STEPS = 15  # a weight is a whole number from -15 to 15
SMALLEST = 0.1  # weights under this are dropped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=8_000_000)
    parser.add_argument("--bits", type=int, default=19)
    parser.add_argument("--raw", type=Path, help="keep the unrounded weights here, or start from those kept")
    parser.add_argument("-o", type=Path, default=MODEL_FILE)
    options = parser.parse_args()
    if options.raw and options.raw.exists():
        with np.load(options.raw) as kept:
            weights, bias = kept["weights"], kept["bias"]
    else:
        weights, bias = learn(options.texts, options.bits)
    if options.raw and not options.raw.exists():
        np.savez(options.raw, weights=weights, bias=bias)
    save(rounded(weights, bias), options.o)
    print(f"{options.o.name}: {options.o.stat().st_size / 1024:.0f} KB")


def learn(texts: int, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (2**bits, classes) and bias (classes,) after `texts` made-up texts."""
    weights = np.zeros((1 << bits, len(CLASSES)), np.float32)
    bias = np.zeros(len(CLASSES), np.float32)
    squares = np.full(1 << bits, 1e-3, np.float32)
    rounds, started = texts // BATCH, time.perf_counter()
    for number, (found, starts, wanted) in enumerate(batches(rounds, bits)):
        used, columns = np.unique(found, return_inverse=True)
        lengths = np.diff(starts)
        values = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)
        texts_by_bucket = scipy.sparse.csr_matrix((values, columns, starts), shape=(BATCH, len(used)))
        wrong = texts_by_bucket @ weights[used] + bias
        wrong = np.exp(wrong - wrong.max(axis=1, keepdims=True))
        wrong /= wrong.sum(axis=1, keepdims=True)
        right = (wrong.argmax(axis=1) == wanted).mean()
        wrong[np.arange(BATCH), wanted] -= 1
        slope = (texts_by_bucket.T @ wrong) / np.sqrt(BATCH)
        squares[used] += (slope**2).sum(axis=1)
        rate = RATE * (1 - number / rounds)
        weights[used] -= rate * slope / np.sqrt(squares[used])[:, None]
        bias -= rate * 0.1 * wrong.mean(axis=0)
        if number % 50 == 0:
            print(f"{number}/{rounds} {right:.3f} right, {time.perf_counter() - started:.0f} s", flush=True)
    return weights, bias


def batches(rounds: int, bits: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Buckets of all texts of a batch, where each text starts, and the class of each."""
    rng = Random(SEED)  # noqa: S311
    vocabularies = [open_vocabulary(code) for code in CLASSES]
    names = [name for name in names_of("first") if name.isascii()]
    shares = [SHARE[code] for code in CLASSES]
    for _ in range(rounds):
        wanted = rng.choices(range(len(CLASSES)), shares, k=BATCH)
        found = [features(sample(CLASSES[one], vocabularies[one], names, rng), bits) for one in wanted]
        starts = np.concatenate([[0], np.cumsum([len(one) for one in found])])
        yield np.concatenate(found), starts, np.array(wanted)


def rounded(weights: np.ndarray, bias: np.ndarray) -> GramModel:
    """The model to ship: whole steps, small weights dropped."""
    scale = float(np.percentile(np.abs(weights[np.abs(weights) > 0.25]), 99.8)) / STEPS
    steps = np.clip(np.round(weights / scale), -STEPS, STEPS).astype(np.int8)
    steps[np.abs(weights) < SMALLEST] = 0
    return GramModel(
        classes=tuple(CLASSES),
        weights=steps,
        bias=bias,
        scale=scale,
        first_names=frozenset(checksum(name) for name in (*names_of("first"), *short_names())),
        surnames=frozenset(checksum(name) for name in names_of("last")),
    )


if __name__ == "__main__":
    main()
