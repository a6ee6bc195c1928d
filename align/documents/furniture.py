"""What each line of a page is: article, or the furniture around it.

Labels, never deletion: every line with a letter or digit comes back as a block
with a kind. Fixed wordings live in ``tables/furniture.tsv``; here is what takes
the neighbourhood into account: headline, subheads, captions, bylines, the zone
after the article. Left out: sentences (blocks of kind body, caption and
definition are still to be split).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import regex
from attrs import evolve, frozen

from align.records import SegmentKind
from align.tables import read_table

MAX_TITLE = 140
"""Characters of the longest line that can be a headline."""
MAX_SUBHEAD = 70
MAX_FIXED = 400
"""Lines longer than this are not held against the fixed wordings."""
LONG_PARAGRAPH = 120
"""Characters from which a line that ends in a full stop is an article again."""


@frozen
class Block:
    """A line of the document, or a part of one, and what it is."""

    start: int
    end: int
    kind: SegmentKind


@frozen
class _Line:
    """A line without its white space; ``gap`` tells that a blank line precedes it."""

    start: int
    end: int
    text: str
    gap: bool
    bare: str
    """The text without HTML tags."""


_LINE_RE = regex.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TAG_RE = regex.compile(r"</?[a-zA-Z][^<>\n]{0,600}>")
_NAME_KO = r"[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3}"
_POST = r"(?:[가-힣]{0,6}\s?)?(?:기자|특파원|논설위원|칼럼니스트|통신원|에디터)"
_MAIL = r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?"
_DAY = r"(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}\s?[.일]?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_EN = (
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    rf"|\d{{1,2}}\s{_MONTH},?\s(?:19|20)\d\d)"
)
_CLOCK = (
    r"(?:\(?[월화수목금토일]\)?\s?)?(?:(?:오전|오후|am|pm)\s?)?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:KST|UTC|GMT|EST|EDT|PST))?"
)
_STAMP_LABEL = (
    r"(?:posted|updated|published|modified|last\smodified|written|date|입력|수정|등록|승인|송고|게재"
    r"|기사입력|최종수정|최종\s?입력|기사등록|작성일?|발행일?|업데이트)"
)

STAMP_RE = regex.compile(
    rf"(?:{_STAMP_LABEL}\s*[:：]?\s*)?(?P<day>{_DAY}|{_DAY_EN})(?:[\s,T]*(?P<clock>{_CLOCK}))?(?:\s*{_STAMP_LABEL}(?!\s*[:：]))?",
    regex.IGNORECASE,
)
_BYLINE_RE = regex.compile(
    rf"""
      (?P<en>[Bb]y\s\p{{Lu}}[\p{{L}}.'’-]+(?:\s(?:and\s)?\p{{Latin}}[\p{{Latin}}.'’-]+){{0,5}},?)
    | (?P<ko>(?:글\s?[·=:]?\s?|취재\s?[=:]\s?|\[)?{_NAME_KO}\s?{_POST}\]?(?:\s*\(?{_MAIL}\)?)?)
    | (?P<handle>by\s[^\n]{{2,40}}?(?=\s+(?:{_DAY}|{_DAY_EN})|$))
    | (?P<mail>{_MAIL})
    """,
    regex.VERBOSE,
)
_SIGN_OFF_RE = regex.compile(
    rf"(?<=[.!?”\"’'])\s*/?\s*(?P<sign>[\[(]?{_NAME_KO}\s?{_POST}[\])]?(?:\s*[\[(]?{_MAIL}[\])]?)?)\s*$"
)
_REPORTER_TAIL_RE = regex.compile(rf"[^.]\s{_NAME_KO}\s?(?:기자|특파원)$")
_CREDIT_RE = regex.compile(
    r"""(?xi)
      (?P<byline>
          \b photo (?:s|graph)? \s (?:by|courtesy\sof|credit:?) \s [^\n]{2,80}
        | [<\[(] \s? (?:사진\s?[=:]?\s?)? [\p{L}\s·=/]{2,20}
          (?:뉴스|통신|일보|신문|제공|DB|기자) \s? [>\])]
        | [/\[(<=]? \s? 사진 \s? (?:제공)? \s? [=:·/] \s? [^\n]{2,40}
        | \( (?:yonhap|reuters|ap|afp|getty\simages|newsis) [^()\n]{0,30} \)
      )
    | (?P<metadata> [,，]? \s* (?:출처|자료|source) \s? [:=] \s? [^\n]{1,60} )
    """
)
_CAPTION_RE = regex.compile(r"^[▲▼◀▶▷◁△↑↓]\s?\S")
_DEFINITION_RE = regex.compile(
    r"^(?:[-–—*※▶☞◆■●•]\s*)?"
    r"(?P<term>(?:what\sis\s)?[\p{L}\d .·()/-]{1,30}?(?:이란|란|은\?|는\?)?\?)(?:\s|$)(?=.*\S)"
)
_DEFINED_RE = regex.compile(r"(?:이)?란\s?\?$|^what\sis\s", regex.IGNORECASE)
_ITEM_RE = regex.compile(r"^(?:[△▲▷▶◇◆○●□■•·∙▪*‣※☞-]|\d{1,2}[.)]|[①-⑳]|[가-하][.)])\s?\S")
_FINAL_RE = regex.compile(r"""[.。!?！？…][)\]"'”’»」』]*$""")
_STOP_RE = regex.compile(r"""(?:[.。]|[.!?…]["'”’」』])[)\]]*$""")
_INNER_STOP_RE = regex.compile(r"""(?:[가-힣]|[a-z]{3})[.]["'”’]?\s""")
_HASHTAG_RE = regex.compile(r"#[^\s#]+")
_HASHTAG_LINE_RE = regex.compile(r"^(?:#[^\s#]+[\s,]*)+$")
_CRUMB_RE = regex.compile(
    r"^(?:[\p{L}·/&\-]{2,14}(?:\s(?=\S))?){1,3}(?:\s{2,}[\p{L}·/&\-]{2,14}(?:\s[\p{L}·/&\-]{2,14})?)+$"
)


