"""Print our figures beside the peers', and write them into README.md beside this file.

    python scripts/bench/tables.py [split] [align] [figures] [names] [mentions] [discrepancies]

input:  ../shared/bench (the scorers) and ../shared/data (development halves), beside the checkout;
        peers.tsv beside this file: the best figure that another tool reached on the same data
needs:  the package installed in the environment that runs this, with the extra morph for some rows
output: the tables of scripts/bench/README.md, and the same on stdout
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
TOOL = str(Path(sys.executable).with_name("align"))

COMMANDS = {
    "split": ["--jsonl", "--cmd", f"{TOOL} split --jsonl"],
    "split-inner": ["--jsonl", "--cmd", f"{TOOL} split --jsonl --inner-quotes"],
    "split-morph": ["--jsonl", "--cmd", f"{TOOL} split --jsonl --morph"],
    "align": ["--batch-cmd", f"{TOOL} pair --presplit --format vecalign --list {{list}}"],
    "figures": ["--cmd", f"{TOOL} facts --jsonl"],
    "names": ["--cmd", f"{TOOL} names --jsonl"],
    "mentions": ["--cmd", f"{TOOL} facts --jsonl"],
    "mentions-morph": ["--lang", "ko", "--cmd", f"{TOOL} facts --jsonl --morph"],
    "discrepancies": ["--cmd", f"{TOOL} check --jsonl --fail-on never"],
}


def main() -> None:
    """Run the scorers that are asked for, all without arguments."""
    if not (SHARED / "bench").is_dir():
        raise SystemExit(f"{SHARED}/bench: not there; the scorers stand beside the checkout")
    wanted = sys.argv[1:] or list(dict.fromkeys(name.split("-")[0] for name in COMMANDS))
    readme = HERE / "README.md"
    for name in wanted:
        table = "\n".join(make_table(name))
        print(f"\n## {name}\n\n{table}")
        readme.write_text(replace_table(readme.read_text("utf-8"), name, table), "utf-8")


def run_scorer(command: str) -> Mapping[str, float]:
    """Return the headline numbers of one scorer, as its ``--json`` gives them."""
    scorer = SHARED / "bench" / f"{command.split('-')[0]}.py"
    done = subprocess.run(
        [sys.executable, str(scorer), *COMMANDS[command], "--json"],
        capture_output=True,
        text=True,
        cwd=scorer.parent,
    )
    if done.returncode:
        raise SystemExit(f"{scorer.name}: {done.stderr.strip().splitlines()[-1]}")
    numbers: Mapping[str, float] = json.loads(done.stdout)
    return numbers


def make_table(name: str) -> Iterator[str]:
    """Yield the lines of a Markdown table: what, ours, the best peer's."""
    yield "| what | align | best peer | which |"
    yield "|---|---|---|---|"
    scored: dict[str, Mapping[str, float]] = {}
    for line in (HERE / "peers.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#") or not line.startswith(name):
            continue
        command, key, label, peer, which = line.split("\t")
        if command.endswith("-morph") and find_spec("kiwipiepy") is None:
            continue  # needs the extra
        if command not in scored:
            scored[command] = run_scorer(command)
        value = scored[command].get(key)
        if value is None:
            raise SystemExit(f"peers.tsv: {command} has no number {key}")
        shown = 100 * value
        yield f"| {label} | {shown:.1f} | {peer} | {which} |"


def replace_table(text: str, name: str, table: str) -> str:
    """Return the README with the table between the marks of ``name`` replaced."""
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{table}{end}{after}" if rest else f"{text}\n{begin}{table}{end}\n"


if __name__ == "__main__":
    main()
