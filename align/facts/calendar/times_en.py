"""What one English time of day means."""

from __future__ import annotations

import re

from align.facts.calendar.date_words_en import HALF_DAYS, Match, number_of
from align.facts.calendar.dates import clock, figure, in_half
from align.records import Figure

BOOKS = (
    "genesis|exodus|leviticus|deuteronomy|joshua|samuel|kings|psalms?|proverbs|ecclesiastes|isaiah|jeremiah|"
    "ezekiel|daniel|matthew|mark|luke|john|acts|romans|corinthians|galatians|ephesians|philippians|"
    "timothy|hebrews|james|peter|revelation|qur[’']?an|surah"
)
"""Books whose chapters and verses are written as times are (John 3:16)."""


def read_time(text: str, m: Match) -> Figure | None:
    """Return the time of a match of ``time_re``, None where it is none."""
    start, end = m.span()
    if m["word"] or m["mid"]:
        word = (m["word"] or "").lower()
        value = "00:00" if word == "midnight" else "12:00"
        if m["mid"]:
            value = "10:00" if m["mid"].lower().endswith("morning") else "14:00"
        if m["mpast"]:
            return _beside(text, m, value)
        return figure("time", text, start, end, value)
    if m["ath"] or m["ath2"]:
        hour = int(m["ath"] or m["ath2"])
        half = HALF_DAYS[(m["at"] or "afternoon").lower()]
        early = clock(in_half(hour, half)) if hour <= 12 else None
        return figure("time", text, start, end, early) if early else None
    past = m["bpast"] or m["past"] or m["wpast"] or m["opast"] or m["rpast"]
    to = (m["bto"] or m["to"] or m["wto"] or m["oto"] or m["rto"] or "").lower()
    hour_text = m["h"] or m["wh"] or m["ch"] or m["oh"] or m["rh"] or m["ish"] or m["bh"]
    hour_no = number_of(hour_text)
    if hour_no is None:
        return None
    minute = int(m["m"] or m["dm"] or m["pm4"] or m["cm"] or 0)
    if m["wm"]:
        minute = number_of(m["wm"]) or 0
    second = int(m["s"] or m["cs"]) if (m["s"] or m["cs"]) else None
    mark = (m["ap"] or m["wap"] or "").lower()
    part = HALF_DAYS.get((m["post"] or m["pre"] or "").lower(), "")
    half = ("am" if mark.startswith("a") else "pm") if mark else part
    if (
        mark in ("a", "p", "a.", "p.")
        and m["ap"]
        and not (m["m"] or re.search(r"\bat $", text[max(0, start - 4) : start], re.I))
    ):
        return None
    if mark == "a" and m["ap"] and text[m.start("ap") - 1] == " ":
        return None
    if (
        m["ch"]
        and not mark
        and not part
        and re.search(
            rf"(?:ratio|score|verse|chapter|odds|(?:{BOOKS})\s?)\b",
            text[max(0, start - 20) : start],
            re.I,
        )
    ):
        return None
    hour = in_half(hour_no, half)
    if hour_no > 12 and mark:
        hour = hour_no if m["m"] else 99
    if past and to == "to" and _is_range(text, m, past):
        start = m.start("h") if m["h"] else m.start("wh")
        past = None
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


def _beside(text: str, m: Match, hour: str) -> Figure | None:
    """Return "five to midnight", "half past noon"."""
    offset = _past(m["mpast"])
    if offset is None or not 0 < offset < 60:
        return None
    before = m["mto"].lower() in ("to", "before")
    minutes = (int(hour[:2]) * 60 + (-offset if before else offset)) % (24 * 60)
    return figure("time", text, *m.span(), clock(*divmod(minutes, 60)))


def _is_range(text: str, m: Match, past: str) -> bool:
    """Say whether "6 to 10 a.m." begins at six, not at six minutes to."""
    if not (m["h"] or m["wh"]):
        return False
    opened = re.search(r"\b(?:from|between)\s$", text[max(0, m.start() - 8) : m.start()], re.I)
    hour = past.strip().isdigit() and int(past) <= 12
    return opened is not None or hour


def _past(word: str) -> int | None:
    word = word.strip().lower()
    if word == "half":
        return 30
    if "quarter" in word:
        return 45 if word.startswith("three") else 15
    return number_of(re.sub(r"\s(?:mins?|minutes)$", "", word))
