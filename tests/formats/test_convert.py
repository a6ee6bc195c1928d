"""One bitext in every format says the same; findings for other tools."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from align.documents.formats import read_file
from align.errors import InputError, OutputError
from align.formats.convert import convert as convert_files
from align.pipeline import Report
from align.report.files import write_report

PAIRS = [
    ("The bridge is open.", "다리가 개통됐다."),
    ("=1+1 & <b>", "'@가\u202e나"),
    ("It rained.", "비가 왔다."),
]


def convert(source: str, target: str) -> dict[str, bytes]:
    """Return the bytes of each file that is written, by name."""
    written = {}
    for name, write in convert_files(source, target).items():
        file = BytesIO()
        write(file)
        written[name] = file.getvalue()
    return written


@pytest.fixture
def bitext(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    lines = (json.dumps({"en": en, "ko": ko}, ensure_ascii=False) for en, ko in PAIRS)
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("suffix", ["tsv", "tmx", "xlf", "jsonl"])
def test_bitext_survives_every_format(bitext: Path, suffix: str) -> None:
    target = bitext.with_name(f"b.{suffix}")
    for name, data in convert(str(bitext), str(target)).items():
        Path(name).write_bytes(data)
    assert read_file(str(target)).pairs == tuple(PAIRS)


def test_xlsx_is_read_back(bitext: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("openpyxl")
    target = bitext.with_name("b.xlsx")
    target.write_bytes(convert(str(bitext), str(target))[str(target)])
    assert read_file(str(target)).pairs == tuple(PAIRS)


def test_moses_is_a_pair_of_files(bitext: Path) -> None:
    written = convert(str(bitext), str(bitext.with_name("m.en")))
    assert [Path(name).name for name in written] == ["m.en", "m.ko"]
    english, korean = (data.decode().splitlines() for data in written.values())
    assert list(zip(english, korean, strict=True)) == PAIRS


def test_csv_runs_no_formula(bitext: Path) -> None:
    (data,) = convert(str(bitext), str(bitext.with_name("b.csv"))).values()
    assert data.startswith("\ufeff".encode())
    assert "'=1+1" in data.decode("utf-8-sig")


def test_xlsx_holds_strings_only(bitext: Path) -> None:
    pytest.importorskip("xlsxwriter")
    (data,) = convert(str(bitext), str(bitext.with_name("b.xlsx"))).values()
    sheet = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="inlineStr"' in sheet or 't="s"' in sheet


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("a.jsonl", "x.docx", "no format"),
        ("none.tsv", "x.tmx", "none.tsv"),
        ("plain.txt", "x.tmx", "no pairs"),
        (".", "x.tmx", r"a folder becomes \.sarif, .*name its parallel\.tsv"),
        ("a.tsv", "x.sarif", r"a\.tsv: a bitext holds no findings; name a report's folder"),
        ("pairs.jsonl", "x.md", r"pairs\.jsonl: object 1 is no finding"),
    ],
)
def test_what_cannot_be_converted(bitext: Path, source: str, target: str, words: str) -> None:
    (bitext.parent / "plain.txt").write_text("only words", "utf-8")
    (bitext.parent / "pairs.jsonl").write_text('{"en": "Hello", "ko": "안녕"}\n', "utf-8")
    with pytest.raises(InputError, match=words):
        convert(str(bitext.parent / source), str(bitext.parent / target))


@pytest.fixture(scope="module")
def folder(seeds_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("r") / "out"
    write_report(seeds_report, out)
    return out


def test_sarif_has_a_rule_and_a_place_for_each_result(folder: Path, seeds_report: Report) -> None:
    (data,) = convert(str(folder), "x.sarif").values()
    log = json.loads(data)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert len(run["results"]) == len(seeds_report.discrepancies)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["charLength"] == len(region["snippet"]["text"])
        assert result["properties"]["verdict"] in ("differs", "not_found", "unresolved", "variant")
    found = [r["locations"][0]["properties"] for r in run["results"]]
    assert {"Maru Courier"} <= {properties.get("outlet") for properties in found}
    assert "2025-02-04T21:05:00" in {properties.get("date") for properties in found}


def test_junit_fails_what_is_not_info(folder: Path, seeds_report: Report) -> None:
    (data,) = convert(str(folder), "x.xml").values()
    suite = etree.fromstring(data)
    failed = [d for d in seeds_report.discrepancies if d.severity != "info"]
    assert suite.get("tests") == str(len(seeds_report.discrepancies))
    assert suite.get("failures") == str(len(failed)) == str(len(suite.findall(".//failure")))


def test_markdown_is_inert(tmp_path: Path) -> None:
    row = {
        "id": "d1",
        "severity": "major",
        "code": "FIG001",
        "message": "<script>|`x`",
        "evidence": [{"doc": "a|b", "start": 0, "end": 1, "text": "[x](y)\n|"}],
    }
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    (data,) = convert(str(path), "x.md").values()
    line = data.decode().splitlines()[-1]
    assert "\\<script\\>\\|\\`x\\`" in line
    assert line.replace("\\|", "").count("|") == 7


def test_findings_name_outlet_and_day(folder: Path) -> None:
    (markdown,) = convert(str(folder), "x.md").values()
    assert "003_visit_2025_en_ko.txt (Maru Courier, 2025-02-04)" in (
        markdown.decode().replace("\\_", "_")
    )
    (folder / "run.json").write_text("[]")
    with pytest.raises(InputError, match="make the report again"):
        convert(str(folder), "x.md")


def test_empty_findings_are_a_result(tmp_path: Path) -> None:
    (tmp_path / "discrepancies.jsonl").write_text("", "utf-8")
    (data,) = convert(str(tmp_path), "x.md").values()
    assert data.decode() == "# Discrepancies: none\n\n"


def test_beads_go_from_lines_to_rungs_and_back(tmp_path: Path) -> None:
    (tmp_path / "a.vecalign").write_text("[0, 1]:[0]:0.5\n[]:[1]\n[2]:[2, 3]\n")
    (ladder,) = convert(str(tmp_path / "a.vecalign"), "b.ladder").values()
    (tmp_path / "b.ladder").write_bytes(ladder)
    (lines,) = convert(str(tmp_path / "b.ladder"), "c.vecalign").values()
    assert lines == b"[0, 1]:[0]\n[]:[1]\n[2]:[2, 3]\n"
    (tmp_path / "a.vecalign").write_text("[0]:[1]\n[1]:[0]\n")
    with pytest.raises(OutputError, match="cross"):
        convert(str(tmp_path / "a.vecalign"), "b.ladder")
    with pytest.raises(OutputError, match="number the sentences"):
        convert(str(Path(__file__).parents[2] / "gold"), "b.vecalign")
