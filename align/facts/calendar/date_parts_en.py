"""What one English date of days, weeks, months or quarters means."""

from __future__ import annotations

import re
from datetime import date

from align.facts.calendar.date_words_en import DIRECTION, Match, month_of, number_of, worded_year
from align.facts.calendar.dates import (
    figure,
    full_year,
    is_day,
    iso,
    resolve_day,
    resolve_month,
    resolve_period,
    resolve_weekday,
    shift_month,
    weekdays,
)
from align.facts.calendar.relative import nth_weekday
from align.facts.numbers.numerals import stands_alone
from align.records import Figure


def month_day(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "June 9", "the ninth of June 2023", or None where "may" is no month."""
    start, end = m.span()
    name, day_text = (m["m1"], m["d1"]) if m["m1"] else (m["m2"], m["d2"])
    month, day = month_of(name), number_of(day_text)
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
        year = full_year(digits[0]) if digits else worded_year(written)
        if year is None:
            end = m.start("y1") if m["y1"] else m.start("y2w")
    while text[end - 1] in " ,-":
        end -= 1
    return figure("date", text, start, end, iso(year, month, day))


_BEFORE_MAY_RE = re.compile(
    r"\b(?:in|since|until|till|by|from|last|next|this|of|during|through|to|before|after|late|early|mid|and|between|for|the|every|each)[\s-]$",
    re.I,
)


def month_alone(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "June", "last June", or None where the word is a name or a verb."""
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
    month = month_of(word)
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


def weekday_of(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "Friday", "next Friday", "Friday of last week", or None where "sat" is a verb."""
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


def nth_weekday_of(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "the third Tuesday of September (2014)"; without a year only against ``ref``."""
    n = {"last": -1}.get(m["nw"].lower()) or number_of(m["nw"]) or 1
    day = weekdays()[m["nwd"].lower()] if m["nwd"] else 0
    if m["ny"] and m["nm"]:
        return figure(
            "date", text, m.start(), m.end(), nth_weekday(int(m["ny"]), month_of(m["nm"]), n, day)
        )
    if ref is None:
        return figure("date_rel", text, m.start(), m.end(), None)
    year, month = ref.year, ref.month
    if m["nm"]:
        month = month_of(m["nm"])
    elif m["nrel"]:
        year, month = shift_month(year, month, DIRECTION[m["nrel"].lower()])
    return figure("date_rel", text, m.start(), m.end(), nth_weekday(year, month, n, day))


_NOUN_RE = re.compile(
    r"[\s-](?!and\b|to\b|or\b|at\b|in\b|on\b|for\b|the\b|with\b|he\b|she\b|they\b|we\b|after\b|before\b|but\b|as\b|when\b|where\b|while\b|by\b|from\b|is\b|was\b|will\b|of\b|that\b|which\b|who\b|because\b|if\b|it\b|has\b|had\b|have\b|a\b|an\b|just\b|said\b)[A-Za-z]"
)


def day_alone(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "the 9th" where it is clearly a day."""
    day = number_of(m["d5"])
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


def part_of_year(text: str, m: Match, ref: date | None) -> Figure | None:
    """Return "the third quarter of 2023", "H1", or None where it is part of something else."""
    if m["qs"]:
        if m["qs"].upper() == "H" and int(m["qsn"]) > 2:
            return None
        if not m["qs"].isupper():
            return None
        return figure("date", text, m.start(), m.end(), f"{m['qsy'] or 'XXXX'}-{m['qs']}{m['qsn']}")
    part = "Q" if m["qk"].lower() == "quarter" else "H"
    number = number_of(m["qn"])
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
