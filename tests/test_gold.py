"""Every line of seeds/ and gold/ holds what gold/README.md promises."""

from __future__ import annotations

import json
import re
import zlib
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from align.records import DiscrepancyType, Lang, Relation, SegmentKind, Severity

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "gold"
SHARED = ROOT.parent / "shared"

LONGEST_SHARED_RUN = 24  # characters; names of offices and institutions need about 20
MODES = {"verbatim", "gist", "hearsay"}
TAG_RE = re.compile(r"</?a\b[^>]*>")

Row = dict[str, Any]

needs_real = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason=f"the real documents are not in {SHARED / 'seeds'}"
)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def rows(name: str) -> list[Row]:
    lines = read(GOLD / name).split("\n")
    assert lines.pop() == "", f"{name} does not end with a line break"
    return [json.loads(line) for line in lines]


DOCS = {path.name: read(path) for path in sorted(SEEDS.glob("*.txt"))}
SEGMENTS = rows("segments.jsonl")
BY_ID = {row["id"]: row for row in SEGMENTS}
BEADS = rows("beads.jsonl")
QUOTES = rows("quotes.jsonl")
CLAIMS = rows("claims.jsonl")
FINDINGS = {name: rows(f"{name}.jsonl") for name in ("discrepancies", "lookalikes")}
REAL = {name: rows(f"real/{name}.jsonl") for name in ("quotes", "discrepancies", "lookalikes")}
REAL_CLAIMS = rows("real/claims.jsonl")


def in_document(row: Row) -> str:
    """Return the slice of a span after checking that it lies in its document."""
    text = DOCS[row["doc"]]
    assert 0 <= row["start"] < row["end"] <= len(text), row
    piece = text[row["start"] : row["end"]]
    assert piece == piece.strip(), row
    return piece


def in_segment(row: Row) -> None:
    segment = BY_ID[row["segment"]]
    assert segment["doc"] == row["doc"], row
    assert segment["start"] <= row["start"] < row["end"] <= segment["end"], row


def unique(values: list[Any]) -> bool:
    return len(values) == len(set(values))


def test_there_are_five_seeds_in_utf8_with_lf() -> None:
    assert [name[:3] for name in DOCS] == ["000", "001", "002", "003", "004"]
    for name, text in DOCS.items():
        assert "\r" not in text, name
        assert not text.startswith("\ufeff"), name
        assert text.endswith("\n"), name


def test_every_document_has_a_part() -> None:
    head, *lines = read(GOLD / "parts.tsv").splitlines()
    assert head == "doc\tpart"
    parts = dict(line.split("\t") for line in lines)
    assert list(parts) == list(DOCS)
    assert set(parts.values()) == {"dev", "test"}


def test_segments_are_slices_of_known_kind_and_language() -> None:
    assert unique([row["id"] for row in SEGMENTS])
    for row in SEGMENTS:
        allowed = {"doc", "id", "start", "end", "lang", "kind", "duplicate_of", "text"}
        assert allowed - {"duplicate_of"} <= set(row) <= allowed, row
        assert in_document(row) == row["text"], row
        assert row["id"].startswith(row["doc"][:3] + "-"), row
        assert row["lang"] in get_args(Lang), row
        assert row["kind"] in get_args(SegmentKind), row


def test_duplicates_repeat_the_words_of_an_earlier_segment() -> None:
    copies = [row for row in SEGMENTS if "duplicate_of" in row]
    assert copies
    for row in copies:
        first = BY_ID[row["duplicate_of"]]
        assert "duplicate_of" not in first, row
        assert (first["doc"], first["end"] <= row["start"]) == (row["doc"], True), row
        assert TAG_RE.sub("", row["text"]) == first["text"], row


@pytest.mark.parametrize("name", DOCS)
def test_segments_cover_the_document_once_in_order(name: str) -> None:
    text = DOCS[name]
    mine = [row for row in SEGMENTS if row["doc"] == name]
    assert [row["id"] for row in mine] == sorted(row["id"] for row in mine)
    gaps, end = [], 0
    for row in mine:
        assert end <= row["start"], row
        gaps.append(text[end : row["start"]])
        end = row["end"]
    gaps.append(text[end:])
    assert "".join("".join(gaps).split()) in ("", "|")


