"""What each line of a page is: article, or the furniture around it.

Labels, never deletion: every line with a letter or digit comes back as a block
with a kind. Fixed wordings and the vocabulary of buttons live in
``tables/furniture.tsv``; here is what takes the neighbourhood into account:
captions, names beside a time stamp, the zone behind the article. Left out:
sentences (blocks of kind body, caption and definition are still to be split).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

import regex
from attrs import frozen

from align.documents.bylines import (
    REPORTER_TAIL_RE,
    SIGN_OFF_RE,
    STAMP_RE,
    find_credit,
    info_parts,
    is_captioned,
    is_columnist,
    is_credit,
)
from align.documents.lines import (
    FINAL_RE,
    ITEM_RE,
    MAX_SUBHEAD,
    Line,
    is_korean,
    is_sentence,
    is_title,
    read_lines,
)
from align.documents.titles import Kinds, label_titles
from align.documents.wordings import MAX_BUTTONS, MAX_FIXED, label_line, matches
from align.records import SegmentKind
from align.sentences.korean import is_predicate

LONG_PARAGRAPH = 120
"""Characters from which a line that ends in a full stop is an article again."""

LONG_KOREAN = 60
"""The same for Korean, behind a copyright line: comment rules and notices are shorter."""

TEXTS = 16
"""Texts of which the blocks are kept: a document is described first and then split."""


@frozen
class Block:
    """A line of the document, or a part of one, and what it is."""

    start: int
    end: int
    kind: SegmentKind


_HASHTAG_RE = regex.compile(r"#[^\s#]+")
_COUNT_RE = regex.compile(r"[\d\s,./:()+-]{1,12}(?:개|명|건|회)?")
_END_RE = regex.compile(r"\(끝\)$|^[\[(]?(?:끝|END)[\])]?$")


@lru_cache(maxsize=TEXTS)
def label_blocks(text: str) -> tuple[Block, ...]:
    r"""Return the lines of ``text``, and parts of lines, with what they are.

    In order and without overlap; white space and lines without any letter or
    digit are left out. A line that was broken inside a parenthesis is one
    block with the next.

    >>> [(b.kind, b.start, b.end) for b in label_blocks("본문 바로가기\n비가 온다.\n#비")]
    [('boilerplate', 0, 7), ('body', 8, 14), ('hashtag', 15, 17)]
    """
    lines = list(read_lines(text))
    kinds = [label_line(line.bare) for line in lines]
    _label_by_neighbours(lines, kinds)
    _unlabel_arrows(lines, kinds)
    _label_top(lines, kinds)
    _label_zone_after(lines, kinds)
    headline = label_titles(lines, kinds)
    _label_rest(lines, kinds)
    blocks: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        blocks.extend(_cut(line, kind or "body", headline))
    return tuple(blocks)


def _label_by_neighbours(lines: Sequence[Line], kinds: Kinds) -> None:
    """Label names beside a time stamp, captions above a credit, runs of other headlines."""
    firsts = [i for i, kind in enumerate(kinds) if kind is None][:1]
    has_writer = any(
        kind == "byline" and any(part == "byline" for _, _, part in info_parts(line.bare))
        for line, kind in zip(lines, kinds, strict=True)
    )
    for i, line in enumerate(lines):
        if kinds[i] is not None:
            continue
        beside = {j for j in (i - 1, i + 1) if 0 <= j < len(lines)}
        stamped = any(
            kinds[j] in ("byline", "metadata") and STAMP_RE.search(lines[j].bare) for j in beside
        )
        if stamped and _is_name_plate(line.bare) and not (i in firsts and _is_top(lines, kinds, i)):
            kinds[i] = "metadata"
        elif stamped and not has_writer and is_columnist(line.bare):
            kinds[i] = "byline"
        elif i + 1 < len(lines) and kinds[i + 1] == "byline" and is_credit(lines[i + 1].bare):
            if not lines[i + 1].gap and not FINAL_RE.search(line.bare):
                kinds[i] = "caption"
        else:
            runs = [j for j in {i, *beside} if REPORTER_TAIL_RE.search(lines[j].bare)]
            if i in runs and len(runs) > 1 and not is_sentence(line.bare):
                kinds[i] = "boilerplate"


def _unlabel_arrows(lines: Sequence[Line], kinds: Kinds) -> None:
    """Take lines with ▶ for subheads to be, where several of them stand over sentences."""
    arrows = [
        i
        for i, line in enumerate(lines[:-1])
        if kinds[i] == "caption"
        and line.bare[0] in "▶▷"
        and len(line.bare) <= MAX_SUBHEAD // 2
        and not is_sentence(line.bare)
        and kinds[i + 1] is None
        and is_sentence(lines[i + 1].bare)
    ]
    if len(arrows) > 1:
        for i in arrows:
            kinds[i] = None


def _is_top(lines: Sequence[Line], kinds: Kinds, i: int) -> bool:
    """Say whether no other line above the article looks more like its headline."""
    for j in range(i + 1, len(lines)):
        if kinds[j] is None:
            if is_sentence(lines[j].bare):
                return True
            if is_title(lines[j].bare) and len(lines[j].bare) > 1.5 * len(lines[i].bare):
                return False
    return True


def _is_name_plate(line: str) -> bool:
    """Say whether a line may be a bare name, as an outlet's beside its time stamp."""
    words = line.split()
    return (
        len(words) <= 3
        and len(line) <= 24
        and not FINAL_RE.search(line)
        and line[-1] != ","
        and not ITEM_RE.match(line)
        and all(word[0].isupper() or not word[0].isascii() for word in words)
    )


