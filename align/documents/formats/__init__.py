"""Files of every format to decoded sources: one table from suffix and content to reader.

A zip or OLE2 file is told by its content whatever its name; other files by
their suffix; standard input and unknown suffixes by how the text begins.
Nothing read here reaches the network, runs code or unpacks to disk.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import PurePath

import regex
from attrs import frozen

from align.documents.extract import Extract
from align.documents.formats.archives import open_archive
from align.documents.formats.docx import read_docx
from align.documents.formats.html import read_html
from align.documents.formats.hwpx import read_hwpx
from align.documents.formats.jsonl import read_jsonl
from align.documents.formats.markdown import read_markdown
from align.documents.formats.sniffing import (
    is_csv,
    is_html,
    is_jsonl,
    is_subtitles,
    is_tmx,
    is_tsv,
    is_xliff,
)
from align.documents.formats.subtitles import read_subtitles
from align.documents.formats.tables import read_csv, read_tsv
from align.documents.formats.tmx import read_tmx
from align.documents.formats.xliff import read_xliff
from align.documents.formats.xlsx import read_xlsx
from align.documents.reading import Source, decode, name_of, read_bytes, refuse_binary
from align.errors import InputError

Reader = Callable[[bytes, str], Extract]
"""From a file's bytes and its name in messages to what it says."""


def read_plain(data: bytes, label: str) -> Extract:
    """Return plain text as it was decoded, newlines and all."""
    text, encoding = decode(data, label)
    return Extract(text=text, encoding=encoding)


@frozen
class Format:
    """A format: its suffixes, its reader, and how it is told without a suffix.

    ``member`` is a part that a zip archive of this format holds; ``begins``
    looks at the first characters of a text.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    member: str | None = None
    begins: Callable[[str], bool] | None = None


FORMATS: tuple[Format, ...] = (
    Format("HTML", (".html", ".htm", ".xhtml"), read_html, begins=is_html),
    Format("Markdown", (".md", ".markdown"), read_markdown),
    Format("DOCX", (".docx",), read_docx, member=r"word/document\d*\.xml"),
    Format("HWPX", (".hwpx",), read_hwpx, member=r"(?i:Contents/(?:content\.hpf|section\d+\.xml))"),
    Format("XLSX", (".xlsx",), read_xlsx, member=r"xl/workbook\.xml"),
    Format("subtitles", (".srt", ".vtt"), read_subtitles, begins=is_subtitles),
    Format("TMX", (".tmx",), read_tmx, begins=is_tmx),
    Format("XLIFF", (".xlf", ".xliff", ".sdlxliff"), read_xliff, begins=is_xliff),
    Format("JSON lines", (".jsonl", ".ndjson"), read_jsonl, begins=is_jsonl),
    Format("TSV", (".tsv",), read_tsv, begins=is_tsv),
    Format("CSV", (".csv",), read_csv, begins=is_csv),
)
PLAIN = Format("text", (".txt", ".text"), read_plain)

HEAD = 20_000
"""Bytes of a text of unknown format that are looked at."""


def read_file(name: str) -> Source:
    """Return the text and metadata of a file, or of standard input for ``-``.

    Raises:
        InputError: the file cannot be read, is damaged, or is refused as hostile.
        MissingExtraError: its format needs a package that is not installed.
    """
    return read_data(sys.stdin.buffer.read() if name == "-" else read_bytes(name), name)


def read_data(data: bytes, name: str) -> Source:
    """Return the text and metadata of a file's bytes, wherever they come from.

    Raises:
        InputError: the file is damaged, or is refused as hostile.
        MissingExtraError: its format needs a package that is not installed.
    """
    label = "standard input" if name == "-" else name
    form = recognise(data, name)
    try:
        found = form.read(data, label)
    except RecursionError:
        raise InputError(f"{label}: nested too deep; refused, save its text as .txt") from None
    if not found.text.strip():
        raise InputError(f"{label}: no text in this {form.name} file; save its text as .txt")
    return Source(
        name=name_of(name),
        text=found.text,
        encoding=found.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        metadata=found.metadata,
        hints=found.hints,
        pairs=found.pairs,
    )


def recognise(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Raises:
        InputError: an archive or binary file of a format that is not read.

    >>> recognise(b"# Rain", "a.md").name, recognise(b"WEBVTT", "-").name
    ('Markdown', 'subtitles')
    """
    label = "standard input" if name == "-" else name
    suffix = "" if name == "-" else PurePath(name).suffix.lower()
    named = next((f for f in (*FORMATS, PLAIN) if suffix in f.suffixes), None)
    if data.startswith(b"PK\x03\x04") or (data.startswith(b"PK") and named and named.member):
        return _recognise_archive(data, label)
    refuse_binary(data, label)
    if not data.strip():
        return PLAIN
    if named and named.member:
        raise InputError(f"{label}: no {named.name} file by its content; save it as {suffix} again")
    if suffix == ".hwp":
        raise InputError(f"{label}: no HWP file by its content; save it as HWPX in Hangul")
    return named or _recognise_text(data)


def _recognise_archive(data: bytes, label: str) -> Format:
    archive = open_archive(data, label)
    for form in FORMATS:
        if form.member and any(regex.fullmatch(form.member, name) for name in archive.names):
            return form
    raise InputError(
        f"{label}: an archive that is no DOCX, HWPX or XLSX; unpack it, or save its text as .txt"
    )


def _recognise_text(data: bytes) -> Format:
    head = data[:HEAD]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    start = head.decode(encoding, "replace").lstrip("\ufeff")
    return next((form for form in FORMATS if form.begins and form.begins(start)), PLAIN)
