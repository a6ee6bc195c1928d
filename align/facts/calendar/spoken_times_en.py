"""English times of day without a.m. or a colon: eight in the evening, quarter to five, 1530 hours.

A number with the part of the day behind it is a time, as are quarters before an
hour; other minutes before an hour ("ten to five") and bare hours with minutes
("nine thirty") need "at" or "by" before them, for they may be a range or two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.facts.calendar.date_words_en import HALF_DAYS, number_of
from align.facts.calendar.dates import clock, figure, fold_case, in_half
from align.records import Figure

_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_HOUR = rf"{_DIGIT}|ten|eleven|twelve"
_HINT_RE = re.compile(
    r"in the (?:early |late )?(?:morning|afternoon|evening)|at night|quarter (?:to|before|till)"
    r"|at half |this (?:morning|afternoon|evening)|tonight|minutes? (?:to|before|past|after) "
    rf"|\b(?:at|by) (?:{_HOUR}|twenty)\b|\b(?:{_HOUR})-(?:fif|twe|thi|for)"
)
"""Without one of these a text has no such time; most texts have none."""

_MILITARY_RE = re.compile(
    r"(?<![\w.,:$£€/-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:\s?(?:hours|hrs|h)\b"
    r"(?!\s(?:of|a|per|each|in|on|long)\b)"
    r"|(?=\s?(?P<zone>gmt|utc|z|zulu|bst|cest|cet|kst|jst|ist|hkt|msk|[ecmp][sd]t|local\stime)\b))"
)
_MILITARY_CUE_RE = re.compile(
    r"\b(?:at|by|until|till|from|before|after|since|around|between|and)\s$"
)
_ENDS_RE = re.compile(
    r"\W*$|[.,;:!?)\"”’]|\s(?:on|this|tomorrow|today|tonight|every|each|sharp|and|for|when|if|but"
    r"|with|until|the\snext)\b|\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_SUMS_RE = re.compile(
    r"(?![-%:]|\.\d|\s(?:per\s?cent|percent|million|billion|thousand|hundred|years?|days?|weeks?"
    r"|months?|hours?|minutes?|people|points?|times|miles|dollars|pounds|euros|feet|of|in\s(?!the))\b)"
)


@cache
def _spoken_re() -> re.Pattern[str]:
    small = "five|ten|twenty|twenty[- ]five"
    ties = "twenty|thirty|forty|fifty"
    teens = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    minutes = rf"(?:{ties})(?:[ -](?:{_DIGIT}))?|ten|eleven|twelve|{teens}"
    fives = rf"fifteen|(?:{ties})(?:[ -]five)?"
    part = r"(?:early\s|late\s)?(?:morning|afternoon|evening)"
    return re.compile(
        rf"""
        (?<![\w.,:$£€/-])(?:
          (?:(?P<past>(?:a\s)?quarter|(?<=\bat\s)(?:{small})
              |(?:{minutes}|{small}|\d\d?)\sminutes?(?=\s(?:to|before|past|after)\s(?:{_HOUR}|\d\d?)\b)
              |(?:{small}|\d\d?)(?=\s(?:to|before|till|past|after)\s(?:{_HOUR}|\d\d?)\s(?:in\sthe|at\snight))
              |half)\s(?P<to>to|before|till|past|after)\s)
          (?P<h1>\d\d?|{_HOUR})\b
        | (?P<h2>\d\d?|{_HOUR})(?:(?:[\s:.-])(?P<m2>{minutes}|oh\s(?:{_DIGIT})|[0-5]\d))?
              (?=\s(?:in\sthe\s{part}|at\snight)\b)
        | (?<=\b(?:at|by)\s)(?P<h3>\d\d?|{_HOUR})
              (?=\s(?:this\s(?P<this>{part})|(?P<tonight>tonight))\b)
        | (?<=\b(?:at|by)\s)(?P<h4>{_HOUR})[\s-](?P<m4>{minutes}|oh\s(?:{_DIGIT}))\b
        | (?<=\bat\s)half\s(?P<h5>{_HOUR})\b
        | (?P<h6>{_HOUR})-(?P<m6>{fives})\b
        )
        (?:\s(?:in\sthe|at)\s(?P<post>{part}|night)\b(?!\s(?:session|shift|show|race|trading|rush)\b))?
        """,
        re.VERBOSE,
    )


def read_spoken_times(text: str, lower: str | None = None) -> Iterator[Figure]:
    """Yield the times of day of an English text that are told by words.

    >>> text = "at ten to five, 0600 hours, eleven thirty at night, a quarter to six"
    >>> [f.value for f in read_spoken_times(text)]
    ['06:00', '04:50', '23:30', '05:45']
    >>> list(read_spoken_times("Up to 1500 hours, ten to five percent, nine thirty-ton lorries"))
    []
    """
    lower = fold_case(text) if lower is None else lower
    for m in _MILITARY_RE.finditer(lower):
        cue = _MILITARY_CUE_RE.search(lower, max(0, m.start() - 10), m.start())
        if m["h"][0] == "0" or cue or m["zone"]:
            yield figure("time", text, m.start(), m.end(), clock(int(m["h"]), int(m["m"])))
    if _HINT_RE.search(lower) is None:
        return
    for m in _spoken_re().finditer(lower):
        value = _value(lower, m)
        if value is not None:
            yield figure("time", text, m.start(), m.end(), value)


def _value(lower: str, m: re.Match[str]) -> str | None:
    part = (m["post"] or m["this"] or ("night" if m["tonight"] else "")).removeprefix("early ")
    half = HALF_DAYS.get(part.removeprefix("late "), "")
    word = m["h1"] or m["h2"] or m["h3"] or m["h4"] or m["h5"] or m["h6"]
    hour = number_of(word)
    if hour is None or hour > 12 or (not half and (word == "one" or m["h2"])):
        return None
    if not half and not (_ENDS_RE if m["h4"] or m["h5"] or m["h6"] else _SUMS_RE).match(
        lower, m.end()
    ):
        return None
    hour, minute = in_half(hour, half), 0
    if m["past"]:
        hour, minute = _beside(hour, m["past"], m["to"])
    elif m["h5"]:
        minute = 30
    elif m["m2"] or m["m4"] or m["m6"]:
        minute = number_of((m["m2"] or m["m4"] or m["m6"]).removeprefix("oh ")) or 0
    return clock(hour % 24, minute)


def _beside(hour: int, past: str, to: str) -> tuple[int, int]:
    """Return hour and minute of "quarter to five", "half past six"."""
    minute = (
        30
        if past == "half"
        else 15
        if "quarter" in past
        else number_of(past.split(" minute")[0]) or 0
    )
    return (hour - 1, 60 - minute) if to in ("to", "before", "till") else (hour, minute)
