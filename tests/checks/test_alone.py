"""What only one source of a claim gives: looked for in all that the others say."""

from __future__ import annotations

import pytest

from align.checks import compare_alone
from align.facts import read_facts
from align.records import Claim, Passage
from align.segments import segment_lines


def find(*texts: str) -> list[str]:
    """Return what is found in texts of which the first lines are one claim."""
    told = {f"d{number}": segment_lines(text, f"d{number}") for number, text in enumerate(texts)}
    members = tuple(
        Passage(doc=s.doc, segment=s.id, start=s.start, end=s.end, lang=s.lang, text=s.text)
        for s, *_ in told.values()
    )
    facts = {s.id: read_facts(s.text, s.lang) for part in told.values() for s in part}
    claim = Claim(id="c1", members=members, relation="equivalent", score=1.0)
    found = compare_alone([claim], told, facts)
    assert all((d.code, d.severity, d.claim) == ("OMI003", "info", "c1") for d in found)
    assert all({e.doc for e in d.evidence} == set(told) for d in found)
    return [d.evidence[0].text for d in found]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("334개 기업이 신청했다.", "기업들이 신청했다.", ["334개 기업"]),
        ("He met 334 founders.", "그는 창업자들을 만났다.", ["334"]),
        ("It opened at 11 a.m. in Seoul.", "서울에서 열렸다.", ["11 a.m."]),
        ("그는 마이크로소프트와 펀드를 만들었다.", "He set up a fund.", ["마이크로소프트"]),
        ("차세대 메모리(HBM)가 더 있어야 한다.", "More memory is needed.", ["HBM"]),
    ],
)
def test_what_one_source_gives_alone_is_told(one: str, other: str, words: list[str]) -> None:
    assert find(one, other) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("334개 기업이 신청했다.", "기업들이 신청했다.\n모두 334곳이었다."),  # later in its text
        ("334개 기업이 신청했다.", "Firms applied.\nThere were about 330 of them."),
        ("1억 달러(약 1300억 원)를 낸다.", "It pays $100 million."),  # a conversion
        ("기업 세 곳이 왔다.", "Firms came."),  # small numbers
        ("The CEO came.", "최고경영자가 왔다."),  # a title
        ("AI firms came.", "인공지능 기업들이 왔다."),
        ("그는 마이크로소프트와 함께했다.", "He joined in.\nMicrosoft was glad."),
        ("He spoke at Hashed Lounge.", "그는 강연했다."),  # no table knows it in Korean
    ],
)
def test_what_the_other_has_or_cannot_be_looked_up_is_silent(one: str, other: str) -> None:
    assert find(one, other) == []


def test_what_two_of_three_give_is_nobodys_own() -> None:
    assert find("334개 기업이 왔다.", "기업들이 왔다.", "334개사가 왔다.") == []
    assert find("334개 기업이 왔다.", "기업들이 왔다.", "여러 곳이 왔다.") == ["334개 기업"]


def test_passages_of_one_document_are_one_source() -> None:
    (segment,) = segment_lines("334개 기업이 왔다.", "d0")
    member = Passage(
        doc="d0", segment=segment.id, start=0, end=segment.end, lang="ko", text=segment.text
    )
    claim = Claim(id="c1", members=(member, member), relation="equivalent", score=1.0)
    facts = {segment.id: read_facts(segment.text, "ko")}
    assert compare_alone([claim], {"d0": [segment]}, facts) == []
