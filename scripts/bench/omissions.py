"""Train and measure the detector of omissions and additions.

    python scripts/bench/omissions.py [--train] [--seed N] [--top N]

input:  ../shared/data/ntrex/documents.tsv (development half); scripts/bench/lacking.tsv, the pairs
        of it that leave out or add something in earnest
output: on stdout AUC and recall at 1 % and at 0.3 % false alarms by way and size, the share of
        findings at the right place, the constants of expected lengths; with --train the table of
        weights, align/tables/omissions.tsv, is written first; --top lists the untouched pairs that
        score highest, for a reader to judge

Ten folds of documents: each is scored with weights of the other nine. The table is trained on
all of them. The positives are made by ``alterations.py``; the untouched pairs are the negatives,
and the last two columns leave out those of lacking.tsv: ``c`` lack content, ``e`` what is
explained on the other side.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from alterations import Row, alter_rows
from attrs import evolve, frozen

from align.checks import make_text_pair
from align.checks.coverage import Phrases, find_phrases
from align.checks.lengths import count_letters
from align.checks.omissions import BARS, SURPLUS, WORD_SURPLUS, Weights
from align.checks.phrase_features import FEATURES, Lacking
from align.encoding import default_encoder
from align.records import Span

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared/data/ntrex/documents.tsv"
LACKING = HERE / "lacking.tsv"
TABLE = HERE.parents[1] / "align/tables/omissions.tsv"

RATES = (0.01, 0.003)
LEFT_OUT = {"c": ("content",), "c,e": ("content", "explained")}
"""Columns of recall at the first rate without the untouched pairs of these kinds; the number of
those follows the letters."""
SIZES = ((1, 2), (3, 3), (4, 5), (6, 99))
FOLDS = 10
ROUNDS = 12
PENALTY = 5.0

Floats = npt.NDArray[np.float64]


@frozen(kw_only=True)
class Item:
    """A pair, what was done to it, and the phrases of its two sides."""

    doc: str
    segment: str
    lacking: Lacking | None
    way: str
    words: int
    put_in: Span | None
    phrases: dict[Lacking, Phrases]


def main() -> None:
    """Train if asked, then print the measurements on documents that were not trained on."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--train", action="store_true", help="write the table of weights anew")
    parser.add_argument("--seed", type=int, default=1, help="of the alterations (default 1)")
    parser.add_argument("--top", type=int, default=0, help="list so many untouched pairs")
    arguments = parser.parse_args()
    lines = DATA.read_text("utf-8").splitlines()[1:]
    rows: list[Row] = [tuple(line.split("\t")[:4]) for line in lines]  # type: ignore[misc]
    print_lengths(rows)
    items = list(read_items(rows, arguments.seed))
    sides: tuple[Lacking, ...] = ("ko", "en")
    if arguments.train:
        write_table({side: train(items, side) for side in sides})
    for side in sides:
        scored = score_folds(items, side)
        print_scores(scored, side)
        print_top(scored, side, arguments.top)


def read_lacking(side: Lacking, kinds: Container[str]) -> frozenset[tuple[str, str]]:
    """Return document and segment of the untouched pairs that lack something on a side."""
    lines = LACKING.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset((row[0], row[1]) for row in rows[1:] if row[2] == side and row[3] in kinds)


def print_lengths(rows: Sequence[Row]) -> None:
    """Print the constants of the laws of length as these pairs have them."""
    encoder = default_encoder()
    tokens = [[float(len(ids)) for ids in encoder.tokenize(row[2:4])] for row in rows]
    measures = {
        "LETTERS": [[count_letters(text) for text in row[2:4]] for row in rows],
        "TOKENS": tokens,
        "WORDS": [[float(len(text.split())) for text in row[2:4]] for row in rows],
    }
    for name, lengths in measures.items():
        logs = np.log(np.array(lengths))
        size, ratio = logs.mean(1), logs[:, 1] - logs[:, 0]
        slope, constant = np.polyfit(size, ratio, 1)
        off = np.abs(ratio - constant - slope * size) * math.sqrt(math.pi / 2)
        spread = np.polyfit(size, off, 1)
        print(f"{name} = ({constant:.2f}, {slope:.3f}), ({spread[1]:.2f}, {spread[0]:.3f})")


def read_items(rows: Sequence[Row], seed: int) -> Iterator[Item]:
    """Yield the untouched pairs and the altered ones."""
    for row in rows:
        yield Item(
            doc=row[0],
            segment=row[1],
            lacking=None,
            way="",
            words=0,
            put_in=None,
            phrases=_read(row[2], row[3]),
        )
    for altered in alter_rows(rows, seed):
        yield Item(
            doc=altered.doc,
            segment=altered.segment,
            lacking=altered.lacks,
            way=f"{altered.side} {altered.way}",
            words=len(altered.words.split()),
            put_in=altered.span if altered.way == "inserted" else None,
            phrases=_read(altered.en, altered.ko),
        )


def _read(english: str, korean: str) -> dict[Lacking, Phrases]:
    pair = make_text_pair(english, korean)
    sides = find_phrases(
        default_encoder(),
        (english, pair.source.facts),
        (korean, pair.target.facts),
        pair.figures,
    )
    return {
        side: evolve(phrases, features=phrases.features.astype(np.float32))
        for side, phrases in sides.items()
    }