def test_beads_hold_each_segment_of_the_document_once() -> None:
    assert unique([bead["id"] for bead in BEADS])
    held = [(bead["doc"], name) for bead in BEADS for name in bead["source"] + bead["target"]]
    docs = {bead["doc"] for bead in BEADS}
    assert sorted(held) == [(row["doc"], row["id"]) for row in SEGMENTS if row["doc"] in docs]
    for bead in BEADS:
        assert set(bead) == {"doc", "id", "source", "target"}, bead
        assert bead["source"] or bead["target"], bead


def test_beads_have_english_on_the_left_and_korean_on_the_right() -> None:
    for bead in BEADS:
        assert {BY_ID[name]["lang"] for name in bead["source"]} <= {"en"}, bead
        assert {BY_ID[name]["lang"] for name in bead["target"]} <= {"ko"}, bead


def test_beads_do_not_cross() -> None:
    for side in ("source", "target"):
        starts = [BY_ID[name]["start"] for bead in BEADS for name in bead[side]]
        assert all(a < b for a, b in pairwise(starts)), side


def test_beads_show_more_than_one_shape() -> None:
    shapes = [(len(bead["source"]), len(bead["target"])) for bead in BEADS]
    assert shapes.count((1, 1)) >= 40
    assert shapes.count((1, 2)) + shapes.count((2, 1)) >= 2
    assert {(0, 1), (1, 0)} <= set(shapes)


def test_quotes_stand_between_quotation_marks() -> None:
    assert unique([(row["doc"], row["start"]) for row in QUOTES])
    for row in QUOTES:
        keys = {"doc", "start", "end", "lang", "text", "speaker", "cue", "mode"}
        assert set(row) == keys, row
        assert in_document(row) == row["text"], row
        text = DOCS[row["doc"]]
        assert text[row["start"] - 1] in '"“', row
        assert text[row["end"]] in '"”', row
        assert not re.search('["“”]', row["text"]), row
        assert row["lang"] in ("en", "ko"), row
        assert row["mode"] in MODES, row


def test_speakers_and_cues_of_quotes_are_words_of_the_document() -> None:
    for row in QUOTES:
        assert row["speaker"] in DOCS[row["doc"]], row
        assert row["cue"] is None or row["cue"] in DOCS[row["doc"]], row


def test_claims_have_members_in_segments_and_a_known_relation() -> None:
    assert unique([claim["id"] for claim in CLAIMS])
    for claim in CLAIMS:
        assert set(claim) == {"id", "members", "relation"}, claim
        assert claim["relation"] in get_args(Relation), claim
        assert len(claim["members"]) >= 2, claim
        for member in claim["members"]:
            assert set(member) == {"doc", "segment", "start", "end"}, claim
            in_document(member)
            in_segment(member)


@pytest.mark.parametrize("name", FINDINGS)
def test_findings_have_evidence_of_two_sides(name: str) -> None:
    remark = {"discrepancies": "note", "lookalikes": "reason"}[name]
    assert unique([row["id"] for row in FINDINGS[name]])
    for row in FINDINGS[name]:
        assert set(row) == {"id", "type", "severity", "evidence", remark}, row
        assert row["type"] in get_args(DiscrepancyType), row
        assert row["severity"] in get_args(Severity), row
        assert row[remark].strip(), row
        assert len(row["evidence"]) >= 2, row
        assert unique([(item["doc"], item["start"], item["end"]) for item in row["evidence"]]), row
        for item in row["evidence"]:
            assert set(item) == {"doc", "segment", "start", "end", "text"}, row
            assert in_document(item) == item["text"], row
            in_segment(item)
            assert "duplicate_of" not in BY_ID[item["segment"]], row


def test_look_alikes_allow_nothing_grave() -> None:
    for row in FINDINGS["lookalikes"] + REAL["lookalikes"]:
        assert row["severity"] in ("info", "minor"), row


def overlap(a: Row, b: Row) -> bool:
    return a["doc"] == b["doc"] and a["start"] < b["end"] and b["start"] < a["end"]


