"""Measures the door: how many planted identities survive, how much harmless text is lost, how fast it is.

Run from the repository's root: `python bench/bench_privacy.py [--misses]`. The planted set is our own
(`bench/data/privacy_own.jsonl`: text, secrets that must go, parts that must stay); its people, numbers and
addresses are invented, check digits made to fit.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.privacy import redact

_PLANTED = Path(__file__).parent / "data" / "privacy_own.jsonl"
_SECONDS = 3.0


def main() -> None:
    """Print recall of secrets, share of harmless texts left as they were, and texts per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what survived or was lost")
    show = parser.parse_args().misses
    rows = [json.loads(line) for line in _PLANTED.read_text(encoding="utf-8").splitlines()]
    gone: dict[str, list[bool]] = defaultdict(list)
    stayed: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        text = redact(row["text"]).text
        gone[row["lang"]] += [secret not in text for secret in row["secrets"]]
        stayed[row["lang"]] += [part in text for part in row["keep"]]
        if show and not _is_right(row, text):
            print(f"  {row['text']!r} -> {text!r}")
    for language in gone:
        print(f"{language}: secrets gone {_share(gone[language])}, harmless kept {_share(stayed[language])}")
    all_gone, all_kept = ([hit for hits in found.values() for hit in hits] for found in (gone, stayed))
    print(f"all: secrets gone {_share(all_gone)}, harmless kept {_share(all_kept)}")
    print(f"{_speed([row['text'] for row in rows]):,.0f} texts/s on one core")


def _is_right(row: Mapping[str, Any], text: str) -> bool:
    return all(s not in text for s in row["secrets"]) and all(k in text for k in row["keep"])


def _share(hits: list[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} ({sum(hits) / len(hits):.3f})" if hits else "-"


def _speed(texts: list[str]) -> float:
    done, start = 0, time.process_time()
    while time.process_time() - start < _SECONDS:
        for text in texts:
            redact(text)
        done += len(texts)
    return done / (time.process_time() - start)


if __name__ == "__main__":
    main()
