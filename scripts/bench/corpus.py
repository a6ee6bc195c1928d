"""Measure `align corpus`: engines against each other, memory, cost a document, full disks.

    python scripts/bench/corpus.py engines --documents 2000 --sentences 16 --rounds 2
    python scripts/bench/corpus.py memory --sentences 2
    python scripts/bench/corpus.py cost --sentences 2 --plot scripts/bench/corpus.svg
    python scripts/bench/corpus.py disk
    python scripts/bench/corpus_kills.py

input:  ../shared/data/ntrex/documents.tsv (development half), beside the checkout
output: Markdown tables on stdout

Engines are measured one after the other within a round, and rounds are repeated: a ratio
is the median over rounds, so that whatever else the machine does falls on all of them.
Needs the extra ``cluster`` for Dask, and Linux for memory and disk.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpora import make_documents
from corpora_runs import (
    cluster,
    command,
    peak,
    print_rows,
    read_output,
    run,
    workers_of,
)

SIZES = (100, 300, 1000, 3000, 10_000)


def measure_engines(folder: Path, chosen: argparse.Namespace) -> None:
    """Print seconds of each engine, ratios, and whether the outputs are the same bytes."""
    manifest = make_documents(folder / "data", chosen.documents, chosen.sentences)
    size = ["--shard-size", str(chosen.shard_size)]
    seconds: dict[str, list[float]] = {"serial": [], "processes": [], "dask": []}
    outputs = []
    for _ in range(chosen.rounds):
        for name, times in seconds.items():
            out = folder / name
            shutil.rmtree(out, ignore_errors=True)
            if name == "dask":
                with cluster(2) as (address, _, _):
                    times.append(run(manifest, out, *size, "--scheduler", address))
            else:
                times.append(run(manifest, out, *size, "--engine", name, "--workers", "2"))
            outputs.append(read_output(out))
    rows = []
    for name, times in seconds.items():
        against = [
            statistics.median(a / b for a, b in zip(seconds[other], times, strict=True))
            for other in ("serial", "processes")
        ]
        shown = " ".join(f"{t:.1f}" for t in times)
        rows.append([name, shown, *(f"{ratio:.2f}" for ratio in against)])
    print(f"{chosen.documents} document pairs of {chosen.sentences} sentences, two workers\n")
    print_rows(["engine", "seconds", "times serial", "times processes"], rows)
    print(f"\nidentical output: {all(output == outputs[0] for output in outputs)}")


def measure_memory(folder: Path, chosen: argparse.Namespace) -> None:
    """Print the most memory of command and worker at 1,000 and at 10,000 documents."""
    rows = []
    for documents in (1000, 10_000):
        manifest = make_documents(folder / str(documents), documents, chosen.sentences)
        out = folder / f"out{documents}"
        process = subprocess.Popen(
            command(manifest, out, "--workers", "1"), stdout=subprocess.DEVNULL
        )
        most = [0.0, 0.0]
        while process.poll() is None:
            most[0] = max(most[0], peak(process.pid))
            most[1] = max([most[1], *map(peak, workers_of(process.pid))])
            time.sleep(0.5)
        rows.append([f"{documents:,}", *(f"{value:.0f}" for value in most)])
        shutil.rmtree(out)
    print(f"documents of {chosen.sentences} sentences, one worker\n")
    print_rows(["documents", "command, MB", "worker, MB"], rows)


def measure_cost(folder: Path, chosen: argparse.Namespace) -> None:
    """Print what a document costs in corpora of each size, and draw it.

    In processor time, which other work on the machine changes little. What start and end take
    is that of a corpus of one document, less the document.
    """
    rows, points = [], []
    start = _cost(folder, 1, chosen.sentences)
    for documents in SIZES:
        whole = _cost(folder, documents, chosen.sentences)
        cost = 1000 * (whole - start) / (documents - 1)
        rows.append([f"{documents:,}", f"{cost:.1f}", f"{1000 * whole / documents:.1f}"])
        points.append((documents, cost))
    print(f"documents of {chosen.sentences} sentences, serial; processor time\n")
    print_rows(["documents", "ms a document", "ms with start and end"], rows)
    if chosen.plot:
        chosen.plot.write_text(draw(points, chosen.sentences), "utf-8")


def _cost(folder: Path, documents: int, sentences: int) -> float:
    """Return the processor seconds that a corpus of so many documents takes."""
    manifest = make_documents(folder / str(documents), documents, sentences)
    out = folder / "out"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(manifest, out, "--engine", "serial")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(out)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def draw(points: list[tuple[int, float]], sentences: int) -> str:
    """Return the costs as SVG: sizes on a logarithmic scale, milliseconds from zero."""
    import math

    width, height, left, low = 560, 260, 60, 210
    top = 1.25 * max(cost for _, cost in points)
    ends = [math.log10(size) for size, _ in (points[0], points[-1])]

    def place(size: int, cost: float) -> tuple[float, float]:
        x = left + (width - left - 40) * (math.log10(size) - ends[0]) / (ends[1] - ends[0])
        return round(x, 1), round(low - (low - 30) * cost / top, 1)

    spots = [place(*point) for point in points]
    line = " ".join(f"{x},{y}" for x, y in spots)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12" fill="#333">',
        f'<text x="{left}" y="18">ms a document of {sentences} sentences, serial</text>',
        f'<path d="M{left} 30V{low}H{width - 20}" fill="none" stroke="#999"/>',
        f'<polyline points="{line}" fill="none" stroke="#2563a8" stroke-width="2"/>',
    ]
    for (x, y), (size, cost) in zip(spots, points, strict=True):
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="#2563a8"/>')
        parts.append(f'<text x="{x}" y="{y - 10}" text-anchor="middle">{cost:.1f}</text>')
        parts.append(f'<text x="{x}" y="{low + 18}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">documents</text>')
    return "\n".join([*parts, "</svg>", ""])


def measure_disk(folder: Path, chosen: argparse.Namespace) -> None:
    """Print what is said on a full disk and on a read-only one, and what stays."""
    manifest = make_documents(folder / "data", 40, chosen.sentences)
    options = ["--engine", "serial", "--shard-size", "4"]
    small = folder / "small"
    small.mkdir()
    rows = []
    for case, mount in (("full", "size=60k"), ("read-only", "ro")):
        subprocess.run(["mount", "-t", "tmpfs", "-o", mount, "tmpfs", str(small)], check=True)
        try:
            out = small / "out"
            done = subprocess.run(
                command(manifest, out, *options), capture_output=True, text=True, check=False
            )
            entries = [json.loads(p.read_text("utf-8")) for p in out.glob("entries/*.json")]
            whole = sum(all((out / name).is_file() for name in e["outputs"]) for e in entries)
            said = done.stderr.strip().replace(str(folder), "")
            rows.append([case, str(done.returncode), said, f"{whole} of {len(entries)}"])
        finally:
            subprocess.run(["umount", str(small)], check=True)
    print_rows(["disk", "exit code", "stderr", "entries whose files are whole"], rows)


MEASURES: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "engines": measure_engines,
    "memory": measure_memory,
    "cost": measure_cost,
    "disk": measure_disk,
}


def main() -> None:
    """Print the table that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--sentences", type=int, default=16)
    parser.add_argument("--shard-size", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="align-corpus-") as folder:
        MEASURES[chosen.measure](Path(folder), chosen)


if __name__ == "__main__":
    main()
