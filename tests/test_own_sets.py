"""Figures, names and quotations of texts that were written apart from the code, with gold.

The sets lie beside this file (``figures``, ``names``, ``articles``), written without a look
at what the code makes of them. They have been read since, so they hold the code where
it is and do not tell how it does on others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from align.cli.streams import read_documents
from align.facts.names import compare_names
from align.facts.quotes import read_quotes
from align.records import Quote
from align.segments import split_document

HERE = Path(__file__).parent

FIGURES, QUIET = 0.98, 0.99
NAMED_FIRST = {"kperson@100": 0.98, "foreign@100": 0.99, "foreign-last": 0.99, "org-t": 0.99}
NAMED_FIRST |= {"org-x": 0.99}
VARIANTS = 0.975
SPANS, SPEAKERS, MODES = 0.985, 0.93, 0.96


def ask_scorer(shared: Path, scorer: str, command: str) -> dict[str, float]:
    """Return the headline numbers of a scorer over the sets beside this file."""
    tool = f"{sys.executable} -m align.cli {command} --jsonl"
    done = subprocess.run(
        [sys.executable, shared / "bench" / scorer, "--data", HERE, "--json", "--cmd", tool],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        check=True,
    )
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_figures(shared: Path, lang: str) -> None:
    numbers = ask_scorer(shared, "figures.py", "facts")
    assert numbers[f"{lang}.value"] >= FIGURES
    assert numbers[f"{lang}.clean"] >= FIGURES
    assert numbers[f"{lang}.quiet"] >= QUIET


def test_names(shared: Path) -> None:
    numbers = ask_scorer(shared, "names.py", "names")
    for test, least in NAMED_FIRST.items():
        assert numbers[f"{test}.P@1"] >= least
    assert numbers["variant.best_accuracy"] >= VARIANTS


@cache
def read_articles() -> Counter[str]:
    """Return what is found in the articles, counted."""
    counts: Counter[str] = Counter()
    gold: dict[str, list[list[str]]] = {}
    for line in (HERE / "articles" / "gold.tsv").read_text("utf-8").splitlines()[1:]:
        file, *row = line.split("\t")
        gold.setdefault(file, []).append(row)
    for file, rows in gold.items():
        document = read_documents([str(HERE / "articles" / file)])[0]
        found = {(q.start, q.end): q for q in read_quotes(split_document(document), document.text)}
        counts["found"] += len(found)
        for start, end, speaker, mode in rows:
            quote = found.get((int(start), int(end)))
            counts["gold"] += 1
            if quote is not None:
                counts["right"] += 1
                counts["mode"] += quote.mode == mode
                counts["named"] += speaker != ""
                counts["speaker"] += speaker != "" and _is_speaker(quote, speaker)
    return counts


def _is_speaker(quote: Quote, speaker: str) -> bool:
    return quote.speaker is not None and (
        compare_names(quote.speaker, speaker).verdict != "different"
        or speaker.lower().endswith(quote.speaker.lower())
    )


def test_quotations() -> None:
    counts = read_articles()
    assert 2 * counts["right"] / (counts["found"] + counts["gold"]) >= SPANS
    assert counts["mode"] / counts["right"] >= MODES


def test_speakers() -> None:
    """Of those that are named; a person left unnamed is given by other words than in gold."""
    counts = read_articles()
    assert counts["speaker"] / counts["named"] >= SPEAKERS
