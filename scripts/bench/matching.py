"""Match two folders by what their documents tell, and count who found the right partner.

    python scripts/bench/matching.py                    # documents of one event, six noise seeds
    python scripts/bench/matching.py --documents 2000   # many, made of the same sentences
    python scripts/bench/matching.py --weights          # what a regression would weigh

input:  ../shared/data/ntrex/documents.tsv (development half), beside the checkout
output: a table: documents a side, partners, precision, recall, seconds

*event*: documents are pieces of five to ten segments, so that each has others of its own event
beside it. Of the pieces 65 % are on both sides, the others on one; a third of the former have
one more document on one side, with 40 % of their sentences and others of the same event.
*few* are one to twelve documents a side out of these, half of the partners missing.
*alone* are the English documents of one half of NTREX and the Korean of the other: no partners.
In all, a fourteenth of the sentences lacks on each side and a tenth of the lines hold two.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from attrs import frozen
from corpora import make_documents
from scenarios import Row, read_parallel

from align.corpus.candidates import find_candidates
from align.corpus.digests import Digests, read_digests
from align.corpus.engines import make_engine
from align.corpus.matching import match_digests, measure
from align.events import MAX_DAYS

LOST, JOINED = 0.07, 0.1
BOTH, ENGLISH, SIBLING = 0.65, 0.18, 0.3


@frozen(kw_only=True)
class Task:
    """Two folders and who belongs to whom, by name."""

    source: Digests
    target: Digests
    gold: Mapping[str, str]


def make_sides(
    documents: Sequence[Sequence[Row]], seed: int
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return English texts, Korean texts and the partners among them, by name."""
    rng = random.Random(seed)
    sides: tuple[dict[str, str], dict[str, str]] = ({}, {})
    gold = {}
    for document in documents:
        for piece in _cut(document, rng):
            name = f"{len(sides[0]) + len(sides[1]):04}"
            drawn = rng.random()
            if drawn >= BOTH:
                side = 0 if drawn < BOTH + ENGLISH else 1
                sides[side][name] = _write(piece, side, rng)
                continue
            for side in (0, 1):
                sides[side][name] = _write(piece, side, rng)
            gold[name] = name
            if rng.random() < SIBLING:
                rest = [r for r in document if r not in piece] or list(rng.choice(documents))
                mixed = rng.sample(piece, max(1, int(0.4 * len(piece))))
                mixed += rng.sample(rest, min(len(rest), len(piece) // 2 + 1))
                side = rng.randrange(2)
                sides[side][f"{name}x"] = _write(mixed, side, rng)
    return sides[0], sides[1], gold


def _cut(document: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    pieces, first = [], 0
    while first < len(document):
        length = rng.randint(5, 10)
        pieces.append(list(document[first : first + length]))
        first += length
    return [piece for piece in pieces if len(piece) >= 4]


def _write(rows: Sequence[Row], side: int, rng: random.Random) -> str:
    kept = [row[side] for row in rows if rng.random() >= LOST]
    return "".join(text + (" " if rng.random() < JOINED else "\n") for text in kept).strip() + "\n"


def read_task(folder: Path, gold: Mapping[str, str]) -> Task:
    """Return the task of a folder with en/ and ko/; gold may name documents that are not there."""
    engine = make_engine("processes", 2, None, "align.corpus.preload")
    sides = []
    for side in ("en", "ko"):
        paths = sorted((folder / side).iterdir())
        sides.append(read_digests([(path.stem, str(path)) for path in paths], engine))
    known = {a: b for a, b in gold.items() if a in sides[0].names and b in sides[1].names}
    return Task(source=sides[0], target=sides[1], gold=known)


def take(digests: Digests, chosen: Sequence[int]) -> Digests:
    """Return some documents of a side."""

    def parts(values: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = [values[starts[i] : starts[i + 1]] for i in chosen]
        return np.concatenate(found), np.cumsum([0, *map(len, found)])

    anchors, anchor_starts = parts(digests.anchors, digests.anchor_starts)
    vectors, starts = parts(digests.vectors, digests.starts)
    return Digests(
        names=tuple(digests.names[i] for i in chosen),
        days=digests.days[list(chosen)],
        anchors=anchors,
        anchor_starts=anchor_starts,
        vectors=vectors,
        starts=starts,
        means=digests.means[list(chosen)],
    )


def take_few(task: Task, rng: random.Random) -> Task:
    """Return a few documents of each side, half of the partners missing."""
    count = rng.choice((1, 2, 3, 5, 8, 12))
    rows = sorted(rng.sample(range(len(task.source)), count))
    names = [task.source.names[i] for i in rows]
    partners = {
        task.target.names.index(task.gold[name])
        for name in names
        if name in task.gold and rng.random() < 0.5
    }
    others = rng.sample(range(len(task.target)), max(1, count - len(partners)))
    source, target = take(task.source, rows), take(task.target, sorted(partners | set(others)))
    gold = {a: b for a, b in task.gold.items() if a in source.names and b in target.names}
    return Task(source=source, target=target, gold=gold)


def score(name: str, tasks: Sequence[Task]) -> None:
    """Print how well the partners of tasks are found."""
    right = found = 0
    begun = time.perf_counter()
    for task in tasks:
        partners = match_digests(task.source, task.target)
        found += len(partners.source)
        for i, j in zip(partners.source.tolist(), partners.target.tolist(), strict=True):
            right += task.gold.get(task.source.names[i]) == task.target.names[j]
    seconds = time.perf_counter() - begun
    sizes = [sum(len(side) for side in sides) for sides in zip(*map(_sides, tasks), strict=True)]
    gold = sum(len(task.gold) for task in tasks)
    print(
        f"{name:8} {sizes[0]:6} {sizes[1]:6} {gold:6} partners  {found:5} found, {right:5} right"
        f"  P {right / found if found else 1:.3f}  R {right / gold if gold else 1:.3f}"
        f"  {seconds:.1f} s"
    )


def _sides(task: Task) -> tuple[Digests, Digests]:
    return task.source, task.target


def print_weights(tasks: Sequence[Task]) -> None:
    """Print the weights that a logistic regression gives what is measured of candidates."""
    rows, truths = [], []
    for task in tasks:
        candidates = find_candidates(task.source, task.target, MAX_DAYS)
        rows.append(measure(task.source, task.target, candidates))
        pairs = zip(candidates.source.tolist(), candidates.target.tolist(), strict=True)
        truths += [task.gold.get(task.source.names[i]) == task.target.names[j] for i, j in pairs]
    x, y = np.concatenate(rows), np.array(truths, float)
    weights = np.zeros(x.shape[1])
    for _ in range(60):  # Newton's steps, a little ridge
        p = 1 / (1 + np.exp(-x @ weights))
        slope = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(weights))
        weights += np.linalg.solve(slope, x.T @ (y - p) - 0.1 * weights)
    print("constant, told, shared, likeness:", weights.round(2))


def main() -> None:
    """Print what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--weights", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.documents:
            make_documents(folder, chosen.documents, 10)
            rng = random.Random(1)
            for number in range(chosen.documents):  # 15 % on one side only, each way
                drawn = rng.random()
                if drawn < 0.3:
                    (folder / ("ko" if drawn < 0.15 else "en") / f"{number:05}.txt").unlink()
            names = [f"{number:05}" for number in range(chosen.documents)]
            score("many", [read_task(folder, dict(zip(names, names, strict=True)))])
            return
        documents = read_parallel()
        halves = documents[: len(documents) // 2], documents[len(documents) // 2 :]
        tasks: list[Task] = []
        for seed in range(1, chosen.seeds + 1):
            for half, part in enumerate(halves):
                english, korean, gold = make_sides(part, seed)
                root = folder / f"{seed}.{half}"
                for side, texts in (("en", english), ("ko", korean)):
                    (root / side).mkdir(parents=True)
                    for document, text in texts.items():
                        (root / side / f"{document}.txt").write_text(text, "utf-8")
                tasks.append(read_task(root, gold))
        if chosen.weights:
            print_weights(tasks)
            return
        rng = random.Random(0)
        score("event", tasks)
        score("few", [take_few(rng.choice(tasks), rng) for _ in range(300)])
        score(
            "alone",
            [
                Task(source=one.source, target=other.target, gold={})
                for one in tasks[::2]
                for other in tasks[1::2]
            ],
        )


if __name__ == "__main__":
    main()