@cache
def _fixed_patterns() -> dict[str, list[tuple[regex.Pattern[str], SegmentKind]]]:
    found: dict[str, list[tuple[regex.Pattern[str], SegmentKind]]] = {}
    words = [row["pattern"] for row in read_table("furniture") if row["scope"] == "menu"]
    menu = rf"(?:(?:{'|'.join(words)})[\s|·,/]*)+"
    rows = [row for row in read_table("furniture") if row["scope"] != "menu"]
    for row in [*rows, {"scope": "line", "kind": "boilerplate", "pattern": menu}]:
        pattern = regex.compile(rf"(?:{row['pattern']})", regex.IGNORECASE)
        kind: SegmentKind = "metadata" if row["kind"] == "metadata" else "boilerplate"
        found.setdefault(row["scope"], []).append((pattern, kind))
    return found


@cache
def _outlet_re() -> regex.Pattern[str]:
    rows = read_table("outlets")
    ends = "|".join(regex.escape(row["word"]) for row in rows if row["form"] == "suffix")
    names = "|".join(regex.escape(row["word"]) for row in rows if row["form"] == "name")
    return regex.compile(
        rf"(?:The\s)?(?:\p{{Lu}}[\p{{L}}&.-]*\s){{0,3}}(?:{ends})|[가-힣A-Z]{{1,6}}(?:{ends})|{names}"
    )


def is_outlet(line: str) -> bool:
    """Say whether a whole line is the name of a news outlet.

    >>> is_outlet("Han River Times"), is_outlet("한빛일보"), is_outlet("Hard Times came")
    (True, True, False)
    """
    return len(line) <= 40 and bool(_outlet_re().fullmatch(line))


def strip_tags(text: str) -> str:
    """Return the text without HTML tags that were left in it.

    >>> strip_tags("<a href='x'>윤석열</a> 만나")
    '윤석열 만나'
    """
    return _TAG_RE.sub("", text) if "<" in text else text


def label_blocks(text: str) -> list[Block]:
    r"""Return the lines of ``text``, and parts of lines, with what they are.

    In order and without overlap; white space and lines without any letter or
    digit are left out. A line that was broken inside a parenthesis is one
    block with the next.

    >>> [(b.kind, b.start, b.end) for b in label_blocks("본문 바로가기\n비가 온다.\n#비")]
    [('boilerplate', 0, 7), ('body', 8, 14), ('hashtag', 15, 17)]
    """
    lines = list(_read_lines(text))
    kinds = _label_fixed(lines)
    _label_zone_after(lines, kinds)
    headline = _label_titles(lines, kinds)
    blocks: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        blocks.extend(_cut(line, kind or "body", headline))
    return blocks


def _read_lines(text: str) -> Iterable[_Line]:
    gap_from = 0
    pending: _Line | None = None
    for match in _LINE_RE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not any(c.isalnum() for c in stripped):
            continue
        start = match.start() + line.index(stripped)
        end = start + len(stripped)
        between = text[gap_from:start]
        gap = between.count("\n") + between.count("\r\r") > 1
        if pending is not None and not gap and _is_broken(pending.text, stripped):
            whole = text[pending.start : end]
            pending = evolve(pending, end=end, text=whole, bare=strip_tags(whole))
        else:
            if pending is not None:
                yield pending
            pending = _Line(start, end, stripped, gap, strip_tags(stripped).strip())
        gap_from = end
    if pending is not None:
        yield pending


