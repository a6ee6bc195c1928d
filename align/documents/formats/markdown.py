"""Markdown to the text it shows; front matter to metadata.

Read are headings, emphasis, links, pictures (their words), quotes, lists,
tables, code, raw tags and footnotes. Numbers of ordered lists stay: "2019. 3. 1."
would be one. Lines wrapped in mid-sentence are joined; other line breaks stay,
since in interleaved texts they part the languages. Left out: YAML beyond
``key: value`` and lists of words.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

import regex
from attrs import evolve

from align.documents.extract import Extract, clean_text, clean_title, set_row
from align.documents.formats.jsonl import read_fields
from align.documents.reading import decode
from align.text import detect_language

MIN_WRAPPED = 40
"""Characters from which a line without a final stop may be wrapped."""

_FENCE_RE = regex.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING_RE = regex.compile(r"\s{0,3}(#{1,6})(?:[ \t]+|$)")
_BULLET_RE = regex.compile(r"\s{0,24}[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NUMBERED_RE = regex.compile(r"\s{0,24}(?:\d{1,4}[.)]|[가-하][.)])\s")
_QUOTE_RE = regex.compile(r"\s{0,3}(?:>\s?){1,20}")
_DEFINITION_RE = regex.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s*<?\S+>?(?:\s+[\"'(].{0,300})?\s*$")
_FOOTNOTE_RE = regex.compile(r"\s{0,3}\[\^[^\]\n]{1,60}\]:\s*")
_DELIMITERS_RE = regex.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*$")
_STOP_RE = regex.compile(r"""[.!?。！？…:;][)\]"'”’»」』*_~`]*$""")

_ESCAPE_RE = regex.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_RE = regex.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,300}?)(?<!`)\1(?!`)")
_PICTURE_RE = regex.compile(
    r"""!?\[(?P<words>[^\[\]]{0,500})\]
    (?: \( \s? (?:<[^<>\n]{0,1000}>|[^()\s]{0,1000}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?)
        (?:\s+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))? \s? \)
      | \[[^\[\]]{0,200}\] )""",
    regex.VERBOSE,
)
_MARK_RE = regex.compile(r"\[\^[^\]\s]{1,60}\]")
_AUTOLINK_RE = regex.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_BREAK_RE = regex.compile(r"<br\s{0,3}/?>", regex.IGNORECASE)
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>\n]{0,600}>")
_ENTITY_RE = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_EMPHASIS_RES = (
    # A number on both sides makes 2**3**4 and 2*3*4 arithmetic.
    regex.compile(r"(?<![\d*])(\*{2,3})(?=[^\s*])(.{1,400}?)(?<=[^\s*])\1(?![\d*])"),
    regex.compile(r"(?<![A-Za-z\d*])(\*)(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?![A-Za-z\d*])"),
    regex.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_\n]{1,1000})(?<=\S)\1(?!\w)"),
    regex.compile(r"(?<!~)(~~)(?=[^\s~])(.{1,400}?)(?<=[^\s~])\1(?!~)"),
)
_SHELTER = 0x10FF00
"""Code points, private to the last plane, under which escaped marks are kept."""
_SHELTERED_RE = regex.compile(r"[\U0010ff21-\U0010ff7e]")


def read_markdown(data: bytes, label: str) -> Extract:
    """Return the text of a Markdown file.

    Raises:
        InputError: no text, or in none of the known encodings.
    """
    source, encoding = decode(data, label)
    fields, body = split_front_matter(source.replace("\r\n", "\n").replace("\r", "\n"))
    metadata = read_fields(fields)
    if metadata.title is None:
        metadata = evolve(metadata, title=_find_heading(body))
    return Extract(text=strip_markdown(body), encoding=encoding, metadata=metadata)


