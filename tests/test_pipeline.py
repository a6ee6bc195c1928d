"""The whole job on our own documents and on the real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import InputError
from align.formats.jsonl import to_json
from align.pipeline import Report, build_report
from align.records import Discrepancy, Document
from align.report.files import write_report
from align.segments import split_document

GOLDEN = Path(__file__).parent / "golden"
FILES = ["parallel.tsv", "parallel.tmx", "claims.jsonl", "discrepancies.jsonl", "quotes.jsonl"]


@pytest.mark.parametrize("name", FILES)
def test_report_on_the_seeds_is_the_golden_one(
    name: str, seeds_report: Report, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    write_report(seeds_report, tmp_path / "out")
    written = (tmp_path / "out" / name).read_text("utf-8")
    golden = GOLDEN / name
    if pytestconfig.getoption("--renew"):
        golden.write_text(written, "utf-8")
    assert written == golden.read_text("utf-8"), "if the change is meant, renew with --renew"


def test_same_input_gives_the_same_report(
    seeds: list[Document], seeds_report: Report, tmp_path: Path
) -> None:
    write_report(seeds_report, tmp_path / "one")
    write_report(build_report(seeds), tmp_path / "two")
    for file in sorted((tmp_path / "one").iterdir()):
        if file.name != "run.json":
            assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_ids_are_unique(seeds_report: Report) -> None:
    for records in (
        seeds_report.segments,
        seeds_report.beads,
        seeds_report.quotes,
        seeds_report.claims,
        seeds_report.discrepancies,
    ):
        ids = [record.id for record in records]
        assert len(set(ids)) == len(ids)


def test_documents_of_one_name_are_refused(seeds: list[Document]) -> None:
    with pytest.raises(InputError, match="one name"):
        build_report([seeds[0], seeds[0]])


def test_order_of_two_bilingual_documents_is_theirs() -> None:
    text = "It rained in Seoul today.\n오늘 서울에 비가 왔다.\nThe bus was late.\n버스가 늦었다.\n"
    documents = [Document(name=name, text=text, lang="mixed") for name in "zyxab"]
    report = build_report(documents)
    docs = [bead.source[0].split(":")[0] for bead in report.beads if bead.source]
    assert docs == sorted(docs, key="zyxab".index)


def test_one_outlier_among_many_is_found_once() -> None:
    documents = [
        Document(
            name=f"d{number}",
            text=f"다리에 {4 if number == 3 else 5}천만 달러가 들었다. 개통식에 300명이 왔다.",
            lang="ko",
        )
        for number in range(10)
    ]
    report = build_report(documents)
    assert [d.code for d in report.discrepancies] == ["FIG001"]


def test_run_names_inputs_and_counts(seeds_report: Report, tmp_path: Path) -> None:
    write_report(seeds_report, tmp_path / "out")
    run = json.loads((tmp_path / "out/run.json").read_text("utf-8"))
    assert {row["name"] for row in run["inputs"]} == {d.name for d in seeds_report.documents}
    assert all(len(row["sha256"]) == 64 for row in run["inputs"])
    assert run["counts"]["discrepancies"] == len(seeds_report.discrepancies)


def test_offsets_point_into_the_documents(seeds_report: Report) -> None:
    texts = {document.name: document.text for document in seeds_report.documents}
    for segment in seeds_report.segments:
        assert texts[segment.doc][segment.start : segment.end] == segment.text
        for span in segment.quoted:
            assert segment.start <= span.start < span.end <= segment.end
    for discrepancy in seeds_report.discrepancies:
        for evidence in discrepancy.evidence:
            assert texts[evidence.doc][evidence.start : evidence.end] == evidence.text
    for claim in seeds_report.claims:
        for member in claim.members:
            assert texts[member.doc][member.start : member.end] == member.text


def read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_segments_of_the_seeds(seeds: list[Document]) -> None:
    gold = read_rows(Path(__file__).parent.parent / "gold/segments.jsonl")
    found = {
        (s.doc, s.start, s.end, s.kind) for document in seeds for s in split_document(document)
    }
    hits = sum((g["doc"], g["start"], g["end"], g["kind"]) in found for g in gold)
    assert hits / len(gold) >= 0.98


def test_segments_of_the_real_documents(shared: Path, real: list[Document]) -> None:
    gold = json.loads((shared / "gold/segments.json").read_text("utf-8"))["files"]
    rows = [(name, g) for name, part in gold.items() for g in part["segments"]]
    found = {(s.doc, s.start, s.end, s.kind) for document in real for s in split_document(document)}
    hits = sum((name, g["start"], g["end"], g["kind"]) in found for name, g in rows)
    assert hits / len(rows) >= 0.98


def find(report: Report, code: str, *words: str) -> list[Discrepancy]:
    return [
        d
        for d in report.discrepancies
        if d.code == code and all(any(w in e.text for e in d.evidence) for w in words)
    ]


def test_real_report_has_what_an_editor_wants(real_report: Report) -> None:
    assert find(real_report, "QTY001", "95 percent less costs", "성능을 최대 95%")
    assert find(real_report, "ROL001", "Greg Brockman", "그레그 브록먼")
    assert {e.text for d in find(real_report, "NAM003") for e in d.evidence} >= {"울트먼", "알트민"}
    assert find(real_report, "ROL004", "알트만 회장")


def test_real_report_groups_the_spellings_of_one_person(real_report: Report) -> None:
    (group,) = (p for p in real_report.persons if "Sam Altman" in p.name)
    forms = {form.text: form.verdict for form in group.forms}
    assert {"올트먼", "알트만", "알트먼", "울트먼", "알트민"} <= set(forms)
    assert {form for form, verdict in forms.items() if verdict == "unusual"} == {"울트먼", "알트민"}


def test_real_report_is_silent_where_figures_agree(real_report: Report) -> None:
    figures = [d for d in real_report.discrepancies if d.type in ("figure", "date", "unit")]
    shown = "\n".join(e.text for d in figures for e in d.evidence)
    for words in ("500 billion", "5,000억", "factor of 10", "10배", "1-night", "1박 2일", "100"):
        assert words not in shown


def test_real_report_shows_about_100_as_agreeing(real_report: Report) -> None:
    (claim,) = (
        claim
        for claim in real_report.claims
        if any("100여 곳" in m.text for m in claim.members)
        and any("about 100" in m.text for m in claim.members)
    )
    values = {v.value for v in real_report.values if v.claim == claim.id and "100" in v.value}
    assert values == {"about 100"}


def test_real_report_keeps_the_two_visits_apart(real_report: Report) -> None:
    events = real_report.run["events"]
    assert isinstance(events, list)
    visit_2025 = next(docs for docs in events if any(d.startswith("003") for d in docs))
    assert len(visit_2025) == 1
    for claim in real_report.claims:
        assert len({m.doc.startswith("003") for m in claim.members}) == 1
    for discrepancy in real_report.discrepancies:
        assert len({e.doc.startswith("003") for e in discrepancy.evidence}) == 1


def test_no_furniture_in_the_parallel_text(real_report: Report, tmp_path: Path) -> None:
    write_report(real_report, tmp_path / "out")
    rows = (tmp_path / "out/parallel.tsv").read_text("utf-8").splitlines()[1:]
    kinds = {row.split("\t")[4] for row in rows}
    assert kinds <= {"headline", "subhead", "body", "quote-body", "caption"}
    assert len(rows) == 39  # 45 beads, less one byline and five hashtags
    assert {row.split("\t")[5][:3] for row in rows} == {"003"}


def overlaps(a: dict[str, object], b: dict[str, object]) -> bool:
    starts, ends = (
        (int(str(a["start"])), int(str(b["start"]))),
        (
            int(str(a["end"])),
            int(str(b["end"])),
        ),
    )
    return a["doc"] == b["doc"] and max(starts) < min(ends)


def is_flagged(row: dict[str, object], discrepancies: list[dict[str, object]]) -> bool:
    """Two different evidences of the gold row must be touched by one discrepancy."""
    wanted = row["evidence"]
    assert isinstance(wanted, list)
    for found in discrepancies:
        evidence = found["evidence"]
        assert isinstance(evidence, list)
        touched = {i for i, w in enumerate(wanted) for e in evidence if overlaps(w, e)}
        if len(touched) >= min(2, len(wanted)):
            return True
    return False


@pytest.mark.parametrize("which", ["seeds", "real"])
def test_look_alikes_are_never_major(which: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(f"{which}_report")
    folder = Path(__file__).parent.parent / "gold"
    rows = read_rows((folder / "real" if which == "real" else folder) / "lookalikes.jsonl")
    grave = [
        d
        for d in json.loads(json.dumps(to_json(report.discrepancies)))
        if d["severity"] in ("critical", "major")
    ]
    assert [row["id"] for row in rows if is_flagged(row, grave)] == []
