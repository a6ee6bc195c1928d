from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from align.documents.bylines import find_credit, info_parts, is_credit
from align.documents.furniture import label_blocks
from align.documents.lines import is_sentence, is_title
from align.documents.metadata import find_byline, find_dates, find_outlet, find_title
from align.documents.wordings import is_button, is_definition, matches
from align.records import Document
from align.segments import split_document

CASES = Path(__file__).parents[1] / "cases" / "pages.jsonl"


def params() -> list[Any]:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", params())
def test_page_is_labelled_as_an_editor_would(case: dict[str, Any]) -> None:
    segments = split_document(Document(name="page", text=case["input"]))
    assert [[s.kind, s.text] for s in segments] == case["expected"]


@pytest.mark.parametrize(
    "line",
    [
        "본문 글자 크기 조정",
        "이 뉴스 공유하기",
        "기사 소리로 듣기",
        "블로그 검색",
        "댓글 정렬",
        "Share this:",
        "Text Size",
        "Link copied!",
        "Previous Post",
    ],
)
def test_lines_made_of_buttons_are_no_article(line: str) -> None:
    assert is_button(line)


@pytest.mark.parametrize(
    "line",
    [
        "글자 없는 사회",
        "기사 한 줄의 무게",
        "뉴스",
        "공유 경제의 두 얼굴",
        "검색 시장 흔드는 인공지능",
        "A new home for news",
        "Comments on the budget",
        "The story of a search",
    ],
)
def test_headlines_with_a_word_of_a_button_are_none(line: str) -> None:
    assert not is_button(line)
    assert not matches("line", line)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("장가을 기자 jang@example.kr · 도하람 기자", ["byline", "byline"]),
        ("뉴욕=민들레 특파원 dandelion@example.kr", ["byline"]),
        ("글 한가람 기자 · 사진 오세찬 기자", ["byline", "byline"]),
        ("촬영기자:안도현/영상편집:송가람", ["byline", "byline"]),
        ("By Ann Lee and Joe Park", ["byline"]),
        ("Reporting by Ann Lee; Editing by Sam Fox", ["byline", "byline"]),
        ("작성자: 부자씨앗", ["byline"]),
        ("달빛 ・ 2024. 10. 14. 8:20", ["byline", "metadata"]),
        ("한빛일보 | 김하나 기자", ["metadata", "byline"]),
        ("입력 2022.05.17. 03:00 업데이트 2022.05.17. 09:41", ["metadata", "metadata"]),
        ("수정 2023-11-08 15:21 등록 2023-11-08 12:00", ["metadata", "metadata"]),
        ("송고시간2024-10-31 09:12", ["metadata"]),
        ("보도시점 : 2024. 6. 14.(금) 10:00 이후", ["metadata"]),
        ("2025.02.10 환경부", ["metadata"]),
        ("Published : Jan. 21, 2025 - 16:04:11", ["metadata"]),
        ("January 21, 2025 5:10 PM GMT+9", ["metadata"]),
        ("09:35 November 01, 2024", ["metadata"]),
        ("Last modified on Wed 26 Feb 2025 11.30 GMT", ["metadata"]),
        ("김하나 기자가 3일 왔다", []),
        ("2024년 5월 3일 서울에서 회의가 열렸다", []),
    ],
)
def test_bylines_and_stamps_are_taken_apart(line: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind in info_parts(line)] == kinds


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("시장이 웃고 있다. (한빛시 제공)", "(한빛시 제공)"),
        ("시장이 웃고 있다. 연합뉴스", "연합뉴스"),
        ("시장이 웃고 있다. 2025.01.21./뉴스1", "2025.01.21./뉴스1"),
        ("새 다리 조감도. /한빛시", "/한빛시"),
        ("▲ 시장이 웃고 있다. ⓒ AP=연합뉴스", "ⓒ AP=연합뉴스"),
        ("◀ 시장이 웃고 있다. 〈사진=한빛신문〉", "〈사진=한빛신문〉"),
        ("A worker checks a wafer, May 3, 2024. REUTERS/Kim Nari", "REUTERS/Kim Nari"),
        ("A newborn in Seoul. Photograph: Kim Sol/Reuters", "Photograph: Kim Sol/Reuters"),
        ("▲ 금리 추이 (자료: 한국은행)", "(자료: 한국은행)"),
    ],
)
def test_credit_behind_a_caption_is_found(caption: str, credit: str) -> None:
    found = find_credit(caption)
    assert found is not None
    assert caption[found[0] : found[1]] == credit


def test_sentences_about_pictures_are_no_credit() -> None:
    assert find_credit("그는 사진을 찍었다.") is None
    assert find_credit("(서울=연합뉴스) 김하나 기자 = 비가 왔다.") is None
    assert not is_credit("정부가 자료를 제공했다")