@pytest.mark.parametrize("gold", [FINDINGS, REAL], ids=["seeds", "real"])
def test_no_look_alike_is_a_discrepancy_too(gold: dict[str, list[Row]]) -> None:
    for look in gold["lookalikes"]:
        for finding in gold["discrepancies"]:
            for a, b in combinations(look["evidence"], 2):
                met = [
                    {i for i, e in enumerate(finding["evidence"]) if overlap(e, x)} for x in (a, b)
                ]
                assert not (met[0] and met[1] and len(met[0] | met[1]) > 1), (look, finding)


def test_real_gold_holds_offsets_and_no_text() -> None:
    spans = list(REAL["quotes"])
    for name, remark in (("discrepancies", "note"), ("lookalikes", "reason")):
        assert unique([row["id"] for row in REAL[name]])
        for row in REAL[name]:
            assert set(row) == {"id", "type", "severity", "evidence", remark}, row
            assert row["type"] in get_args(DiscrepancyType), row
            assert row["severity"] in get_args(Severity), row
            assert len(row["evidence"]) >= 2, row
            for item in row["evidence"]:
                assert set(item) == {"doc", "segment", "start", "end", "crc"}, row
                assert item["segment"][:3] == item["doc"][:3], row
                spans.append(item)
    for row in REAL["quotes"]:
        assert set(row) == {"doc", "start", "end", "crc", "lang", "speaker", "cue", "mode"}, row
        assert row["mode"] in MODES, row
        assert row["lang"] in ("en", "ko"), row
        assert 1 <= len(row["speaker"].split()) <= 2, row
        if row["cue"] is not None:
            assert set(row["cue"]) == {"start", "end", "crc"}, row
            spans.append({"doc": row["doc"], **row["cue"]})
    for span in spans:
        assert 0 <= span["start"] < span["end"], span
        assert re.fullmatch("[0-9a-f]{8}", span["crc"]), span


def test_real_claims_hold_offsets_of_two_sources_or_parts() -> None:
    assert unique([row["id"] for row in REAL_CLAIMS])
    for row in REAL_CLAIMS:
        assert set(row) == {"id", "members", "relation"}, row
        assert row["relation"] in get_args(Relation), row
        assert unique([(item["doc"], item["start"]) for item in row["members"]]), row
        assert len(row["members"]) >= 2, row
        for item in row["members"]:
            assert set(item) == {"doc", "segment", "start", "end", "crc"}, row
            assert 0 <= item["start"] < item["end"], row


@needs_real
def test_real_gold_points_at_the_real_words() -> None:
    spans: list[Row] = [item for row in REAL_CLAIMS for item in row["members"]]
    for name in ("discrepancies", "lookalikes"):
        spans += [item for row in REAL[name] for item in row["evidence"]]
    for row in REAL["quotes"]:
        spans.append(row)
        if row["cue"] is not None:
            spans.append({"doc": row["doc"], **row["cue"]})
    for span in spans:
        piece = read(SHARED / "seeds" / span["doc"])[span["start"] : span["end"]]
        assert f"{zlib.crc32(piece.encode()):08x}" == span["crc"], span


@needs_real
@pytest.mark.skipif(
    not (SHARED / "gold" / "segments.json").is_file(),
    reason=f"the segments of the real documents are not in {SHARED / 'gold'}",
)
def test_real_gold_names_the_segments_it_lies_in() -> None:
    files = json.loads(read(SHARED / "gold" / "segments.json"))["files"]
    places = {row["id"]: row for entry in files.values() for row in entry["segments"]}
    for name in ("discrepancies", "lookalikes"):
        for row in REAL[name]:
            for item in row["evidence"]:
                place = places[item["segment"]]
                assert place["start"] <= item["start"] < item["end"] <= place["end"], row


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


@needs_real
def test_nothing_of_the_real_documents_entered_the_repository() -> None:
    size = LONGEST_SHARED_RUN + 1
    real: set[str] = set()
    for path in (SHARED / "seeds").glob("*.txt"):
        text = flat(read(path))
        real |= {text[i : i + size] for i in range(len(text) - size + 1)}
    files = [path for folder in (SEEDS, GOLD) for path in folder.rglob("*") if path.is_file()]
    for path in files:
        text = flat(read(path).replace("\\n", "\n").replace('\\"', '"'))
        taken = [text[i : i + size] for i in range(len(text) - size + 1)]
        assert not real.intersection(taken), path
