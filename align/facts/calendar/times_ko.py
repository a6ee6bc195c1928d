"""Korean times of day: 오후 3시 반, 십팔시 사십오분, 다섯 시 십 분 전, PM 7:30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.facts.calendar.dates import alternatives, clock, figure, in_half
from align.facts.measuring.triggers import may_hold_time
from align.facts.measuring.units import has_tail
from align.facts.numbers.numerals_ko import native_numbers
from align.facts.numbers.sino import read_sino
from align.records import Figure

HALF_DAYS = {
    **dict.fromkeys(("오전", "오전오후", "아침", "새벽"), "am"),
    **dict.fromkeys(("오후", "저녁"), "pm"),
    **dict.fromkeys(("낮", "점심", "한낮", "정오"), "noon"),
    **dict.fromkeys(("밤", "한밤"), "night"),
    "자정": "midnight",
}
HOURS = "스물[한두세네]|스무|열두|열한|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
SINO = "[일이삼사오육칠팔구십]{1,3}"
SINO_HOURS = (
    r"이?십[일이삼사오육칠팔구]?|영|"
    r"[공일이삼사오육칠팔구](?=\s?시\s?[\d일이삼사오육칠팔구십]{1,3}\s?분)"
)
"""Hours as on a timetable; a single syllable only before minutes (오시, 구시 are words)."""

BOOKS = (
    "복음|복음서|행전|[전후]서|창세기|출애굽기|레위기|민수기|신명기|여호수아|사사기|룻기|열왕기[상하]|사무엘[상하]|역대[상하]|욥기|시편|"
    "잠언|전도서|이사야서?|예레미야서?|에스겔서?|다니엘서?|로마서|갈라디아서|에베소서|빌립보서|골로새서|히브리서|야고보서|계시록"
)
VERSE_RE = re.compile(rf"(?:{BOOKS})\s?$")
"""Books of the Bible, behind which 3:16 is chapter and verse."""

TO_RE = re.compile(r"\s?전(?=[에이인의까]?(?:\s|[.,!?)]|$)|이[다었야]|입니다|에[는도야])")
TO_HOUR_RE = re.compile(r"\s?(?:[~∼〜–-]|부터|에서)\s?")
"""Between two hours, the second of which is in the half day of the first."""

ROUND_MINUTES = frozenset((5, 10, 15, 20))
"""Minutes that are counted back from an hour (세 시 십 분 전, ten to three)."""


@cache
def _time_re() -> re.Pattern[str]:
    halves = alternatives(HALF_DAYS)
    return re.compile(
        rf"""
        (?:(?<![가-힣])(?P<half>{halves})\s?|(?<![A-Za-z])(?P<before>[apAP]\.?[mM]\.?)\s?(?=\d))?
        (?:
          (?<![\d.:])(?<![A-Za-z])
          (?:(?P<from>\d{{1,2}})\s?[~∼〜–-]\s?)?
          (?P<h>\d{{1,2}}|(?(half)|(?<![가-힣]))(?:{HOURS}|{SINO_HOURS}))\s?시(?!간|즌|리즈
              |스템|장|민|내|도|가\s?총|총|점|상|범|즌|절|행|작|위|설|군|청|인[이은을의과도들]|집|선|녀|계)
          (?:\s?(?P<m>\d{{1,2}}|{SINO})\s?분(?!기|의|야|석)(?:\s?(?P<s>\d{{1,2}}|{SINO})\s?초)?|\s?
              (?P<halfpast>반)(?![가-힣]{{2}}(?<!이[다라며고었면니지야든란])))?
        | (?<![\d.:/-])(?P<ch>\d{{1,2}}):(?P<cm>\d\d)(?::(?P<cs>\d\d))?(?![\d:]|\s?\d대)
              (?:\s?(?P<ampm>[apAP]\.?[mM]?\.?(?![A-Za-z])))?
        | (?<![\w.])(?P<eh>\d{{1,2}})\s?(?P<eampm>[apAP][mM])(?![A-Za-z])
        )
        | (?<![가-힣])(?P<word>자정|정오)(?!표)(?:\s?(?P<to>\d{{1,2}}|{SINO})\s?분\s전)?
        """,
        re.VERBOSE,
    )


def small_number(word: str) -> int | None:
    """Return a number in digits, Sino-Korean or native words, or None.

    >>> small_number("열두"), small_number("이십일"), small_number("시"), small_number("가")
    (12, 21, 10, None)
    """
    if word.isascii() and word.isdigit():
        return int(word)
    if word in native_numbers():
        return int(native_numbers()[word][0])
    if word in ("유", "시"):
        return {"유": 6, "시": 10}[word]  # 유월, 시월
    r = read_sino(word, 0)
    return int(r.value) if r is not None and r.end == len(word) else None


def read_times_ko(text: str) -> Iterator[Figure]:
    """Yield the times of day of a Korean text.

    >>> [f.value for f in read_times_ko("오후 네 시 오 분 전, PM 7:30, 십팔시 사십오분")]
    ['15:55', '19:30', '18:45']
    """
    last: tuple[Figure, str] | None = None
    for m in _time_re().finditer(text) if may_hold_time(text, "ko") else ():
        half = HALF_DAYS.get(m["half"] or "", "")
        if not half and last is not None and TO_HOUR_RE.fullmatch(text[last[0].end : m.start()]):
            half = _later_half(last[0], last[1], small_number(m["h"] or m["ch"] or "") or 0)
        if m["from"] is not None and (first := _read_first(text, m, half)) is not None:
            yield first
        got = _read_time(text, m, half)
        if got is not None:
            yield got
            last = (got, half) if m["half"] and half in ("am", "pm") else None


def _later_half(first: Figure, half: str, hour: int) -> str:
    """Return the half of the day of an hour that ends what began in ``half``.

    >>> [f.value for f in read_times_ko("오전 11시~1시, 오전 9시부터 12시, 오후 10시~12시")]
    ['11:00', '13:00', '09:00', '12:00', '22:00', '00:00']
    """
    if hour == 12:
        return "noon" if half == "am" else "night"
    turned = half == "am" and hour <= int(str(first.value)[:2])
    return "pm" if turned else half


def _read_first(text: str, m: re.Match[str], half: str) -> Figure | None:
    """Return the first hour of 오후 2~4시."""
    value = clock(in_half(int(m["from"]), half))
    start = m.start("half") if m["half"] else m.start("from")
    return figure("time", text, start, m.end("from"), value) if value else None


def _read_time(text: str, m: re.Match[str], half: str) -> Figure | None:
    start, end = m.span()
    if m["word"]:
        return _read_word(text, m)
    if m["from"]:
        start = m.start("h")
    if m["before"]:
        half = "am" if m["before"][0] in "aA" else "pm"
    back = 0
    if m["ch"] or m["eh"]:
        mark = (m["ampm"] or m["eampm"] or "").lower()
        half = half or ("am" if mark.startswith("a") else "pm" if mark.startswith("p") else "")
        hour, minute = int(m["ch"] or m["eh"]), int(m["cm"] or 0)
        second = int(m["cs"]) if m["cs"] else None
        if m["ch"] and not half and _is_score_or_verse(text, m):
            return None
    else:
        about = text[end : end + 1] == "경" and not "가" <= text[end + 1 : end + 2] <= "힣"
        if m["m"] is None and not m["halfpast"] and not has_tail(text, end) and not about:
            return None
        known = small_number(m["h"])
        minute_no = small_number(m["m"]) if m["m"] else 30 if m["halfpast"] else 0
        if known is None or minute_no is None:
            return None
        hour, minute = known, minute_no
        second = small_number(m["s"]) if m["s"] else None
        if to := _counted_back(text, m, minute):
            back, end = minute, to
        words = m["h"] in native_numbers()
        if not half and words and (m["m"] or m["halfpast"]) and hour < 7 and not back:
            half = "pm"
    hour = in_half(hour, half)
    if back:
        hour, minute = (hour - 1) % 24, 60 - back
    value = clock(hour, minute, second)
    return figure("time", text, start, end, value) if value else None


def _counted_back(text: str, m: re.Match[str], minute: int) -> int | None:
    """Return where 세 시 십 분 전 ends, which is ten to three; None where 전 is before.

    In digits "9시 10분 전에" is rather "before 9:10".
    """
    after = TO_RE.match(text, m.end())
    if after is None or not m["m"] or m["s"] or minute not in ROUND_MINUTES:
        return None
    digits = m["m"].isdigit() or m["h"].isdigit()
    if (digits and text[after.end() : after.end() + 1] in ("에", "까")) or text[
        after.end() : after.end() + 1
    ] == "까":
        return None
    return after.end()


def _read_word(text: str, m: re.Match[str]) -> Figure | None:
    """Return midnight and noon, and the minutes before them: 자정 5분 전."""
    back = small_number(m["to"]) if m["to"] else 0
    end = m.end() if back else m.end("word")
    if not has_tail(text, end) or back is None or back > 59:
        return None
    hour = 24 if m["word"] == "자정" else 12
    value = clock(hour - 1, 60 - back) if back else clock(hour % 24)
    return figure("time", text, m.start(), end, value)


def _is_score_or_verse(text: str, m: re.Match[str]) -> bool:
    """Say whether 3:1 is a ratio and 3:16 a verse; a time has two digits of minutes."""
    if VERSE_RE.search(text, max(0, m.start() - 8), m.start()):
        return True
    return (
        re.compile(r"\s?(?:비율|로\s?(?:이|앞|승|꺾|져|졌|비겼)|승|패)").match(text, m.end())
        is not None
    )
