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
ONCE = 3_000


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


def time_pairs(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the pairs a CPU second."""
    begun = time.process_time()
    for a, b in pairs:
        compare_names(a, b)
    return len(pairs) / (time.process_time() - begun)


def draw_pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs of names, each of which is drawn many times."""
    rng = random.Random(1)
    return [(rng.choice(left), rng.choice(right)) for _ in range(PAIRS)]


def make_names(column: str, seed: int, count: int = NAMES) -> list[str]:
    """Return made-up full names: given and family names put together by chance."""
    rng = random.Random(seed)
    rows = [row for row in read_table("known_names") if row["kind"] == "given"]
    families = [row for row in read_table("known_names") if row["kind"] == "family"]
    return [f"{rng.choice(rows)[column]} {rng.choice(families)[column]}" for _ in range(count)]


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
    print("\n| names | pairs a CPU s, 300 names a side | each name met once |\n|---|---|---|")
    scripts = {"Latin and Hangul": ("latin", "hangul"), "Hangul and Hangul": ("hangul", "hangul")}
    scripts["Latin and Latin"] = ("latin", "latin")
    for seed, (name, (left, right)) in enumerate(scripts.items()):
        often = time_pairs(draw_pairs(make_names(left, 4 * seed), make_names(right, 4 * seed + 1)))
        many = (make_names(side, 4 * seed + i, ONCE) for i, side in enumerate((left, right), 2))
        once = time_pairs(list(zip(*many, strict=True)))
        print(f"| {name} | {often:.0f} | {once:.0f} |")


if __name__ == "__main__":
    main()