def split_front_matter(source: str) -> tuple[dict[str, object], str]:
    r"""Return the fields between the first two lines of ``---``, and what follows.

    >>> split_front_matter("---\ntitle: '비: 오늘'\ntags: [a, b]\n---\n본문")
    ({'title': '비: 오늘', 'tags': ['a', 'b']}, '본문')
    """
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        return {}, source
    end = next((i for i, line in enumerate(lines[1:200], 1) if line.rstrip() in ("---", "...")), 0)
    fields: dict[str, object] = {}
    key = ""
    for line in lines[1:end]:
        name, colon, value = line.partition(":")
        if line.strip().startswith("- ") and isinstance(fields.get(key), list):
            fields[key] = [*_as_list(fields[key]), _unquote(line.strip()[2:])]
        elif colon and not line[:1].isspace() and not line.startswith("#"):
            key, value = name.strip(), value.strip()
            if value.startswith("[") and value.endswith("]"):
                fields[key] = [_unquote(item) for item in value[1:-1].split(",")]
            else:
                fields[key] = _unquote(value) if value else []
    if not end or not fields:
        return {}, source
    return fields, "\n".join(lines[end + 1 :])


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _unquote(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _find_heading(body: str) -> str | None:
    for line in body.split("\n")[:200]:
        match = _HEADING_RE.match(line)
        if match and len(match[1]) == 1:
            return clean_title(strip_inline(line[match.end() :].rstrip("# ")))
    return None


def strip_markdown(body: str) -> str:
    r"""Return the text without its markup, one block a line.

    >>> strip_markdown("# 비 #\n\n- **장마**가 [왔다](https://example.com).\n\n```\nx = 1\n```")
    '비\n\n장마가 왔다.\n\nx = 1'
    """
    lines: list[str] = []
    may_join = False
    for line, kind in _read_lines(_drop_comments(body)):
        if kind == "text" and may_join and lines and _is_wrapped(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
        may_join = kind in ("text", "item") and not line.endswith(("  ", "\\"))
    shown = (strip_inline(line) if not code else line for line, code in _mark_code(lines))
    return clean_text("\n".join(shown))


_CODE = "\U0010ff00"
"""Stands before a line of code while lines are gathered."""


def _mark_code(lines: list[str]) -> Iterator[tuple[str, bool]]:
    for line in lines:
        yield line.removeprefix(_CODE), line.startswith(_CODE)


def _drop_comments(body: str) -> str:
    parts = body.split("<!--")
    kept = [parts[0]]
    for part in parts[1:]:
        _, end, rest = part.partition("-->")
        kept.append(rest if end else f"<!--{part}")
    return "".join(kept)


def _read_lines(body: str) -> Iterator[tuple[str, str]]:
    """Yield each line without the markup of its block, and what it is."""
    fence = ""
    previous = ""
    for raw in body.split("\n"):
        line = raw.replace(_CODE, "")
        mark = _FENCE_RE.match(line)
        if fence:
            if mark and line.strip().strip(fence[0]) == "" and len(line.strip()) >= len(fence):
                fence = ""
            else:
                yield _CODE + line, "code"
            continue
        if mark:
            fence = mark[1]
            continue
        quoted = _QUOTE_RE.match(line)
        line = line[quoted.end() :] if quoted else line
        heading = _HEADING_RE.match(line)
        note = _FOOTNOTE_RE.match(line)
        bullet = _BULLET_RE.match(line)
        bare = line.replace(" ", "").replace("\t", "")
        if not bare:
            yield "", "blank"
        elif heading:
            yield line[heading.end() :].rstrip().rstrip("#").rstrip(), "heading"
        elif len(bare) > 1 and bare[0] in "-=*_" and not bare.strip(bare[0]):
            # A rule, or the line under a heading; "==" under nothing is text.
            if bare[0] == "=" and not previous.strip():
                yield line, "text"
            else:
                yield "", "blank"
        elif note:
            yield line[note.end() :], "item"
        elif _DEFINITION_RE.match(line) or ("|" in line and _DELIMITERS_RE.match(line)):
            pass
        elif line.strip().startswith("|") and line.rstrip().endswith("|"):
            cells = line.replace("\\|", chr(_SHELTER + ord("|"))).strip().strip("|").split("|")
            for row in set_row([[cell] for cell in cells]):
                yield row, "row"
        elif bullet:
            yield line[bullet.end() :], "item"
        else:
            yield line, "item" if _NUMBERED_RE.match(line) else "text"
        previous = line


def _is_wrapped(line: str, following: str) -> bool:
    """Say whether a line goes on in the next: long, no final stop, the same language."""
    return (
        len(line) >= MIN_WRAPPED
        and len(line) < 10_000
        and bool(following.strip())
        and not line.startswith(_CODE)
        and not _STOP_RE.search(line.rstrip()[-20:])
        and detect_language(line) == detect_language(following)
    )


def strip_inline(line: str) -> str:
    r"""Return a line without the markup inside it.

    >>> strip_inline(r"**3\*4** is `2*6`, see ![그림](a.png) & <b>[x][1]</b>[^2] &lt;2*3*4&gt;")
    '3*4 is 2*6, see 그림 & x <2*3*4>'
    """
    line = _ESCAPE_RE.sub(lambda m: _shelter(m[1]), line)
    line = _CODE_RE.sub(lambda m: _shelter(m[2].strip() or m[2]), line)
    line = _AUTOLINK_RE.sub(lambda m: _shelter(m[1].removeprefix("mailto:")), line)
    for _ in range(2):  # a picture may stand inside a link
        line = _PICTURE_RE.sub(lambda m: m["words"], line)
    line = _MARK_RE.sub("", line)
    line = _TAG_RE.sub("", _BREAK_RE.sub("\n", line))
    for pattern in _EMPHASIS_RES:
        line = pattern.sub(lambda m: m[2], line)
    line = _ENTITY_RE.sub(lambda m: html.unescape(m[0]), line)
    line = _SHELTERED_RE.sub(lambda m: chr(ord(m[0]) - _SHELTER), line)
    return line.strip().removesuffix("\\")


def _shelter(text: str) -> str:
    return "".join(
        chr(_SHELTER + ord(c)) if "!" <= c <= "~" and not c.isalnum() else c for c in text
    )