def _label_top(lines: Sequence[Line], kinds: Kinds) -> None:
    """Label the names of sections and bare counts above the article."""
    for i, line in enumerate(lines):
        if kinds[i] is not None:
            continue
        if is_sentence(line.bare):
            return
        if len(line.bare) <= MAX_BUTTONS and matches("section", line.bare):
            kinds[i] = "metadata"
        elif _COUNT_RE.fullmatch(line.bare):
            kinds[i] = "boilerplate"


def _label_zone_after(lines: Sequence[Line], kinds: Kinds) -> None:
    """Label what follows the article: related headlines, the copyright line, comments.

    A sentence ends the zone; behind a copyright line only a long one does, or
    one with another sentence behind it.
    """
    paragraphs = [len(line.bare) >= LONG_PARAGRAPH and is_sentence(line.bare) for line in lines]
    before = [0, *accumulate(paragraphs)]
    begun = 0
    zone = ""
    for i, line in enumerate(lines):
        if kinds[i] is None and is_sentence(line.bare):
            if zone == "close" and not _resumes(lines, kinds, i):
                kinds[i] = "boilerplate"
            else:
                begun, zone = begun + 1, ""
        elif zone and (kinds[i] is None or _is_loose(kinds[i], line.bare)):
            kinds[i] = "boilerplate"
        if not begun or len(line.bare) > MAX_FIXED:
            continue
        if _END_RE.search(line.bare) and begun > 1:
            zone = zone or "tail"
        if kinds[i] != "boilerplate":
            continue
        if matches("comments", line.bare) and before[-1] <= 2 * before[i]:
            kinds[i:] = [
                kind if kind in ("hashtag", "metadata") else "boilerplate" for kind in kinds[i:]
            ]
            return
        if matches("close", line.bare):
            zone = "close"
        elif matches("tail", line.bare):
            zone = zone or "tail"


def _is_loose(kind: SegmentKind | None, line: str) -> bool:
    """Say whether a caption or definition behind the article may be a link all the same."""
    return kind in ("caption", "definition") and line[0] not in "▲▼◀"


def _resumes(lines: Sequence[Line], kinds: Kinds, i: int) -> bool:
    """Say whether the article goes on at a sentence behind a copyright line."""

    def is_long(j: int) -> bool:
        if j >= len(lines) or kinds[j] is not None or not is_sentence(lines[j].bare):
            return False
        line = lines[j].bare
        return len(line) >= (LONG_KOREAN if is_korean(line) else LONG_PARAGRAPH)

    return is_long(i) or is_long(i + 1)


def _label_rest(lines: Sequence[Line], kinds: Kinds) -> None:
    """Label short lines behind the last sentence of a page that has other furniture."""
    sentences = [i for i, kind in enumerate(kinds) if kind is None and is_sentence(lines[i].bare)]
    if len(sentences) < 2 or not any(kind in ("boilerplate", "byline") for kind in kinds):
        return
    behind = False
    for i in range(sentences[-1] + 1, len(lines)):
        line = lines[i].bare
        behind = behind or kinds[i] in ("boilerplate", "byline", "hashtag")
        if kinds[i] is None and not behind and is_predicate(line, len(line)):
            continue  # a last sentence without its full stop
        if kinds[i] == "caption" and line[0] in "▶▷" and not is_captioned(line):
            kinds[i] = "boilerplate"
        is_short = len(line) <= MAX_SUBHEAD and "\t" not in line
        if kinds[i] is None and is_short and not ITEM_RE.match(line):
            kinds[i] = "boilerplate"


def _cut(line: Line, kind: SegmentKind, headline: str | None) -> Iterable[Block]:
    """Cut a line where it changes from one thing to another."""
    start, text = line.start, line.text
    if kind == "byline":
        for a, b, part in info_parts(text) or [(0, len(text), kind)]:
            yield Block(start + a, start + b, part)
        return
    if kind == "hashtag":
        for match in _HASHTAG_RE.finditer(text):
            for a, b in _halves(match.group().rstrip(",")):
                yield Block(start + match.start() + a, start + match.start() + b, "hashtag")
        return
    if kind not in ("body", "caption"):
        yield Block(start, line.end, kind)
        return
    tail: list[Block] = []
    end = len(text)
    credit = find_credit(text) if kind == "caption" else None
    if credit:
        a, b, what = credit
        end = len(text[:a].rstrip(" ,，"))
        tail.append(Block(start + a, start + b, what))
        rest = text[b:].strip()
        if any(c.isalnum() for c in rest):
            place = text.index(rest, b)
            tail.append(Block(start + place, start + place + len(rest), kind))
    sign = SIGN_OFF_RE.search(text, 0, end)
    if sign:
        tail.insert(0, Block(start + sign.start("sign"), start + sign.end("sign"), "byline"))
        end = len(text[: sign.start()].rstrip())
    if headline and len(headline) > 10 and text.startswith(headline + " ") and end > len(headline):
        yield Block(start, start + len(headline), "caption")
        rest = text[len(headline) : end].lstrip()
        start += end - len(rest)
        end, text = len(rest), rest
    if end:
        yield Block(start, start + end, kind)
    yield from tail


def _halves(tag: str) -> list[tuple[int, int]]:
    """Return the English and the Korean half of a glued hashtag, or the whole.

    Capitals before the first Hangul belong to the Korean half where the
    English half has them already.

    >>> _halves("#AI"), _halves("#Kakao카카오"), _halves("#AIchipAI칩")
    ([(0, 3)], [(0, 6), (6, 9)], [(0, 7), (7, 10)])
    """
    match = regex.fullmatch(r"(#[\p{Latin}\d]+?)(\p{Lu}{2,})?(\p{Hangul}.*)", tag)
    if not match:
        return [(0, len(tag))]
    capitals = match[2] or ""
    middle = match.start(3)
    if capitals and capitals in match[1]:
        middle -= len(capitals)
    return [(0, middle), (middle, len(tag))]
