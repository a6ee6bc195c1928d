"""One cause is told once, two are told twice."""

from __future__ import annotations

from attrs import evolve

from align.checks import compare, compare_within, make_text_pair
from align.checks.causes import merge_causes
from align.pipeline import build_report
from align.records import Discrepancy, Document


def codes(english: str, korean: str) -> list[str]:
    return [d.code for d in compare(make_text_pair(english, korean))]


def test_a_wrong_month_is_no_wrong_number_too() -> None:
    pair = make_text_pair("He died on 3 October 1990.", "그는 1990년 5월에 죽었다.")
    [found] = compare(pair)
    assert found.code == "DAT002"
    assert "also FIG007" in found.message


def test_a_number_that_differs_is_not_missing_too() -> None:
    found = compare(make_text_pair("Gate 125 was closed.", "145번 탑승구는 닫혔다."))
    assert len(found) == 1


def test_two_errors_in_one_sentence_are_two() -> None:
    english = "It has 340 rooms and cost $12 million in 2019."
    assert codes(english, "304개의 방이 있고 2019년 1200만 달러가 들었다.") == ["FIG001"]
    assert codes(english, "304개의 방이 있고 2019년 1300만 달러가 들었다.") == ["FIG001", "FIG001"]


def test_a_wrong_conversion_joins_what_contradicts_it() -> None:
    pair = make_text_pair("It holds 130 billion won.", "1억 달러(약 130억 원) 규모다.")
    found = [*compare(pair), *compare_within([(pair.source, None), (pair.target, None)])]
    [merged] = merge_causes(found)
    assert {d.code for d in found} >= {merged.code, "CNV001"}
    assert "also CNV001" in merged.message
    assert len(merged.evidence) == 3


def test_what_stands_apart_is_not_joined() -> None:
    one = compare(make_text_pair("It cost $3 million.", "3천만 달러가 들었다."))
    moved = [evolve(d, evidence=tuple(evolve(e, doc=f"{e.doc}2") for e in d.evidence)) for d in one]
    assert len(merge_causes([*one, *moved])) == 2


def outlets(*sums: str) -> tuple[Discrepancy, ...]:
    texts = (f"다리에 {sum_}이 들었다. 개통식에 300명이 왔다." for sum_ in sums)
    documents = [
        Document(name=f"d{number}", text=text, lang="ko") for number, text in enumerate(texts)
    ]
    return build_report(documents).discrepancies


def test_one_outlet_against_two_is_one_finding_with_three_voices() -> None:
    [found] = outlets("5천만 원", "4천만 원", "5천만 원")
    assert {e.doc for e in found.evidence} == {"d0", "d1", "d2"}
    assert found.message.endswith("; 2 passages against 1")
    assert outlets("5천만 원", "5천만 원", "5천만 원") == ()