def train(items: Sequence[Item], side: Lacking) -> tuple[Floats, Floats, Floats]:
    """Return mean and scale of the features, and weights with the constant last.

    Which phrase of an altered pair is the altered one is not told: in turn, the
    best phrase of each pair is chosen and the weights are fitted to the choice.
    """
    chosen = [item for item in items if item.lacking in (None, side) and has_phrases(item, side)]
    tables = [item.phrases[side].features for item in chosen]
    count = sum(len(rows) for rows in tables)
    mean = np.sum([rows.sum(0, np.float64) for rows in tables], 0) / count
    squares = np.sum([np.square(rows - mean).sum(0) for rows in tables], 0)
    scale = np.where(squares > 0, np.sqrt(squares / count), 1.0)
    truth = np.array([item.lacking == side for item in chosen], float)
    share = truth.sum() / (1 - truth).sum()
    worth = np.where(truth == 1, 1.0, share)
    weights = np.zeros(len(FEATURES[side]) + 1)
    for name, value in (("cosine", -1.0), ("own", -1.0), ("word_cosine", -0.5), ("relief", 0.5)):
        weights[FEATURES[side].index(name)] = value
    for _ in range(ROUNDS):
        slope = (weights[:-1] / scale).astype(np.float32)
        best = np.array([rows[np.argmax(rows @ slope)] for rows in tables])
        weights = fit_logistic((best - mean) / scale, truth, worth)
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
        "# its scale, counts with its weight. origin: scripts/bench/omissions.py --train on the",
        "# development documents of NTREX-128 (figures only, no text of it).",
        "lacking\tfeature\tmean\tscale\tweight",
    ]
    for side, (mean, scale, weights) in fitted.items():
        for n, name in enumerate(FEATURES[side]):
            lines.append(f"{side}\t{name}\t{mean[n]:.4f}\t{scale[n]:.4f}\t{weights[n]:.4f}")
        lines.append(f"{side}\tconstant\t0\t1\t{weights[-1]:.4f}")
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def has_phrases(item: Item, side: Lacking) -> bool:
    """Say whether a pair was long enough to be looked at."""
    return side in item.phrases and len(item.phrases[side].starts) > 0


Scored = tuple[Item, float, Span]


def score_folds(items: Sequence[Item], side: Lacking) -> list[Scored]:
    """Return the items of a side with score and best phrase, by weights of other documents."""
    docs = sorted({item.doc for item in items})
    random.Random(7).shuffle(docs)
    fold = {doc: number % FOLDS for number, doc in enumerate(docs)}
    scored: list[Scored] = []
    for number in range(FOLDS):
        mean, scale, fitted = train([i for i in items if fold[i.doc] != number], side)
        weights = Weights(mean=mean, scale=scale, weight=fitted[:-1], constant=fitted[-1])
        for item in items:
            if fold[item.doc] != number or item.lacking not in (None, side):
                continue
            if has_phrases(item, side):
                values = weights.score(item.phrases[side].features)
                row = int(np.argmax(values))
                scored.append((item, float(values[row]), item.phrases[side].span(row)))
            else:
                scored.append((item, -99.0, Span(0, 0)))
    return scored


def print_top(scored: Sequence[Scored], side: Lacking, count: int) -> None:
    """Print which untouched pairs score highest."""
    clean = [entry for entry in scored if entry[0].lacking is None]
    for item, score, span in sorted(clean, key=lambda entry: -entry[1])[:count]:
        long = item.phrases[side].features[0, FEATURES[side].index("surplus")]
        print(f"{score:6.2f} {long:5.1f}  {item.doc}  {item.segment}  {span.start}-{span.end}")


def print_scores(scored: Sequence[Scored], side: Lacking) -> None:
    """Print how well altered pairs are told from untouched ones."""
    untouched = [entry for entry in scored if entry[0].lacking is None]
    clean = np.sort([score for _, score, _ in untouched])
    bars = [float(np.quantile(clean, 1 - rate)) for rate in RATES]
    heads = [f"R@{100 * rate:g}%" for rate in RATES]
    print(
        f"\nlacking in {side}: {len(clean)} untouched pairs; bars "
        + ", ".join(f"{bar:.2f} at {100 * r:g} %" for bar, r in zip(bars, RATES, strict=True))
    )
    for name, kinds in LEFT_OUT.items():
        known = read_lacking(side, kinds)
        rest = [score for item, score, _ in untouched if (item.doc, item.segment) not in known]
        bars.append(float(np.quantile(rest, 1 - RATES[0])))
        heads.append(f"{name}:{len(clean) - len(rest)}")
    print(f"{'':24}{'n':>5}{'AUC':>8}" + "".join(f"{head:>8}" for head in heads))
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
    gates = (("surplus", SURPLUS), ("word_surplus", WORD_SURPLUS))
    for label, group in (("altered", altered), ("untouched", untouched)):
        shown = [
            score >= BARS[side]
            and all(
                item.phrases[side].features[0, FEATURES[side].index(name)] >= least
                for name, least in gates
            )
            for item, score, _ in group
        ]
        print(f"reported by align check: {100 * float(np.mean(shown)):.1f} % of {label} pairs")
    put_in = [(s, span, item.put_in) for item, s, span in altered if item.put_in]
    for label, bar in (("all", -99.0), (f"found at {100 * RATES[0]:g} %", bars[0])):
        hits = [span.overlaps(place) for s, span, place in put_in if s > bar]
        print(f"located, {label}: {100 * float(np.mean(hits)):.1f} % of {len(hits)} insertions")


if __name__ == "__main__":
    main()
