"""Who wrote and when: bylines, time stamps, photo credits, names of outlets."""

from __future__ import annotations

from functools import cache

import regex

from align.records import SegmentKind
from align.tables import read_table

Part = tuple[int, int, SegmentKind]

_NAME_KO = r"[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3}"
_POST = (
    r"(?:[가-힣]{0,6}\s?)?(?:기자|특파원|논설위원|칼럼니스트|통신원|에디터|리포터|아나운서|앵커|PD)"
)
_MAIL = r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?"
_ROLE = (
    r"(?:글|사진|취재|그림|정리|영상취재|영상편집|영상|촬영기자|촬영|편집|그래픽|번역|디자인"
    r"|일러스트|삽화)"
)
_DAY = (
    r"(?:(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}(?!\d)\s?[.일]?"
    r"(?:\s?\([월화수목금토일]\))?)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_EN = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?"
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    rf"|\d{{1,2}}\s{_MONTH},?\s(?:19|20)\d\d)"
)
_CLOCK = (
    r"(?:\(?[월화수목금토일]\)?\s?)?(?:(?:오전|오후|am|pm)\s?)?\(?(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\.\d\d(?=\s(?:GMT|BST|CET)))\)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:KST|UTC|GMT|EST|EDT|PST|PDT|ET|BST|CET|JST)(?:[+-]\d{1,2})?)?"
    r"(?:\s?(?:이후|부터))?"
)
_STAMP_LABEL = (
    r"(?:(?:first\s)?(?:posted|updated|published|modified)(?:\s(?:on|at))?|last\s(?:modified|updated)(?:\son)?|written"
    r"|date|(?:기사|최초|최종)?\s?(?:입력|수정|등록|승인|송고|게재|작성|발행|배포|발표)(?:일시|시간|시각|일)?"
    r"|보도\s?(?:시점|일시|일자|날짜)|업데이트|게시일?)"
)

STAMP_RE = regex.compile(
    rf"""(?:{_STAMP_LABEL}\s*[:：]?\s*)?
    (?:(?P<early>{_CLOCK})[\s,]+)?(?P<day>{_DAY}|{_DAY_EN})(?:[\s,T]*(?:[-–|]\s)?(?P<clock>{_CLOCK}))?
    (?:\s*{_STAMP_LABEL}(?!\s*[:：])(?!\s*(?:{_DAY}|{_DAY_EN})))?""",
    regex.IGNORECASE | regex.VERBOSE,
)
"""A date with its label and time; verbose, so white space is written as ``\\s``."""

_BYLINE_RE = regex.compile(
    rf"""
      (?P<en>[Bb]y\s\p{{Lu}}[\p{{L}}.'’-]+(?:\s(?:and\s)?\p{{Latin}}[\p{{Latin}}.'’-]+){{0,5}},?)
    | (?P<desk>(?:Additional\s[Rr]eporting|Reporting|Writing|Editing|Photos?|Text|Words)
        (?:\sand\s\w+)?\sby\s[^;\n|]{{3,80}};?)
    | (?P<writer>(?:작성자|글쓴이|필자|저자)\s?[:：]\s?[^\s|·]{{2,14}})
    | (?P<role>{_ROLE}(?:[·/]\s?{_ROLE})?\s?[=:.]\s?[가-힣]{{2,12}}(?:\s?{_POST})?)
    | (?P<ko>(?:[가-힣]{{2,6}}\s?=\s?)?(?:{_ROLE}\s?[·=:.]?\s?|\[)?{_NAME_KO}\s?{_POST}\]?
        (?:\s*[\[(]?{_MAIL}[\])]?)?)
    | (?P<handle>by\s[^\n]{{2,40}}?(?=\s+(?:{_DAY}|{_DAY_EN})|$))
    | (?P<agency>[◎©]?\s?공감언론\s뉴시스)
    | (?P<mail>{_MAIL})
    """,
    regex.VERBOSE,
)
_NICK_RE = regex.compile(r"(?P<nick>\S{1,16}(?:\s\S{1,12}){0,2}?)\s?[・·|│]\s?")
_OFFICE_RE = regex.compile(r"[가-힣]{2,}(?:부|청|처|원|실|국|위원회|시|도|군|구|공사|공단|은행)$")
_COLUMNIST_RE = regex.compile(
    r"[가-힣]{2,4}\s(?:[가-힣\w·]{2,14}\s){1,4}(?:교수|변호사|대표|연구원|연구위원|소장|원장|작가|의원|위원|회장"
    r"|시인|소설가|평론가|박사|이사장|센터장|본부장|이사|의사|기획자|강사)"
    r"|(?:\p{Lu}[\p{L}'’.-]+\s){2,3}in\s\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?"
)
_SEPARATORS = " \t|/·・,;()[]│\u00a0"

