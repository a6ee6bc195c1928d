"""Hostile and broken files: one line that says file, what, and what to do; never a traceback."""

from __future__ import annotations

import io
import socket
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from format_files import docx, hp, hwpx, make_zip, paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.documents import describe
from align.documents.formats import FORMATS, archives, read_file
from align.documents.formats.markdown import strip_markdown
from align.documents.formats.subtitles import read_subtitles
from align.errors import AlignError, InputError

BEGINNINGS = (
    *(b"", b"PK\x03\x04", b"WEBVTT\n\n", b"<tmx>", b"---\na: b\n", b'{"text": "', b"<html><p>"),
    *(docx(paragraph("x"))[:-40], b"1\n00:00:01,000 --> 00:00:02,000\n", b"en\tko\n"),
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = (
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>'
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def refusal(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(InputError) as error:
        read_file(str(path))
    message = str(error.value)
    assert message.startswith(str(path))
    assert len(message.splitlines()) == 1
    assert len(message) < len(str(path)) + 250
    return message.removeprefix(str(path))


@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE, REMOTE, f"<!-- > -->\n<?x?>{LAUGHS}"])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda prologue: docx(paragraph("&a;"), prologue=prologue)),
        ("a.hwpx", lambda prologue: hwpx(hp("&a;"), prologue=prologue)),
        ("a.tmx", lambda prologue: f"{prologue}<tmx>&a;</tmx>"),
        ("a.xlf", lambda prologue: f"{prologue}<xliff>&a;</xliff>"),
        ("a.tmx", lambda prologue: f"{prologue}<tmx>&a;</tmx>".encode("utf-16")),
        ("a.xlsx", lambda prologue: make_zip({"xl/workbook.xml": f"{prologue}<workbook/>"})),
    ],
)
def test_entities_are_refused(
    tmp_path: Path, name: str, make: Callable[[str], str | bytes], prologue: str
) -> None:
    assert "declares entities" in refusal(tmp_path, name, make(prologue))


def test_a_page_that_declares_entities_is_refused(tmp_path: Path) -> None:
    page = LAUGHS.replace("x [", "html [") + "<html><p>&c;</p></html>"
    assert "declares entities" in refusal(tmp_path, "a.html", page)


def test_an_unknown_entity_is_refused(tmp_path: Path) -> None:
    tmx = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><tu><tuv lang="en"><seg>&x;</seg></tuv></tu></tmx>'
    assert "&x;" in refusal(tmp_path, "a.tmx", tmx)


def test_deep_xml_is_refused(tmp_path: Path) -> None:
    deep = "<g>" * 100_000 + "</g>" * 100_000
    assert "not well-formed" in refusal(tmp_path, "a.tmx", f"<tmx>{deep}</tmx>")
    assert "not well-formed" in refusal(tmp_path, "a.docx", docx(deep))
    assert "not well-formed" in refusal(tmp_path, "a.hwpx", hwpx(deep))


def test_as_deep_as_xml_goes_is_read(tmp_path: Path) -> None:
    deep = "<w:smartTag>" * 240 + "<w:r><w:t>비가 온다.</w:t></w:r>" + "</w:smartTag>" * 240
    (tmp_path / "a.docx").write_bytes(docx(f"<w:p>{deep}</w:p>"))
    assert read_file(str(tmp_path / "a.docx")).text == "비가 온다."


