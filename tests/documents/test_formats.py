"""Every format: text, layout and metadata; the extras' formats where they are installed."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from format_files import CORE, docx, hp, hwpx, paragraph

from align.documents import describe, read_documents
from align.documents.formats import FORMATS, PLAIN, read_file
from align.documents.reading import TEXT_SUFFIXES
from align.errors import InputError, MissingExtraError
from align.records import Document

KST = timezone(timedelta(hours=9))


def read(folder: Path, name: str, data: bytes | str) -> Document:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return describe(read_file(str(path)))


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>새 배 열두 척 | 한강일보</title>
<meta property="og:site_name" content="한강일보">
<meta property="article:modified_time" content="2025-02-05T08:00:00Z">
<link rel="canonical" href="https://news.example.com/a/1">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "WebSite", "name": "x"}},
 {{"@type": "NewsArticle", "headline": "씨라인, 새 배 열두 척 주문",
   "datePublished": "2025-02-04T16:22:00+09:00",
   "author": [{{"@type": "Person", "name": "김가람"}}], "publisher": {{"name": "한강일보"}}}}]}}
</script></head>
<body><nav><a href="/">홈</a> <a href="/s">경제</a></nav><header>한강일보</header>
<article><h1>씨라인, 새 배 열두 척 주문</h1>
<figure><img src="a.jpg"><figcaption>▲ 배가 들어온 항구</figcaption></figure>
<p>씨라인은 월요일 배 열두 척을 <b>9천만 달러</b>에 주문했다고 밝혔다.<br>
한미래 대표는 “자리가 모자란다”고 말했다.</p>
<p>Sea Line ordered twelve ships for $90 million on Monday, it said.</p>
<h2>새 항로</h2>
<ul><li>첫째 배는 봄에 온다.</li><li>둘째 배는 <a href="x">가을</a>에 온다.</li></ul>
<table><tr><th>해</th><th>배</th></tr><tr><td>2024</td><td>3척</td></tr></table>
<p>항구는 넓어진다. 시는 부두를 하나 더 짓기로 했다.</p>
</article><script>alert("x")</script><footer>회사 소개</footer></body></html>"""

PAGE_TEXT = """씨라인, 새 배 열두 척 주문

▲ 배가 들어온 항구

씨라인은 월요일 배 열두 척을 9천만 달러에 주문했다고 밝혔다.
한미래 대표는 “자리가 모자란다”고 말했다.

Sea Line ordered twelve ships for $90 million on Monday, it said.

새 항로

첫째 배는 봄에 온다.
둘째 배는 가을에 온다.

해	배
2024	3척

항구는 넓어진다. 시는 부두를 하나 더 짓기로 했다."""