def _is_broken(line: str, following: str) -> bool:
    """Say whether a line ends inside a parenthesis that the next one closes."""
    last = line.rfind("(")
    if last < 0 or ")" in line[last:] or len(line) - last > 80:
        return False
    closing = following.find(")")
    return 0 <= closing <= 80 and "(" not in following[:closing]


def _label_fixed(lines: Sequence[_Line]) -> list[SegmentKind | None]:
    """Label what can be told from the line alone."""
    patterns = _fixed_patterns()
    kinds: list[SegmentKind | None] = []
    for line in lines:
        kind: SegmentKind | None = None
        if _HASHTAG_LINE_RE.match(line.bare):
            kind = "hashtag"
        elif _CAPTION_RE.match(line.bare) and line.bare[0] != "△":
            kind = "caption"
        elif len(line.bare) <= MAX_FIXED:
            for scope in ("line", "close", "tail", "comments"):
                for pattern, label in patterns[scope]:
                    if kind is None and pattern.fullmatch(line.bare):
                        kind = label
            if kind is None and _CRUMB_RE.match(line.bare):
                kind = "metadata"
            if kind is None and _info_parts(line.bare):
                kind = "byline"
            if kind is None and is_outlet(line.bare):
                kind = "metadata"
            if kind is None and _is_captioned(line.bare):
                kind = "caption"
        if kind is None:
            match = _DEFINITION_RE.match(line.bare)
            if match and _DEFINED_RE.search(match["term"]):
                kind = "definition"
        kinds.append(kind)
    for i, line in enumerate(lines):
        beside = {j for j in (i - 1, i + 1) if 0 <= j < len(lines)}
        if (
            kinds[i] is None
            and _is_name_plate(line.bare)
            and any(
                kinds[j] in ("byline", "metadata") and STAMP_RE.search(lines[j].bare)
                for j in beside
            )
        ):
            kinds[i] = "metadata"
        runs = [j for j in {i, *beside} if _REPORTER_TAIL_RE.search(lines[j].bare)]
        if kinds[i] is None and i in runs and len(runs) > 1 and not _is_sentence(line.bare):
            kinds[i] = "boilerplate"
    return kinds


def _is_name_plate(line: str) -> bool:
    """Say whether a line may be a bare name, as an outlet's beside its time stamp."""
    words = line.split()
    return (
        len(words) <= 3
        and len(line) <= 24
        and not _FINAL_RE.search(line)
        and all(word[0].isupper() or not word[0].isascii() for word in words)
    )


def _is_captioned(line: str) -> bool:
    credit = _CREDIT_RE.search(line)
    return bool(credit and credit.start() > 0 and len(line) - credit.end() < 20)


def _info_parts(line: str) -> list[tuple[int, int, SegmentKind]]:
    """Return the bylines, stamps and e-mail addresses that make up a whole line."""
    parts: list[tuple[int, int, SegmentKind]] = []
    place = 0
    while place < len(line):
        if line[place] in " \t|/·,;()[]\u00a0":
            place += 1
            continue
        stamp = STAMP_RE.match(line, place)
        byline = None if stamp else _BYLINE_RE.match(line, place)
        match = stamp or byline
        if match is None or match.end() == place:
            return []
        kind: SegmentKind = "metadata" if stamp else "byline"
        parts.append((match.start(), match.start() + len(match.group().rstrip(" ,")), kind))
        place = match.end()
    return parts


def _label_zone_after(lines: Sequence[_Line], kinds: list[SegmentKind | None]) -> None:
    """Label what follows related headlines, the copyright line or the comments' head."""
    patterns = _fixed_patterns()
    paragraphs = [len(line.bare) >= LONG_PARAGRAPH and _is_sentence(line.bare) for line in lines]
    article_begun = inside = False
    for i, line in enumerate(lines):
        if kinds[i] is None and _is_sentence(line.bare):
            article_begun, inside = True, False
        elif kinds[i] is None and inside:
            kinds[i] = "boilerplate"
        if kinds[i] != "boilerplate" or not article_begun or len(line.bare) > MAX_FIXED:
            continue
        if _matches(patterns["comments"], line.bare) and sum(paragraphs[i:]) <= sum(paragraphs[:i]):
            kinds[i:] = ["boilerplate"] * (len(lines) - i)
            return
        inside = inside or _matches(patterns["tail"] + patterns["close"], line.bare)


