from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.duplicates import Repeats
from align.records import Document, Segment
from align.segments import is_interleaved, sides, split_document
from tests.examples import ENGLISH, KOREAN
from tests.strategies import texts

PREFACE = [f"오늘은 다리에 관한 기사를 읽으며 표현 {i}가지를 익힙니다." for i in range(1, 13)]

FURNITURE = (
    "본문 바로가기",
    "입력 2024. 5. 3. 10:20 수정 2024. 5. 4.",
    "김하나 기자 hana@example.com",
    "By Ann Lee and Joe Park",
    "▲ 시장이 웃고 있다. (한빛시 제공)",
    "많이 본 뉴스",
    "댓글 3개",
    "ⓒ 한빛일보, 무단 전재 및 재배포 금지",
    "#AIchipAI칩 #다리",
    "<b>제목</b> 하나",
    "<저작권자",
    "글. 강물결 / 사진. 하늬바람",
    "달빛 ・ 2024. 10. 14. 8:20",
    "□ 추진 배경",
    "(HBM은 D램을 여러 층으로 쌓은 메모리입니다.)",
    "다리, 마침내 열리다",
    "비가 왔다.",
)


def split(text: str) -> tuple[Segment, ...]:
    return split_document(Document(name="a.txt", text=text))


def pages() -> st.SearchStrategy[str]:
    """Return texts, and pages of furniture with any text between."""
    pieces = st.one_of(st.sampled_from(FURNITURE), texts())
    return st.one_of(texts(), st.lists(pieces, max_size=12).map("\n".join))


@given(pages())
def test_segments_come_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    reached = 0
    for segment in split(text):
        assert reached <= segment.start < segment.end
        assert segment.text == text[segment.start : segment.end]
        assert not any(c.isalnum() for c in text[reached : segment.start])
        for span in segment.quoted:
            assert segment.start <= span.start < span.end <= segment.end
        reached = segment.end
    assert not any(c.isalnum() for c in text[reached:])


@given(pages())
def test_a_duplicate_names_an_earlier_segment(text: str) -> None:
    seen: set[str] = set()
    for segment in split(text):
        assert segment.duplicate_of is None or segment.duplicate_of in seen
        seen.add(segment.id)


@given(pages())
def test_decomposed_text_and_line_ends_of_windows_give_the_same_segments(text: str) -> None:
    plain = unicodedata.normalize("NFC", text).replace("\r", "")
    expected = [(s.kind, s.lang, s.text, s.duplicate_of) for s in split(plain)]
    for other in (unicodedata.normalize("NFD", plain), plain.replace("\n", "\r\n")):
        found = [
            (
                s.kind,
                s.lang,
                unicodedata.normalize("NFC", s.text).replace("\r\n", "\n"),
                s.duplicate_of,
            )
            for s in split(other)
        ]
        assert found == expected


def test_spans_of_decomposed_text_count_its_own_code_points() -> None:
    text = unicodedata.normalize("NFD", '메뉴 열기\r\n그는 "비가 온다. 춥다."라고 말했다.')
    last = split(text)[-1]
    assert (last.start, last.end) == (text.index("\n") + 1, len(text))
    assert unicodedata.normalize("NFC", last.quoted[1].of(text)) == "춥다."


# -- duplicates ---------------------------------------------------------------

REPEATED = "오픈AI 알트만 대표는 9일 서울에서 국내 스타트업 대표 100여 명과 만나 협력을 논의했다."


@pytest.mark.parametrize(
    "again",
    [
        REPEATED,
        REPEATED.replace(" ", "  "),
        REPEATED.replace("100여 명", "100여명"),
        REPEATED.replace("대표는", "대표는,").replace("했다.", "했다"),
        REPEATED.replace("알트만", "올트만"),
        REPEATED.replace("협력을", "<b>협력</b>을"),
        unicodedata.normalize("NFD", REPEATED),
    ],
)
def test_a_reprint_with_a_slip_names_the_first_printing(again: str) -> None:
    first, _, second = split(f"{REPEATED}\n비가 왔다.\n{again}")
    assert second.duplicate_of == first.id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("100여", "300여"),
        ("9일", "8일"),
        ("100여 명", "100만 명"),
        ("논의했다", "논의하지 않았다"),
        ("논의했다", "논의 안 했다"),
        ("국내", "해외"),
        ("오픈AI 알트만", "구글 피차이"),
    ],
)
def test_another_fact_is_no_duplicate(old: str, new: str) -> None:
    *_, second = split(f"{REPEATED}\n비가 왔다.\n{REPEATED.replace(old, new)}")
    assert second.duplicate_of is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The number of chips that the firm sold in May rose.", "rose:fell"),
        ("In all, three firms from Seoul took part in the long talks.", "three:two"),
        ("The two sides met on Monday to talk about the new chip plant.", "Monday:Sunday"),
        ("Exports of chips to Vietnam grew again in the second quarter.", "Ex:Im"),
        ("He said that the firm can pay for the new plant on its own.", "can:can't"),
    ],
)
def test_english_words_that_carry_a_fact_are_no_slip(first: str, second: str) -> None:
    repeats = Repeats()
    assert repeats.add("s1", first) is None
    assert repeats.add("s2", first.replace(*second.split(":"))) is None


