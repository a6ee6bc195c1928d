"""Every code has a case that fires and one that must not; what agrees is silent."""

from __future__ import annotations

import re

import pytest

from align.beads import align_segments
from align.checks import (
    Pair,
    compare,
    compare_alone,
    compare_people,
    compare_quotes,
    compare_repeats,
    compare_restated,
    compare_untold,
    compare_within,
    make_side,
    make_text_pair,
)
from align.checks.glossary import read_glossary
from align.checks.repeats import Repeats
from align.checks.table import (
    BITEXT_CHECKS,
    CHECKS,
    CLAIM_CHECKS,
    PAIR_CHECKS,
    PERSON_CHECKS,
    QUOTE_CHECKS,
    RESTATED_CHECKS,
    UNTOLD_CHECKS,
    WITHIN_CHECKS,
)
from align.encoding import default_encoder
from align.facts import read_facts
from align.facts.quotes import read_quotes
from align.people import find_people
from align.quotations import QuotePair
from align.records import Bead, Claim, Discrepancy, Document, Passage, Segment
from align.segments import segment_lines, split_document
from align.sentences import split_sentences


def find_codes(code: str, english: str, korean: str) -> list[Discrepancy]:
    if code in {check.code for check in PAIR_CHECKS}:
        needs = next(check.needs for check in PAIR_CHECKS if check.code == code)
        glossary = read_glossary(needs.split("\n"), "terms.tsv") if needs else None
        found = compare(make_text_pair(english, korean, glossary))
    elif code in {check.code for check in WITHIN_CHECKS}:
        pair = make_text_pair(english, korean)
        found = compare_within([(pair.source, None), (pair.target, None)])
    elif code in {check.code for check in BITEXT_CHECKS}:
        repeats = Repeats()
        lines = zip(english.split("\n"), korean.split("\n"), strict=True)
        found = [
            d
            for number, sides in enumerate(lines, 1)
            for d in compare_repeats(repeats, number, make_text_pair(*sides))
        ]
    elif code in {check.code for check in RESTATED_CHECKS}:
        segments = [*segment_lines(english, "en"), *segment_lines(korean, "ko")]
        found = compare_restated(segments, {s.id: read_facts(s.text, s.lang) for s in segments})
    elif code in {check.code for check in CLAIM_CHECKS}:
        told = {
            "en": segment_lines(english, "en"),
            "ko": segment_lines(korean, "ko"),
        }
        segments = [segment for part in told.values() for segment in part]
        facts = {s.id: read_facts(s.text, s.lang) for s in segments}
        members = tuple(
            Passage(doc=s.doc, segment=s.id, start=s.start, end=s.end, lang=s.lang, text=s.text)
            for s in segments
        )
        claim = Claim(id="c1", members=members, relation="equivalent", score=1.0)
        found = compare_alone([claim], told, facts)
    elif code in {check.code for check in UNTOLD_CHECKS}:
        sides = [segment_lines(text, lang) for text, lang in ((english, "en"), (korean, "ko"))]
        beads = align_segments(*sides, default_encoder()).beads
        found = compare_untold(
            [beads], {s.id: s for side in sides for s in side}, default_encoder()
        )
    elif code in {check.code for check in QUOTE_CHECKS}:
        text = "\n".join(filter(None, (english, korean)))
        segments = split_document(Document(name="both", text=text))
        first, second = read_quotes(segments, text)
        pair = QuotePair(source=first, target=second, kind="claim")
        found = compare_quotes([pair], {s.id: s for s in segments})
    else:
        segments = [
            Segment(
                id=f"{doc}{s.id}",
                doc=doc,
                start=s.start,
                end=s.end,
                lang=s.lang,
                kind="body",
                text=s.text,
            )
            for doc, text in (("en", english), ("ko", korean))
            for s in split_sentences(text)
        ]
        facts = {s.id: read_facts(s.text, s.lang) for s in segments}
        sides = [tuple(s.id for s in segments if s.doc == doc) for doc in ("en", "ko")]
        bead = Bead(id="b1", source=sides[0], target=sides[1], score=1.0)
        found = compare_people(find_people(segments, facts), [bead], [("en", "ko")], segments)
    return [d for d in found if d.code == code]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_fires_and_stays_silent(check: object) -> None:
    assert isinstance(check, type(PAIR_CHECKS[0]))
    found = find_codes(check.code, *check.fires)
    assert found, check.fires
    assert {d.severity for d in found} == {check.severity}
    assert all(len(d.evidence) >= 2 for d in found)
    assert not find_codes(check.code, *check.silent), check.silent


def test_codes_are_unique_and_explained() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in codes)
    assert all(check.explanation.endswith(".") for check in CHECKS)
    groups = (
        *(PAIR_CHECKS, WITHIN_CHECKS, UNTOLD_CHECKS, BITEXT_CHECKS),
        *(CLAIM_CHECKS, RESTATED_CHECKS, PERSON_CHECKS, QUOTE_CHECKS),
    )
    assert len(CHECKS) == sum(map(len, groups))


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("The fund holds $500 billion.", "기금은 5,000억 달러다."),
        ("It is worth 3.2 trillion won.", "가치는 3.2조 원이다."),
        ("He stayed for a 1-night, 2-day visit.", "그는 1박 2일 머물렀다."),
        ("Costs fell by a factor of 10.", "비용이 10배 낮아졌다."),
        ("Over 100 developers came.", "개발자 100명 이상이 왔다."),
        ("About 100 firms joined.", "기업 100여 곳이 참여했다."),
        ("Six global firms will join.", "글로벌 기업 6곳이 참여한다."),
        ("It opened at 3 p.m. on Tuesday.", "화요일 오후 3시에 열렸다."),
        ("Sales rose 12.5 percent in 2021.", "2021년 매출이 12.5% 늘었다."),
        ("He was 32 years old.", "그는 32세였다."),
        ("One of the reasons is cost.", "이유 중 하나는 비용이다."),
        ("The two leaders met.", "두 정상이 만났다."),
        ("Samsung Chairman Lee Jae-yong met Sam Altman.", "이재용 삼성 회장이 샘 알트만을 만났다."),
    ],
)
def test_what_agrees_is_silent(english: str, korean: str) -> None:
    found = compare(make_text_pair(english, korean))
    assert [d.message for d in found if d.severity != "info"] == []


def test_identical_claims_yield_nothing() -> None:
    side = make_side(split_sentences("On May 3 the bank paid 40 million dollars to 300 clients."))
    assert compare(Pair(source=side, target=side)) == []
