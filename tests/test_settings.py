"""Command line over environment over the nearest settings file; faults name file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.cli.settings import read_settings
from align.errors import SettingsError
from tests.commands import run_align

NAMES = ("align.toml", "pyproject.toml")
TEXT = "He left on Friday.\n그는 금요일에 떠났다.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/a.txt").write_text(TEXT, "utf-8")
    return tmp_path


def formats_of(folder: Path, *arguments: str, **environment: str) -> str:
    """Return the first character that `align split` prints: a brace for JSON lines."""
    done = run_align(folder, "split", "a.txt", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout[0]


def test_command_line_over_environment_over_file(folder: Path) -> None:
    inner = folder / "inner"
    assert formats_of(inner) == "H"
    (folder / "pyproject.toml").write_text('[tool.align.split]\nformat = "jsonl"\n')
    assert formats_of(inner) == "{"
    assert formats_of(inner, ALIGN_SPLIT_FORMAT="text") == "H"
    assert formats_of(inner, "--format", "jsonl", ALIGN_SPLIT_FORMAT="text") == "{"


def test_the_nearest_file_is_in_force(folder: Path) -> None:
    (folder / "align.toml").write_text('[split]\nformat = "jsonl"\n')
    inner = folder / "inner"
    (inner / "pyproject.toml").write_text('[project]\nname = "aligned"\n')
    assert formats_of(inner) == "{"
    (inner / "pyproject.toml").write_text("[tool.align]\n")
    assert formats_of(inner) == "H"
    assert formats_of(inner, ALIGN_CONFIG=str(folder / "align.toml")) == "{"
    done = run_align(inner, "--config", "../align.toml", "split", "a.txt")
    assert done.stdout.startswith("{")


def test_doctor_names_the_file(folder: Path) -> None:
    assert "none" in next(
        line for line in run_align(folder, "doctor").stdout.splitlines() if "settings" in line
    )
    (folder / "align.toml").write_text("[split]\n")
    done = run_align(folder / "inner", "doctor")
    assert str(folder / "align.toml") in done.stdout


def test_paths_count_from_the_file(folder: Path) -> None:
    (folder / "align.toml").write_text('[report]\nout = "there"\nfail-on = "never"\n')
    done = run_align(folder / "inner", "report", "a.txt")
    assert done.returncode == 0, done.stderr
    assert (folder / "there/index.html").is_file()


def test_groups_have_tables_inside(folder: Path) -> None:
    (folder / "align.toml").write_text("[score.beads]\njson = true\n")
    (folder / "gold").write_text("[0]:[0]\n")
    assert run_align(folder, "score", "beads", "gold", "gold").stdout.startswith("{")


def test_checks_are_handed_on_as_written(folder: Path) -> None:
    text = '[tool.align.checks]\nFIG002 = "off"\nglossary = "terms.tsv"\n'
    (folder / "pyproject.toml").write_text(text)
    settings = read_settings(folder=folder / "inner")
    assert settings.checks == {"FIG002": "off", "glossary": "terms.tsv"}
    assert settings.folder == folder
    assert settings.place("checks", "FIG002") == (
        f"{folder / 'pyproject.toml'}: tool.align.checks.FIG002"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[repot]\n", ["repot", "no such command", "did you mean report"]),
        ('[report]\nfail-onn = "x"\n', ["report.fail-onn", "did you mean fail-on", "baseline"]),
        ('[report]\nfail-on = "x"\n', ["report.fail-on", '"x"', "critical", "never"]),
        ('[report]\nforce = "yes"\n', ["report.force", "true or false"]),
        ("[pair]\nmin-confidence = true\n", ["pair.min-confidence", "not true or false"]),
        ("[pair]\nmin-confidence = 3\n", ["pair.min-confidence = 3", "1"]),
        ('[pair]\nvectors = ["a"]\n', ["pair.vectors", "2"]),
        ("[pair]\nhelp = true\n", ["pair.help", "no such option"]),
        ("[score.beadz]\n", ["score.beadz", "did you mean beads"]),
        ("report = 1\n", ["report", "expected a table"]),
        ("checks = 1\n", ["checks", "expected a table"]),
        ("[report\n", ["not TOML", "line 1"]),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_faults_name_file_and_key(folder: Path, name: str, text: str, words: list[str]) -> None:
    if name == "pyproject.toml":
        text = text.replace("[", "[tool.align.", 1) if text[0] == "[" else f"[tool.align]\n{text}"
        text = text.replace('vectors = [tool.align."a"]', 'vectors = ["a"]')
    (folder / name).write_text(text)
    done = run_align(folder, "doctor")
    assert done.returncode == 2, done.stdout
    assert done.stderr.startswith("align: ")
    assert done.stderr.count("\n") == 1
    for word in (name, *words):
        assert word in done.stderr


def test_a_fault_in_the_environment_names_the_variable(folder: Path) -> None:
    done = run_align(folder, "report", "inner", ALIGN_REPORT_FAIL_ON="often")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "ALIGN_REPORT_FAIL_ON" in done.stderr
    assert "critical" in done.stderr


def test_a_misspelt_variable_is_said(folder: Path) -> None:
    done = run_align(folder, "doctor", ALIGN_REPORT_FAILON="major", ALIGN_ELSEWHERE="1")
    assert done.returncode == 0
    assert done.stderr == (
        "align: ALIGN_REPORT_FAILON is no option's variable; is it ALIGN_REPORT_FAIL_ON?\n"
    )


def test_a_file_that_was_named_must_be_there(folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: settings cannot be read"):
        read_settings(folder / "nowhere.toml")
    (folder / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(SettingsError, match=r"no \[tool.align\]"):
        read_settings(folder / "pyproject.toml")


def test_help_needs_no_sound_settings(folder: Path) -> None:
    (folder / "align.toml").write_text("[[[")
    assert run_align(folder, "--help").returncode == 0
    assert run_align(folder, "--version").returncode == 0


def test_every_option_has_a_variable_of_its_own_name() -> None:
    from typer.main import get_command

    from align.cli.app import app

    def look(command: object, prefix: str) -> None:
        for option in getattr(command, "params", ()):
            longs = [name[2:] for name in option.opts if name.startswith("--")]
            if longs and longs[0] not in ("help", "version", "debug") and prefix != "ALIGN":
                wanted = f"{prefix}_{longs[0].upper().replace('-', '_')}"
                assert (option.envvar or f"{prefix}_{option.name.upper()}") == wanted
        for name, inner in getattr(command, "commands", {}).items():
            look(inner, f"{prefix}_{name.upper().replace('-', '_')}")

    look(get_command(app), "ALIGN")


def test_help_tells_the_rule_once(folder: Path) -> None:
    assert "ALIGN_REPORT_FAIL_ON" in run_align(folder, "--help").stdout
    assert "ALIGN_" not in run_align(folder, "pair", "--help").stdout
