"""Make pairs of texts with known gold from parallel documents, with any seed and size.

    python scripts/bench/scenarios.py mixed --seed 3 --out FOLDER
    python scripts/bench/scenarios.py long --sentences 10000 --out FOLDER

input:  ../shared/data/ntrex/documents.tsv (development half), beside the checkout
output: FOLDER/NNN.en, NNN.ko (one sentence a line) and NNN.gold (Vecalign's lines)

The kinds follow ../shared/data/README.md, so that a setting can be tried on noise other
than the one it was tuned on: clean; merges (20 % of the segments in 1-2, 2-1, 1-3, 3-1 or
overlapping 2-2 beads); swaps (merges, some of two sentences that have changed places);
gaps (15 % deleted on one side, runs of foreign sentences put in); mixed (both); long (all
documents in one); comparable (two articles that share 40 % of their sentences in shuffled
blocks); hard (the same, filler from the same document); pool (all documents, in any
order, 40 % of the sentences on both sides). ``long`` with
--sentences above the documents' own repeats them in other orders and cuts.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Row = tuple[str, str]
Bead = tuple[tuple[int, ...], tuple[int, ...]]
Text = tuple[list[str], list[str], list[Bead]]

SHAPES = {"1-2": 36, "2-1": 36, "1-3": 15, "2-2": 7, "3-1": 6}
"""How often each bead of more than two segments is made, per cent; as in the given texts."""

SWAPS = SHAPES | {"swap": 30}
"""The same, and two neighbours that have changed places."""

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE.parents[2] / "shared/data/ntrex/documents.tsv"


def read_parallel(path: Path = DOCUMENTS) -> list[list[Row]]:
    """Return the documents, each a list of sentence pairs."""
    documents: dict[str, list[Row]] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        name, _, english, korean = line.split("\t")
        documents.setdefault(name, []).append((english, korean))
    return list(documents.values())


def make_texts(kind: str, seed: int, sentences: int = 0) -> list[Text]:
    """Return the pairs of texts of one kind of noise, with their gold beads.

    ``sentences`` is asked for with ``long`` only.
    """
    rng = random.Random(f"{kind} {seed}")
    documents = read_parallel()
    if kind in ("clean", "merges", "gaps", "mixed", "swaps"):
        return [_noisy(d, documents, kind, rng) for d in documents if len(d) >= 8]
    if kind == "long":
        rows = list(_repeat(documents, sentences or sum(map(len, documents)), rng))
        return [_noisy(rows, documents, "mixed", rng)]
    if kind == "pool":
        return [_pool(documents, rng)]
    maker: Callable[[list[Row], list[list[Row]], random.Random], Text] = (
        _comparable if kind == "comparable" else _hard
    )
    return [maker(d, documents, rng) for d in documents if len(d) >= 12]


def _repeat(documents: Sequence[list[Row]], count: int, rng: random.Random) -> Iterator[Row]:
    """Yield sentences: first the documents, then each sentence with another one joined to it."""
    rows = [row for document in documents for row in document]
    known: set[Row] = set()
    for turn in range(1 + 2 * count // len(rows)):
        order = list(documents)
        rng.shuffle(order)
        for en, ko in (row for document in order for row in document):
            other = rng.choice(rows)
            row = (f"{en} {other[0]}", f"{ko} {other[1]}") if turn else (en, ko)
            if row not in known:
                known.add(row)
                yield row
            if len(known) == count:
                return


def _noisy(
    rows: Sequence[Row], documents: Sequence[list[Row]], kind: str, rng: random.Random
) -> Text:
    source: list[str] = []
    target: list[str] = []
    gold: list[Bead] = []

    def add(english: Sequence[str], korean: Sequence[str]) -> None:
        a, b = len(source), len(target)
        source.extend(english)
        target.extend(korean)
        gold.append(
            (tuple(range(a, a + len(english))), tuple(range(b, b + len(korean)))),
        )

    i = 0
    while i < len(rows):
        left = len(rows) - i
        if kind in ("gaps", "mixed") and rng.random() < 0.02:
            other = rng.choice([d for d in documents if len(d) >= 8 and d[0] != rows[0]])
            first = rng.randrange(len(other) - 2)
            foreign = other[first : first + rng.randint(3, 8)]
            is_source = rng.random() < 0.5
            for en, ko in foreign:
                add(*(([en], []) if is_source else ([], [ko])))
        if kind in ("gaps", "mixed") and rng.random() < 0.15:
            add(*(([rows[i][0]], []) if rng.random() < 0.5 else ([], [rows[i][1]])))
            i += 1
            continue
        if kind in ("merges", "mixed", "swaps") and rng.random() < 0.1 and left >= 3:
            shapes = SWAPS if kind == "swaps" else SHAPES
            shape = rng.choices(list(shapes), list(shapes.values()))[0]
            size = 2 if shape in ("1-2", "2-1", "swap") else 3
            english = [row[0] for row in rows[i : i + size]]
            korean = [row[1] for row in rows[i : i + size]]
            if shape == "2-2":  # the sentences end at other places
                add([" ".join(english[:2]), english[2]], [korean[0], " ".join(korean[1:])])
            elif shape == "swap":
                add(english, korean[::-1])
            elif shape[0] == "1":
                add([" ".join(english)], korean)
            else:
                add(english, [" ".join(korean)])
            i += size
            continue
        add([rows[i][0]], [rows[i][1]])
        i += 1
    return source, target, gold


def _runs(rows: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    """Cut into runs of one to five rows."""
    runs: list[list[Row]] = []
    i = 0
    while i < len(rows):
        size = rng.randint(1, 5)
        runs.append(list(rows[i : i + size]))
        i += size
    return runs


def _mix(shared: list[list[Row]], filler: list[list[Row]], rng: random.Random) -> list[Row]:
    """Return the rows of all runs, the two kinds interleaved, the order of each kept."""
    marks = [True] * len(shared) + [False] * len(filler)
    rng.shuffle(marks)
    waiting = {True: iter(shared), False: iter(filler)}
    return [row for mark in marks for row in next(waiting[mark])]


def _join(shared: list[list[Row]], one: list[Row], other: list[Row], rng: random.Random) -> Text:
    source = _mix(shared, _runs(one, rng), rng)
    shuffled = list(shared)
    rng.shuffle(shuffled)
    target = _mix(shuffled, _runs(other, rng), rng)
    return _known([source, target], {row for run in shared for row in run})


def _known(sides: list[list[Row]], shared: set[Row]) -> Text:
    place = {row: j for j, row in enumerate(sides[1])}
    gold: list[Bead] = [
        ((i,), (place[row],)) for i, row in enumerate(sides[0]) if row in shared and row in place
    ]
    return [row[0] for row in sides[0]], [row[1] for row in sides[1]], gold


def _comparable(rows: list[Row], documents: list[list[Row]], rng: random.Random) -> Text:
    count = min(20, len(rows))
    common = round(0.4 * count)
    shared = _pick_runs(rows, common, rng)
    one, other = rng.sample([d for d in documents if d is not rows and len(d) >= 12], 2)
    return _join(shared, one[: count - common], other[: count - common], rng)


def _hard(rows: list[Row], documents: list[list[Row]], rng: random.Random) -> Text:
    count = min(27, round(len(rows) / 1.6))
    common = round(0.4 * count)
    shared = _pick_runs(rows, common, rng)
    taken = {row for run in shared for row in run}
    rest = _runs([row for row in rows if row not in taken], rng)
    rng.shuffle(rest)
    half = len(rest) // 2
    one, other = (
        [row for run in part for row in run][: count - common]
        for part in (rest[:half], rest[half:])
    )
    return _join(shared, one, other, rng)


def _pick_runs(rows: list[Row], count: int, rng: random.Random) -> list[list[Row]]:
    runs = _runs(rows, rng)
    order = list(range(len(runs)))
    rng.shuffle(order)
    kept: dict[int, list[Row]] = {}
    for i in order:
        if count <= 0:
            break
        kept[i] = runs[i][:count]
        count -= len(kept[i])
    return [kept[i] for i in sorted(kept)]


def _pool(documents: list[list[Row]], rng: random.Random) -> Text:
    rows = list(dict.fromkeys(row for document in documents for row in document))
    kind = {row: rng.choices(["both", "en", "ko"], [0.4, 0.3, 0.3])[0] for row in rows}
    sides: list[list[Row]] = []
    for side in ("en", "ko"):
        order = list(documents)
        rng.shuffle(order)
        known = dict.fromkeys(row for d in order for row in d if kind[row] in ("both", side))
        sides.append(list(known))
    return _known(sides, {row for row in rows if kind[row] == "both"})


def main() -> None:
    """Write the texts that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sentences", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    texts = make_texts(chosen.kind, chosen.seed, chosen.sentences)
    for i, (source, target, gold) in enumerate(texts):
        for suffix, lines in (
            ("en", source),
            ("ko", target),
            ("gold", [f"{list(a)}:{list(b)}" for a, b in gold]),
        ):
            text = "".join(f"{line}\n" for line in lines)
            (chosen.out / f"{i:03}.{suffix}").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
