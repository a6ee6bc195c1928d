"""What can be told from a line alone: fixed wordings, buttons, captions, definitions."""

from __future__ import annotations

from functools import cache

import regex

from align.documents.bylines import info_parts, is_captioned, is_credit, is_outlet
from align.records import SegmentKind
from align.sentences.korean import has_no_final
from align.tables import read_table

MAX_FIXED = 400
"""Lines longer than this are not held against the fixed wordings."""

MAX_BUTTONS = 40
"""Characters of the longest line that is made of words of buttons and menus."""

Rule = tuple[regex.Pattern[str], SegmentKind]

_CAPTION_RE = regex.compile(
    r"""^(?:
        [▲▼◀▶▷◁△↑↓]\s?\S
      | [<\[(【]?\s?(?:사진|그림|표|그래프|도표)\s?\d{0,2}\s?[>\])】]\s?\S
      | (?:사진\s설명|사진|그림|표|Figure|Table|Photo|Image)\s?\d{0,2}\s?[:.]\s
      | (?:This\s|In\sthis\s)(?:file\s)?(?:photo|image|picture)\b
    )""",
    regex.VERBOSE,
)
_NEWSIS_RE = regex.compile(
    r"(?<=[다음임함중][.]\s)(?:19|20)\d\d\.\d{1,2}\.\d{1,2}\.?(?:\s\S+@\S+)?$"
)
_DEFINITION_RE = regex.compile(
    r"^(?:[-–—*※▶☞◆■●•💬💡📌]\s*)?"
    r"(?P<term>(?:what\sis\s)?[\p{L}\d .·()/-]{1,30}?(?:이란|란|은\?|는\?)?\?)(?:\s|$)(?=.*\S)"
)
_DEFINED_RE = regex.compile(r"(?:이)?란\s?\?$|^what\sis\s", regex.IGNORECASE)
_EXPLAINED_RE = regex.compile(
    r"""^(?:
        [(（](?:[\p{L}\d·/-]{1,14}\s){0,2}[\p{L}\d·/-]{1,14}?(?:은|는|이란|란)\s[^()]{5,300}
          (?:(?P<noun>[가-힣])다|입니다|이에요|예요|[말뜻의칭킨][가-힣]{1,2}다|말함|뜻함|말|것|용어)\.?[)）]
      | [(（][\p{Lu}][\p{L}\d\s-]{1,40}\s(?:is|are|refers\sto|means|stands\sfor)\s[^()]{5,300}[)）]
      | [*※☞]\s?(?!문의|자료|출처|주\s?:|참고|비고|단위|사진|일시|장소|기간|대상|신청|접수|홈페이지
          |전화)
        \p{L}[\p{L}\d\s()·/-]{0,30}\s?[:：]\s(?=\p{L})[^\n]{3,300}
      | [^\w\s.,'"“”‘’(\[]{1,2}\s?[\p{L}\d\s·-]{1,20}\?\s
        [^?]{10,200}(?:이?다|말합니다|뜻합니다|말한다|뜻한다)\.
    )$""",
    regex.VERBOSE,
)
"""A term with what it means: (HBM은 … 메모리다.), ※ 계약학과: …, 💬 TEU? … 단위입니다."""

_HASHTAG_LINE_RE = regex.compile(r"^(?:#[^\s#]+[\s,]*)+$")
_CRUMB_RE = regex.compile(
    r"^(?:[\p{L}·/&\-]{2,14}(?:\s(?=\S))?){1,3}"
    r"(?:[ \u00a0]{2,}[\p{L}·/&\-]{2,14}(?:\s[\p{L}·/&\-]{2,14})?)+$"
)


@cache
def _rules() -> dict[str, list[Rule]]:
    """Return the fixed wordings by scope; ``menu`` lines and ``ui`` words are put together."""
    rows = read_table("furniture")
    found: dict[str, list[Rule]] = {}
    for row in rows:
        if row["scope"] in ("menu", "ui", "section"):
            continue
        pattern = regex.compile(rf"(?:{row['pattern']})", regex.IGNORECASE)
        kind: SegmentKind = "metadata" if row["kind"] == "metadata" else "boilerplate"
        found.setdefault(row["scope"], []).append((pattern, kind))
    menu = "|".join(row["pattern"] for row in rows if row["scope"] == "menu")
    found["line"].append((_repeated(menu, r"[\s|·,/]*"), "boilerplate"))
    sections = "|".join(row["pattern"] for row in rows if row["scope"] == "section")
    found["section"] = [(_repeated(sections, r"[\s|·,/>]*"), "metadata")]
    return found


def _repeated(words: str, between: str) -> regex.Pattern[str]:
    return regex.compile(rf"{between}(?:(?:{words}){between})+", regex.IGNORECASE)


@cache
def _button_res() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    rows = [row for row in read_table("furniture") if row["scope"] == "ui"]
    strong = "|".join(row["pattern"] for row in rows if row["kind"] == "strong")
    every = "|".join(row["pattern"] for row in rows)
    korean = rf"(?:{every})+"
    return (
        regex.compile(rf"(?:{strong})", regex.IGNORECASE),
        regex.compile(rf"\W*(?:{korean}\W*(?:\s\W*|$))+(?:\d{{1,4}}\W*)?", regex.IGNORECASE),
    )


def is_button(line: str) -> bool:
    """Say whether a line is made of words of buttons and menus alone.

    >>> is_button("본문 글자 크기 조정"), is_button("Share this:"), is_button("글자 없는 사회")
    (True, True, False)
    """
    if len(line) > MAX_BUTTONS:
        return False
    strong, whole = _button_res()
    return bool(strong.search(line)) and bool(whole.fullmatch(line))


def label_line(line: str) -> SegmentKind | None:
    """Label what can be told from the line alone."""
    if _HASHTAG_LINE_RE.match(line):
        return "hashtag"
    if len(line) > MAX_FIXED:
        is_caption = bool(_CAPTION_RE.match(line)) and line[0] not in "△▶▷"
        return "caption" if is_caption else _label_definition(line)
    for scope in ("line", "close", "tail", "comments"):
        for pattern, label in _rules()[scope]:
            if pattern.fullmatch(line):
                return label
    if is_button(line):
        return "boilerplate"
    if is_definition(line):
        return "definition"
    if _CAPTION_RE.match(line) and line[0] != "△" and not line.startswith(("▶▶", "▷▷")):
        return "caption"
    if _CRUMB_RE.match(line):
        return "metadata"
    if info_parts(line) or is_credit(line):
        return "byline"
    if is_outlet(line):
        return "metadata"
    if is_captioned(line) or _NEWSIS_RE.search(line):
        return "caption"
    return _label_definition(line)


def is_definition(words: str) -> bool:
    """Say whether a line or sentence does nothing but explain a term.

    >>> is_definition("(HBM은 D램을 여러 층으로 쌓은 메모리입니다.)"), is_definition("(비가 왔다.)")
    (True, False)
    """
    match = _EXPLAINED_RE.match(words) if len(words) <= MAX_FIXED else None
    noun = match["noun"] if match else None
    return match is not None and (noun is None or has_no_final(noun))


def _label_definition(line: str) -> SegmentKind | None:
    match = _DEFINITION_RE.match(line)
    return "definition" if match and _DEFINED_RE.search(match["term"]) else None


def matches(scope: str, line: str) -> bool:
    """Say whether a whole line is one of the fixed wordings of a scope.

    >>> matches("tail", "많이 본 뉴스"), matches("section", "경제 > 금융")
    (True, True)
    """
    return any(pattern.fullmatch(line) for pattern, _ in _rules().get(scope, ()))
