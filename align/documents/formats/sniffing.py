"""How texts begin, by which standard input and files without a known suffix are told.

Strict on purpose: what only resembles a format is read as plain text.
"""

from __future__ import annotations

import json

import regex

from align.documents.formats.bitext import find_columns
from align.documents.formats.subtitles import TIMING_RE

_PROLOGUE = r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}"
_HTML_RE = regex.compile(
    rf"{_PROLOGUE}(?:<!DOCTYPE\s+html\b|<html[\s>])", regex.IGNORECASE | regex.DOTALL
)
_TMX_RE = regex.compile(
    rf"{_PROLOGUE}(?:<!DOCTYPE\s+tmx\b[^>]{{0,300}}>\s*)?<tmx[\s>]", regex.DOTALL
)
_XLIFF_RE = regex.compile(
    rf"{_PROLOGUE}(?:<!DOCTYPE\s+xliff\b[^>]{{0,300}}>\s*)?<(?:\w+:)?xliff[\s>]", regex.DOTALL
)


def is_html(head: str) -> bool:
    """Say whether a text begins as a page: a document type or ``<html>``."""
    return bool(_HTML_RE.match(head))


def is_tmx(head: str) -> bool:
    """Say whether a text begins as a translation memory."""
    return bool(_TMX_RE.match(head))


def is_xliff(head: str) -> bool:
    """Say whether a text begins as XLIFF."""
    return bool(_XLIFF_RE.match(head))


def is_subtitles(head: str) -> bool:
    r"""Say whether a text begins as WebVTT or SRT.

    >>> is_subtitles("1\n00:00:01,000 --> 00:00:02,000\n비"), is_subtitles("1\n비")
    (True, False)
    """
    if regex.match(r"WEBVTT(?:[ \t\n\r]|$)", head):
        return True
    lines = head.lstrip().splitlines()[:2]
    return len(lines) == 2 and lines[0].strip().isdigit() and bool(TIMING_RE.match(lines[1]))


def is_jsonl(head: str) -> bool:
    """Say whether a first line is an object that the reader of JSON lines knows."""
    first = head.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # A first line longer than what is looked at.
        return bool(regex.match(r"\{\s*\"(?:text|en|ko|id)\"\s*:", first)) and "\n" not in head
    return isinstance(value, dict) and ("text" in value or find_columns(list(value)) is not None)


def is_tsv(head: str) -> bool:
    r"""Say whether a first line names both languages in columns.

    >>> is_tsv("id\ten\tko\n1\tRain\t비"), is_tsv("en and\tko")
    (True, False)
    """
    return _has_columns(head, "\t")


def is_csv(head: str) -> bool:
    """Say whether a first line names both languages, with commas or semicolons."""
    return _has_columns(head, ",") or _has_columns(head, ";")


def _has_columns(head: str, delimiter: str) -> bool:
    first, newline, _ = head.partition("\n")
    cells = [cell.strip().strip('"') for cell in first.split(delimiter)]
    return bool(newline) and len(first) < 500 and find_columns(cells) is not None