SIGN_OFF_RE = regex.compile(
    rf"(?<=[.!?”\"’'])\s*/?\s*(?P<sign>[\[(]?(?:[가-힣]{{2,6}}\s?=\s?)?{_NAME_KO}\s?{_POST}[\])]?"
    rf"(?:\s*[\[(]?{_MAIL}[\])]?)?)\s*$"
)
REPORTER_TAIL_RE = regex.compile(rf"[^.]\s{_NAME_KO}\s?(?:기자|특파원)$")

_AGENCIES = (
    r"(?:연합뉴스|뉴시스|뉴스1|로이터|AP|AFP|EPA|UPI|REUTERS|Reuters|신화|게티이미지\w*|Getty\sImages|Yonhap|Newsis"
    r"|AFPBBNews|한경DB|셔터스톡|픽사베이|언스플래시|Unsplash|Shutterstock)"
)
CREDIT_RE = regex.compile(
    rf"""(?xi)
      (?P<byline>
          \b photo (?:s|graph|graphs)? : \s [^\n]{{2,60}}
        | \b photo (?:s|graph)? \s (?:by|courtesy\sof|credit:?) \s [^\n]{{2,80}}
        | [<\[(〈【] \s? (?:사진\s?[=:]?\s?)? [\p{{L}}\d\s·=/]{{2,20}}
          (?:뉴스1?|통신|일보|신문|제공|DB|기자) (?:\.?\s?(?:재판매|무단)[^\])>\n]{{0,30}})?
          \s? [>\])〉】]
        | [<\[(〈【] \s? (?:사진|그래픽|이미지|일러스트) \s? (?:제공)? \s? [=:·/] \s?
          [^\n]{{1,40}}? [>\])〉】]
        | [/=]? \s? (?:사진|그래픽|이미지) \s? (?:제공)? \s? [=:·/] \s? [^\n]{{2,40}}
        | (?<=[\p{{L}}.]\s) / \s? [\p{{L}}\s·]{{2,14}} $
        | [ⓒ©] \s? [^\n]{{2,40}} $
        | \( (?:yonhap|reuters|ap|afp|getty\simages|newsis|courtesy\sof) [^()\n]{{0,40}} \)
        | (?<=[.。][”"]?\s)
          (?: {_AGENCIES} (?:\s?[·/=,]\s?(?:{_AGENCIES}|[\p{{L}}\s]{{2,20}})){{0,3}}
              | (?:19|20)\d\d\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.? (?:/뉴스1)? (?:\s{_MAIL})? ) $
        | (?<=\s있다\.\s) {_NAME_KO} \s {_POST} \s* [\[(]?{_MAIL}[\])]? $
      )
    | (?P<metadata> [,，]? \s* [(\[]? (?:출처|자료|source) \s? [:=] \s? [^\n]{{1,60}} )
    """
)
"""What stands behind a caption: its photographer or agency, or its source."""

