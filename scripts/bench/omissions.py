"""Train and measure the detector of omissions and additions.

    python scripts/bench/omissions.py [--train] [--seed N]

input:  ../shared/data/ntrex/documents.tsv (development half); every second document, in an order
        by lot, is trained on, the others are tested on
output: on stdout AUC and recall at 1 % and at 0.3 % false alarms by way and size, the share of
        findings at the right place, the constants of expected lengths; with --train the table of
        weights, align/tables/omissions.tsv, is written first

The positives are made by ``alterations.py``; the untouched pairs are the negatives. Some of those
lack something in earnest: of the twenty on top, about half do.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from alterations import Row, alter_rows
from attrs import frozen

from align.checks import make_text_pair
from align.checks.coverage import FEATURES, Lacking, Phrases, count_letters, find_phrases
from align.checks.omissions import BARS, SURPLUS, read_weights
from align.encoding import default_encoder
from align.records import Span

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data/ntrex/documents.tsv"
TABLE = HERE.parents[1] / "align/tables/omissions.tsv"

RATES = (0.01, 0.003)
SIZES = ((1, 2), (3, 3), (4, 5), (6, 99))
ROUNDS = 12
PENALTY = 3.0

Floats = npt.NDArray[np.float64]


@frozen(kw_only=True)
class Item:
    """A pair, what was done to it, and the phrases of its two sides."""

    doc: str
    lacking: Lacking | None
    way: str
    words: int
    put_in: Span | None
    phrases: dict[Lacking, Phrases]


def main() -> None:
    """Train if asked, then print the measurements on the documents that were not trained on."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--train", action="store_true", help="write the table of weights anew")
    parser.add_argument("--seed", type=int, default=1, help="of the alterations (default 1)")
    arguments = parser.parse_args()
    lines = DATA.read_text("utf-8").splitlines()[1:]
    rows: list[Row] = [tuple(line.split("\t")[:4]) for line in lines]  # type: ignore[misc]
    docs = sorted({row[0] for row in rows})
    random.Random(7).shuffle(docs)
    trained = set(docs[::2])
    print_lengths([row for row in rows if row[0] in trained])
    items = list(read_items(rows, arguments.seed))
    sides: tuple[Lacking, ...] = ("ko", "en")
    if arguments.train:
        part = [item for item in items if item.doc in trained]
        write_table({side: train(part, side) for side in sides})
        read_weights.cache_clear()
    for side in sides:
        print_scores([item for item in items if item.doc not in trained], side)


def print_lengths(rows: Sequence[Row]) -> None:
    """Print the constants of ``measure_surplus`` as these pairs have them."""
    x = np.array([[math.log(count_letters(r[2])), math.log(count_letters(r[3]))] for r in rows])
    size, ratio = x.mean(1), x[:, 1] - x[:, 0]
    slope, constant = np.polyfit(size, ratio, 1)
    off = np.abs(ratio - constant - slope * size) * math.sqrt(math.pi / 2)
    spread = np.polyfit(size, off, 1)
    print(f"LENGTH = ({constant:.2f}, {slope:.3f})  SPREAD = ({spread[1]:.2f}, {spread[0]:.3f})")


def read_items(rows: Sequence[Row], seed: int) -> Iterator[Item]:
    """Yield the untouched pairs and the altered ones."""
    for row in rows:
        yield Item(
            doc=row[0], lacking=None, way="", words=0, put_in=None, phrases=_read(row[2], row[3])
        )
    for altered in alter_rows(rows, seed):
        yield Item(
            doc=altered.doc,
            lacking=altered.lacks,
            way=f"{altered.side} {altered.way}",
            words=len(altered.words.split()),
            put_in=altered.span if altered.way == "inserted" else None,
            phrases=_read(altered.en, altered.ko),
        )


def _read(english: str, korean: str) -> dict[Lacking, Phrases]:
    pair = make_text_pair(english, korean)
    return find_phrases(
        default_encoder(),
        (english, pair.source.facts),
        (korean, pair.target.facts),
        pair.figures,
    )


def train(items: Sequence[Item], side: Lacking) -> tuple[Floats, Floats, Floats]:
    """Return mean and scale of the features, and weights with the constant last.

    Which phrase of an altered pair is the altered one is not told: in turn, the
    best phrase of each pair is chosen and the weights are fitted to the choice.
    """
    chosen = [item for item in items if item.lacking in (None, side) and has_phrases(item, side)]
    every = np.concatenate([item.phrases[side].features for item in chosen])
    mean, scale = every.mean(0), every.std(0) + 1e-6
    scaled = [(item.phrases[side].features - mean) / scale for item in chosen]
    truth = np.array([item.lacking == side for item in chosen], float)
    share = truth.sum() / (1 - truth).sum()
    worth = np.where(truth == 1, 1.0, share)
    weights = np.zeros(len(FEATURES) + 1)
    for name, value in (("cosine", -1.0), ("own", -1.0), ("word_cosine", -0.5), ("relief", 0.5)):
        weights[FEATURES.index(name)] = value
    for _ in range(ROUNDS):
        best = np.array([rows[np.argmax(rows @ weights[:-1])] for rows in scaled])
        weights = fit_logistic(best, truth, worth)
    return mean, scale, weights


