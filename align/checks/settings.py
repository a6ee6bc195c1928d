"""Checks switched off, graded anew or made stricter by a user's settings.

[tool.align.checks]
confidence = 0.6                                  # of all checks
glossary = "terms.tsv"                            # agreed translations: TRM001
FIG002 = "off"
NAM002 = "minor"
NEG001 = { severity = "info", confidence = 0.8 }
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import get_args

from attrs import Factory, evolve, frozen

from align.errors import SettingsError
from align.records import Discrepancy, Severity

OFF = "off"
GRADES: tuple[Severity, ...] = get_args(Severity)
KEYS = ("severity", "confidence")
GLOSSARY = "glossary"


@frozen(kw_only=True)
class CheckSettings:
    """What is to become of the findings of each check; by default, nothing.

    ``grades`` and ``least`` hold severities and least confidences by code;
    ``confidence`` is the least of all other checks. ``glossary`` is a path as
    written, or None.
    """

    off: frozenset[str] = frozenset()
    grades: Mapping[str, Severity] = Factory(dict)
    least: Mapping[str, float] = Factory(dict)
    confidence: float = 0.0
    glossary: str | None = None

    def apply(self, found: Iterable[Discrepancy]) -> list[Discrepancy]:
        """Return the discrepancies that remain, with the severities that are set."""
        return [
            evolve(d, severity=self.grades.get(d.code, d.severity))
            for d in found
            if d.code not in self.off and d.confidence >= self.least.get(d.code, self.confidence)
        ]

    def grade(self, code: str, severity: Severity) -> str:
        """Return the severity in force of a check, ``off`` where it is switched off.

        >>> CheckSettings(grades={"NAM002": "minor"}).grade("NAM002", "info")
        'minor'
        """
        return OFF if code in self.off else self.grades.get(code, severity)


def read_check_settings(
    table: Mapping[str, object], place: Callable[[str], str] = str
) -> CheckSettings:
    """Return the settings that a table of a settings file makes.

    ``place`` gives file and key as messages begin.

    Raises:
        SettingsError: no such check, severity or key; the message says what there is.

    >>> settings = read_check_settings({"FIG002": "off", "NAM002": "minor"})
    >>> sorted(settings.off), dict(settings.grades)
    (['FIG002'], {'NAM002': 'minor'})
    """
    from align.checks.table import CHECKS

    codes = tuple(check.code for check in CHECKS)
    off: set[str] = set()
    grades: dict[str, Severity] = {}
    least: dict[str, float] = {}
    confidence = 0.0
    glossary = None
    for key, value in table.items():
        if key == "confidence":
            confidence = _read_confidence(value, place(key))
        elif key == GLOSSARY:
            if not isinstance(value, str) or not value:
                raise SettingsError(f'{place(key)}: expected the path of a TSV, as "terms.tsv"')
            glossary = value
        elif key.upper() not in codes:
            raise SettingsError(f"{place(key)}: no such check; {_suggest(key.upper(), codes)}")
        else:
            code = key.upper()
            options = value if isinstance(value, Mapping) else {"severity": value}
            for option, given in options.items():
                if option == "severity":
                    grade = _read_grade(given, place(key))
                    if grade is None:
                        off.add(code)
                    else:
                        grades[code] = grade
                elif option == "confidence":
                    least[code] = _read_confidence(given, place(key))
                else:
                    raise SettingsError(
                        f"{place(key)}: no such key {option!r}; there are {', '.join(KEYS)}"
                    )
    return CheckSettings(
        off=frozenset(off), grades=grades, least=least, confidence=confidence, glossary=glossary
    )


def _read_grade(value: object, place: str) -> Severity | None:
    """Return a severity, None for off."""
    if value is False or value == OFF:
        return None
    for grade in GRADES:
        if value == grade:
            return grade
    raise SettingsError(f"{place}: {value!r} is no severity; there are {', '.join(GRADES)}, {OFF}")


def _read_confidence(value: object, place: str) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise SettingsError(f"{place}: expected a confidence from 0 to 1, found {value!r}")


def _suggest(code: str, codes: Iterable[str]) -> str:
    known = list(codes)
    near = get_close_matches(code, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"{hint}there are {', '.join(known)}, confidence and {GLOSSARY}"
