"""Powers behind a number in Korean text: 6.02e23, 3×10^8, 10⁹, 2의 10제곱, 십의 구승."""

from __future__ import annotations

import re
from decimal import Decimal

from align.facts.numbers.numerals import words_of

MOST = 400
"""Digits of a power beyond which nobody writes it as one."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = (
    r"(?P<sign>마이너스\s?|[-−])?(?P<by>\d{1,3}|[일이삼사오육칠팔구십]{1,3}|세|네|다섯|여섯|열)?"
)
_POWER_RE = re.compile(
    rf"""
    [eE](?P<ten>[+-]?\d{{1,3}})(?![\dA-Za-z_])                            # 6.02e23
  | \s?[x×X]\s?10(?:\^\s?(?P<up>[+-]?\d{{1,3}})|(?P<small>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}}))
  | (?P<times>\s?[x×X]\s?10|(?:\s곱하기\s)(?:10|십))?
    (?: \^\s?(?P<hat>[+-]{{0,2}}\d{{1,3}}(?:\.\d{{1,3}})?)(?!\d)
      | (?P<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,4}})
      | 의\s?{_NUMBER}\s?(?:제곱(?!미터|킬로|센티|밀리|피트|마일|야드|인치|㎞|근|평균|수|합|비)
          |승(?=$|[\s.,)이은을의]|배|까지|으로)) )                          # 2의 10제곱, 십의 구승
    """,
    re.VERBOSE,
)


def read_power(text: str, end: int, base: Decimal) -> tuple[Decimal, int] | None:
    """Return the value of the power that ``base``, ending at ``end``, begins, and its end.

    >>> read_power("2의 10제곱", 1, Decimal(2)), read_power("2의 제곱미터", 1, Decimal(2))
    ((Decimal('1024'), 7), None)
    >>> read_power("2^--3", 1, Decimal(2))
    (Decimal('8'), 5)
    >>> read_power("3 × 10⁸m", 1, Decimal(3))
    (Decimal('300000000'), 7)
    """
    if text[end : end + 1] not in ("e", "E", "^", "의", "x", "X", "×", " ", *"⁰¹²³⁴⁵⁶⁷⁸⁹⁻"):
        return None
    m = _POWER_RE.match(text, end)
    if m is None:
        return None
    tens = m["ten"] or m["up"] or (m["small"] or "").translate(_RAISED)
    if tens:
        return _raised(base, Decimal(10), tens, m.end())
    by = m["hat"] or (m["raised"] or "").translate(_RAISED) or _exponent(m)
    if by is None:
        return None
    if m["times"]:
        return _raised(base, Decimal(10), by, m.end())
    if m["raised"] and base not in (2, 10):
        return None  # a mark of a note behind a number
    return _raised(Decimal(1), base, by, m.end())


def _exponent(m: re.Match[str]) -> str | None:
    """Return the exponent of 의 … 제곱 in digits; a bare 제곱 is 2, a bare 승 none."""
    by = m["by"]
    if by is None:
        return "2" if m[0].endswith("제곱") else None
    if not by.isdigit():
        form, value = words_of("ko").get(by, ("", Decimal(0)))
        if not form:
            tens, _, ones = by.partition("십")
            digits = words_of("ko")
            if (tens and tens not in digits) or (ones and ones not in digits):
                return None
            value = (digits[tens][1] if tens else 1) * Decimal(10) + (
                digits[ones][1] if ones else 0
            )
        by = str(value)
    return f"-{by}" if m["sign"] else by


def _raised(by: Decimal, base: Decimal, power: str, end: int) -> tuple[Decimal, int] | None:
    n = Decimal(power.replace("--", ""))
    if base <= 0 or abs(n) * max(1, base.adjusted() + 1) > MOST:
        return None
    return by * base**n, end