def fit_logistic(rows: Floats, truth: Floats, worth: Floats) -> Floats:
    """Return the weights of a logistic regression, the constant last."""
    table = np.column_stack([rows, np.ones(len(rows))])
    ridge = np.array([PENALTY] * rows.shape[1] + [1e-6])
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        said = 1 / (1 + np.exp(-table @ weights))
        curve = (table * (worth * said * (1 - said) + 1e-9)[:, None]).T @ table
        slope = table.T @ (worth * (said - truth)) + ridge * weights
        step = np.linalg.solve(curve + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def write_table(fitted: dict[Lacking, tuple[Floats, Floats, Floats]]) -> None:
    """Write the table of weights that ``align.checks.omissions`` reads."""
    lines = [
        "# What speaks for a phrase of one side of a translation being missing on the other: a",
        "# logistic regression. lacking: the side without the phrase. A feature less its mean, by",
        "# its scale, counts with its weight. origin: scripts/bench/omissions.py --train on half",
        "# of the development documents of NTREX-128 (figures only, no text of it).",
        "lacking\tfeature\tmean\tscale\tweight",
    ]
    for side, (mean, scale, weights) in fitted.items():
        for n, name in enumerate(FEATURES):
            lines.append(f"{side}\t{name}\t{mean[n]:.4f}\t{scale[n]:.4f}\t{weights[n]:.4f}")
        lines.append(f"{side}\tconstant\t0\t1\t{weights[-1]:.4f}")
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def has_phrases(item: Item, side: Lacking) -> bool:
    """Say whether a pair was long enough to be looked at."""
    return side in item.phrases and len(item.phrases[side].starts) > 0


def print_scores(items: Sequence[Item], side: Lacking) -> None:
    """Print how well altered pairs are told from untouched ones."""
    weights = read_weights(side)
    scored = []
    for item in items:
        if item.lacking not in (None, side):
            continue
        if has_phrases(item, side):
            values = weights.score(item.phrases[side].features)
            row = int(np.argmax(values))
            scored.append((item, float(values[row]), item.phrases[side].span(row)))
        else:
            scored.append((item, -99.0, Span(0, 0)))
    clean = np.sort([score for item, score, _ in scored if item.lacking is None])
    bars = [float(np.quantile(clean, 1 - rate)) for rate in RATES]
    print(
        f"\nlacking in {side}: {len(clean)} untouched pairs; bars "
        + ", ".join(f"{bar:.2f} at {100 * r:g} %" for bar, r in zip(bars, RATES, strict=True))
    )
    print(f"{'':24}{'n':>5}{'AUC':>8}" + "".join(f"{f'R@{100 * r:g}%':>8}" for r in RATES))
    altered = [entry for entry in scored if entry[0].lacking == side]
    groups = [("all", altered)]
    groups += [
        (way, [e for e in altered if e[0].way == way])
        for way in sorted({e[0].way for e in altered})
    ]
    groups += [
        (
            f"{a}–{b} words" if b < 99 else f"{a} words and more",
            [e for e in altered if a <= e[0].words <= b],
        )
        for a, b in SIZES
    ]
    for name, group in groups:
        if not group:
            continue
        scores = np.array([score for _, score, _ in group])
        below = np.searchsorted(clean, scores, "left") + np.searchsorted(clean, scores, "right")
        auc = below.mean() / 2 / len(clean)
        found = "".join(f"{100 * (scores > bar).mean():8.1f}" for bar in bars)
        print(f"{name:24}{len(group):5}{100 * auc:8.1f}{found}")
    surplus = FEATURES.index("surplus")
    for label, group in (("altered", altered), ("untouched", [e for e in scored if not e[0].way])):
        shown = [
            score >= BARS[side] and item.phrases[side].features[0, surplus] >= SURPLUS
            for item, score, _ in group
        ]
        print(f"reported by align check: {100 * float(np.mean(shown)):.1f} % of {label} pairs")
    put_in = [(s, span, item.put_in) for item, s, span in altered if item.put_in]
    for label, bar in (("all", -99.0), (f"found at {100 * RATES[0]:g} %", bars[0])):
        hits = [span.overlaps(place) for s, span, place in put_in if s > bar]
        print(f"located, {label}: {100 * float(np.mean(hits)):.1f} % of {len(hits)} insertions")


if __name__ == "__main__":
    main()
