"""Kill `align corpus` at random moments and compare what it leaves with an undisturbed run.

    python scripts/bench/corpus_kills.py --runs 20 --documents 120 --sentences 4

Kinds, in turn: a worker of ``processes``; the command with ``processes``; a worker of Dask;
the scheduler; the command with Dask. After each the command is run with --resume, unless it
ended well by itself, and its output is compared file by file, seconds aside.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpora import make_documents
from corpora_runs import (
    cluster,
    command,
    kill,
    print_rows,
    read_output,
    run,
    workers_of,
)

KINDS = ("worker", "command", "dask worker", "dask scheduler", "dask command")


def disturb(
    kind: str, manifest: Path, out: Path, options: list[str], share: float
) -> tuple[int, int]:
    """Run, kill after a share of the shards, resume; return shards done at the kill, exit code."""
    if not kind.startswith("dask"):
        return _disturb(kind, manifest, out, [*options, "--workers", "2"], share, 0, 0)
    with cluster(2) as (address, scheduler, nannies):
        dask = [*options, "--scheduler", address]
        done = _disturb(kind, manifest, out, dask, share, scheduler.pid, nannies.pid)
    return done


def _disturb(
    kind: str,
    manifest: Path,
    out: Path,
    options: list[str],
    share: float,
    scheduler: int,
    nannies: int,
) -> tuple[int, int]:
    shards = -(-len(manifest.read_text("utf-8").splitlines()[1:]) // _shard_size(options))
    process = subprocess.Popen(
        command(manifest, out, *options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while process.poll() is None and _count(out) < share * shards:
        time.sleep(0.02)
    time.sleep(random.random() * 0.5)  # not always just after an entry was written
    done = _count(out)
    pid = {"command": process.pid, "dask command": process.pid, "dask scheduler": scheduler}
    if kind in pid:
        kill(pid[kind])
    else:
        kill(random.choice(workers_of(nannies if kind == "dask worker" else process.pid) or [0]))
    _, said = process.communicate()
    code = process.returncode
    lines = said.decode().splitlines()
    if code == 2 and len(lines) != 1:
        print(f"{kind}: expected one line, got {lines}", file=sys.stderr)
    if code != 0:
        resumed = [o for o in options if not o.startswith(("--scheduler", "tcp://"))]
        run(manifest, out, *resumed, "--resume", "--workers", "2")
    return done, code


def _shard_size(options: list[str]) -> int:
    return int(options[options.index("--shard-size") + 1])


def _count(out: Path) -> int:
    return len(list(out.glob("entries/*.json")))


def main() -> None:
    """Print a row for each kill."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--sentences", type=int, default=4)
    parser.add_argument("--shard-size", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    options = ["--shard-size", str(chosen.shard_size), "--format", "tmx"]
    rows = []
    with tempfile.TemporaryDirectory(prefix="align-kills-") as name:
        folder = Path(name)
        manifest = make_documents(folder / "data", chosen.documents, chosen.sentences)
        run(manifest, folder / "calm", *options, "--engine", "serial")
        calm = read_output(folder / "calm")
        for number in range(chosen.runs):
            kind = KINDS[number % len(KINDS)]
            out = folder / "out"
            done, code = disturb(kind, manifest, out, options, random.uniform(0.0, 0.9))
            is_same = read_output(out) == calm
            shards = json.loads((out / "run.json").read_text("utf-8"))["shards"]
            rows.append(
                [
                    str(number + 1),
                    kind,
                    f"{done} of {shards}",
                    str(code),
                    "yes" if is_same else "NO",
                ]
            )
            print(*rows[-1], file=sys.stderr, flush=True)
            shutil.rmtree(out)
    print_rows(["run", "killed", "shards done", "exit code", "identical"], rows)
    if any(row[-1] != "yes" for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