def test_a_dateline_stays_in_its_sentence() -> None:
    korean, english = "비가 그쳤다. 해가 났다.", "The rain stopped. The sun shone."
    for head, rest in (
        ("(서울=연합뉴스) 김하나 기자 = ", korean),
        ("[서울=뉴시스]김하나 기자 = ", korean),
        ("SEOUL, Nov. 1 (Yonhap) -- ", english),
        ("SEOUL, Nov 1 (Reuters) - ", english),
    ):
        text = f"비 그쳤다\n김하나 기자\n{head}{rest}"
        lead, _ = split_document(Document(name="page", text=text))[2:]
        assert lead.text == head + rest.split(".")[0] + "."


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("(HBM은 D램을 여러 층으로 쌓은 메모리입니다.)", True),
        ("(FOB means that the buyer pays for the voyage.)", True),
        ("※ 계약학과: 기업이 학비를 대는 학과", True),
        ("※ 문의: 환경부 대기정책과", False),
        ("(그는 웃었다.)", False),
        ("(비가 온 탓에 행사는 열리지 않았다.)", False),
        ("* 2023년 48곳 → 2024년 120곳", False),
    ],
)
def test_definitions_explain_a_term(line: str, is_one: bool) -> None:
    assert is_definition(line) == is_one


def test_lines_of_plain_text_are_all_article() -> None:
    text = "\n".join(["비가 왔다.", "공유", "우산을 샀다.", "△ 우산", "△ 장화", "해가 났다"])
    kinds = [block.kind for block in label_blocks(text)]
    assert kinds == ["body", "boilerplate", "body", "body", "body", "body"]


def test_questions_and_headlines_in_da_are_titles() -> None:
    assert is_title("한빛전자, 새 공장 짓는다")
    assert is_title("금리 인하, 내 대출 이자는 언제 줄까?")
    assert not is_title("존경하는 국민 여러분,")
    assert not is_sentence("한빛전자, 새 공장 짓는다")
    assert is_sentence("물가가 내려왔기 때문이에요ㅎㅎ")


PAGE = """\
산업 > 전자
한빛전자, 새 공장 짓는다
김하나 기자
입력 2024.05.03. 오후 3:20 수정 2024.05.04. 09:00
[서울=한빛일보] 김하나 기자 = 한빛전자가 평택에 공장을 짓는다.
공장은 2026년에 문을 연다.
ⓒ 한빛일보, 무단 전재 및 재배포 금지
"""


def test_metadata_is_read_from_the_lines_of_the_page() -> None:
    blocks = label_blocks(PAGE)
    assert find_title(PAGE, blocks) == "한빛전자, 새 공장 짓는다"
    assert find_byline(PAGE, blocks) == "김하나"
    assert find_outlet(PAGE, blocks) == "한빛일보"
    assert find_dates(PAGE, blocks) == (
        datetime(2024, 5, 3, 15, 20),
        datetime(2024, 5, 4, 9, 0),
    )


@pytest.mark.parametrize(
    ("page", "outlet", "byline"),
    [
        ("wire-ko", "연합뉴스", "김하늘"),
        ("daily-sections", None, "조가람"),
        ("daily-interview", "한빛일보", "최지원"),
        ("daily-tags", "한국농업신문", "장가을"),
        ("paper-en-stamps", "The Han River Herald", "Lee Haeun"),
        ("broadcast", None, None),
        ("corp2", "Hanbit Electronics", None),
        ("magazine", "한빛사이언스", "강물결"),
        ("finance-blog", None, "부자씨앗"),
    ],
)
def test_outlet_and_writer_of_a_page(page: str, outlet: str | None, byline: str | None) -> None:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    text = next(case["input"] for case in map(json.loads, lines) if case["id"] == page)
    blocks = label_blocks(text)
    assert (find_outlet(text, blocks), find_byline(text, blocks)) == (outlet, byline)


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("2024. 5. 3.", date(2024, 5, 3)),
        ("송고시간2024-05-03 09:12", datetime(2024, 5, 3, 9, 12)),
        ("Posted on May 3, 2024", date(2024, 5, 3)),
        ("09:35 May 3, 2024", datetime(2024, 5, 3, 9, 35)),
        ("Wed 3 May 2023 06.14 GMT", datetime(2023, 5, 3, 6, 14)),
        ("May 3, 2024 4:15 pm KST", datetime(2024, 5, 3, 16, 15)),
        ("May 3, 2024 12:15 a.m.", datetime(2024, 5, 3, 0, 15)),
        ("입력 2024.02.31", None),
    ],
)
def test_stamps_are_read_in_many_forms(stamp: str, published: date | None) -> None:
    text = f"다리 열리다\n{stamp}\n다리가 열렸다."
    assert find_dates(text, label_blocks(text))[0] == published
