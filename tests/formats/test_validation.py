"""What we write, held against the grammars of the formats and read by tools of others."""

from __future__ import annotations

import json
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree

from align.formats.convert import convert
from align.formats.pairs import ParallelPair, make_pairs
from align.formats.parallel import write_tmx
from align.formats.xliff import NAMESPACE, write_xliff
from align.pipeline import Report
from align.report.files import write_report

HERE = Path(__file__).parent
VALIDATORS = HERE.parents[1] / ".validators"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def needs(path: Path) -> Path:
    """Return a file that scripts/validators fetches; skip where it did not run."""
    if not path.exists():
        pytest.skip(f"{path.name}: run scripts/validators")
    return path


@pytest.fixture(scope="module")
def pairs(seeds_report: Report) -> list[ParallelPair]:
    made = list(make_pairs(seeds_report.beads, seeds_report.segments, seeds_report.documents))
    odd = ParallelPair(
        id='<&"', source="a\x00<b>", target="가]]>", source_lang="ko", target_lang="en"
    )
    return [*made, odd]


@pytest.fixture(scope="module")
def folder(seeds_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("r") / "out"
    write_report(seeds_report, out)
    return out


def tmx_of(pairs: list[ParallelPair]) -> str:
    file = StringIO()
    write_tmx(pairs, file)
    return file.getvalue()


@pytest.mark.parametrize("count", [0, 1, None])
def test_tmx_keeps_to_the_dtd(pairs: list[ParallelPair], count: int | None) -> None:
    dtd = etree.DTD(str(HERE / "tmx14.dtd"))
    root = etree.fromstring(tmx_of(pairs[:count]).encode())
    assert dtd.validate(root), dtd.error_log
    broken = etree.fromstring(tmx_of(pairs[:1]).replace(' datatype="plaintext"', "").encode())
    assert not dtd.validate(broken)


def test_tmx_variants_are_of_the_language_that_is_said(pairs: list[ParallelPair]) -> None:
    root = etree.fromstring(tmx_of(pairs).encode())
    usual = root.find("header").get("srclang")
    for unit in root.iter("tu"):
        assert unit.find("tuv").get(XML_LANG) == unit.get("srclang", usual)
    assert root.findall(".//tu")[-1].get("srclang") == "ko"
    types = {prop.get("type") for prop in root.iter("prop")}
    assert types == {"x-confidence", "x-score", "x-bead", "x-kind", "x-document", "x-offset",
                     "x-offset-end", "x-outlet", "x-date"}  # fmt: skip


def test_tmx_opens_in_translate_toolkit(pairs: list[ParallelPair], tmp_path: Path) -> None:
    python = needs(VALIDATORS / "bin/python")
    path = tmp_path / "a.tmx"
    path.write_text(tmx_of(pairs), "utf-8")
    script = (
        "import json, sys; from translate.storage import tmx\n"
        "store = tmx.tmxfile.parsefile(sys.argv[1])\n"
        "print(json.dumps([[unit.source, unit.target] for unit in store.units]))"
    )
    done = subprocess.run(
        [str(python), "-c", script, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)
    assert len(found) == len(pairs)
    assert found[:-1] == [[" ".join(p.source.split()), " ".join(p.target.split())]
                          for p in pairs[:-1]]  # fmt: skip
    assert found[-1] == ["a<b>", "가]]>"]


def test_xliff_has_the_structure_of_2_1(pairs: list[ParallelPair]) -> None:
    file = StringIO()
    write_xliff(pairs, file)
    root = etree.fromstring(file.getvalue().encode())
    name = f"{{{NAMESPACE}}}"
    assert (root.tag, root.get("version")) == (f"{name}xliff", "2.1")
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "ko")
    files = root.findall(f"{name}file")
    assert files == list(root)
    assert len({f.get("id") for f in files}) == len(files)
    for part in files:
        units = part.findall(f"{name}unit")
        assert units == list(part)
        assert units
        assert len({u.get("id") for u in units}) == len(units)
        for unit in units:
            tags = [child.tag.removeprefix(name) for child in unit]
            assert tags in (["notes", "segment"], ["segment"])
            assert [child.tag.removeprefix(name) for child in unit[-1]] == ["source", "target"]
            assert " " not in unit.get("id")
            for note in unit.iter(f"{name}note"):
                assert set(note.attrib) <= {"category", "appliesTo"}
                assert note.get("appliesTo", "source") in ("source", "target")


def test_empty_xliff_has_a_unit() -> None:
    file = StringIO()
    write_xliff([], file)
    root = etree.fromstring(file.getvalue().encode())
    assert root.find(f".//{{{NAMESPACE}}}segment/{{{NAMESPACE}}}source") is not None


def test_sarif_keeps_to_the_schema(folder: Path, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(needs(VALIDATORS / "sarif-2.1.0.json").read_text("utf-8"))
    (write,) = convert(str(folder), "x.sarif").values()
    with (tmp_path / "x.sarif").open("wb") as file:
        write(file)
    log = json.loads((tmp_path / "x.sarif").read_text("utf-8"))
    assert log["runs"][0]["results"]
    validator = jsonschema.Draft4Validator(schema)
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not validator.is_valid(log)


def test_xlsx_opens_in_openpyxl_as_strings(pairs: list[ParallelPair], tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    from align.formats.tables import write_xlsx

    risky = [
        ParallelPair(id=f"f{i}", source=text, target="=cmd|' /C calc'!A0")
        for i, text in enumerate(("=1+1", "+1", "-1", "@x", "007", "1e5", "http://a.b", "{=1}"))
    ]
    with (tmp_path / "a.xlsx").open("wb") as file:
        write_xlsx([*pairs, *risky], file)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    rows = list(sheet.iter_rows())
    assert len(rows) == len(pairs) + len(risky) + 1
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s"}
    assert [row[1].value for row in rows[-len(risky) :]] == [pair.source for pair in risky]
    assert sheet.freeze_panes == "A2"
