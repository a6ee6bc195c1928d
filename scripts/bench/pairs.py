"""What `align check` reports of our own sentence pairs, faithful and altered.

    python scripts/bench/pairs.py [--show] [--renew]

input:  ../../tests/pairs/faithful.tsv and altered.tsv, written for this project in the manner of
        news agencies, contracts, manuals, leaflets, subtitles and so on, dense in figures and names
output: Markdown tables on stdout; --show prints what is wrongly reported and what is missed,
        --renew writes the codes that are wrongly reported into the column ``known``, for the tests

Words and thresholds were mended on these very pairs: unseen text does worse.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from align.checks import compare, compare_within, make_text_pair
from align.checks.causes import merge_causes
from align.records import Discrepancy

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "pairs"


def read_rows(name: str) -> tuple[list[str], list[list[str]]]:
    """Return the lines above the rows, header included, and the cells of each row."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    head = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    return lines[:head], [line.split("\t") for line in lines[head:]]


def find(english: str, korean: str) -> list[Discrepancy]:
    """Return what `align check` reports of a pair, short of repeats."""
    pair = make_text_pair(english, korean)
    found = compare(pair)
    return merge_causes(found + compare_within([(pair.source, None), (pair.target, None)]))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--renew", action="store_true")
    chosen = parser.parse_args()
    head, rows = read_rows("faithful.tsv")
    codes: Counter[tuple[str, str]] = Counter()
    flagged: Counter[str] = Counter()
    for row in rows:
        found = find(row[0], row[1])
        row[2:] = [" ".join(sorted({d.code for d in found}))]
        codes.update({(d.code, d.severity) for d in found})
        flagged.update(
            {"any": bool(found), "more than info": any(d.severity != "info" for d in found)}
        )
        if chosen.show:
            for d in found:
                print(f"{d.code} {d.severity}: {d.message}\n  {row[0]}\n  {row[1]}")
    if chosen.renew:
        text = "\n".join([*head, *("\t".join(row) for row in rows), ""])
        (FOLDER / "faithful.tsv").write_text(text, "utf-8")
    print(f"| {len(rows):,} faithful pairs | reported | % |\n| --- | --- | --- |")
    for what in ("any", "more than info"):
        print(f"| {what} | {flagged[what]} | {100 * flagged[what] / len(rows):.2f} |")
    for (code, severity), count in codes.most_common():
        print(f"| {code} {severity} | {count} | {100 * count / len(rows):.2f} |")
    all_of: Counter[str] = Counter()
    found_of: Counter[str] = Counter()
    for english, korean, kind in read_rows("altered.tsv")[1]:
        is_found = any(d.severity != "info" for d in find(english, korean))
        for name in (kind, "all"):
            all_of[name] += 1
            found_of[name] += is_found
        if chosen.show and not is_found:
            print(f"missed {kind}\n  {english}\n  {korean}")
    print("\n| altered | pairs | found | % |\n| --- | --- | --- | --- |")
    for kind, count in sorted(all_of.items()):
        print(f"| {kind} | {count} | {found_of[kind]} | {100 * found_of[kind] / count:.0f} |")


if __name__ == "__main__":
    main()
