"""Bytes whose encoding a page or an XML declaration names."""

from __future__ import annotations

import codecs

from align.documents.reading import decode
from align.errors import InputError

_KOREAN = frozenset(
    {"euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ksc_5601", "uhc"}
    | {"korean", "cp949", "ms949", "windows-949", "x-windows-949", "ks_c_5601-1989"}
)
"""Labels that pages give to CP949, after the WHATWG's table."""
_WESTERN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"})
"""Labels that often stand over UTF-8; the bytes are asked first."""
_KNOWN = frozenset(
    {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "johab", "iso2022_kr"}
    | {"cp949", "cp1252", "iso8859-15", "shift_jis", "cp932", "euc_jp", "gb18030", "gbk", "big5"}
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_declared(data: bytes, declared: str | None, label: str) -> tuple[str, str]:
    """Return the text and its encoding, given what the file itself declares.

    A byte order mark wins over the declaration, and what does not decode as
    declared is tried as UTF-8 and CP949.

    Raises:
        InputError: none of them fits, or the bytes are no text.

    >>> decode_declared("방한".encode("cp949"), "euc-kr", "a.html")
    ('방한', 'cp949')
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = encoding or _python_name(declared)
    if encoding == "cp1252" and _is_utf8(data):
        encoding = "utf-8"
    if encoding and not (encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        try:
            return data.decode(encoding), encoding
        except (UnicodeError, LookupError):
            pass
    return decode(data, label)


def decode_xml(data: bytes, label: str) -> tuple[str, str]:
    """Return an XML file's text by its mark or declaration, UTF-8 without either.

    Raises:
        InputError: the bytes are not in the declared encoding.
    """
    for mark, name in (*_MARKS, (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(mark):
            return _strict(data, name, label)
    head = data[:200].decode("latin-1")
    declared = "utf-8"
    if head.startswith("<?xml") and "encoding" in head:
        declared = head.split("encoding", 1)[1].lstrip(" =\t\r\n")[:40]
        declared = declared[1:].split(declared[:1] or '"', 1)[0] or "utf-8"
    encoding = _python_name(declared)
    if encoding is None:
        raise InputError(f"{label}: unknown encoding {declared!r}; save the file as UTF-8")
    return _strict(data, encoding, label)


def _strict(data: bytes, encoding: str, label: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = data.count(b"\n", 0, place) + 1
        raise InputError(
            f"{label}:{line}: declared as {encoding} but byte {place} is not; "
            "save the file as UTF-8"
        ) from None


def _python_name(declared: str | None) -> str | None:
    label = (declared or "").strip().lower()
    if label in _KOREAN:
        return "cp949"
    if label in _WESTERN:
        return "cp1252"
    try:
        name = codecs.lookup(label).name if label else ""
    except (LookupError, ValueError):
        return None
    return name if name in _KNOWN else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