def _matches(patterns: Iterable[tuple[regex.Pattern[str], SegmentKind]], line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern, _ in patterns)


def _is_sentence(line: str) -> bool:
    return bool(_STOP_RE.search(line))


def _is_title(line: str) -> bool:
    """Say whether a line may be a headline: short, and no finished sentence."""
    if len(line) > MAX_TITLE or _is_sentence(line) or _ITEM_RE.match(line):
        return False
    if _INNER_STOP_RE.search(line):
        return False
    return len(line) <= MAX_SUBHEAD // 2 or not _FINAL_RE.search(line)


def _label_titles(lines: Sequence[_Line], kinds: list[SegmentKind | None]) -> str | None:
    """Label headline, subheads and what stands above them; return the headline.

    The headline is the title-like line above the first byline or time stamp,
    or else the first before the article; a site's or blog's name above it,
    short and set apart by a blank line, is boilerplate.
    """
    sentences = [i for i, line in enumerate(lines) if kinds[i] is None and _is_sentence(line.bare)]
    titles = [i for i, line in enumerate(lines) if kinds[i] is None and _is_title(line.bare)]
    if not sentences or not titles or len(sentences) * 3 < len(titles):
        return None
    info = next(
        (
            i
            for i, kind in enumerate(kinds)
            if kind == "byline" or (kind == "metadata" and STAMP_RE.search(lines[i].bare))
        ),
        None,
    )
    above = [i for i in titles if info is not None and i < info]
    if info is not None and above and not any(above[-1] < i < info for i in sentences):
        run = [i for i in above if not any(i < j < info for j in sentences)]
    else:
        run = [i for i in titles if i < sentences[0]]
    if not run:
        _label_subheads(lines, kinds, titles, sentences)
        return None
    later = [line.bare for line in lines]
    repeated = [i for i in run if any(lines[i].bare in other for other in later[i + 2 :])]
    crumb = max((i for i in range(run[-1]) if kinds[i] == "metadata" and i > run[0]), default=-1)
    first = (
        repeated[0]
        if repeated
        else next(i for i in run if i > crumb and not (_is_site_name(lines, i) and i != run[-1]))
    )
    headline = lines[first].bare
    for i in titles:
        if i < first and i in run:
            kinds[i] = "boilerplate"
    kinds[first] = "headline"
    second = first + 1
    if second in run and _script(lines[second].bare) != _script(headline):
        kinds[second] = "headline"
    _label_subheads(lines, kinds, [i for i in titles if i > first], sentences)
    for i, line in enumerate(lines):
        if i > first and kinds[i] in (None, "subhead") and line.bare == headline:
            kinds[i] = "headline"
    return headline


def _is_site_name(lines: Sequence[_Line], i: int) -> bool:
    follows_gap = i + 1 < len(lines) and lines[i + 1].gap
    return follows_gap and len(lines[i].bare.split()) <= 3 and len(lines[i].bare) <= 24


def _script(line: str) -> bool:
    return bool(regex.search(r"\p{Hangul}{2}", line))


def _label_subheads(
    lines: Sequence[_Line],
    kinds: list[SegmentKind | None],
    titles: Iterable[int],
    sentences: Sequence[int],
) -> None:
    last = sentences[-1] if sentences else 0
    for i in titles:
        if kinds[i] is None and len(lines[i].bare) <= MAX_TITLE and i < last:
            kinds[i] = "subhead"


def _cut(line: _Line, kind: SegmentKind, headline: str | None) -> Iterable[Block]:
    """Cut a line where it changes from one thing to another."""
    start, text = line.start, line.text
    if kind == "byline":
        for a, b, part in _info_parts(text) or [(0, len(text), kind)]:
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
    credit = _CREDIT_RE.search(text) if kind == "caption" else None
    if credit and credit.start() > 0:
        what: SegmentKind = "byline" if credit["byline"] else "metadata"
        end = len(text[: credit.start()].rstrip())
        tail.append(
            Block(
                start + credit.start(), start + credit.start() + len(credit.group().rstrip()), what
            )
        )
        rest = text[credit.end() :].strip()
        if rest:
            place = text.index(rest, credit.end())
            tail.append(Block(start + place, start + place + len(rest), kind))
    sign = _SIGN_OFF_RE.search(text, 0, end)
    if sign:
        tail.insert(0, Block(start + sign.start("sign"), start + sign.end("sign"), "byline"))
        end = len(text[: sign.start()].rstrip())
    if headline and len(headline) > 10 and text.startswith(headline) and end > len(headline):
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