@pytest.mark.parametrize(
    ("charset", "codec", "encoding"),
    [
        ("euc-kr", "cp949", "cp949"),
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-8", "cp949", "cp949"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_html_article_in_the_pages_charset(
    tmp_path: Path, charset: str, codec: str, encoding: str
) -> None:
    pytest.importorskip("trafilatura")
    document = read(tmp_path, "a.html", PAGE.format(charset=charset).encode(codec))
    assert document.text == PAGE_TEXT
    assert document.encoding == encoding


def test_html_metadata(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    document = read(tmp_path, "a.html", PAGE.format(charset="utf-8"))
    assert document.title == "씨라인, 새 배 열두 척 주문"
    assert document.outlet == "한강일보"
    assert document.url == "https://news.example.com/a/1"
    assert document.byline == "김가람"
    assert document.published == datetime(2025, 2, 4, 16, 22, tzinfo=KST)
    assert document.modified == datetime(2025, 2, 5, 8, 0, tzinfo=UTC)
    assert document.lang == "ko"  # whatever the template's lang="en" says
    assert len(document.sha256) == 64


def test_html_from_meta_alone_has_its_title_as_first_line(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = (
        '<html><head><meta property="og:title" content="Twelve ships - Harbour Herald">'
        '<meta property="og:site_name" content="Harbour Herald">'
        '<meta name="author" content="https://example.com/kim"><meta name="byl" content="Dana Kim">'
        '<meta name="date" content="2025-02-04"><meta property="og:url" content="javascript:x()">'
        "</head><body><p>Sea Line ordered twelve ships on Monday, the company said in Busan.</p>"
        "<p>The first of them will arrive in spring, and the last in the year after it.</p></body>"
    )
    document = read(tmp_path, "a.htm", page)
    assert document.text.split("\n")[0] == document.title == "Twelve ships"
    assert document.byline == "Dana Kim"
    assert document.published == date(2025, 2, 4)
    assert document.url is None


def test_html_keeps_subhead_and_caption_between_title_and_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    story = (
        "씨라인은 월요일 부산에서 여객선 열두 척을 9천만 달러에 주문했다고 밝혔다.<br><br>\n"
        "시는 부두를 하나 더 짓기로 하고 예산 300억 원을 배정했다. 공사는 두 해 걸린다.<br>"
        "주민들은 밤에도 배가 드나들면 잠을 못 잘까 걱정한다고 입을 모았다."
        "<p>한미래 대표는 자리가 모자란다는 말을 자주 들었다며 새 배가 오면 손님이 는다고 했다. "
        "첫 배는 내년 봄에 들어오고 마지막 배는 그다음 해 가을에 들어온다. 표 값은 그대로 둔다.</p>"
    )
    page = (
        "<title>새 배 열두 척</title><body><ul><li><a href='/'>홈</a><li><a href='/p'>정치</a></ul>"
        "<div><h1>새 배 열두 척</h1><h2>부두도 넓힌다</h2><p><a>공유</a> <a>인쇄</a></p></div>"
        f"<div><figure><figcaption>▲ 항구</figcaption></figure>{story}</div>"
        "<div><h3>관련기사</h3><ul><li><a href='/a'>식당가 불 켜졌다</a></ul></div>"
    )
    lines = read(tmp_path, "a.html", page).text.split("\n")
    assert lines[:6] == ["새 배 열두 척", "", "부두도 넓힌다", "", "▲ 항구", ""]
    assert lines[7] == ""
    assert lines[8].startswith("시는")
    assert lines[9].startswith("주민들은")


def test_html_without_article_is_every_visible_block(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = "<body><nav>홈</nav><p style='display: none'>숨은 말</p><div>비가 온다.<div>춥다.</div>"
    assert "비가 온다.\n\n춥다." in read(tmp_path, "a.html", page).text
    assert "숨은" not in read(tmp_path, "a.html", page).text


def test_html_without_the_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"trafilatura.*\[html\]"):
        read(tmp_path, "a.html", PAGE.format(charset="utf-8"))
    (tmp_path / "b.txt").write_text("비가 온다.", encoding="utf-8")
    remarks: list[str] = []
    documents = read_documents([str(tmp_path)], remark=remarks.append)
    assert [d.name for d in documents] == ["b.txt"]
    assert "[html]" in remarks[0]


def test_xlsx_without_the_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from format_files import make_zip

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"openpyxl.*\[office\]"):
        read(tmp_path, "a.xlsx", make_zip({"xl/workbook.xml": "<workbook/>"}))


MARKDOWN = """---
title: "비: 오늘"
author: [김가람, 이나래]
date: 2025-02-04 16:22:00 +0900
lang: ko
url: https://example.com/rain
---
# 비가 **온다** #

하늘이 흐리다. [예보](https://example.com/f "예보")는 *내일*까지라고 했고 그 다음 날부터는
맑을 것이라고 덧붙였다.
It rains; \\*no\\* end.

- 첫째 \\# 항목
* [x] 둘째 `a_b*c`
1. 번호는 남는다
2019. 3. 1. 행사

> 인용한 말
> > 겹친 말

| 해 | 배 |
|----|:--:|
| 2024 | 3척 |

소제목
------

~~~python
x = "**그대로**"
~~~

![그림 설명](a.png)<br>끝 &lt;3&gt;[^1] <!-- 숨은
말 -->2 * 3 * 4 = 24, 5*6*7, snake_case_name <b>굵게</b> <연합뉴스>

[^1]: 각주 말
[ref]: https://example.com
"""


def test_markdown_without_its_markup(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", MARKDOWN)
    assert document.text.split("\n") == [
        "비가 온다",
        "",
        "하늘이 흐리다. 예보는 내일까지라고 했고 그 다음 날부터는 맑을 것이라고 덧붙였다.",
        "It rains; *no* end.",
        "",
        "첫째 # 항목",
        "둘째 a_b*c",
        "1. 번호는 남는다",
        "2019. 3. 1. 행사",
        "",
        "인용한 말",
        "겹친 말",
        "",
        "해\t배",
        "2024\t3척",
        "",
        "소제목",
        "",
        'x = "**그대로**"',
        "",
        "그림 설명",
        "끝 <3> 2 * 3 * 4 = 24, 5*6*7, snake_case_name 굵게 <연합뉴스>",
        "",
        "각주 말",
    ]


def test_markdown_front_matter(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", MARKDOWN)
    assert document.title == "비: 오늘"
    assert document.byline == "김가람"
    assert document.published == datetime(2025, 2, 4, 16, 22, tzinfo=KST)
    assert document.lang == "ko"
    assert document.url == "https://example.com/rain"


def test_markdown_title_from_heading_and_rules_without_front_matter(tmp_path: Path) -> None:
    document = read(tmp_path, "a.markdown", "---\n\n# 비\n\n비가 온다.\n\n---\n\n#비 #눈\n")
    assert document.title == "비"
    assert document.text == "비\n\n비가 온다.\n\n#비 #눈"


def test_docx_paragraphs_tables_boxes(tmp_path: Path) -> None:
    body = (
        paragraph("새 배 ", "열두 척", style="Title")
        + paragraph()
        + paragraph("씨라인은 배를 주문했다.")
        + "<w:p><w:r><w:t>첫 줄</w:t><w:br/><w:t>둘째 줄</w:t></w:r>"
        "<w:del><w:r><w:delText>지운 말</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> 더한 말</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨은 말</w:t></w:r>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        f"<w:r><w:pict><w:txbxContent>{paragraph('상자')}</w:txbxContent></w:pict></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('2024')}</w:tc><w:tc>{paragraph('3척')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('He left.')}{paragraph('It rains.')}</w:tc>"
        f"<w:tc>{paragraph('비가 온다.')}</w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph('끝말.')}</w:sdtContent></w:sdt>"
    )
    document = read(tmp_path, "a.docx", docx(body))
    assert document.text == (
        "새 배 열두 척\n\n씨라인은 배를 주문했다.\n첫 줄\n둘째 줄 더한 말\n상자\n\n2024\t3척\n"
        "He left.\nIt rains.\n비가 온다.\n\n끝말."
    )
    assert document.title == "새 배 열두 척"


def test_docx_core_properties(tmp_path: Path) -> None:
    core = CORE.format(title="주문서", creator="김가람", created="2025-02-04T07:22:00Z")
    document = read(tmp_path, "a.docx", docx(paragraph("씨라인은 배를 주문했다."), core))
    assert document.title == "주문서"
    assert document.byline == "김가람"
    assert document.published == datetime(2025, 2, 4, 7, 22, tzinfo=UTC)


def test_dates_in_an_office_files_text_go_before_its_properties(tmp_path: Path) -> None:
    core = CORE.format(title="Untitled", creator="user", created="2025-02-04T07:22:00Z")
    body = paragraph("새 배 열두 척") + paragraph("입력 2024.03.05 10:20") + paragraph("배가 온다.")
    document = read(tmp_path, "a.docx", docx(body, core))
    assert document.title == "새 배 열두 척"
    assert document.byline is None
    assert document.published == datetime(2024, 3, 5, 10, 20)


def test_docx_as_python_docx_writes_it(tmp_path: Path) -> None:
    library = pytest.importorskip("docx")
    made = library.Document()
    made.add_heading("Twelve ships", 1)
    made.add_paragraph("Sea Line ordered ships.")
    made.save(str(tmp_path / "a.docx"))
    document = describe(read_file(str(tmp_path / "a.docx")))
    assert document.text == "Twelve ships\nSea Line ordered ships."
    assert document.title == "Twelve ships"
    assert document.published is None  # the template's day of 2013 is nobody's
    assert document.byline is None


PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>
<opf:title>항만 보도자료</opf:title><opf:language>ko</opf:language>
<opf:meta name="creator" content="text">이나래</opf:meta>
<opf:meta name="CreatedDate" content="text">2025-02-04T07:22:00Z</opf:meta>
<opf:meta name="ModifiedDate" content="text">2025-02-05T07:22:00Z</opf:meta></opf:metadata>
<opf:manifest><opf:item id="b" href="Contents/section0.xml"/>
<opf:item id="a" href="Contents/section1.xml"/></opf:manifest>
<opf:spine><opf:itemref idref="a"/><opf:itemref idref="b"/></opf:spine></opf:package>"""


def test_hwpx_in_the_order_of_its_spine(tmp_path: Path) -> None:
    document = read(tmp_path, "a.hwpx", hwpx(hp("둘째 장."), hp("첫째 장."), package=PACKAGE))
    assert document.text == "첫째 장.\n\n둘째 장."
    assert document.title == "항만 보도자료"
    assert document.byline == "이나래"
    assert document.published == datetime(2025, 2, 4, 7, 22, tzinfo=UTC)
    assert document.modified == datetime(2025, 2, 5, 7, 22, tzinfo=UTC)
    assert document.lang == "ko"


def test_hwpx_paragraphs_tables_and_what_stays_out(tmp_path: Path) -> None:
    def cell(*paragraphs: str) -> str:
        return f"<hp:tc><hp:subList>{''.join(map(hp, paragraphs))}</hp:subList></hp:tc>"

    table = (
        f"<hp:tbl><hp:caption><hp:subList>{hp('표 1')}</hp:subList></hp:caption>"
        f"<hp:tr>{cell('해')}{cell('배')}</hp:tr><hp:tr>{cell('2024')}{cell('3척')}</hp:tr></hp:tbl>"
    )
    section = (
        "<hp:p><hp:run><hp:secPr/><hp:ctrl><hp:header><hp:subList>"
        + hp("머리말")
        + "</hp:subList></hp:header></hp:ctrl><hp:t>배를<hp:nbSpace/>주문했다<hp:lineBreak/>"
        "고 한다.<hp:deleteBegin/>지운 말<hp:deleteEnd/><hp:tab/>끝</hp:t></hp:run>"
        "<hp:linesegarray/></hp:p>"
        + hp()
        + f"<hp:p><hp:run><hp:t>앞말</hp:t>{table}<hp:t>뒷말</hp:t></hp:run></hp:p>"
        + f"<hp:p><hp:run><hp:rect><hp:drawText><hp:subList>{hp('상자')}</hp:subList>"
        "</hp:drawText></hp:rect></hp:run></hp:p>" + hp("두 ", "도막.")
    )
    assert read(tmp_path, "a.hwpx", hwpx(section)).text == (
        "배를\u00a0주문했다\n고 한다.\t끝\n\n앞말\n표 1\n\n"
        "해\t배\n2024\t3척\n\n뒷말\n상자\n두 도막."
    )


def test_hwpx_under_another_suffix_is_told_by_content(tmp_path: Path) -> None:
    assert read(tmp_path, "a.hwp", hwpx(hp("비가 온다."))).text == "비가 온다."


SRT = """1
00:00:01,000 --> 00:00:02,500 X1:10 X2:20
<i>Sea Line ordered</i>

2
00:00:02,500 --> 00:00:04,000
{\\an8}twelve ships on Monday.
It said so.
3
00:00:04,000 --> 00:00:05,000
- 배가 몇 척이죠

4
00:00:05,100 --> 00:00:06,000
- 열두 척을

5
00:00:09,000 --> 00:00:10,000
음악

"""


def test_srt_joins_a_sentence_over_cues(tmp_path: Path) -> None:
    assert read(tmp_path, "a.srt", SRT.replace("\n", "\r\n")).text.split("\n") == [
        "Sea Line ordered twelve ships on Monday.",
        "It said so.",
        "- 배가 몇 척이죠",
        "- 열두 척을",
        "음악",
    ]


def test_vtt_header_notes_tags_and_two_languages(tmp_path: Path) -> None:
    vtt = """WEBVTT - x
Language: ko

STYLE
::cue { color: red }

NOTE a note
of two lines

intro
00:01.000 --> 00:02.000 align:start position:0%
<v 한미래>Sea Line <c.red>ordered</c>
씨라인이 배를

00:02.000 --> 00:03.000
twelve <00:02.500>ships &amp; more.
열두 척 주문했다.
"""
    document = read(tmp_path, "a.vtt", vtt)
    assert document.text == "Sea Line ordered twelve ships & more.\n씨라인이 배를 열두 척 주문했다."


def test_rolling_captions_are_read_once(tmp_path: Path) -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nhe left on\n\n00:02.000 --> 00:03.000\nhe left on\n"
        "monday they said\n\n00:03.000 --> 00:04.000\nmonday they said\nin busan\n"
    )
    assert read(tmp_path, "a.vtt", vtt).text == "he left on monday they said in busan"


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="ko-KR">
<seg>비가 <bpt i="1">&lt;b&gt;</bpt>온다<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
<tuv xml:lang="EN-us"><seg>It <hi>rains</hi>.</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu>
<tu><tuv lang="ko"><seg>춥다.</seg></tuv></tu></body></tmx>"""


def test_tmx_english_line_then_korean(tmp_path: Path) -> None:
    document = read(tmp_path, "a.tmx", TMX)
    assert document.text == "It rains.\n비가 온다.\n춥다."
    assert document.lang == "mixed"


def test_tmx_in_utf_16_and_euc_kr(tmp_path: Path) -> None:
    for declared, codec in (("UTF-16", "utf-16"), ("EUC-KR", "euc-kr")):
        data = TMX.replace("UTF-8", declared).encode(codec)
        assert read(tmp_path, "a.tmx", data).text == "It rains.\n비가 온다.\n춥다."


def test_xliff_1_and_2(tmp_path: Path) -> None:
    old = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="ko" target-language="en" original="a"><body><group>
<trans-unit id="1"><source>비가 <g id="1">온다</g><x id="2"/>.</source><target>It rains.</target>
<alt-trans><source>x</source><target>y</target></alt-trans></trans-unit>
<trans-unit id="2"><source>춥다. 덥다.</source>
<seg-source><mrk mtype="seg" mid="0">춥다.</mrk> <mrk mtype="seg" mid="1">덥다.</mrk></seg-source>
<target><mrk mtype="seg" mid="0">It is cold.</mrk> <mrk mtype="seg" mid="1">It is hot.</mrk>
</target>
</trans-unit></group></body></file></xliff>"""
    assert read(tmp_path, "a.xlf", old).text.split("\n") == [
        *("It rains.", "비가 온다.", "It is cold.", "춥다.", "It is hot.", "덥다.")
    ]
    new = """<xliff version="2.0" srcLang="en" trgLang="ko"
 xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1"><notes><note>x</note></notes>
<segment><source>It <pc id="1">rains</pc><ph id="2"/>.</source><target>비가 온다.</target></segment>
<segment><source>He left.</source></segment></unit></file></xliff>"""
    assert read(tmp_path, "a.xliff", new).text == "It rains.\n비가 온다.\nHe left."


def test_tsv_and_csv_by_header(tmp_path: Path) -> None:
    tsv = 'id\tKO\tEN\n1\t"자리가" 없다.\t"No room," she said.\n\n2\t춥다.\t\n'
    assert read(tmp_path, "a.tsv", tsv).text == '"No room," she said.\n"자리가" 없다.\n춥다.'
    csv = 'source,target\r\n"비가\n온다.","It rains, ""hard""."\r\n'
    assert read(tmp_path, "a.csv", csv.encode("utf-8-sig")).text == 'It rains, "hard".\n비가 온다.'
    assert read(tmp_path, "b.csv", "en;ko\nIt rains;비\n").text == "It rains\n비"


def test_jsonl_of_texts_and_of_pairs(tmp_path: Path) -> None:
    fields = '"title": "비", "published": "2025-02-04", "outlet": "한빛일보"'
    one = f'{{"text": "비가 온다.\\n춥다.", {fields}}}\n'
    document = read(tmp_path, "a.jsonl", one)
    assert document.text == "비가 온다.\n춥다."
    assert (document.title, document.outlet) == ("비", "한빛일보")
    assert document.published == date(2025, 2, 4)
    assert read(tmp_path, "a.jsonl", one * 2).text == "비가 온다.\n춥다.\n\n비가 온다.\n춥다."
    pairs = '{"ko": "비", "en": "Rain"}\n{"en": "Cold", "ko": ""}'
    assert read(tmp_path, "a.jsonl", pairs).text == "Rain\n비\nCold"


def test_jsonl_without_odd_characters(tmp_path: Path) -> None:
    document = read(tmp_path, "a.jsonl", r'{"text": "a\ud800b\u0000c\u001b 비"}')
    assert document.text == "a\ufffdbc 비"
    document.text.encode()


def test_xlsx_columns_and_plain_tables(tmp_path: Path) -> None:
    library = pytest.importorskip("openpyxl")
    book = library.Workbook()
    sheet = book.active
    for row in (["용어집"], [], ["no", "Korean", "English"], [1, "비가 온다.", "It rains."]):
        sheet.append(row)
    sheet.append([2, "춥다.", '=HYPERLINK("https://example.com")'])
    other = book.create_sheet()
    other.append(["해", "배", "날"])
    other.append([2024, 3.5, datetime(2025, 2, 4)])
    book.properties.title = "배와 비"
    book.save(tmp_path / "a.xlsx")
    document = describe(read_file(str(tmp_path / "a.xlsx")))
    assert document.text.split("\n") == [
        "용어집",
        "It rains.",
        "비가 온다.",
        '=HYPERLINK("https://example.com")',
        "춥다.",
        "",
        "해\t배\t날",
        "2024\t3.5\t2025-02-04",
    ]
    assert document.title == "배와 비"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TMX, "It rains.\n비가 온다.\n춥다."),
        (SRT, "Sea Line ordered twelve ships on Monday."),
        ('{"text": "비가 온다."}\n', "비가 온다."),
        ("en\tko\nIt rains.\t비\n", "It rains.\n비"),
        ("en,ko\nIt rains.,비\n", "It rains.\n비"),
        (hwpx(hp("비가 온다.")), "비가 온다."),
        (docx(paragraph("비가 온다.")), "비가 온다."),
        ("He left.\n\n# 비 *온다*\n", "He left.\n\n# 비 *온다*\n"),
        ("{not json}\r\n비", "{not json}\r\n비"),
        ("<b>비</b>가 <연합뉴스>", "<b>비</b>가 <연합뉴스>"),
    ],
)
def test_standard_input_is_told_by_content(
    data: str | bytes, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = data.encode() if isinstance(data, str) else data
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (document,) = read_documents(["-"])
    assert document.name == "stdin"
    assert document.text.startswith(text)


def test_plain_text_is_left_as_it_is(tmp_path: Path) -> None:
    text = "<html>비가 온다.\r\n\r\n\r\n# 춥다. \x0c\n"
    assert read(tmp_path, "a.txt", text).text == text
    assert read(tmp_path, "a.note", "- 비\n").text == "- 비\n"


def test_a_folder_is_read_in_every_format(tmp_path: Path) -> None:
    for form in (*FORMATS, PLAIN):
        assert set(form.suffixes) <= TEXT_SUFFIXES
    assert {s for f in (*FORMATS, PLAIN) for s in f.suffixes} | {".hwp"} == TEXT_SUFFIXES
    (tmp_path / "a.tmx").write_text(TMX, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(docx(paragraph("비가 온다.")))
    (tmp_path / "c.hwp").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 512 + b"HWP Document File")
    remarks: list[str] = []
    documents = read_documents([str(tmp_path)], remark=remarks.append)
    assert [d.name for d in documents] == ["a.tmx", "b.docx"]
    assert len(remarks) == 1
    assert "save as HWPX" in remarks[0]


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    for form in FORMATS:
        with pytest.raises(InputError, match="empty"):
            read(tmp_path, f"a{form.suffixes[0]}", b"\n")
