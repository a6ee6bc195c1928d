"""Korean dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from align.facts.dates import (
    alternatives,
    clock,
    figure,
    full_year,
    holidays,
    in_half,
    is_day,
    iso,
    periods,
    read_triple,
    resolve_day,
    resolve_month,
    resolve_period,
    resolve_weekday,
    shift_month,
)
from align.facts.numerals_ko import _native, read_sino
from align.facts.relative import nth_weekday
from align.facts.triggers import may_hold_date, may_hold_time
from align.facts.units import has_tail
from align.records import Figure

DIRECTION = {"지난": -1, "오는": 1, "다가오는": 1, "이번": 0, "다음": 1, "저번": -1, "돌아오는": 1}
WEEK = "월화수목금토일"
HALF_DAYS = {
    **dict.fromkeys(("오전", "오전오후", "아침", "새벽"), "am"),
    **dict.fromkeys(("오후", "저녁"), "pm"),
    **dict.fromkeys(("낮", "점심", "한낮", "정오"), "noon"),
    **dict.fromkeys(("밤", "한밤"), "night"),
    "자정": "midnight",
}
LASTS = (
    r"\s?(?:\d{1,2}\s?시간|간(?!지)|동안|만에|만의|째|내(?!일)|이내|넘|여|가량|정도|남짓|앞|짜리|치|이상|걸|연속|내내|뒤|후|안에|분|의\s시간|"
    r"이나\s지|이\s지|이\s걸|이\s넘|을\s넘|도\s(?:안|채)|연장|만\s?에|더)"
)
"""What after 10일 (ten days, or the tenth) makes it a stretch of time."""


@cache
def _date_re() -> re.Pattern[str]:
    rel = periods("ko")
    years = alternatives(w for w, (p, _) in rel.items() if p == "year")
    mons = alternatives(w for w, (p, _) in rel.items() if p == "month")
    weeks = alternatives(w for w, (p, _) in rel.items() if p == "week")
    days = alternatives(w for w, (p, _) in rel.items() if p == "day")
    return re.compile(
        rf"""
        # 2023-06-09, 2019. 3. 1., 21/04/16
        (?<![\w.,/:-])(?P<a>\d{{1,4}})(?:년\s?)?(?P<sep>\s?[-./]\s?|,\s?(?=\d{{4}}(?!\d)))
            (?P<b>\d{{1,2}})(?:\s?[-./]\s?|,\s?(?=\d{{4}}(?!\d)))(?P<c>\d{{1,4}})(?P<dot>\.
            (?!\d))?
            (?!\d|[-/:]\d|\.\d)
        # 1950~53년
      | (?<![\d.,])(?P<y3>[12]\d{{3}})년?\s?[~∼〜–-]\s?(?P<y4>[12]\d{{3}}|\d\d)년(?!대)
        # 2014년 9월 셋째 화요일, 10월 마지막날
      | (?<![\d.,])(?:(?P<ny>\d{{4}})년\s?)?(?P<nm>\d{{1,2}})월(?:의)?\s?
          (?P<nw>첫|둘|셋|넷|다섯|두|세|네
            |마지막)(?:째|\s?번째)?\s?(?:주\s?)?(?:(?P<nwd>[월화수목금토일])요일|(?P<nday>(?<=마지막)날|
            (?<=마지막\s)날))
        # 8자리: 20170302
      | (?<![\w.,/:-])(?P<packed>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\w])
        # 2019년 1월 2일, 지난해 3월, 지난 9일, 오월 이십일일
      | (?<![\d.,])(?<![A-Za-z])
        (?:(?:(?P<y>\d{{4}}|(?<!\d)['’]?\d\d(?=년\s?\d{{1,2}}월))\s?년(?:도)?,?\s?|(?P<ry>{years})
            (?:\s|(?=\d{{1,2}}월))\s?|(?P<dir>지난|오는|다가오는|이번|다음|돌아오는)\s?)?
           (?:(?P<m>\d{{1,2}}|(?<![가-힣])[일이삼사오유육칠팔구시십]{{1,2}})\s?월(?!\s?\d+\s?개월)(?!드|급|세|요|남|계
               |말고|화)|(?P<rm>{mons})(?=\s?\d{{1,2}}\s?일|\s))
           (?:\s?-?\s?(?P<d>\d{{1,2}}|[일이삼사오육칠팔구십]{{1,4}})\s?일(?!\s?(?:간|동안|째|연속|만에)))?
           (?:,?\s?(?P<w>[월화수목금토일])요일|\s?[(（](?P<wp>[월화수목금토일])(?:요일)?[)）])?
           (?:,?\s(?P<y2>\d{{4}})(?:년)?(?!\d|[,.]\d|\s?[가-힣]?[명개원]))?
        )
        # 9일, 지난 9일
      | (?<![\d.,])(?<![A-Za-z~∼-])
        (?:(?P<ddir>지난|오는|다가오는|돌아오는|이번)\s?)?(?P<dd>\d{{1,2}}|(?<![가-힣])(?:이|삼)?십[일이삼사오육칠팔구]?
            (?=\s?일(?:에|부터|까지)))(?:[일]?\s?[~∼〜–-]\s?(?P<dd2>\d{{1,2}}))?\s?일(?P<lasts>{LASTS})?
            (?:\s?[(（](?P<dwp>[월화수목금토일])[)）])?
        # 1990년대, 21세기, 2023년 3분기, 올 하반기, 2014년
      | (?<![\d.,])(?:(?P<dec>\d{{3,4}}|(?<!\d)\d0)년대|(?P<cen>\d{{1,2}})세기)
      | (?<![\d.,])(?:(?P<qy>\d{{4}})년(?:도)?\s|(?P<qry>{years})\s?)?(?:(?P<q>[1-4]
            |[일이삼사])\s?/?4?\s?분기|(?P<h>상|하)반기)
      | (?<![\d.,])(?<![A-Za-z])(?P<yy>[12]\d{{3}}|
          [이일]천[일이삼사오육칠팔구십백]{{0,7}})\s?년(?:도)?
          (?!\s?
            (?:간|동안|만에|째)(?![가-힣]))
        # 다음 주 화요일, 금요일
      | (?:(?:(?P<wk>{weeks})\s?|(?P<wdir>지난|다음|이번|오는|저번)\s)?(?P<wd>[월화수목금토일])요일)
        # 10/2에, 4/22
      | (?<![\w.,/-])(?P<sm>\d{{1,2}})/(?P<sd>\d{{1,2}})
          (?=에|까지|부터|일|\s?[(（][월화수목금토일]|\s*$)
        # 지난해, 어제
      | (?<![가-힣])(?P<period>{days}|{weeks}|{mons}|{years})
      | (?P<holiday>{alternatives(holidays("ko"))})
        """,
        re.VERBOSE,
    )


HOURS = "열두|열한|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"


@cache
def _time_re() -> re.Pattern[str]:
    sino = "[일이삼사오육칠팔구십]{1,3}"
    halves = alternatives(HALF_DAYS)
    return re.compile(
        rf"""
        (?:(?<![가-힣])(?P<half>{halves})\s?)?
        (?:
          (?<![\d.:])(?<![A-Za-z])(?P<h>\d{{1,2}}|(?(half)|(?<![가-힣]))(?:{HOURS}))\s?시(?!간|즌|리즈
              |스템|장|민|내|도|가\s?총|총|점|상|범|즌|절|행|작|위|설|군|청)
          (?:\s?(?P<m>\d{{1,2}}|{sino})\s?분(?!기|의|야|석)(?:\s?(?P<s>\d{{1,2}}|{sino})\s?초)?|\s?
              (?P<halfpast>반)(?![가-힣]{{2}}(?<!이[다라며고었])))?
        | (?<![\d.:/-])(?P<ch>\d{{1,2}}):(?P<cm>\d\d)(?::(?P<cs>\d\d))?(?![\d:]|\s?\d대)\s?
              (?P<ampm>[apAP]\.?[mM]?\.?(?![A-Za-z]))?
        | (?<![\w.])(?P<eh>\d{{1,2}})\s?(?P<eampm>[apAP][mM])(?![A-Za-z])
        )
        | (?<![가-힣])(?P<word>자정|정오)(?!표)
        """,
        re.VERBOSE,
    )


def _small(word: str) -> int | None:
    """Return a number of one or two digits in digits, Sino-Korean or native words."""
    if word.isascii() and word.isdigit():
        return int(word)
    if word in _native():
        return int(_native()[word][0])
    if word in ("유", "시"):
        return {"유": 6, "시": 10}[word]
    r = read_sino(word, 0)
    return int(r.value) if r is not None and r.end == len(word) else None


def read_dates_ko(text: str, ref: date | None = None) -> Iterator[Figure]:
    """Yield the dates and times of a Korean text, longest first where they meet.

    >>> [f.value for f in read_dates_ko("2024년 1월 18일 오후 3시 15분, 화요일")]
    ['2024-01-18', 'XXXX-WXX-2', '15:15']
    >>> [f.value for f in read_dates_ko("지난달 12일, 올 하반기, 지난 9일", date(2023, 6, 11))]
    ['2023-05-12', '2023-H2', '2023-06-09']
    """
    for m in _date_re().finditer(text) if may_hold_date(text, "ko") else ():
        yield from _read_date(text, m, ref)
    for m in _time_re().finditer(text) if may_hold_time(text, "ko") else ():
        got = _read_time(text, m)
        if got is not None:
            yield got


def _read_date(text: str, m: re.Match[str], ref: date | None) -> Iterator[Figure]:
    start, end = m.span()
    if m["a"]:
        dotted = "." in m["sep"]
        value = read_triple(m["a"], m["b"], m["c"], m["sep"], year_first=dotted)
        if value:
            yield figure("date", text, start, end, value)
    elif m["packed"]:
        p = m["packed"]
        yield figure("date", text, start, end, f"{p[:4]}-{p[4:6]}-{p[6:]}")
    elif m["nw"]:
        yield _nth_weekday(text, m, ref)
    elif m["m"] or m["rm"]:
        got = _year_month_day(text, m, ref)
        if got is not None:
            yield got
    elif m["dd"]:
        yield from _days(text, m, ref)
    elif m["y3"]:
        last = m["y3"][: 4 - len(m["y4"])] + m["y4"]
        yield figure("date", text, m.start("y3"), m.end("y3"), m["y3"])
        yield figure("date", text, m.start("y4"), end, last)
    elif m["dec"]:
        year = m["dec"] if len(m["dec"]) > 2 else "19" + m["dec"]
        if year.endswith("0") or len(year) == 4:  # 1975년대: the decade that it lies in
            yield figure("date", text, start, end, year[:-1].rjust(3, "0") + "X")
    elif m["cen"]:
        if 1 <= int(m["cen"]) <= 30:
            yield figure("date", text, start, end, f"{int(m['cen']) - 1:02d}XX")
    elif m["q"] or m["h"]:
        part = f"Q{_small(m['q'])}" if m["q"] else "H1" if m["h"] == "상" else "H2"
        year_of = m["qy"]
        if m["qry"]:
            shift = periods("ko")[m["qry"]][1]
            year_of = str(ref.year + shift) if ref else None
            yield figure(
                "date_rel", text, start, end, f"{year_of or 'XXXX'}-{part}", f"year{shift:+d}"
            )
        else:
            yield figure("date", text, start, end, f"{year_of or 'XXXX'}-{part}")
    elif m["yy"]:
        year_no = _small(m["yy"]) if not m["yy"].isdigit() else int(m["yy"])
        if year_no and 1000 <= year_no <= 2199 and has_tail(text, end):
            yield figure("date", text, start, end, iso(year_no))
    elif m["wd"]:
        yield _weekday(text, m, ref)
    elif m["sm"]:
        if is_day(int(m["sm"]), int(m["sd"])) and int(m["sd"]):
            yield figure("date", text, start, end, iso(None, int(m["sm"]), int(m["sd"])))
        elif is_day(int(m["sd"]), int(m["sm"])) and int(m["sm"]):
            yield figure("date", text, start, end, iso(None, int(m["sd"]), int(m["sm"])))
    elif m["period"]:
        word = m["period"]
        period, shift = periods("ko")[word]
        if (has_tail(text, end) or text[end : end + 1] == "자") and not (
            word == "올" and not text[end : end + 1].isspace()
        ):
            if word == "올" and not re.compile(
                r"\s(?:봄|여름|가을|겨울|초|연말|상|하|한\s?해|시즌|들어|추석|설)"
            ).match(text, end):
                return
            yield figure(
                "date_rel",
                text,
                start,
                end,
                resolve_period(period, shift, ref),
                f"{period}{shift:+d}",
            )
    elif m["holiday"] and has_tail(text, end):
        yield figure("date", text, start, end, "XXXX-" + holidays("ko")[m["holiday"]])


def _year_month_day(text: str, m: re.Match[str], ref: date | None) -> Figure | None:
    start, end = m.span()
    month = _small(m["m"]) if m["m"] else None
    day = _small(m["d"]) if m["d"] else None
    if (
        (month == 0 or day == 0 or not is_day(month, day))
        or (m["m"] and month is None)
        or (m["d"] and day is None)
    ):
        return None
    if (
        m["m"]
        and not m["d"]
        and not has_tail(text, m.end("m") + text[m.end("m") : m.end("m") + 4].index("월") + 1)
    ):
        return None
    if (
        m["m"]
        and not m["m"].isdigit()
        and not m["d"]
        and m["m"] in ("이", "일", "사", "구", "시", "오")
    ):
        return None
    while text[end - 1] in " ,":
        end -= 1
    if m["rm"]:
        shift = periods("ko")[m["rm"]][1]
        if ref is None:
            return figure(
                "date_rel",
                text,
                start,
                end,
                iso(None, None, day) if day else None,
                f"month{shift:+d}",
            )
        return figure(
            "date_rel",
            text,
            start,
            end,
            iso(*shift_month(ref.year, ref.month, shift), day),
            f"month{shift:+d}",
        )
    if m["ry"]:
        shift = periods("ko")[m["ry"]][1]
        return figure(
            "date_rel",
            text,
            start,
            end,
            iso(ref.year + shift if ref else None, month, day),
            f"year{shift:+d}",
        )
    year = m["y"] or m["y2"]
    if year:
        return figure("date", text, start, end, iso(full_year(year.lstrip("'’")), month, day))
    if m["dir"] and month is not None:
        return figure(
            "date_rel", text, start, end, resolve_month(month, DIRECTION[m["dir"]], ref, day)
        )
    return figure("date", text, start, end, iso(None, month, day))


def _nth_weekday(text: str, m: re.Match[str], ref: date | None) -> Figure:
    """Return 2014년 9월 셋째 화요일 (the third Tuesday); without a year only against ``ref``."""
    n = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "마지막": -1}[
        m["nw"]
    ]
    day = WEEK.index(m["nwd"]) + 1 if m["nwd"] else 0
    month = int(m["nm"])
    year = int(m["ny"]) if m["ny"] else ref.year if ref else None
    if year is None or not 1 <= month <= 12:
        return figure("date_rel", text, m.start(), m.end(), None)
    value = nth_weekday(year, month, n, day)
    return figure("date" if m["ny"] else "date_rel", text, m.start(), m.end(), value)


def _days(text: str, m: re.Match[str], ref: date | None) -> Iterator[Figure]:
    """Yield 9일 (the ninth), or nothing where it is nine days."""
    day = _small(m["dd"]) or 0
    if not 1 <= day <= 31 or (m["lasts"] and not m["ddir"]) or _is_stretch(text, m):
        return
    last = int(m["dd2"]) if m["dd2"] else 0
    end = m.end() if not m["lasts"] else m.start("lasts")
    if (
        not m["lasts"]
        and not m["dwp"]
        and not has_tail(text, end)
        and text[end : end + 1] not in "자"
    ):
        return
    if m["ddir"]:
        direction = DIRECTION[m["ddir"]]
        yield figure(
            "date_rel",
            text,
            m.start(),
            m.end("dd") if last else end,
            resolve_day(day, direction, ref),
        )
        if last:
            yield figure("date_rel", text, m.start("dd2"), end, resolve_day(last, direction, ref))
        return
    if last and not day < last <= 31 and not (day > 20 and last < 11):
        return
    yield figure("date", text, m.start(), m.end("dd") if last else end, iso(None, None, day))
    if last:
        yield figure("date", text, m.start("dd2"), end, iso(None, None, last))


_STRETCH_RE = re.compile(
    r"(?:약|최대|최소|최소한|최대한|총|적어도|무려|박|불과|단|징역|구류|각각|하루|향후|앞으로|매|꼬박|년|개월|달|시간|주)\s?$"
)


def _is_stretch(text: str, m: re.Match[str]) -> bool:
    if m["ddir"] and m["lasts"]:
        return True
    return (
        m["ddir"] is None and _STRETCH_RE.search(text, max(0, m.start() - 5), m.start()) is not None
    )


def _weekday(text: str, m: re.Match[str], ref: date | None) -> Figure:
    day = WEEK.index(m["wd"]) + 1
    if m["wk"]:
        shift = periods("ko")[m["wk"]][1]
        return figure(
            "date_rel",
            text,
            m.start(),
            m.end(),
            resolve_weekday(day, shift, ref),
            f"week{shift:+d}",
        )
    if m["wdir"]:
        shift = DIRECTION[m["wdir"]]
        return figure(
            "date_rel", text, m.start(), m.end(),
            resolve_weekday(day, shift, ref, nearest=m["wdir"] in ("지난", "오는", "저번")),
        )  # fmt: skip
    return figure("date", text, m.start(), m.end(), f"XXXX-WXX-{day}")


def _read_time(text: str, m: re.Match[str]) -> Figure | None:
    start, end = m.span()
    if m["word"]:
        if not has_tail(text, end):
            return None
        return figure("time", text, start, end, "00:00" if m["word"] == "자정" else "12:00")
    half = HALF_DAYS.get(m["half"] or "", "")
    if m["ch"] or m["eh"]:
        mark = (m["ampm"] or m["eampm"] or "").lower()
        half = half or ("am" if mark.startswith("a") else "pm" if mark.startswith("p") else "")
        hour, minute = int(m["ch"] or m["eh"]), int(m["cm"] or 0)
        second = int(m["cs"]) if m["cs"] else None
        if m["ch"] and not m["half"] and not mark and _is_score_or_ratio(text, m):
            return None
    else:
        if m["m"] is None and not m["halfpast"] and not has_tail(text, end):
            return None
        known = _small(m["h"])
        minute_no = _small(m["m"]) if m["m"] else 30 if m["halfpast"] else 0
        if known is None or minute_no is None:
            return None
        hour, minute = known, minute_no
        second = _small(m["s"]) if m["s"] else None
        if not half and not m["h"].isdigit() and (m["m"] or m["halfpast"]) and hour < 7:
            half = "pm"
    hour = in_half(hour, half)
    value = clock(hour, minute, second)
    return figure("time", text, start, end, value) if value else None


def _is_score_or_ratio(text: str, m: re.Match[str]) -> bool:
    """Say whether 3:1 is a ratio; a time has two digits of minutes, so "2:10" stays one."""
    return (
        re.compile(r"\s?(?:비율|로\s?(?:이|앞|승|꺾|져|졌|비겼)|승|패)").match(text, m.end())
        is not None
    )
