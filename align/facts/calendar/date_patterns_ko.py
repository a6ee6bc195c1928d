"""Patterns of Korean dates: what a date looks like, for ``dates_ko`` to read."""

from __future__ import annotations

import re
from functools import cache

from align.facts.calendar.dates import alternatives, holidays, periods
from align.tables import read_table

DIRECTION = {"지난": -1, "오는": 1, "다가오는": 1, "이번": 0, "다음": 1, "저번": -1, "돌아오는": 1}
WEEK = "월화수목금토일"
LASTS = (
    r"\s?(?:\d{1,2}\s?시간|간(?!지)|동안|만에|만의|째|내(?!일)|이내|넘|여|가량|정도|남짓|앞|짜리|치|이상|걸|연속|내내|뒤|후|안에|분|의\s시간|"
    r"이나\s지|이\s지|이\s걸|이\s넘|을\s넘|도\s(?:안|채)|연장|만\s?에|더|된|됐|되던|지나|지났|"
    r"전(?=[에의까부인이]|[\s.,?!)]|$)(?!\s(?:세계|국민|직원|회원|품목|구간|노선|지역|산업|분야|임직원|매장|점포|공장|대통령|"
    r"총리|장관|의원|회장|대표|감독|남편|부인|여자|남자)))"
)
"""What after 10일 (ten days, or the tenth) makes it a stretch of time."""


YEARS = r"[일이]?천[일이삼사오육륙칠팔구십백]{1,7}|이천|[일이][구영공][영공일이삼사오육륙칠팔구]{2}"
"""Years in words: 이천십구, 천구백오십, and digit by digit 일구팔팔."""

DECADES = r"(?:천[일이삼사오육칠팔]?백|천?구백)?[이삼사오육칠팔구]십|이천(?:[일이삼]?십)?"
CENTURIES = r"이?십[일이삼사오육칠팔구]?"


@cache
def month_days() -> dict[str, int]:
    """Return words for a day of the month, 초하루 (the first)."""
    return {r["word"]: int(r["day"]) for r in read_table("month_days")}


@cache
def date_re() -> re.Pattern[str]:
    """Return the pattern of a date; which group took part says of what form it is.

    >>> date_re().search("다음 달 3일에 온다")["rm"]
    '다음 달'
    """
    rel = periods("ko")
    years = alternatives(w for w, (p, _) in rel.items() if p == "year")
    mons = alternatives(w for w, (p, _) in rel.items() if p == "month")
    weeks = alternatives(w for w, (p, _) in rel.items() if p == "week")
    days = alternatives(w for w, (p, _) in rel.items() if p == "day")
    words = [
        *rel,
        *holidays("ko"),
        *month_days(),
        *DIRECTION,
        *"일이삼사오유육칠팔구시십천월화수목금토상하",
    ]
    first = "".join(sorted({word[0] for word in words}))
    return re.compile(
        rf"""
        (?=[\d'’‘{first}])(?:
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
        (?:(?:(?P<y>\d{{4}}|(?<!\d)['’]?\d\d(?=년\s?\d{{1,2}}월)
              |(?<![가-힣])(?:{YEARS})(?=\s?년\s?[가-힣]{{1,2}}월))\s?년(?:도)?,?\s?|(?P<ry>{years})
            (?:\s|(?=\d{{1,2}}월))\s?|(?P<dir>지난|오는|다가오는|이번|다음|돌아오는)\s?)?
           (?:(?P<m>\d{{1,2}}|(?<![가-힣])[일이삼사오유육칠팔구시십]{{1,2}})\s?월(?!\s?\d+\s?개월)(?!드|급|세|요|남|계
               |말고|화)|(?P<rm>{mons})(?=\s?\d{{1,2}}\s?일|\s))
           (?:\s?-?\s?(?:(?P<d>\d{{1,2}}|[일이삼사오육칠팔구십]{{1,4}})\s?일(?!\s?(?:간|동안|째|연속|만에))
             |(?P<d1>\d{{1,2}})(?=\s?[~∼〜–-]\s?\d{{1,2}}\s?일(?!\s?(?:간|동안|째)))))?
           (?:,?\s?(?P<w>[월화수목금토일])요일|\s?[(（](?P<wp>[월화수목금토일])(?:요일)?[)）])?
           (?:,?\s(?P<y2>\d{{4}})(?:년)?(?!\d|[,.]\d|\s?[가-힣]?[명개원]))?
        )
        # 1~3월
      | (?<![\d.,~∼〜–/-])(?:(?P<ymm>\d{{4}})년\s?)?(?P<m1>\d{{1,2}})\s?[~∼〜–-]\s?
            (?P<m2>\d{{1,2}})월
          (?!\s?\d{{1,2}}\s?일)
        # 9일, 지난 9일
      | (?<![\d.,])(?<![A-Za-z~∼-])
        (?:(?P<ddir>지난|오는|다가오는|돌아오는|이번)\s?)?(?P<dd>\d{{1,2}}|(?<![가-힣])(?:이|삼)?십[일이삼사오육칠팔구]?
            (?=\s?일(?:에|부터|까지)))(?:[일]?\s?[~∼〜–-]\s?(?P<dd2>\d{{1,2}}))?\s?일(?P<lasts>{LASTS})?
            (?:\s?[(（](?P<dwp>[월화수목금토일])[)）])?
        # 1990년대, 21세기, 2023년 3분기, 올 하반기, 2014년
      | (?<![\d.,])(?:(?P<dec>\d{{3,4}}|(?<!\d)\d0|(?<![가-힣])(?:{DECADES}))\s?년대
          |(?P<cen>\d{{1,2}}|(?<![가-힣])(?:{CENTURIES}))\s?세기(?!\s?(?:만에|동안|넘|가까|가량|이상|여)))
      | (?<![\d.,])(?:(?P<qy>\d{{4}})년(?:도)?\s|(?P<qry>{years})\s?)?(?:(?P<q>[1-4]
            |[일이삼사])(?:\s?/?4|사)?\s?분기|(?P<h>상|하)반기)
      | (?<![\d.,])(?<![A-Za-z])(?P<yy>[12]\d{{3}}|(?<![가-힣])(?:{YEARS}))\s?년(?:도)?
          (?!\s?(?:(?:간|동안|만에|째)(?![가-힣])|역사|전통|세월|넘))
        # ’98년, 88년 올림픽
      | (?<![\w.,])(?P<mark>['’‘])?(?P<sy>\d\d)년
        # 다음 주 화요일, 금요일
      | (?:(?:(?P<wk>{weeks})\s?|(?P<wdir>지난|다음|이번|오는|저번)\s)?(?P<wd>[월화수목금토일])요일)
        # 10/2에, 4/22
      | (?<![\w.,/-])(?P<sm>\d{{1,2}})/(?P<sd>\d{{1,2}})
          (?=에|까지|부터|일|\s?[(（][월화수목금토일]|\s*$)
        # 지난해, 어제
      | (?<![가-힣])(?P<period>{days}|{weeks}|{mons}|{years})
      | (?<![가-힣])(?P<dayword>{alternatives(month_days())})
      | (?P<holiday>{alternatives(holidays("ko"))})
        )
        """,
        re.VERBOSE,
    )
