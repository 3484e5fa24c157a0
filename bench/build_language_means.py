"""Builds nlp/models/language_means.npz from bench/data/means_texts.jsonl, parallel in 19 languages."""

import json
import sys
from pathlib import Path

import numpy as np

from nlp.language_means import TABLE, means_of
from nlp.vectors import open_embedder

TEXTS = Path(__file__).parent / "data" / "means_texts.jsonl"


def main(target: Path = TABLE) -> None:
    """Embeds the texts and writes the table: about ten seconds."""
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    embedder = open_embedder()
    vectors = embedder.embed([row["text"] for row in rows])
    means = means_of(vectors, [row["lang"] for row in rows], embedder.version)
    target.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        target,
        languages=np.array(sorted(means.by_language)),
        means=np.vstack([means.by_language[code] for code in sorted(means.by_language)]).astype(np.float16),
        version=np.array(means.version),
    )
    print(f"{target}: {len(means.by_language)} languages from {len(rows)} texts, {embedder.version}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
