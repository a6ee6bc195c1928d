"""The patterns of English dates and times, for text in small letters.

One pattern a kind, its branches in the order in which they are tried; each is
compiled when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from align.facts.calendar.date_words_en import DIRECTION, HALF_DAYS, number_values
from align.facts.calendar.dates import alternatives, holidays, months, periods
from align.tables import read_table


def _number_words(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, longest first, "twenty-first" in parts.

    The pattern of dates holds them several times, and compiles as long as it is.
    """
    ends: dict[str, set[str]] = {}
    single = []
    for word in words:
        tens, _, one = word.replace("-", " ").partition(" ")
        if one:
            ends.setdefault(tens, set()).add(one)
        else:
            single.append(word)
    tens_of: dict[str, list[str]] = {}
    for tens, ones in ends.items():
        tens_of.setdefault(alternatives(sorted(ones)), []).append(tens)
    joined = [f"(?:{'|'.join(tens)})[ -](?:{ones})" for ones, tens in tens_of.items()]
    return "|".join([*joined, alternatives(single)])


@cache
def _ordinals() -> tuple[str, ...]:
    return tuple(
        w
        for w, v in number_values().items()
        if w.endswith(("first", "second", "third")) or (v <= 31 and w.endswith("th"))
    )


@cache
def date_re() -> re.Pattern[str]:
    """Return the pattern of dates; which groups took part tells the kind."""
    names = list(months())
    full = alternatives(r["word"] for r in read_table("months") if r["form"] == "full")
    mon = rf"(?:{alternatives(names)})(?![a-z])\.?"
    week = alternatives(r["word"] for r in read_table("weekdays") if r["lang"] == "en")
    short = alternatives(r["word"] for r in read_table("weekdays") if r["lang"] == "en short")
    wd = rf"(?:(?:{week})|(?:{short})(?![a-z])\.?)"
    ordinal = _number_words(_ordinals())
    number = _number_words(
        dict.fromkeys([*_ordinals(), *(w for w, v in number_values().items() if v < 32)])
    )
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
          (?:(?:,?\s|,)(?:of\s)?(?P<y1>{year}|['’‘]\d\d(?![\w'’])|’?'?\d\d(?=$|[.,;)])(?<=,\s\d\d)|(?:nineteen
              |twenty|two\sthousand)[a-z\s-]{{0,30}}))?
        # (the) 9(th) (of) June(,) 2023
      | (?<![\w.,/$£€-])(?<!\d:)(?<![$£€]\s)(?:(?P<w2>{wd}),?\s(?:the\s)?)?(?P<d2>\d{{1,2}}(?:st
            |nd|rd|th)?|(?:{number}))(?:\.?\s(?:(?:day\s)?of\s)?|-)?(?P<m2>{mon})(?!\w)
          (?:,?\s(?:of\s)?(?P<y2>{year}|['’‘]\d\d(?![\w'’])|(?<=of\s)\d\d(?=$|[.;)]))|\s(?P<y2w>(?:nineteen
              |two\sthousand)[a-z\s-]{{0,30}}))?
        # 9 and 10 June, 9-10 June
      | (?<![\w.,/:$£€-])(?P<r1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:and|to|or)\s)
            (?=\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?P<rm>{mon})(?!\w))
        # Friday 7/6, on 5.12
      | \b(?:(?P<w3>(?:(?:this|next|last)\s)?{wd})\s|on\s|(?:next|this)\s)(?P<sm>\d{{1,2}})
            (?P<ss>[/.-])(?P<sd>\d{{1,2}})(?![\w/-]|\.\d|\s?(?:%|percent|million|billion|points?
            |trillion|per|km|miles))
        # June (of) 2023, Dec-2018
      | {part}(?P<m3>{mon})(?:,?\s(?:of\s)?|[-/])(?P<y3>{year}|['’‘]\d\d(?![\w'’])
            |(?<=of\s)\d\d(?=$|[.;)]))
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
            (?<=on\s)(?=\d))(?P<d5>\d{{1,2}}(?:st|nd|rd|th)|{ordinal})(?!\s(?:
            (?:day\s)?of\s)?{mon}(?!\w))(?![ -](?:fiscal\s)?(?:quarter|half|century)\b)(?:\s
            (?:day\s)?of\s(?P<d5of>(?:the\s)?(?:last|this|next|current|same)\smonth))?(?!\w|-)
        # third quarter (of 2023), first half of 2023, the 1930s, 19th century
      | \b(?P<qn>first|second|third|fourth|[1-4](?:st|nd|rd|th))[ -](?:fiscal\s)?(?P<qk>quarter
            |half)\b(?:(?:\sof\s(?:the\s)?|\s|,\s)(?:fiscal\s|year\s)*(?P<qy>{year}|last\syear
            |this\syear|next\syear|the\syear))?
      | \b(?:(?P<qs>[qh])(?P<qsn>[1-4])(?:\s(?P<qsy>\d{{4}}))?)(?!\w)
      | (?<![\w.,])(?P<dec>[12]\d\d0|(?<=the\s)['’]?[2-9]0
            |(?:(?<=mid-)|(?<=late[ -])|(?<=early[ -]))['’][2-9]0)['’]?s\b
      | \b(?P<cen>\d{{1,2}}(?:st|nd|rd|th)|{ordinal})[ -]century\b
        # last month, yesterday
      | (?<![\w-])(?P<rel>{rel})(?![\w])
      | (?<![\w-])(?P<holiday>{alternatives(holidays("en"))})(?![\w])
        )
        """,
        re.VERBOSE,
    )


@cache
def time_re() -> re.Pattern[str]:
    """Return the pattern of times of day."""
    hours = alternatives(
        w for w, v in number_values().items() if v <= 12 and not re.search(r"(?:st|nd|rd|th)$", w)
    )
    minutes = _number_words(
        w for w, v in number_values().items() if v < 60 and not re.search(r"(?:st|nd|rd|th)$", w)
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
          (?<![\d.:/$£€,])(?:(?<![a-z]-)|(?<=[ap]m-)|(?<=m\.-))\b(?P<h>\d{{1,2}})(?:(?::|\s?h\s?)(?P<m>\d\d)(?::
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
        | \b(?:(?P<mid>mid-?(?:morning|afternoon))|(?:(?P<mpast>half|(?:a|three)?\s?quarters?
              |(?:\d{{1,2}}|{minutes})(?:\s(?:min|mins|minutes))?)\s(?P<mto>past|to|after|before)\s)?
              (?P<word>midnight|noon|midday))\b
        )
        """,
        re.VERBOSE,
    )
