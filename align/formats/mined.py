"""Mined pairs of two collections, as TSV and JSON lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TextIO

from align.beads import MinedPair
from align.formats.jsonl import dumps
from align.formats.pairs import flatten
from align.text import detect_language


def write_mined_tsv(
    pairs: Iterable[MinedPair], source: Sequence[str], target: Sequence[str], file: TextIO
) -> None:
    """Write a header and one line a pair; the texts' columns are named by their languages.

    Lines of the collections are numbered from 0.
    """
    names = _name_sides(source, target)
    columns = ("id", *names, "confidence", "score", "source_line", "target_line")
    file.write("\t".join(columns) + "\n")
    for number, pair in enumerate(pairs, 1):
        cells = (
            f"m{number}",
            flatten(source[pair.source]),
            flatten(target[pair.target]),
            f"{pair.confidence:.3f}",
            f"{pair.score:.4f}",
            str(pair.source),
            str(pair.target),
        )
        file.write("\t".join(cells) + "\n")


def write_mined_jsonl(
    pairs: Iterable[MinedPair], source: Sequence[str], target: Sequence[str], file: TextIO
) -> None:
    """Write one object a pair: numbers of the lines from 0, scores and texts."""
    for number, pair in enumerate(pairs, 1):
        row = {
            "id": f"m{number}",
            "source": pair.source,
            "target": pair.target,
            "score": pair.score,
            "cosine": pair.cosine,
            "confidence": pair.confidence,
            "source_text": source[pair.source],
            "target_text": target[pair.target],
        }
        file.write(dumps(row) + "\n")


SAMPLE = 200
"""Lines by which a collection's language is told."""


def _name_sides(source: Sequence[str], target: Sequence[str]) -> tuple[str, str]:
    found = []
    for side in (source, target):
        langs = Counter(detect_language(text) for text in side[:SAMPLE] if text.strip())
        found.append(langs.most_common(1)[0][0] if langs else None)
    if set(found) == {"en", "ko"}:
        return str(found[0]), str(found[1])
    return "source", "target"