def test_deep_pages_are_refused(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 50_000 + "비가 온다."
    assert "nested too deep" in refusal(tmp_path, "a.html", page)


def test_deep_json_is_refused(tmp_path: Path) -> None:
    assert "nested too deep" in refusal(tmp_path, "a.jsonl", '{"text": ' + "[" * 200_000)


def test_deep_json_in_a_page_is_passed_over(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = '<script type="application/ld+json">' + '{"a":' * 100_000 + "</script><p>비가 온다."
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert read_file(str(tmp_path / "a.html")).text == "비가 온다."


def test_zip_bombs_are_refused_before_they_are_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = docx("<!--" + "0" * 80_000_000 + "-->")
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "zip bomb" in refusal(tmp_path, "a.docx", bomb)


def test_one_bomb_among_honest_members_is_refused(tmp_path: Path) -> None:
    noise = bytes(i * 7919 % 251 for i in range(300_000))
    bomb = make_zip({"word/document.xml": "0" * 20_000_000, "a.bin": noise + noise[::-1]})
    padded = make_zip({"word/document.xml": "0" * 20_000_000})
    assert "bomb" in refusal(tmp_path, "a.docx", bomb)
    assert "bomb" in refusal(tmp_path, "a.docx", padded)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    members = {f"{i}": "" for i in range(archives.MAX_MEMBERS + 1)}
    assert "members" in refusal(tmp_path, "a.docx", make_zip(members))


def test_a_lie_about_the_size_is_found(tmp_path: Path) -> None:
    honest = docx(paragraph("비가 온다." * 1000))
    place = honest.rindex(b"PK\x01\x02")  # the last entry of the directory: word/document.xml
    lie = bytearray(honest)
    lie[place + 24 : place + 28] = struct.pack("<I", 10)
    assert refusal(tmp_path, "a.docx", bytes(lie))


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    data = bytearray(make_zip({"word/document.xml": "x" * 500, "b.xml": "y" * 500}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 10)  # begins inside the first
    assert "overlap" in refusal(tmp_path, "a.docx", bytes(data))


@pytest.mark.parametrize(
    "member", ["../evil.xml", "/etc/evil", "C:/evil", "a\\..\\..\\evil", "word/../../evil"]
)
def test_members_that_point_outside_are_refused(tmp_path: Path, member: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr(member, "x")
    assert "points outside" in refusal(tmp_path, "a.docx", buffer.getvalue())


def test_a_member_named_twice_is_refused(tmp_path: Path) -> None:
    data = make_zip({"word/document.xml": "<x/>", "word/documenu.xml": "<y/>"})
    assert "twice" in refusal(tmp_path, "a.docx", data.replace(b"documenu", b"document"))


def test_encrypted_archives_and_documents_are_refused(tmp_path: Path) -> None:
    data = bytearray(make_zip({"word/document.xml": "<x/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(tmp_path, "a.docx", bytes(data))
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    assert "password" in refusal(tmp_path, "a.hwpx", hwpx(hp("x"), manifest=manifest))


def test_truncated_and_damaged_archives_are_refused(tmp_path: Path) -> None:
    whole = docx(paragraph("비가 온다. " * 2000))
    for size in range(4, len(whole) - 1, 37):
        assert refusal(tmp_path, "a.docx", whole[:size])
    damaged = bytearray(whole)
    place = whole.index(b"word/document.xml") + 40
    damaged[place : place + 20] = b"\xff" * 20
    assert "damaged" in refusal(tmp_path, "a.docx", bytes(damaged))


def test_other_archives_are_named(tmp_path: Path) -> None:
    assert "no DOCX, HWPX or XLSX" in refusal(tmp_path, "a.zip", make_zip({"a.txt": "x"}))
    assert "no DOCX file" in refusal(tmp_path, "a.docx", "비가 온다.")
    assert "no HWP file" in refusal(tmp_path, "a.hwp", "비가 온다.")
    assert "PDF" in refusal(tmp_path, "a.txt", b"%PDF-1.7\n")
    assert "no section" in refusal(tmp_path, "a.hwpx", make_zip({"Contents/content.hpf": "<p/>"}))


@pytest.mark.parametrize(
    ("stream", "advice"),
    [
        (b"HWP Document File", "save as HWPX"),
        ("WordDocument".encode("utf-16-le"), "DOCX"),
        ("Workbook".encode("utf-16-le"), "XLSX"),
        ("EncryptedPackage".encode("utf-16-le"), "password"),
        (b"", "HWPX, DOCX or XLSX"),
    ],
)
@pytest.mark.parametrize("name", ["a.hwp", "a.docx", "a.txt"])
def test_legacy_files_say_what_to_save_as(
    tmp_path: Path, name: str, stream: bytes, advice: str
) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + stream + b"\0" * 512
    assert advice in refusal(tmp_path, name, data)


def test_hwp_3_says_what_to_save_as(tmp_path: Path) -> None:
    assert "save as HWPX" in refusal(tmp_path, "a.hwp", b"HWP Document File V3.00 \x1a\1\2")


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.srt", "a.tsv", "a.csv", "a.jsonl", "a.x"])
def test_bytes_in_no_encoding_are_refused(tmp_path: Path, name: str) -> None:
    assert "UTF-8" in refusal(tmp_path, name, "비가 온다.\n".encode() + b"\xff\xfe\x81 \xff" * 9)


def test_wrongly_declared_xml_is_refused(tmp_path: Path) -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><tmx>비</tmx>'.encode("cp949")
    assert "declared as utf-8" in refusal(tmp_path, "a.tmx", data)
    data = b'<?xml version="1.0" encoding="unicode_escape"?><tmx/>'
    assert "unknown encoding" in refusal(tmp_path, "a.tmx", data)


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.vtt", "a.jsonl", "a.csv"])
def test_binary_data_is_refused(tmp_path: Path, name: str) -> None:
    assert "binary" in refusal(tmp_path, name, bytes(range(1, 32)) * 50)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tsv", "id\ttext\n1\t비", ":1: expected a header with the columns en and ko"),
        ("a.tsv", "en\tko\nx\n", ":2: 1 cells, expected 2"),
        ("a.csv", 'en,ko\n"x,y\n', ":2: not a row of CSV"),
        ("a.csv", "en,ko\n" + "x" * 200_000 + ",y\n", ":2: not a row of CSV"),
        ("a.jsonl", '{"text": "x"}\n[1]\n', ":2: expected a JSON object"),
        ("a.jsonl", '{"text": 1}', ":1: expected the text"),
        ("a.jsonl", '{"en": "x", "ko": null}', ":1: expected the text"),
        ("a.jsonl", '{"text": ' + "9" * 5000 + "}", ":1: "),
        ("a.srt", "비가 온다.", "no cue"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "no words"),
        ("a.tmx", '<tmx><tu><tuv lang="fr"><seg>x</seg></tuv></tu></tmx>', "(found: fr)"),
        ("a.tmx", "<html/>", "expected a TMX file, found <html>"),
        ("a.xlf", '<xliff srcLang="fr" trgLang="de"><file/></xliff>', "fr and de"),
        ("a.xlf", "<xliff", "not well-formed XML"),
        ("a.md", "[a]: https://example.com\n", "no text in this Markdown file"),
    ],
)
def test_one_line_says_where_and_what(tmp_path: Path, name: str, data: str, message: str) -> None:
    assert message in refusal(tmp_path, name, data)


def test_a_workbook_that_lies_about_its_size(tmp_path: Path) -> None:
    library = pytest.importorskip("openpyxl")
    book = library.Workbook()
    book.active.append(["en", "ko"])
    book.active.append(["Rain", "비"])
    book.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    wide = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    (tmp_path / "a.xlsx").write_bytes(make_zip({**members, "xl/worksheets/sheet1.xml": wide}))
    assert read_file(str(tmp_path / "a.xlsx")).text == "Rain\n비"
    far = sheet.replace(b'<row r="2"', b'<row r="99999999999"')
    assert far != sheet
    begun = time.monotonic()
    message = refusal(tmp_path, "a.xlsx", make_zip({**members, "xl/worksheets/sheet1.xml": far}))
    assert "too many rows" in message
    assert time.monotonic() - begun < 20
    broken = make_zip({**members, "xl/worksheets/sheet1.xml": sheet[:200]})
    assert "no readable workbook" in refusal(tmp_path, "a.xlsx", broken)
    deep = make_zip({**members, "xl/worksheets/sheet1.xml": "<worksheet>" + "<a>" * 500_000})
    assert refusal(tmp_path, "a.xlsx", deep)
    del members["xl/_rels/workbook.xml.rels"]
    assert "no readable workbook" in refusal(tmp_path, "a.xlsx", make_zip(members))


def test_web_addresses_alone_are_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nurl: javascript:alert(1)\n---\n비가 온다.", "utf-8")
    assert describe(read_file(str(tmp_path / "a.md"))).url is None


@pytest.mark.parametrize(
    "line",
    [
        "*" * 50_000,
        "*a " * 20_000,
        "**a" * 20_000,
        "_a " * 20_000,
        "`" * 50_000,
        "`a" * 30_000,
        "[" * 50_000,
        "[a](" * 20_000,
        "![a][" * 20_000,
        "<a " * 20_000,
        "<!--" * 20_000,
        "> " * 30_000,
        "&a" * 30_000,
        "~~a" * 20_000,
        "|" * 50_000,
        "|-" * 30_000,
        "- " * 30_000,
        "\\" * 50_000,
        "# " + "#" * 50_000,
        "비가 오고 바람이 불고\n" * 20_000,
    ],
)
def test_markdown_stays_linear(line: str) -> None:
    begun = time.monotonic()
    strip_markdown(line)
    assert time.monotonic() - begun < 10


def test_subtitles_stay_linear() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n" + "<a" * 50_000 + "\n{\\" * 20_000
    begun = time.monotonic()
    read_subtitles(data.encode(), "a.srt")
    assert time.monotonic() - begun < 10


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from([s for f in FORMATS for s in f.suffixes if s not in (".xlsx",)]),
    head=st.sampled_from(BEGINNINGS),
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda s: s.encode("utf-8", "replace")),
)
def test_arbitrary_bytes_are_read_or_refused_in_one_line(
    tmp_path: Path, suffix: str, head: bytes, data: bytes
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(head + data)
    try:
        outcome = describe(read_file(str(path))).text
    except AlignError as error:
        outcome = str(error).replace("\n", "")
        outcome = outcome if outcome == str(error) else ""
    assert outcome.strip()
