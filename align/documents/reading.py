"""Files, folders and standard input to decoded text.

UTF-8 with or without mark, UTF-16, CP949 and EUC-KR are told apart by what
decodes. Left out: what a format says beyond its characters (``formats``).
"""

from __future__ import annotations

import codecs
import hashlib
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from align.documents.extract import NOTHING, Metadata
from align.errors import InputError

TEXT_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".hwpx", ".hwp"}
    | {".xlsx", ".srt", ".vtt", ".tmx", ".xlf", ".xliff", ".sdlxliff", ".tsv", ".csv"}
    | {".jsonl", ".ndjson"}
)
"""What is read out of a folder; a file that is named is read whatever its name.

Legacy ``.hwp`` is among them to be refused aloud, not passed over.
"""

_OTHER_FORMATS = {
    b"%PDF": "a PDF: save its text as .txt",
    b"PK\x03\x04": "a zip archive or office document: save its text as .txt",
    b"HWP Document File": "a legacy .hwp file: save as HWPX in Hangul (다른 이름으로 저장)",
    b"\x1f\x8b": "a gzip archive: unpack it first",
    b"\x89PNG": "an image: save its text as .txt",
    b"\xff\xd8\xff": "an image: save its text as .txt",
    b"GIF8": "an image: save its text as .txt",
    b"SQLite format": "a database: save its text as .txt",
}

_OLE2 = b"\xd0\xcf\x11\xe0"
_OLE2_FORMATS = (
    (b"HWP Document File", "a legacy .hwp file: save as HWPX in Hangul (다른 이름으로 저장)"),
    ("EncryptedPackage".encode("utf-16-le"), "a file with a password: save it without one"),
    ("WordDocument".encode("utf-16-le"), "a legacy .doc file: save it as DOCX"),
    ("Workbook".encode("utf-16-le"), "a legacy .xls file: save it as XLSX"),
)
"""What an OLE2 container holds, by the names of its streams."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

CONTROL_SHARE = 0.02
"""Share of control characters from which decoded bytes are no text."""


@frozen
class Source:
    """A decoded file: its name, text, the encoding found, and its checksum.

    ``metadata``, ``hints`` and ``pairs`` are those of an ``Extract``.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    metadata: Metadata = NOTHING
    hints: Metadata = NOTHING
    pairs: tuple[tuple[str, str], ...] = ()


def find_files(inputs: Iterable[str]) -> list[str]:
    """Return the files that the arguments name, folders opened, in a fixed order.

    ``-`` stands for standard input. Of a folder, text files are taken, those
    in folders below it too; hidden ones and earlier reports of ours are left
    alone. A file that is named twice is taken once.

    Raises:
        InputError: a path does not exist, or a folder holds no text file.
    """
    found: list[str] = []
    for name in inputs:
        if name == "-":
            found.append(name)
            continue
        path = Path(name)
        try:
            if path.is_dir():
                inside = sorted(str(p) for p in path.rglob("*") if _is_document(p, path))
                if not inside:
                    suffixes = ", ".join(sorted(TEXT_SUFFIXES))
                    raise InputError(f"{name}: no documents in this folder ({suffixes} are read)")
                found.extend(inside)
            elif path.exists():
                found.append(name)
            else:
                raise InputError(f"{name}: no such file or folder; check the path")
        except OSError as error:
            raise InputError(f"{name}: cannot be opened ({error.strerror})") from None
    return list(
        {name if name == "-" else str(Path(name).resolve()): name for name in found}.values()
    )


def _is_document(path: Path, folder: Path) -> bool:
    """Say whether a file below a folder is one to read."""
    if path.suffix.lower() not in TEXT_SUFFIXES or not path.is_file():
        return False
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    is_report = (path.parent / "run.json").exists() and (path.parent / "beads.jsonl").exists()
    return not is_report


def name_of(path: str) -> str:
    r"""Return a file's name as documents bear it: NFC, without what cannot be printed.

    >>> name_of("a/b\n.txt"), name_of("-")
    ('b?.txt', 'stdin')
    """
    if path == "-":
        return "stdin"
    name = unicodedata.normalize("NFC", Path(path).name)
    return "".join(c if c.isprintable() else "?" for c in name)


def read_source(name: str) -> Source:
    """Return the decoded text of a file, or of standard input for ``-``.

    The text is the file's own, whatever its format: for tables and lists.
    Documents are read by ``formats.read_file``.

    Raises:
        InputError: the file is empty, is no text, or cannot be read or decoded.
    """
    label = "standard input" if name == "-" else name
    data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
    text, encoding = decode(data, label)
    return Source(
        name=name_of(name),
        text=text,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def read_bytes(name: str) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from None


def decode(data: bytes, label: str = "input") -> tuple[str, str]:
    """Return the text that ``data`` holds, and the name of its encoding.

    Newlines stay as they are; a byte order mark is no part of the text.

    Raises:
        InputError: no text, or in none of the encodings that are tried.

    >>> decode("방한".encode("cp949"))
    ('방한', 'cp949')
    """
    refuse_binary(data, label)
    text, encoding = _decode(data, label)
    if not text.strip():
        raise InputError(f"{label}: empty; check the path, or what should have written it")
    controls = sum(text.count(chr(c)) for c in range(32) if chr(c) not in "\t\n\r\f\v\x1b")
    if controls > CONTROL_SHARE * len(text):
        raise InputError(f"{label}: this is no text but binary data; save its text as .txt")
    return text, encoding


def refuse_binary(data: bytes, label: str) -> None:
    """Refuse the files that are known not to be text, by how they begin.

    Raises:
        InputError: it is one of them; the message says what to save it as.
    """
    if data.startswith(_OLE2):
        other = "an OLE2 file (.hwp, .doc, .xls): save it as HWPX, DOCX or XLSX"
        what = next((what for mark, what in _OLE2_FORMATS if mark in data), other)
        raise InputError(f"{label}: this is {what}")
    for magic, what in _OTHER_FORMATS.items():
        if data.startswith(magic):
            raise InputError(f"{label}: this is {what}")


def _decode(data: bytes, label: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding, label)
    if b"\0" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        if len(data) % 2 == 0 and abs(even - odd) > len(data[:4096]) / 16:
            return _try(data, "utf-16-be" if even > odd else "utf-16-le", label)
        raise InputError(f"{label}: this is no text but binary data; save its text as .txt")
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    place = f"{label}:{_first_bad_line(data)}"
    raise InputError(f"{place}: neither UTF-8, UTF-16 nor CP949/EUC-KR; save the file as UTF-8")


def _try(data: bytes, encoding: str, label: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        name = encoding.upper()
        raise InputError(
            f"{label}: marked as {name} but byte {error.start} is not; save the file as UTF-8"
        ) from None


def _first_bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1
