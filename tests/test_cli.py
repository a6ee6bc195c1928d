"""Bad input is one line and an exit code; streams answer line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KOREAN = "장관은 금요일 새 다리를 개통했다. 비용은 4천만 달러였다.\n"
ENGLISH = "The minister opened the new bridge on Friday. It cost 40 million dollars.\n"


def run(
    *arguments: str, stdin: str | bytes = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "align.cli", *arguments],
        input=data,
        capture_output=True,
        cwd=cwd,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


ROOT = Path(__file__).parent.parent


def assert_one_line_error(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("align: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "ko.txt").write_text(KOREAN, "utf-8")
    return tmp_path


def test_report_of_two_translations(folder: Path) -> None:
    done = run("report", "en.txt", "ko.txt", "--out", "r", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "r/index.html\n"
    assert run("report", "en.txt", "-o", "r", cwd=folder).stderr.startswith("align: r: a report")
    rows = (folder / "r/parallel.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[1:3] for row in rows[1:]] == [
        [ENGLISH.split(". ")[0] + ".", KOREAN.split(". ")[0] + "."],
        ["It cost 40 million dollars.", "비용은 4천만 달러였다."],
    ]


def test_findings_make_the_exit_code(folder: Path) -> None:
    (folder / "ko.txt").write_text(KOREAN.replace("4천만", "4억"), "utf-8")
    arguments = ("report", "en.txt", "ko.txt", "--out", "r", "--force")
    assert run(*arguments, cwd=folder).returncode == 1
    assert run(*arguments, "--fail-on", "never", cwd=folder).returncode == 0


def test_report_of_standard_input(tmp_path: Path) -> None:
    done = run("report", "-", "--out", "r", stdin=ENGLISH + KOREAN, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = (tmp_path / "r/segments.jsonl").read_text("utf-8").splitlines()
    assert json.loads(rows[0])["doc"] == "stdin"


@pytest.mark.parametrize("name", ["en.txt", "ko.txt"])
def test_one_document_of_one_language_is_a_result(folder: Path, name: str) -> None:
    done = run("report", name, "--out", "r", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "r/beads.jsonl").read_text("utf-8") == ""
    assert json.loads((folder / "r/run.json").read_text("utf-8"))["counts"]["segments"] == 2


def test_empty_file(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert_one_line_error(run("report", "empty.txt", cwd=folder), "empty.txt", "empty")
    assert not (folder / "out").exists()


def test_empty_file_in_a_folder_is_said_and_left_out(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = run("report", ".", "--out", "r", cwd=folder)
    assert done.returncode == 0
    assert "left out: empty.txt" in done.stderr


def test_binary_file(folder: Path) -> None:
    (folder / "x.txt").write_bytes(bytes(range(256)) * 20)
    assert_one_line_error(run("report", "x.txt", cwd=folder), "x.txt", "binary")


def test_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    assert_one_line_error(run("report", "inside", cwd=tmp_path), "inside", "no documents")


def test_missing_path(tmp_path: Path) -> None:
    assert_one_line_error(run("report", "nowhere.txt", cwd=tmp_path), "nowhere.txt", "no such")


def test_unreadable_encoding(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"good line\n" + b"\xff\xfe\xfd caf\xe9 \x81\x20\n" * 3)
    assert_one_line_error(run("report", "x.txt", cwd=tmp_path), "x.txt:2", "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949", "euc-kr"])
def test_encodings_are_told_apart(folder: Path, encoding: str) -> None:
    (folder / "x.txt").write_bytes(KOREAN.encode(encoding))
    done = run("split", "x.txt", cwd=folder)
    assert done.stdout.splitlines() == [
        "장관은 금요일 새 다리를 개통했다.",
        "비용은 4천만 달러였다.",
    ]


def test_one_line_of_five_megabytes(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("말이 끝없이 이어지고 " * 450_000, "utf-8")
    done = run("report", "x.txt", "--out", "r", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "r/run.json").read_text("utf-8"))["counts"]["documents"] == 1


def test_existing_report_is_replaced_only_by_force(folder: Path) -> None:
    first = ("report", "en.txt", "--out", "r")
    assert run(*first, cwd=folder).returncode == 0
    before = (folder / "r/run.json").read_bytes()
    assert_one_line_error(run("report", "ko.txt", "--out", "r", cwd=folder), "--force")
    assert (folder / "r/run.json").read_bytes() == before
    assert run("report", "ko.txt", "--out", "r", "--force", cwd=folder).returncode == 0
    assert "ko.txt" in (folder / "r/run.json").read_text("utf-8")


def test_folder_that_is_no_report_is_never_replaced(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/thesis.txt").write_text("years of work", "utf-8")
    done = run("report", "en.txt", "--out", "mine", "--force", cwd=folder)
    assert_one_line_error(done, "mine", "no report")
    assert (folder / "mine/thesis.txt").exists()


def test_place_that_cannot_be_written(folder: Path) -> None:
    (folder / "file").write_text("x", "utf-8")
    assert_one_line_error(run("report", "en.txt", "--out", "file/r", cwd=folder), "file/r")
    assert_one_line_error(run("report", "en.txt", "--out", "file", cwd=folder), "file")
    assert {p.name for p in folder.iterdir()} == {"en.txt", "ko.txt", "file"}


def test_hostile_file_name_is_shown_harmless(tmp_path: Path) -> None:
    done = run("report", "a\x1b[31m\nb.txt", cwd=tmp_path)
    assert_one_line_error(done)
    assert "\x1b" not in done.stderr


def test_no_input_and_unknown_option(tmp_path: Path) -> None:
    assert run("report", cwd=tmp_path).returncode == 2
    done = run("report", "--no-such-option", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_split_stream_answers_each_object() -> None:
    lines = [
        {"id": "a", "text": "He left. 그는 갔다.", "lang": "mix"},
        {"id": "b", "text": "", "lang": "ko"},
    ]
    done = run("split", "--jsonl", stdin="".join(json.dumps(x) + "\n" for x in lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers == [
        {"id": "a", "sentences": ["He left.", "그는 갔다."], "spans": [[0, 8], [9, 15]]},
        {"id": "b", "sentences": [], "spans": []},
    ]


@pytest.mark.parametrize(
    ("stdin", "words"),
    [
        ("{not json}\n", ["standard input:1", "JSON"]),
        ("[1]\n", ["standard input:1", "object"]),
        ('{"id": 1}\n', ["text"]),
        (b"\xff\n", ["standard input:1", "UTF-8"]),
        ("[" * 100_000 + "\n", ["standard input:1"]),
    ],
)
def test_stream_with_a_bad_line(stdin: str | bytes, words: list[str]) -> None:
    assert_one_line_error(run("split", "--jsonl", stdin=stdin), *words)


def test_split_text_keeps_blank_lines() -> None:
    done = run("split", "--format", "text", "--lang", "en", "-", stdin="One. Two.\n\nThree.\n")
    assert done.stdout == "One.\nTwo.\n\nThree.\n"


def test_split_documents_as_records(folder: Path) -> None:
    done = run("split", "ko.txt", "--format", "jsonl", cwd=folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["text"] for row in rows] == KOREAN.strip().replace(". ", ".|").split("|")
    assert all(KOREAN[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("vecalign", "[0]:[0]:"),
        ("tsv", "id\ten\tko\t"),
        ("tmx", '<?xml version="1.0"'),
        ("jsonl", '{"id": "b1", "source": ["'),
    ],
)
def test_pair_writes_each_format(folder: Path, format: str, expected: str) -> None:
    done = run("pair", "en.txt", "ko.txt", "--format", format, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(expected)
    saved = run("pair", "en.txt", "ko.txt", "--format", format, "-o", "x", cwd=folder)
    assert saved.stdout == ""
    assert (folder / "x").read_text("utf-8") == done.stdout


def test_pair_of_presplit_lists(folder: Path) -> None:
    (folder / "a.en").write_text("The bridge is open.\n\nIt rained.\n", "utf-8")
    (folder / "a.ko").write_text("다리가 개통됐다.\n비가 왔다.\n", "utf-8")
    (folder / "list").write_text("a.en\ta.ko\ta.out\n", "utf-8")
    done = run("pair", "--presplit", "--format", "vecalign", "--list", "list", cwd=folder)
    assert done.returncode == 0, done.stderr
    beads = [line.rsplit(":", 1)[0] for line in (folder / "a.out").read_text().splitlines()]
    assert sorted(beads) == ["[0]:[0]", "[1]:[]", "[2]:[1]"]


def test_pair_of_one_language_is_an_error(folder: Path) -> None:
    assert_one_line_error(run("pair", "en.txt", cwd=folder), "en.txt", "one language")


def test_check_stream_finds_a_wrong_scale() -> None:
    line = json.dumps({"id": 7, "en": "It cost $3 million.", "ko": "3천만 달러가 들었다."})
    done = run("check", "--jsonl", stdin=line + "\n")
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)["discrepancies"]
    assert (found["code"], found["type"], found["severity"]) == ("FIG003", "figure", "critical")
    assert found["en_span"] == [8, 18]
    assert found["ko_span"] == [0, 6]


def test_check_of_a_table(folder: Path) -> None:
    (folder / "x.tsv").write_text("en\tko\nIt cost $3 million.\t3천만 달러가 들었다.\n", "utf-8")
    done = run("check", "x.tsv", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("x.tsv: pair 1: critical FIG003")
    (folder / "x.tsv").write_text("a\tb\n1\t2\n", "utf-8")
    assert_one_line_error(run("check", "x.tsv", cwd=folder), "x.tsv:1", "en and ko")
    assert_one_line_error(run("check", "en.txt", cwd=folder), "en.txt", "no pairs")


def test_what_pair_writes_check_reads(folder: Path) -> None:
    (folder / "ko.txt").write_text(KOREAN.replace("4천만", "4억"), "utf-8")
    for format in ("tsv", "tmx"):
        name = f"x.{format}"
        assert (
            run("pair", "en.txt", "ko.txt", "--format", format, "-o", name, cwd=folder).returncode
            == 0
        )
        assert run("check", name, cwd=folder).stdout.startswith(f"{name}: pair 2: critical FIG003")


def test_names_of_the_command_line() -> None:
    assert run("names", "Sam Altman", "샘 올트먼").stdout.startswith("same\t")
    answer = json.loads(run("names", "Lee Jae-yong", "이재명", "--json").stdout)
    assert answer["verdict"] == "different"
    for arguments in ([], ["a"], ["a", "b", "c"], ["a", "b", "--jsonl"]):
        assert_one_line_error(run("names", *arguments), "expected two names, or --jsonl")


def test_names_and_facts_streams() -> None:
    done = run("names", "--jsonl", stdin='{"id": 1, "a": "Sam Altman", "b": "샘 올트먼"}\n')
    answer = json.loads(done.stdout)
    assert answer["id"] == 1
    assert 0.5 < answer["score"] <= 1
    line = {"id": 2, "text": "지난 9일 이영 장관이 왔다.", "lang": "ko", "ref": "2023-06-11"}
    done = run("facts", "--jsonl", stdin=json.dumps(line) + "\n")
    answer = json.loads(done.stdout)
    assert [f["value"] for f in answer["figures"]] == ["2023-06-09"]
    assert [(m["text"], m["type"], m["role"]) for m in answer["mentions"]] == [
        ("이영", "PS", "장관")
    ]


def test_score_of_beads(folder: Path) -> None:
    (folder / "gold").write_text("[0]:[0]\n[1, 2]:[1]\n[]:[2]\n", "utf-8")
    (folder / "hyp").write_text("[0]:[0]:0.1\n[1]:[1]:0.2\n[2]:[]:0\n[]:[2]:0\n", "utf-8")
    done = run("score", "beads", "hyp", "gold", "--json", cwd=folder)
    scores = json.loads(done.stdout)
    assert (scores["strict"]["precision"], scores["strict"]["recall"]) == (0.5, 0.5)
    assert scores["lax"]["precision"] == 0.75
    assert (scores["n-1"]["gold"], scores["null"]["output"]) == (1, 2)
    assert "nulls:precision" in scores["signature"]
    assert "strict" in run("score", "beads", "hyp", "gold", cwd=folder).stdout
    assert_one_line_error(run("score", "beads", "hyp", "none", cwd=folder), "none")


def test_score_of_beads_wants_like_with_like(folder: Path) -> None:
    (folder / "hyp").write_text("[0]:[0]:0.1\n", "utf-8")
    done = run("score", "beads", "hyp", str(ROOT / "gold"), cwd=folder)
    assert_one_line_error(done, "no sentence alike")
    (folder / "nothing").write_bytes(b"")
    done = run("score", "beads", "nothing", "hyp", "--json", cwd=folder)
    assert json.loads(done.stdout)["strict"]["f1"] == 0.0


def test_usage_error_is_one_line(folder: Path) -> None:
    assert_one_line_error(run("report", "--fail-on", "foo", cwd=folder), "foo")
    assert_one_line_error(run("nonsense", cwd=folder), "nonsense")


def test_streams_are_utf8_whatever_the_locale(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "align.cli", "split", "ko.txt"],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.stdout.decode().splitlines()[1] == "비용은 4천만 달러였다."


def test_a_report_is_no_document_of_the_next(folder: Path) -> None:
    first = ("report", ".", "--out", "out", "--force", "--fail-on", "never")
    counts = []
    for _ in range(2):
        assert run(*first, cwd=folder).returncode == 0
        run_file = folder / "out" / "run.json"
        counts.append(json.loads(run_file.read_text("utf-8"))["counts"])
    assert counts[0] == counts[1]


def test_failed_run_leaves_no_folder(folder: Path) -> None:
    assert run("report", "missing.txt", "--out", "new/sub/r", cwd=folder).returncode == 2
    assert not (folder / "new").exists()


def test_english_is_the_source_whatever_the_order(folder: Path) -> None:
    one = run("pair", "en.txt", "ko.txt", cwd=folder).stdout
    assert run("pair", "ko.txt", "en.txt", cwd=folder).stdout == one


def test_gold_against_itself_scores_one() -> None:
    done = run("score", "beads", "gold", "gold", "--json", cwd=ROOT)
    scores = json.loads(done.stdout)
    assert {row["f1"] for name, row in scores.items() if name != "signature"} == {1.0}


@pytest.mark.parametrize("what", ["quotes", "claims", "discrepancies"])
def test_gold_against_itself_is_printed_with_a_signature(what: str) -> None:
    done = run("score", what, "gold", "gold", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "100.0" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(what)
    scores = json.loads(run("score", what, "gold", "gold", "--json", cwd=ROOT).stdout)
    assert {row["f1"] for name, row in scores.items() if name != "signature"} == {1.0}


def test_score_of_text(folder: Path) -> None:
    done = run("score", "text", "ko.txt", "ko.txt", cwd=folder)
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines[1:3]] == [["chrF2", "100.00"], ["BLEU", "100.00"]]
    assert [line.split("|")[0] for line in lines[3:]] == ["chrF2", "BLEU"]


def test_explain_and_doctor() -> None:
    assert "FIG003" in run("explain", "fig003").stdout
    assert_one_line_error(run("explain", "XYZ999"), "XYZ999", "FIG001")
    assert "encoder" in run("doctor").stdout


@pytest.mark.parametrize(
    "command",
    ["report", "split", "pair", "facts", "check", "names", "score", "convert", "explain", "doctor"],
)
def test_every_command_has_help_and_a_line_in_the_readme(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert done.stdout.strip()
    assert f"align {command}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("arguments", [[], ["score"], ["review"]])
def test_no_command_shows_the_help_as_it_is(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr == run(*arguments, "--help").stdout


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_disk_is_no_fault_of_ours(folder: Path) -> None:
    command = [sys.executable, "-m", "align.cli", "split", "en.txt"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command,
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("align: cannot be written (")
    assert done.stderr.count(b"\n") == 1


def test_empty_input_is_said_of_any_file(folder: Path) -> None:
    (folder / "empty").touch()
    (folder / "b.tsv").write_text("en\tko\nIt rains.\t비가 온다.\n", "utf-8")
    for arguments in (
        ["check", "empty"],
        ["split", "empty"],
        ["review", "apply", "empty"],
        ["check", "b.tsv", "--glossary", "empty"],
    ):
        assert_one_line_error(run(*arguments, cwd=folder), "empty: empty; check the path")
    assert_one_line_error(run("check", cwd=folder), "standard input: empty")
    for command in ("split", "facts", "check"):
        assert_one_line_error(run(command, "b.tsv", "--jsonl", cwd=folder), "give the file by <")
    (folder / "some").write_text("[0]:[0]\n", "utf-8")
    assert_one_line_error(run("score", "beads", "some", "empty", cwd=folder), "empty: no beads")


def test_suppressions_that_are_not_there_are_said(folder: Path) -> None:
    done = run("report", "en.txt", "--out", "r", "--suppress", "none.jsonl", cwd=folder)
    assert done.returncode == 0
    assert "none.jsonl: not there yet; nothing is suppressed" in done.stderr


def test_closed_pipe_is_quiet(folder: Path) -> None:
    (folder / "long.txt").write_text(KOREAN * 20_000, "utf-8")
    done = subprocess.run(
        f"{sys.executable} -m align.cli split long.txt | head -n 1",
        shell=True,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.stderr == b""