_BARE_CREDIT_RE = regex.compile(
    rf"""
      [\[(<]?\s?[\p{{L}}\d\s·]{{2,20}}\s제공(?:\.\s?[^\n]{{0,30}})?\s?[\])>]?
    | [\[(<]?\s?{_AGENCIES}(?:/[\p{{L}}\s·/]{{2,40}})?\s?[\])>]?
    | [/\[(<〈]?\s?(?:사진|그래픽)\s?(?:제공)?\s?[=:/]\s?[^\n.]{{2,40}}
    | (?i:photos?)\s(?:by|courtesy)\s[^\n]{{2,80}}
    """,
    regex.VERBOSE,
)
_DIRECT_RE = regex.compile(rf"(?<=\S)\s(?P<who>{_AGENCIES}/[^\n]{{2,50}})$")


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


def is_credit(line: str) -> bool:
    """Say whether a whole line names whose picture it is.

    >>> is_credit("[한빛전자 제공. 재판매 및 DB 금지]"), is_credit("사진=하늬바람")
    (True, True)
    """
    return len(line) <= 90 and bool(_BARE_CREDIT_RE.fullmatch(line))


def find_credit(line: str) -> Part | None:
    """Return the place of the credit or source at the end of a caption, or None.

    >>> find_credit("시장이 웃고 있다. (한빛시 제공)")
    (11, 19, 'byline')
    """
    direct = _DIRECT_RE.search(line)
    if direct:
        return direct.start("who"), direct.end("who"), "byline"
    match = CREDIT_RE.search(line)
    if match is None or match.start() == 0:
        return None
    kind: SegmentKind = "byline" if match["byline"] else "metadata"
    end = match.start() + len(match.group().rstrip())
    start = match.end() - len(match.group().lstrip())
    return start, end, kind


def is_captioned(line: str) -> bool:
    """Say whether a line ends in a photo credit, as a caption does."""
    credit = find_credit(line)
    return bool(credit and credit[0] > 0 and len(line) - credit[1] < 20)


def is_columnist(line: str) -> bool:
    """Say whether a line is a guest writer with his post: 은하수 한국대 사회학과 교수."""
    return len(line) <= 50 and bool(_COLUMNIST_RE.fullmatch(line))


def info_parts(line: str) -> list[Part]:
    """Return the bylines, stamps, outlets and addresses that make up a whole line.

    >>> info_parts("김하나 기자 | 2024. 3. 5. 10:20")
    [(0, 6, 'byline'), (9, 26, 'metadata')]
    >>> info_parts("김하나 기자가 왔다")
    []
    """
    parts: list[Part] = []
    place = 0
    nick = _NICK_RE.match(line)
    if nick and (stamp := STAMP_RE.fullmatch(line, nick.end())):
        name: SegmentKind = "metadata" if is_outlet(nick["nick"]) else "byline"
        if not _BYLINE_RE.fullmatch(nick["nick"]) and not STAMP_RE.match(nick["nick"]):
            return [(0, nick.end("nick"), name), (stamp.start(), stamp.end(), "metadata")]
    while place < len(line):
        if line[place] in _SEPARATORS:
            place += 1
            continue
        kind: SegmentKind = "metadata"
        match = STAMP_RE.match(line, place)
        if match is None:
            outlet = _outlet_re().match(line, place)
            if outlet and (outlet.end() == len(line) or line[outlet.end()] in " |/·"):
                rest = line[outlet.end() :].lstrip(_SEPARATORS)
                match = (
                    outlet if rest and (STAMP_RE.match(rest) or _BYLINE_RE.match(rest)) else None
                )
        if match is None:
            kind, match = "byline", _BYLINE_RE.match(line, place)
        if match is None or match.end() == place:
            behind = line[place:].strip()
            if parts and parts[-1][2] == "metadata" and _OFFICE_RE.fullmatch(behind):
                return [(parts[0][0], len(line), "metadata")]
            return []
        parts.append((match.start(), match.start() + len(match.group().rstrip(" ,")), kind))
        place = match.end()
    return parts
