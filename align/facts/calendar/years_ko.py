"""Years in Korean that are not four digits: 천구백오십, 일구팔팔, 88년."""

from __future__ import annotations

import re

from align.facts.calendar.times_ko import small_number

SURE_YEAR_RE = re.compile(
    r"\s?(?:생(?![가-힣]*[활산각])|당시|이래|태생|출생|입학|졸업|입사|데뷔|창단|창립|설립|개교|개봉|출시|발매|대선|총선|지방선거|외환위기|"
    r"민주화|군번|학번|[가-힣]{0,4}(?:올림픽|월드컵|아시안게임|유로))"
)
LIKELY_YEAR_RE = re.compile(
    r"에(?!\s(?:걸|이르|한|두|세|가까|불과|육박|달|만|접|\d))|부터|도(?!\s?(?:안|채|더|못|넘|훨|되|걸|지|남))"
    r"|[산식형판](?![가-힣]{2})|\s?(?:봄|여름|가을|겨울|초(?!\s?과)|말(?![가-힣]{2})|중반|상반기|하반기)"
)
QUANTITY_RE = re.compile(
    r"(?:약|총|만|지난|향후|최근|무려|최소|최대|거의|불과|앞으로|매|단|근|징역|경력)\s?$"
)
SINCE_RE = re.compile(r"[가-힣](?<![은는이가을를에서도의로만고며])\s$")
"""A noun before 70년에: years since it (전후 70년에, 창립 60년에)."""

LONG_AGO = 50
"""Two digits from here on before 년 are rather a year than a number of years (88년에)."""


def year_in_words(word: str) -> int | None:
    """Return a year in digits, as a number in words or digit by digit.

    >>> year_in_words("천구백오십"), year_in_words("일구팔팔"), year_in_words("2019")
    (1950, 1988, 2019)
    """
    if word.isdigit():
        return int(word)
    if "천" in word:
        return small_number(word)
    digits = [small_number(c) for c in word]
    return None if None in digits else int("".join(map(str, digits)))


def is_year(text: str, m: re.Match[str]) -> bool:
    """Say whether 88년 is a year: what happened in it follows, or an apostrophe stands before."""
    end = m.end()
    if m["mark"]:
        return not re.compile(r"[^'’\n]{0,20}['’]").match(text, end)
    if QUANTITY_RE.search(text, max(0, m.start() - 5), m.start()):
        return False
    if SURE_YEAR_RE.match(text, end):
        return True
    old = int(m["sy"]) >= LONG_AGO or m["sy"][0] == "0"
    if SINCE_RE.search(text, max(0, m.start() - 3), m.start()):
        return False
    return old and LIKELY_YEAR_RE.match(text, end) is not None
