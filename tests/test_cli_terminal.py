"""What a terminal sees and a pipe does not; results for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT, run_align

TEXT = "The bridge cost 40 million dollars, Mayor Hana Kim said.\n다리에 4천만 달러가 들었다.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "gold").write_text("".join(f"[{n}]:[{n}]\n" for n in range(6)))
    return tmp_path


def run_on_a_terminal(cwd: Path, *arguments: str, **environment: str) -> str:
    """Return what a terminal of 100 columns shows of stdout and stderr."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    usual = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CI")}
    with subprocess.Popen(
        [sys.executable, "-m", "align.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**usual, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100", **environment},
    ):
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so that the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return shown.decode()


def test_tables_are_drawn_on_a_terminal_and_plain_in_a_pipe(folder: Path) -> None:
    arguments = ("score", "beads", "gold", "gold")
    piped = run_align(folder, *arguments).stdout
    assert piped.splitlines()[1].split()[:4] == ["strict", "100.0", "100.0", "100.0"]
    assert piped.isascii() or "─" not in piped
    assert "\x1b" not in piped
    drawn = run_on_a_terminal(folder, *arguments)
    assert "─" in drawn
    assert "\x1b[1m" in drawn
    assert "─" not in run_on_a_terminal(folder, *arguments, TERM="dumb")


def test_no_color_is_honoured(folder: Path) -> None:
    shown = run_on_a_terminal(folder, "doctor", NO_COLOR="1")
    assert "encoder" in shown
    assert not any(f"\x1b[{code}m" in shown for code in range(30, 48))


def test_progress_is_on_a_terminal_only_and_goes_away(folder: Path) -> None:
    arguments = ("report", "a.txt", "--out", "r", "--force", "--fail-on", "never")
    shown = run_on_a_terminal(folder, *arguments)
    assert "\r\x1b[2Kfacts: 2 segments" in shown
    last = shown.rstrip().split("\r\x1b[2K")[-1]
    assert last.startswith("documents: 1")
    assert "\x1b" not in last
    assert "facts:" not in run_on_a_terminal(folder, *arguments, CI="true")
    assert "facts" not in run_align(folder, *arguments).stderr


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("doctor",), "encoder"),
        (("explain",), "code"),
        (("explain", "FIG003"), "fires"),
        (("facts", "a.txt"), "figures"),
        (("score", "beads", "gold", "gold"), "signature"),
        (("score", "text", "a.txt", "a.txt"), "chrF2"),
    ],
)
def test_json_is_one_object_a_line(folder: Path, arguments: tuple[str, ...], field: str) -> None:
    done = run_align(folder, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert all(field in row for row in rows)


def test_facts_count_from_the_start_of_the_document(folder: Path) -> None:
    rows = [
        json.loads(line)
        for line in run_align(folder, "facts", "a.txt", "--json").stdout.splitlines()
    ]
    found = [fact for row in rows for kind in ("figures", "mentions") for fact in row[kind]]
    assert {fact["text"] for fact in found} >= {"40 million dollars", "4천만 달러", "Hana Kim"}
    for fact in (*found, *rows):
        assert TEXT[fact["start"] : fact["end"]] == fact["text"]


def test_findings_of_a_bitext_are_json_too(folder: Path) -> None:
    (folder / "x.tsv").write_text("en\tko\nIt cost $3 million.\t3천만 달러가 들었다.\n", "utf-8")
    done = run_align(folder, "check", "x.tsv", "--json")
    assert done.returncode == 1
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["pair"], row["code"], row["en_span"]) == (1, "FIG003", [8, 18])


def test_verdicts_applied_are_json_too(folder: Path) -> None:
    (folder / "v.json").write_text(
        json.dumps(
            {
                "format": "align-verdicts",
                "verdicts": [
                    {"fingerprint": "ab", "code": "FIG001", "verdict": "confirmed", "note": ""},
                    {"fingerprint": "cd", "code": "FIG001", "verdict": "false_alarm", "note": "x"},
                ],
            }
        )
    )
    done = run_align(folder, "review", "apply", "v.json", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["checks"] == {"FIG001": {"confirmed": 1, "decided": 2, "precision": 0.5}}
    assert answer["suppressions"] == 1
    table = run_align(folder, "review", "apply", "v.json").stdout
    assert table.splitlines()[1].split() == ["FIG001", "1", "2", "50", "%"]


def test_completion_knows_commands_and_options(folder: Path) -> None:
    done = run_align(folder, _ALIGN_COMPLETE="complete_bash", COMP_WORDS="align sc", COMP_CWORD="1")
    assert done.stdout.split() == ["score"]
