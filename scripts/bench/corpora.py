"""Make a corpus of any size from parallel documents: files, and a manifest beside them.

    python scripts/bench/corpora.py --documents 2000 --sentences 16 --out FOLDER

input:  ../shared/data/ntrex/documents.tsv (development half), beside the checkout
output: FOLDER/en/NNNNN.txt, FOLDER/ko/NNNNN.txt, FOLDER/manifest.tsv (with a column ``part``)

A document is runs of one to five sentences from anywhere, in the same order on both sides.
Of its sentences a tenth lacks on one side, and a tenth of the lines hold two of them.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from scenarios import Row, read_parallel

DROPPED = 0.1
JOINED = 0.1


def make_documents(folder: Path, documents: int, sentences: int, seed: int = 0) -> Path:
    """Write a corpus and return its manifest; the same arguments make the same files."""
    rows = [row for document in read_parallel() for row in document]
    for side in ("en", "ko"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    lines = ["id\tsource\ttarget\tpart\n"]
    for number in range(documents):
        rng = random.Random(f"{seed} {number}")
        name = f"{number:05}"
        for side, text in zip(("en", "ko"), make_document(rows, sentences, rng), strict=True):
            (folder / side / f"{name}.txt").write_text(text, "utf-8")
        lines.append(f"{name}\ten/{name}.txt\tko/{name}.txt\t{number % 7}\n")
    manifest = folder / "manifest.tsv"
    manifest.write_text("".join(lines), "utf-8")
    return manifest


def make_document(rows: list[Row], sentences: int, rng: random.Random) -> tuple[str, str]:
    """Return the two sides of one document, about ``sentences`` sentences each."""
    chosen: list[Row] = []
    while len(chosen) < sentences:
        first = rng.randrange(len(rows))
        chosen += rows[first : first + rng.randint(1, 5)]
    texts: list[str] = []
    lost = {i: rng.randrange(2) for i in range(len(chosen)) if rng.random() < DROPPED}
    for side in (0, 1):
        parts: list[str] = []
        for i, row in enumerate(chosen[:sentences]):
            if lost.get(i) != side:
                parts.append(row[side])
                parts.append(" " if rng.random() < JOINED else "\n")
        texts.append("".join(parts).rstrip() + "\n")
    return texts[0], texts[1]


def main() -> None:
    """Write the corpus that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--sentences", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    print(make_documents(chosen.out, chosen.documents, chosen.sentences, chosen.seed))


if __name__ == "__main__":
    main()
