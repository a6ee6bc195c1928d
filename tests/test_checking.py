"""`align check` and `align explain` with settings, a glossary and repeated sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BITEXT = (
    "en\tko\n"
    "The fund holds $340 million.\t이 펀드의 규모는 4억3천만 달러다.\n"
    "He left the room.\t그는 방을 나갔다.\n"
    "He left the room.\t그는 떠났다.\n"
    "The foundry makes chips.\t이 파운드리는 칩을 만든다.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.tsv").write_text(BITEXT, "utf-8")
    (tmp_path / "terms.tsv").write_text("chip\t반도체\n", "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "align.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_findings_of_a_bitext_and_of_standard_input(folder: Path) -> None:
    named = run(folder, "check", "a.tsv", "--glossary", "terms.tsv")
    lines = named.stdout.splitlines()
    assert [line.split(": ", 2)[1:] for line in lines] == [
        ["pair 1", "major FIG001 The figures differ: 340,000,000 USD against 430,000,000 USD"],
        ["pair 3", "info INC001 Translated in another way in pair 2: 그는 방을 나갔다."],
        ["pair 4", "minor TRM001 chips: the agreed translation 반도체 is not found"],
    ]
    assert named.returncode == 1
    piped = run(folder, "check", "-", "--glossary", "terms.tsv", stdin=BITEXT)
    assert piped.stdout == named.stdout.replace("a.tsv", "-")


def test_settings_switch_grade_and_name_a_glossary(folder: Path) -> None:
    (folder / "align.toml").write_text(
        '[checks]\nglossary = "terms.tsv"\nFIG001 = "off"\nINC001 = "off"\nTRM001 = "info"\n',
        "utf-8",
    )
    done = run(folder, "check", "a.tsv")
    assert done.stdout == (
        "a.tsv: pair 4: info TRM001 chips: the agreed translation 반도체 is not found\n"
    )
    assert done.returncode == 0
    told = run(folder, "explain", "TRM001").stdout
    assert told.startswith("TRM001  mistranslation, info (by your settings; usually minor)")
    assert json.loads(run(folder, "explain", "FIG001", "--json").stdout)["in_force"] == "off"


@pytest.mark.parametrize(
    ("settings", "terms", "parts"),
    [
        ('[checks]\nFIG01 = "off"\n', "", ["align.toml", "FIG01", "did you mean FIG0"]),
        ('[checks]\nFIG001 = "grave"\n', "", ["align.toml", "FIG001", "critical"]),
        ("", "chip\n", ["terms.tsv:1", "en<tab>ko"]),
        ('[checks]\nglossary = "none.tsv"\n', "", ["none.tsv"]),
    ],
)
def test_bad_settings_and_glossaries_are_one_line(
    settings: str, terms: str, parts: list[str], folder: Path
) -> None:
    (folder / "align.toml").write_text(settings, "utf-8")
    (folder / "terms.tsv").write_text(terms, "utf-8")
    options = ["--glossary", "terms.tsv"] if terms else []
    done = run(folder, "check", "a.tsv", *options)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert all(part in done.stderr for part in parts), done.stderr


def test_a_stream_gives_both_places_of_one_side(folder: Path) -> None:
    line = json.dumps({"id": 1, "en": "It cost $100 million.", "ko": "1억 달러(약 130억 원)다."})
    done = run(folder, "check", "--jsonl", stdin=line + "\n")
    found = json.loads(done.stdout)["discrepancies"]
    assert {d["code"]: (d["en_span"], d["ko_span"]) for d in found}["CNV001"] == (None, [0, 5])
