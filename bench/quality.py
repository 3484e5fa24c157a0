"""Measures how well texts are understood and writes `docs/quality.md`: every figure beside its target.

    python bench/quality.py [-o docs/quality.md] [--public FOLDER] [--only SECTION …]

Everything comes from data in this repository; `--public` adds public test sets that are not shipped
(docs/models.md names them).
"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import quality_language
import quality_questions
import quality_redaction
import quality_rising
import quality_speed
import quality_text
from figures import Section, as_markdown

from nlp.tag import model_version
from nlp.vectors import open_embedder

REPORT = Path(__file__).parent.parent / "docs" / "quality.md"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=REPORT)
    parser.add_argument("--public", type=Path, help="folder with public test sets")
    parser.add_argument("--only", nargs="*", help="names of sections")
    given = parser.parse_args()
    sections: dict[str, Callable[[], Section]] = {
        "language": lambda: quality_language.measure(given.public),
        "redaction": quality_redaction.measure,
        "types": quality_text.types,
        "codes": quality_text.codes,
        "questions": lambda: quality_questions.measure(given.public),
        "rising": quality_rising.measure,
        "speed": quality_speed.measure,
    }
    chapters = []
    for name, measure in sections.items():
        if not given.only or name in given.only:
            chapters.append(as_markdown(measure()))
            print(chapters[-1], flush=True)
    if not given.only:
        given.output.write_text("\n".join([_head(), *chapters]), encoding="utf-8")
        print(f"written to {given.output.name}")


def _head() -> str:
    today = datetime.now(UTC).date()
    return (
        "# Measured quality\n\n"
        f"Written by `make quality` on {today}, models `{model_version()}` and `{open_embedder().version}`.\n"
        "What the models are made of, and what they are not for, stands in [models.md](models.md).\n\n"
        "The texts are our own: written with the help of a language model, **not reviewed by native\n"
        "speakers**. Half of them (`*_held_out`) were never read or tuned on, only counted. They are not\n"
        "the public; expect less of real texts, and look through what the model is least sure of\n"
        "(`bereik frame unsure`, or *Nakijken* in the dashboard).\n"
    )


if __name__ == "__main__":
    main()
