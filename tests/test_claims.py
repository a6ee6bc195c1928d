"""Claims across documents: found, kept apart by event, and not too many."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from align.claims import find_units
from align.events import find_events, is_translation
from align.facts import Facts
from align.pipeline import Report, build_report
from align.records import Document, Lang
from align.segments import split_document

GOLD = Path(__file__).parent.parent / "gold"


def pairs_of(members: list[str]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in combinations(members, 2)}


def test_claims_of_the_seeds_are_nearly_all_right(seeds_report: Report) -> None:
    rows = [json.loads(line) for line in (GOLD / "segments.jsonl").read_text("utf-8").splitlines()]
    names = {(row["doc"], row["start"], row["end"]): row["id"] for row in rows}
    segments = {s.id: names.get((s.doc, s.start, s.end), s.id) for s in seeds_report.segments}
    gold: set[frozenset[str]] = set()
    for line in (GOLD / "claims.jsonl").read_text("utf-8").splitlines():
        gold |= pairs_of([member["segment"] for member in json.loads(line)["members"]])
    found: set[frozenset[str]] = set()
    for claim in seeds_report.claims:
        found |= pairs_of([segments[member.segment] for member in claim.members])
    assert len(found & gold) / len(found) >= 0.9
    assert len(found & gold) / len(gold) >= 0.4


def make_document(name: str, text: str, day: date | None = None) -> Document:
    return Document(name=name, text=text, lang="ko", published=day)


FIRST = "한빛 장관이 새 다리를 개통했다. 다리를 놓는 데 4천만 달러가 들었다. 개통식에 300명이 왔다."
AGAIN = "다리 개통식에는 300명이 모였다. 건설에는 4천만 달러를 썼다. 장관이 리본을 잘랐다."


def events_of(*documents: Document) -> list[tuple[str, ...]]:
    run = build_report(documents).run["events"]
    assert isinstance(run, list)
    return [tuple(docs) for docs in run]


def test_documents_of_far_days_are_different_events() -> None:
    one = make_document("a", FIRST, date(2023, 6, 9))
    near = make_document("b", AGAIN, date(2023, 6, 11))
    far = make_document("b", AGAIN, date(2025, 2, 4))
    assert events_of(one, near) == [("a", "b")]
    assert events_of(one, far) == [("a",), ("b",)]


def test_unrelated_documents_are_different_events() -> None:
    other = "축구 대표팀이 월드컵 예선에서 이겼다. 감독은 선수들을 칭찬했다."
    assert events_of(make_document("a", FIRST), make_document("b", other)) == [("a",), ("b",)]


def test_nothing_is_compared_across_events() -> None:
    documents = [
        make_document("a", FIRST, date(2023, 6, 9)),
        make_document("b", AGAIN.replace("300명", "500명"), date(2025, 2, 4)),
    ]
    report = build_report(documents)
    assert report.claims == ()
    assert report.discrepancies == ()


def test_same_claim_in_two_outlets_is_compared() -> None:
    documents = [
        make_document("a", FIRST, date(2023, 6, 9)),
        make_document("b", AGAIN.replace("4천만", "7천만"), date(2023, 6, 9)),
    ]
    report = build_report(documents)
    assert any({m.doc for m in claim.members} == {"a", "b"} for claim in report.claims)
    assert [(d.code, d.severity) for d in report.discrepancies] == [("FIG001", "major")]


def test_duplicate_block_is_one_source() -> None:
    report = build_report([make_document("a", f"{FIRST}\n\n{FIRST}")])
    assert report.claims == ()
    assert sum(s.duplicate_of is not None for s in report.segments) == 3


@pytest.mark.parametrize(
    ("text", "lang"),
    [("", "ko"), ("가", "ko"), ("“”", "ko"), ("a, b, c", "en"), ("며며며, 고 고 고", "ko")],
)
def test_units_lie_inside_the_text(text: str, lang: Lang) -> None:
    spans = find_units(text, lang)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)


def test_documents_without_text_make_events_of_their_own() -> None:
    documents = [make_document(name, "1") for name in "ab"]
    parts = [split_document(document) for document in documents]
    facts = {s.id: Facts(figures=(), mentions=()) for part in parts for s in part}
    vectors = {s.id: np.zeros(512, np.float32) for part in parts for s in part}
    events = find_events(documents, parts, facts, {"a": frozenset(), "b": frozenset()}, vectors)
    assert [event.docs for event in events] == [("a",), ("b",)]


def test_translation_is_told_from_strangers() -> None:
    rows = np.eye(8, 16, dtype=np.float32)
    assert is_translation(rows, rows)
    assert not is_translation(rows, np.roll(rows, 8, axis=1))
    assert not is_translation(rows[:0], rows)


def test_a_later_version_of_one_outlet_is_an_update() -> None:
    old = evolve(make_document("a", FIRST, date(2023, 6, 9)), outlet="한빛신문")
    changed = FIRST.replace("4천만", "7천만")
    new = evolve(make_document("b", changed, date(2023, 6, 10)), outlet="한빛신문")
    (found,) = (d for d in build_report([old, new]).discrepancies if d.code == "FIG001")
    assert found.severity == "info"
    assert found.message.endswith("b is a later version of 한빛신문")
    other = evolve(new, outlet="다래신문")
    (found,) = (d for d in build_report([old, other]).discrepancies if d.code == "FIG001")
    assert found.severity == "major"