def test_a_whole_page_printed_twice_is_linked_line_by_line() -> None:
    page = "\n".join(KOREAN)
    found = split(f"{page}\n\n{page}")
    assert [s.duplicate_of for s in found[6:]] == [s.id for s in found[:6]]


# -- layouts of two languages -------------------------------------------------------

LAYOUTS = {
    "sentence-wise": [s for pair in zip(ENGLISH, KOREAN, strict=True) for s in pair],
    "paragraph-wise": [
        " ".join(ENGLISH[:3]),
        " ".join(KOREAN[:3]),
        " ".join(ENGLISH[3:]),
        " ".join(KOREAN[3:]),
    ],
    "English first": [*ENGLISH, *KOREAN],
    "Korean first": [*KOREAN, *ENGLISH],
    "one paragraph": [" ".join(s for pair in zip(ENGLISH, KOREAN, strict=True) for s in pair)],
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_both_sides_of_an_interleaved_document_are_whole(name: str, between: str) -> None:
    segments = split(between.join(LAYOUTS[name]))
    assert is_interleaved(segments)
    english, korean = sides(segments)
    assert [s.text for s in english] == ENGLISH
    assert [s.text for s in korean] == KOREAN


def test_missing_counterparts_leave_the_sides_in_order() -> None:
    lines = [ENGLISH[0], KOREAN[0], ENGLISH[1], ENGLISH[2], KOREAN[2], KOREAN[3], ENGLISH[4]]
    segments = split("\n".join(lines))
    assert is_interleaved(segments)
    english, korean = sides(segments)
    assert [s.text for s in english] == [ENGLISH[i] for i in (0, 1, 2, 4)]
    assert [s.text for s in korean] == [KOREAN[i] for i in (0, 2, 3)]


def test_a_preface_in_one_language_does_not_hide_the_other() -> None:
    segments = split("\n".join([*PREFACE, *LAYOUTS["sentence-wise"][:8]]))
    assert is_interleaved(segments)
    english, korean = sides(segments)
    assert [s.text for s in english] == ENGLISH[:4]
    assert [s.text for s in korean][-4:] == KOREAN[:4]


@pytest.mark.parametrize(
    "text",
    [
        # quotations in English
        "\n".join([*KOREAN, '"We paid for it."', '"It is ours," he said.', *PREFACE[:2]]),
        "\n".join([*KOREAN, *PREFACE, ENGLISH[0], KOREAN[0].replace("새", "옛"), ENGLISH[1]]),
        # names and tags in English
        "\n".join([*KOREAN, "By Ann Lee", "#bridge #train #friday", "Photo by Ann Lee"]),
        "\n".join(ENGLISH),
        "\n".join(KOREAN),
        "",
    ],
)
def test_one_language_with_words_of_the_other_is_not_interleaved(text: str) -> None:
    assert not is_interleaved(split(text))


# -- gold --------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def check_exact(gold: list[dict[str, str | int]], document: Document, share: float) -> None:
    found = {(s.start, s.end): s.kind for s in split_document(document)}
    wrong = [
        (entry["id"], entry["kind"], found.get((int(entry["start"]), int(entry["end"]))))
        for entry in gold
        if found.get((int(entry["start"]), int(entry["end"]))) != entry["kind"]
    ]
    assert len(wrong) <= (1 - share) * len(gold), wrong


def read(path: Path) -> Document:
    return Document(name=path.name, text=path.read_bytes().decode("utf-8"))


def test_kinds_and_spans_of_the_seeds_are_those_of_the_gold() -> None:
    lines = (ROOT / "gold" / "segments.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    for name in sorted({entry["doc"] for entry in gold}):
        entries = [entry for entry in gold if entry["doc"] == name]
        check_exact(entries, read(ROOT / "seeds" / name), 0.99)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real documents are not here")
def test_kinds_and_spans_of_the_real_documents_are_those_of_the_gold() -> None:
    gold = json.loads((SHARED / "gold" / "segments.json").read_text("utf-8"))
    for name, entry in gold["files"].items():
        check_exact(entry["segments"], read(SHARED / "seeds" / name), 0.98)
