"""Print how long the facts of some documents take, and how many name pairs a second.

    python scripts/bench/facts_speed.py [DOCUMENT…]      default: the documents in seeds/
    input   documents; pairs of names are made up from ``known_names.tsv``
    output  a table on stdout: CPU seconds after import of the first reading (tables,
            patterns and model are loaded) and of the second, code points a second;
            pairs of names by their scripts
    needs   the package installed; one process on an idle machine

Run it several times and take the least: CPU seconds grow with what else runs.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from align.cli.streams import read_documents
from align.facts import figures, mentions, read_facts  # noqa: F401 # imported before the clock
from align.facts.names import compare_names
from align.facts.quotes import read_quotes
from align.records import Document, Segment
from align.segments import split_document
from align.tables import read_table

SEEDS = Path(__file__).parent.parent.parent / "seeds"
PAIRS = 20_000
NAMES = 300


def read_all(documents: Sequence[Document], parts: Sequence[Sequence[Segment]]) -> int:
    """Read the facts and quotes of documents, and return the code points read."""
    size = 0
    for document, part in zip(documents, parts, strict=True):
        for segment in part:
            if not segment.is_furniture and segment.duplicate_of is None:
                read_facts(segment.text, segment.lang, document.published)
                size += len(segment.text)
        read_quotes(part, document.text)
    return size


def time_pairs(left: Sequence[str], right: Sequence[str]) -> float:
    """Return the pairs a CPU second of names that were not met before."""
    rng = random.Random(1)
    pairs = [(rng.choice(left), rng.choice(right)) for _ in range(PAIRS)]
    begun = time.process_time()
    for a, b in pairs:
        compare_names(a, b)
    return PAIRS / (time.process_time() - begun)


def make_names(kind: str, column: str, seed: int) -> list[str]:
    """Return made-up full names: given and family names put together by chance."""
    rng = random.Random(seed)
    rows = [row for row in read_table("known_names") if row["kind"] == kind]
    families = [row for row in read_table("known_names") if row["kind"] == "family"]
    return [f"{rng.choice(rows)[column]} {rng.choice(families)[column]}" for _ in range(NAMES)]


def main() -> None:
    """Print the two tables."""
    inputs = sys.argv[1:] or [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    documents = read_documents(inputs)
    parts = [split_document(document) for document in documents]
    print("| facts and quotes | code points | CPU s | code points a CPU s |\n|---|---|---|---|")
    for name in ("first reading", "second reading"):
        begun = time.process_time()
        size = read_all(documents, parts)
        spent = time.process_time() - begun
        print(f"| {name} | {size} | {spent:.2f} | {size / spent:.0f} |")
    compare_names("Ann Lee", "앤 리")
    latin = [make_names("given", "latin", seed) for seed in (1, 2)]
    hangul = [make_names("given", "hangul", seed) for seed in (3, 4)]
    print("\n| names | pairs a CPU s |\n|---|---|")
    print(f"| Latin and Hangul | {time_pairs(latin[0], hangul[0]):.0f} |")
    print(f"| Hangul and Hangul | {time_pairs(*hangul):.0f} |")
    print(f"| Latin and Latin | {time_pairs(*latin):.0f} |")


if __name__ == "__main__":
    main()
