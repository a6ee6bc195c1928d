"""English dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from align.facts.dates import (
    alternatives,
    clock,
    figure,
    fold_case,
    full_year,
    holidays,
    in_half,
    is_day,
    iso,
    months,
    periods,
    read_triple,
    resolve_day,
    resolve_month,
    resolve_period,
    resolve_weekday,
    shift_month,
    weekdays,
)
from align.facts.numerals import stands_alone
from align.facts.numerals_en import read_numerals_en
from align.facts.relative import nth_weekday
from align.records import Figure
from align.tables import read_table

DIRECTION = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "this coming": 1,
    "this upcoming": 1,
    "this past": -1,
}
HALF_DAYS = {
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "night",
    "lunchtime": "noon",
    "noon": "noon",
    "midnight": "midnight",
    "early morning": "am",
}


@cache
def _numbers() -> dict[str, int]:
    """Return number words to 60 and ordinals to 31."""
    out: dict[str, int] = {}
    rows = [r for r in read_table("numerals") if r["lang"] == "en"]
    ones = {
        r["word"]: int(r["value"])
        for r in rows
        if r["form"] == "unit" and r["word"] not in ("nought", "naught", "zero")
    }
    tens = {
        r["word"]: int(r["value"]) for r in rows if r["form"] == "tens" and int(r["value"]) < 60
    }
    firsts = {r["word"]: int(r["value"]) for r in rows if r["form"] == "ordinal"}
    out.update({r["word"]: int(r["value"]) for r in rows if r["form"] == "teen"}, **ones, **tens)
    out.update({w: v for w, v in firsts.items() if v <= 31})
    for w, v in tens.items():
        for o, n in {**ones, **firsts}.items():
            if n < 10:
                out[f"{w} {o}"] = out[f"{w}-{o}"] = v + n
    return out


@cache
def _ordinals() -> str:
    return alternatives(
        w
        for w, v in _numbers().items()
        if w.endswith(("first", "second", "third")) or (v <= 31 and w.endswith("th"))
    )


@cache
def _date_re() -> re.Pattern[str]:
    names = list(months())
    full = alternatives(r["word"] for r in read_table("months") if r["form"] == "full")
    mon = rf"(?:{alternatives(names)})(?![a-z])\.?"
    week = alternatives(r["word"] for r in read_table("weekdays") if r["lang"] == "en")
    short = alternatives(r["word"] for r in read_table("weekdays") if r["lang"] == "en short")
    wd = rf"(?:(?:{week})|(?:{short})(?![a-z])\.?)"
    number = rf"(?:{_ordinals()}|{alternatives(w for w, v in _numbers().items() if v <= 31)})"
    rel = alternatives(periods("en"))
    part = r"(?:(?<![\w-])|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))"  # mid-September
    directions = alternatives(DIRECTION)
    counted = "percent|people|miles|dollars|km|calories|metres|meters"
    year = rf"(?:1\d{{3}}|20\d\d|21\d\d)(?![\d,]*\d|[.]\d|[ -]?(?:%|{counted}))"
    apart = ("may", "june", "july", "mar", "dec", "jan", "sep", "oct")
    brief = alternatives(n for n in names if len(n) < 5 and n not in apart)
    return re.compile(
        rf"""
        (?<![A-Za-z])(?=[\dA-Za-z'’])(?:
        # 2023-06-09, 02/22/2016, 13.5.2015, 08/12,2015
        (?<![\w.,/:@-])(?P<a>\d{{1,4}})(?P<sep>\s?[-./]\s?)(?P<b>\d{{1,2}})(?:[-./]|,)
            (?P<c>\d{{1,4}})(?![\w]|[-/:.,]\d)
      | (?P<a2>(?<![\w/.-])\d{{4}}|(?<=[-/])(?:19|20)\d\d)-(?P<b2>\d\d)-(?P<c2>\d\d)(?!\d)
      | (?<![\w.,/:])(?P<packed>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\w/-])
        # the second year of 1950-53
      | (?P<y6>(?<=\b[12]\d\d\d[-–])\d\d)(?![\w/-]|[.,:]\d)
        # 05-Aug-2016, 2019/sep/01, 2020/23/Sep
      | (?<![\w.])(?:(?P<xd>\d{{1,2}})(?:st|nd|rd|th)?[-/](?P<xm>{mon})[-/](?P<xy>\d{{4}}|\d\d)|
            (?P<zy>\d{{4}})[-/](?:(?P<zm>{mon})[-/](?P<zd>\d{{1,2}})|(?P<zd2>\d{{1,2}})[-/]
            (?P<zm2>{mon})))(?!\w)
        # third Tuesday of September 2014, last day of October, first Monday of last month
      | (?<![\w-])(?:the\s)?(?P<nw>first|second|third|fourth|fifth|last)\s(?:(?P<nwd>{week})|
            (?P<nday>(?<=last\s)day))\s(?:of|in)\s
          (?:(?P<nm>{mon})(?!\w)(?:,?\s(?:of\s)?(?P<ny>{year}))?|(?:the\s)?(?P<nrel>last|this
              |next)\smonth|(?P<nthe>the\smonth))
        # (the) 20(th) of next month
      | (?<![\w-])(?:the\s)?(?P<od>\d{{1,2}})(?:st|nd|rd|th)?\sof\s(?:the\s)?(?P<orel>last|this
            |next)\smonth
        # (Monday,) June 9(th)(, 2023); June the ninth
      | (?<![\w-])(?:(?P<w1>(?:(?:this|next|last)\s)?{wd})(?:,\s?|\s|-))?(?P<m1>{mon})(?:\s|-
            |,\s)(?:the\s)?(?P<d1>\d{{1,2}}(?:st|nd|rd|th)?(?![\w]|[,.]?\d|:\d|\s?(?:%|percent
            |million|billion|a\.?m|p\.?m))|(?:{number})\b(?!\s(?:people|million|billion|hundred
            |thousand|of\s|percent|years|months)))
          (?:(?:,?\s|,)(?:of\s)?(?P<y1>{year}|’?'?\d\d(?=$|[.,;)])(?<=,\s\d\d)|(?:nineteen
              |twenty|two\sthousand)[a-z\s-]{{0,30}}))?
        # (the) 9(th) (of) June(,) 2023
      | (?<![\w.,/$£€-])(?<!\d:)(?<![$£€]\s)(?:(?P<w2>{wd}),?\s(?:the\s)?)?(?P<d2>\d{{1,2}}(?:st
            |nd|rd|th)?|(?:{number}))(?:\.?\s(?:(?:day\s)?of\s)?|-)?(?P<m2>{mon})(?!\w)
          (?:,?\s(?:of\s)?(?P<y2>{year}|(?<=of\s)\d\d(?=$|[.;)]))|\s(?P<y2w>(?:nineteen
              |two\sthousand)[a-z\s-]{{0,30}}))?
        # 9 and 10 June, 9-10 June
      | (?<![\w.,/:$£€-])(?P<r1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:and|to|or)\s)
            (?=\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?P<rm>{mon})(?!\w))
        # Friday 7/6, on 5.12
      | \b(?:(?P<w3>(?:(?:this|next|last)\s)?{wd})\s|on\s|(?:next|this)\s)(?P<sm>\d{{1,2}})
            (?P<ss>[/.-])(?P<sd>\d{{1,2}})(?![\w/-]|\.\d|\s?(?:%|percent|million|billion|points?
            |trillion|per|km|miles))
        # June (of) 2023, Dec-2018
      | {part}(?P<m3>{mon})(?:,?\s(?:of\s)?|[-/])(?P<y3>{year}|(?<=of\s)\d\d(?=$|[.;)]))
        # last/next June, June
      | {part}(?:(?P<mdir>{directions})\s)?(?P<m4>{full}|(?<=\s)
            (?:{brief})(?=$|\.$))(?![\w-])
        # last Friday, Tuesday of next week, Friday
      | (?<![\w-])(?:(?P<wk>last\sweek|this\sweek|next\sweek|previous\sweek)(?:\s-)?\s|
            (?P<wdir>{directions})\s)?(?P<wd>{week})(?!\w|-?like)(?:\s(?:of\s|from\s)?
            (?P<wk2>last|this|next)\sweek|\s(?P<after>after\snext)\b)?
      | (?<![\w$-])(?P<wds>{short})(?=[.,]?\s\d|[.,]?$|\sor\s)
        # the 9th, on the 9th of this month
      | \b(?:(?P<on>on|by|until|till|since|from|before|after|to|for|and|through)\s)?(?:the\s|
            (?<=on\s)(?=\d))(?P<d5>\d{{1,2}}(?:st|nd|rd|th)|{_ordinals()})(?!\s(?:
            (?:day\s)?of\s)?{mon}(?!\w))(?![ -](?:fiscal\s)?(?:quarter|half|century)\b)(?:\s
            (?:day\s)?of\s(?P<d5of>(?:the\s)?(?:last|this|next|current|same)\smonth))?(?!\w|-)
        # third quarter (of 2023), first half of 2023, the 1930s, 19th century
      | \b(?P<qn>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -](?:fiscal\s)?(?P<qk>quarter
            |half)\b(?:(?:\sof\s(?:the\s)?|\s|,\s)(?:fiscal\s|year\s)*(?P<qy>{year}|last\syear
            |this\syear|next\syear|the\syear))?
      | \b(?:(?P<qs>[qh])(?P<qsn>[1-4])(?:\s(?P<qsy>\d{{4}}))?)(?!\w)
      | (?<![\w.,])(?P<dec>[12]\d\d0|(?<=the\s)['’]?[2-9]0)['’]?s\b
      | \b(?P<cen>\d{{1,2}}(?:st|nd|rd|th)|{_ordinals()})[ -]century\b
        # last month, yesterday
      | (?<![\w-])(?P<rel>{rel})(?![\w])
      | (?<![\w-])(?P<holiday>{alternatives(holidays("en"))})(?![\w])
        )
        """,
        re.VERBOSE,
    )


@cache
def _time_re() -> re.Pattern[str]:
    hours = alternatives(
        w for w, v in _numbers().items() if v <= 12 and not re.search(r"(?:st|nd|rd|th)$", w)
    )
    minutes = alternatives(
        w for w, v in _numbers().items() if v < 60 and not re.search(r"(?:st|nd|rd|th)$", w)
    )
    ampm = r"(?P<{0}>[ap](?:\s?\.?\s?m\b\.?|\.m\.?|\b\.?)(?:pm)?)"
    parts = alternatives(HALF_DAYS)
    return re.compile(
        rf"""
        (?<![A-Za-z])(?=[\dA-Za-z])(?:
        (?:(?P<pre>{parts})\s(?:at\s)?)?
        (?:
          (?:(?P<past>half|(?:a|three)?\s?quarters?|(?:\d{{1,2}}|{minutes})(?:\s(?:min|mins
              |minutes))?)\s(?P<to>past|to|after|till)\s)?
          (?<![\d.:/$£€,])(?<![A-Za-z]-)\b(?P<h>\d{{1,2}})(?:(?::|\s?h\s?)(?P<m>\d\d)(?::
              (?P<s>\d\d)(?:\.\d+)?)?|\.(?P<dm>\d\d)(?=\s?[ap]\.?m)|(?P<pm4>\d\d)
              (?=\s?[ap]\.?m))?(?:\s?ish)?(?:\s?\.?{ampm.format("ap")})
        | (?:(?P<wpast>half|(?:a|three)?\s?quarters?|\d{{1,2}}(?:\s(?:min|mins|minutes))?
              |{minutes})\s(?P<wto>past|to|after|till)\s)?
          (?<![\w-])(?P<wh>{hours})(?:[\s-](?P<wm>{minutes}))?\s{ampm.format("wap")}(?!\w)
        | (?<![\d.:/$£€,-])(?<![A-Za-z])(?P<ch>\d{{1,2}}):(?P<cm>\d\d)(?::(?P<cs>\d\d))?(?![\d:]
              |\.\d)
        | (?:(?P<opast>half|(?:a|three)?\s?quarters?|\d{{1,2}}(?:\s(?:min|mins|minutes))?
              |{minutes})\s(?P<oto>past|to)\s)?(?<![\w-])(?P<oh>\d{{1,2}}|{hours})\s?o['’]?clock
        | \b(?P<rpast>half|(?:a|three)\s?quarters?|\d{{1,2}}(?:\s(?:min|mins|minutes))?
              |{minutes})\s(?P<rto>past)\s(?P<rh>\d{{1,2}}|{hours})\b(?!:)
        | (?<![\w.])(?P<ish>\d{{1,2}})\s?ish\b
        | (?<![\w.$£€])(?:(?P<bpast>half|(?:a|three)?\s?quarters?|{minutes})\s(?P<bto>past
              |to)\s)?(?P<bh>\d{{1,2}})(?=\sin\sthe\s(?:morning|afternoon|evening|night)|\s
              (?:lunchtime|noon|midnight)\b)
        )
        (?:\s(?:in\sthe\s|at\s)?(?P<post>{parts})\b)?
        | \b(?:in\sthe\s)(?P<at>morning|afternoon|evening)\sat\s(?P<ath>\d{{1,2}})(?!\w|[:.]\d)
        | (?<=afternoon\s)at\s(?P<ath2>\d{{1,2}})(?!\w|[:.]\d)
        | \b(?:(?P<mid>mid-?(?:morning|afternoon))|(?P<word>midnight|noon|midday))\b
        )
        """,
        re.VERBOSE,
    )


class _Match:
    """A match in the text's copy in small letters that gives groups as they were written."""

    def __init__(self, text: str, match: re.Match[str]) -> None:
        self.text = text
        self.span, self.start, self.end = match.span, match.start, match.end

    def __getitem__(self, group: str) -> Any:  # noqa: ANN401 # as of re: the caller knows what took part
        """Return a group, None where it took no part, as a match of ``re`` does."""
        start, end = self.span(group)
        return None if start < 0 else self.text[start:end]


def _number(word: str) -> int | None:
    word = word.strip().lower()
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _numbers().get(re.sub(r"\s+", " ", word))


def _month(word: str) -> int:
    return months()[word.lower().rstrip(".")]


def _worded_year(words: str) -> int | None:
    """Return the year of "nineteen ninety six", "two thousand and fifteen"."""
    found = [n for n in read_numerals_en(words.strip()) if n.form == "word"]
    values = [int(n.value) for n in found]
    if len(values) == 2 and 17 <= values[0] <= 20 and 10 <= values[1] < 100:
        return values[0] * 100 + values[1]
    if values and 1000 <= values[0] < 2200:
        return values[0]
    return None


def read_dates_en(text: str, ref: date | None = None) -> Iterator[Figure]:
    """Yield the dates and times of an English text.

    >>> [f.value for f in read_dates_en("On Tuesday, June 9, 2023 at 11 a.m.")]
    ['2023-06-09', '11:00']
    >>> [f.value for f in read_dates_en("last month, in the 1930s, on the 9th", date(2023, 6, 11))]
    ['2023-05', '193X', 'XXXX-XX-09']
    """
    lower = fold_case(text)
    for match in _date_re().finditer(lower):
        got = _read_date(text, _Match(text, match), ref)
        if got is not None:
            yield got
    for match in _time_re().finditer(lower):
        got = _read_time(text, _Match(text, match))
        if got is not None:
            yield got


def _read_date(text: str, m: _Match, ref: date | None) -> Figure | None:
    start, end = m.span()
    if m["a"] or m["a2"]:
        if m["a2"]:
            value = read_triple(m["a2"], m["b2"], m["c2"], "-")
        else:
            value = read_triple(m["a"], m["b"], m["c"], m["sep"])
        return figure("date", text, start, end, value) if value else None
    if m["y6"]:
        last = int(text[start - 5 : start - 3] + m["y6"])
        later = last > int(text[start - 5 : start - 1]) and is_cardinal_year(last)
        return figure("date", text, start, end, iso(last)) if later else None
    if m["packed"]:
        p = m["packed"]
        return figure("date", text, start, end, f"{p[:4]}-{p[4:6]}-{p[6:]}")
    if m["xm"] or m["zm"] or m["zm2"]:
        year, day = full_year(m["xy"] or m["zy"]), int(m["xd"] or m["zd"] or m["zd2"])
        month = _month(m["xm"] or m["zm"] or m["zm2"])
        return (
            figure("date", text, start, end, iso(year, month, day)) if is_day(month, day) else None
        )
    if m["m1"] or m["m2"]:
        return _month_day(text, m, ref)
    if m["r1"]:
        month = _month(m["rm"])
        return (
            figure("date", text, m.start("r1"), m.end("r1"), iso(None, month, int(m["r1"])))
            if is_day(month, int(m["r1"]))
            else None
        )
    if m["sm"]:
        month, day = int(m["sm"]), int(m["sd"])
        if month > 12:
            month, day = day, month
        if not (is_day(month, day) and month and day) or (
            m["ss"] == "." and not m["w3"] and len(m["sd"]) < 2
        ):
            return None
        return figure(
            "date", text, m.start("w3") if m["w3"] else m.start("sm"), end, iso(None, month, day)
        )
    if m["m3"]:
        return figure("date", text, start, end, iso(full_year(m["y3"]), _month(m["m3"])))
    if m["m4"]:
        return _month_alone(text, m, ref)
    if m["nw"]:
        return _nth_weekday(text, m, ref)
    if m["od"]:
        shift = DIRECTION[m["orel"].lower()]
        value = (
            iso(*shift_month(ref.year, ref.month, shift), int(m["od"]))
            if ref
            else iso(None, None, int(m["od"]))
        )
        return (
            figure("date_rel", text, start, end, value, f"month{shift:+d}")
            if is_day(None, int(m["od"]))
            else None
        )
    if m["wd"] or m["wds"]:
        return _weekday(text, m, ref)
    if m["d5"]:
        return _day_alone(text, m, ref)
    if m["qk"] or m["qs"]:
        return _part_of_year(text, m, ref)
    if m["dec"]:
        year_text = m["dec"].lstrip("'’")
        year_text = year_text if len(year_text) == 4 else "19" + year_text
        return figure("date", text, start, end, year_text[:3] + "X")
    if m["cen"]:
        century = _number(m["cen"])
        return figure("date", text, start, end, f"{century - 1:02d}XX") if century else None
    if m["rel"]:
        word = m["rel"].lower()
        period, shift = periods("en")[word]
        if (
            word in ("past day", "last day", "next day", "previous day")
            and text[max(0, start - 4) : start].lower() == "the "
        ):
            return None
        return figure(
            "date_rel", text, start, end, resolve_period(period, shift, ref), f"{period}{shift:+d}"
        )
    if m["holiday"]:
        return figure("date", text, start, end, "XXXX-" + holidays("en")[m["holiday"].lower()])
    return None


def is_cardinal_year(year: int) -> bool:
    """Say whether a number of four digits is likely to be a year.

    >>> is_cardinal_year(1953), is_cardinal_year(1253)
    (True, False)
    """
    return 1500 <= year <= 2199


def _month_day(text: str, m: _Match, ref: date | None) -> Figure | None:
    start, end = m.span()
    name, day_text = (m["m1"], m["d1"]) if m["m1"] else (m["m2"], m["d2"])
    month, day = _month(name), _number(day_text)
    if name.lower() == "may" and name.islower() and not day_text[0].isdigit() and m["m2"]:
        return None
    if day is None or not is_day(month, day) or day == 0:
        return None
    if m["m2"] and day_text.islower() and day_text in ("one", "a"):
        return None
    if (
        m["m2"]
        and m["m2"].lower() in ("may", "march")
        and m["m2"].islower()
        and not re.search(
            r"\d(?:st|nd|rd|th)?\s(?:of\s)?$", text[max(0, m.start("m2") - 12) : m.start("m2")]
        )
        and "of" not in text[m.end("d2") : m.start("m2")]
    ):
        return None
    year: int | None = None
    written = m["y1"] or m["y2"] or m["y2w"]
    if written:
        digits = re.search(r"\d+", written)
        year = full_year(digits[0]) if digits else _worded_year(written)
        if year is None:
            end = m.start("y1") if m["y1"] else m.start("y2w")
    while text[end - 1] in " ,-":
        end -= 1
    return figure("date", text, start, end, iso(year, month, day))


_BEFORE_MAY_RE = re.compile(
    r"\b(?:in|since|until|till|by|from|last|next|this|of|during|through|to|before|after|late|early|mid|and|between|for|the|every|each)[\s-]$",
    re.I,
)


def _month_alone(text: str, m: _Match, ref: date | None) -> Figure | None:
    word = m["m4"]
    before = text[max(0, m.start() - 10) : m.start()]
    if word.lower() in ("may", "march", "august", "april", "june") and not m["mdir"]:
        alone = stands_alone(text, m.start(), m.end())
        cue = _BEFORE_MAY_RE.search(before) is not None
        name = word.lower() in ("april", "june", "august")
        if name:
            if not word[0].isupper() and not cue and not alone:
                return None
            if not cue and re.match(r"\s[A-Z][a-z]", text[m.end() : m.end() + 3]) and not alone:
                return None
        elif not alone and not (
            cue
            and (
                word[0].isupper()
                or (
                    word.lower() == "march"
                    and re.search(r"\b(?:in|since|during|last|next|before|after)\s$", before)
                )
            )
        ):
            return None
        if (
            word.lower() == "may"
            and re.search(r"\b(?:and|to|the|this|of)\s$", before, re.I)
            and re.match(r"\s[a-z]+", text[m.end() : m.end() + 3])
            and not re.search(r"\bof\s$", before)
        ):
            return None
        if word.lower() == "march" and re.search(r"\b(?:the|and|to|for|of)\s$", before, re.I):
            return None
    month = _month(word)
    if m["mdir"]:
        direction = DIRECTION[m["mdir"].lower()]
        if ref is None:
            value: str | None = iso(None, month)
        elif direction == 0:
            value = iso(ref.year, month)
        else:
            value = resolve_month(month, direction, ref)
        return figure("date_rel", text, m.start(), m.end(), value)
    return figure("date", text, m.start(), m.end(), iso(None, month))


def _weekday(text: str, m: _Match, ref: date | None) -> Figure | None:
    word = (m["wd"] or m["wds"]).lower()
    day = weekdays()[word]
    if (
        m["wds"]
        and word in ("sat", "sun", "wed", "mon", "fri")
        and not (
            m["wds"][0].isupper()
            or not text[max(0, m.start() - 40) : m.start()].strip()
            or text[m.start() - 5 : m.start()] in ("week ",)
        )
    ):
        return None
    start, end = m.span()
    week = (m["wk"] or "").split(" ")[0].lower() or (m["wk2"] or "").lower()
    if week:
        shift = DIRECTION[week]
        return figure(
            "date_rel", text, start, end, resolve_weekday(day, shift, ref), f"week{shift:+d}"
        )
    if m["wd"] and m["after"]:
        value = resolve_weekday(day, 1, ref, nearest=True)
        if ref is not None:
            later = resolve_period("day", 7, date.fromisoformat(value)) if value[0] != "X" else None
            value = later or value
        return figure("date_rel", text, start, end, value)
    if m["wdir"]:
        direction = m["wdir"].lower()
        shift = DIRECTION[direction]
        return figure(
            "date_rel",
            text,
            start,
            end,
            resolve_weekday(
                day, shift, ref, nearest=direction not in ("next", "last", "this", "previous")
            ),
        )
    return figure("date", text, start, end, f"XXXX-WXX-{day}")


def _nth_weekday(text: str, m: _Match, ref: date | None) -> Figure | None:
    """Return "the third Tuesday of September (2014)"; without a year only against ``ref``."""
    n = {"last": -1}.get(m["nw"].lower()) or _number(m["nw"]) or 1
    day = weekdays()[m["nwd"].lower()] if m["nwd"] else 0
    if m["ny"] and m["nm"]:
        return figure(
            "date", text, m.start(), m.end(), nth_weekday(int(m["ny"]), _month(m["nm"]), n, day)
        )
    if ref is None:
        return figure("date_rel", text, m.start(), m.end(), None)
    year, month = ref.year, ref.month
    if m["nm"]:
        month = _month(m["nm"])
    elif m["nrel"]:
        year, month = shift_month(year, month, DIRECTION[m["nrel"].lower()])
    return figure("date_rel", text, m.start(), m.end(), nth_weekday(year, month, n, day))


_NOUN_RE = re.compile(
    r"[\s-](?!and\b|to\b|or\b|at\b|in\b|on\b|for\b|the\b|with\b|he\b|she\b|they\b|we\b|after\b|before\b|but\b|as\b|when\b|where\b|while\b|by\b|from\b|is\b|was\b|will\b|of\b|that\b|which\b|who\b|because\b|if\b|it\b|has\b|had\b|have\b|a\b|an\b|just\b|said\b)[A-Za-z]"
)


def _day_alone(text: str, m: _Match, ref: date | None) -> Figure | None:
    """Return "the 9th" where it is clearly a day."""
    day = _number(m["d5"])
    if day is None or not 1 <= day <= 31:
        return None
    if m["d5of"]:
        which = m["d5of"].lower().split(" ")[-2]
        shift = DIRECTION.get(which, 0)
        value = iso(*shift_month(ref.year, ref.month, shift), day) if ref else iso(None, None, day)
        return figure("date_rel", text, m.start("d5") - 4, m.end(), value, f"month{shift:+d}")
    spelled = not m["d5"][0].isdigit()
    on = (m["on"] or "").lower()
    if (
        _NOUN_RE.match(text, m.end())
        or (not on)
        or re.match(r"\sof\b", text[m.end() : m.end() + 4])
    ):
        return None
    if spelled and on not in ("on",) and text[m.end() : m.end() + 40].strip(" .!?"):
        return None
    if (
        not spelled
        and on in ("for", "and", "to", "from", "through", "after", "before")
        and text[m.end() : m.end() + 40].strip(" .!?,;)")
    ):
        return None
    return figure(
        "date",
        text,
        m.start("d5") - (4 if text[m.start("d5") - 4 : m.start("d5")].lower() == "the " else 0),
        m.end(),
        resolve_day(day, 0, None),
    )


def _part_of_year(text: str, m: _Match, ref: date | None) -> Figure | None:
    if m["qs"]:
        if m["qs"].upper() == "H" and int(m["qsn"]) > 2:
            return None
        if not m["qs"].isupper():
            return None
        return figure("date", text, m.start(), m.end(), f"{m['qsy'] or 'XXXX'}-{m['qs']}{m['qsn']}")
    part = "Q" if m["qk"].lower() == "quarter" else "H"
    number = _number(m["qn"])
    if number is None or (part == "H" and (number > 2 or not m["qy"])):
        return None
    year = (m["qy"] or "").lower()
    if year.startswith(("last", "this", "next")):
        shift = DIRECTION[year.split()[0]]
        known = str(ref.year + shift) if ref else "XXXX"
        return figure(
            "date_rel", text, m.start(), m.end(), f"{known}-{part}{number}", f"year{shift:+d}"
        )
    known = year if year.isdigit() else "XXXX"
    return figure("date", text, m.start(), m.end(), f"{known}-{part}{number}")


def _read_time(text: str, m: _Match) -> Figure | None:
    start, end = m.span()
    if m["word"] or m["mid"]:
        word = (m["word"] or "").lower()
        value = "00:00" if word == "midnight" else "12:00"
        if m["mid"]:
            value = "10:00" if m["mid"].lower().endswith("morning") else "14:00"
        return figure("time", text, start, end, value)
    if m["ath"] or m["ath2"]:
        hour = int(m["ath"] or m["ath2"])
        half = HALF_DAYS[(m["at"] or "afternoon").lower()]
        early = clock(in_half(hour, half)) if hour <= 12 else None
        return figure("time", text, start, end, early) if early else None
    past = m["bpast"] or m["past"] or m["wpast"] or m["opast"] or m["rpast"]
    to = (m["bto"] or m["to"] or m["wto"] or m["oto"] or m["rto"] or "").lower()
    hour_text = m["h"] or m["wh"] or m["ch"] or m["oh"] or m["rh"] or m["ish"] or m["bh"]
    hour_no = _number(hour_text)
    if hour_no is None:
        return None
    minute = int(m["m"] or m["dm"] or m["pm4"] or m["cm"] or 0)
    if m["wm"]:
        minute = _number(m["wm"]) or 0
    second = int(m["s"] or m["cs"]) if (m["s"] or m["cs"]) else None
    mark = (m["ap"] or m["wap"] or "").lower()
    part = HALF_DAYS.get((m["post"] or m["pre"] or "").lower(), "")
    half = ("am" if mark.startswith("a") else "pm") if mark else part
    if (
        mark in ("a", "p", "a.", "p.")
        and m["ap"]
        and not (m["m"] or text[max(0, start - 3) : start].lower() == "at ")
    ):
        return None
    if mark == "a" and m["ap"] and text[m.start("ap") - 1] == " ":
        return None
    if (
        m["ch"]
        and not mark
        and not part
        and re.search(
            r"(?:ratio|score|verse|chapter|odds)\b", text[max(0, start - 20) : start], re.I
        )
    ):
        return None
    hour = in_half(hour_no, half)
    if hour_no > 12 and mark:
        hour = hour_no if m["m"] else 99
    if past:
        offset = _past(past)
        if offset is None:
            return None
        if to in ("to", "till"):
            hour, minute = hour - 1, 60 - offset
        else:
            minute += offset
    read = clock(hour % 24 if past else hour, minute, second)
    return figure("time", text, start, end, read) if read else None


def _past(word: str) -> int | None:
    word = word.strip().lower()
    if word == "half":
        return 30
    if "quarter" in word:
        return 45 if word.startswith("three") else 15
    return _number(re.sub(r"\s(?:mins?|minutes)$", "", word))
