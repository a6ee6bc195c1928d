"""Whether a single letter behind digits is a unit: 190C in an oven, 77 K, a 13A fuse.

Such letters are also seats, gates, grades, editions and thousands (12C, 50K); the
words around a number must speak of what the letter measures, or its form must
(-5C, 1.5C). Letters and cues are in ``unit_letters.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from align.facts.numbers.numerals import stands_alone
from align.tables import read_table

REACH = 60
"""Characters to both sides in which a cue is looked for: a sentence of usual length."""

LABEL_REACH = 16

_LABEL_RE = re.compile(
    r"\b(?:seats?|gates?|rooms?|flats?|apt|apartments?|units?|rows?|class|grades?|sections?|page"
    r"|terminal|bus|route|platform|figures?|table|appendix|vitamin|exhibit|block|suite|building"
    r"|chapter|form|article|category|type|model|level|no|number|part|step|group)\.?\s$",
    re.IGNORECASE,
)
_AFTER_RE = re.compile(r"(?![\w'’+#&]|-[A-Za-z])")
_SIGNED_RE = re.compile(r"(?:\b(?:minus|plus|negative)\s|(?:^|[\s(])[-−+±])$", re.IGNORECASE)


@cache
def _cues() -> dict[str, tuple[re.Pattern[str], bool]]:
    out: dict[str, tuple[re.Pattern[str], bool]] = {}
    for row in read_table("unit_letters"):
        cue = re.compile(row["cue"], re.IGNORECASE)
        out.update((letter, (cue, row["bare"] == "yes")) for letter in row["letters"].split(";"))
    return out


def is_labelled(text: str, start: int) -> bool:
    """Say whether the number at ``text[start]`` is that of a seat, a flat, a section.

    >>> is_labelled("in Room 4B", 8), is_labelled("about 4B", 6)
    (True, False)
    """
    return _LABEL_RE.search(text, max(0, start - LABEL_REACH), start) is not None


def needs_cue(letter: str) -> bool:
    """Say whether the letter is a unit only in the right surroundings.

    >>> needs_cue("K"), needs_cue("m")
    (True, False)
    """
    return letter in _cues()


def is_letter_unit(text: str, start: int, at: int, letter: str) -> bool:
    """Say whether the letter at ``text[at]`` is the unit of the digits at ``text[start]``.

    >>> text = "Bake at 190C."
    >>> is_letter_unit(text, 8, 11, "C"), is_letter_unit("Seat 12C was cold.", 5, 7, "C")
    (True, False)
    """
    cue, bare = _cues()[letter]
    end = at + 1
    before = text[max(0, start - LABEL_REACH) : start]
    if not _AFTER_RE.match(text, end) or is_labelled(text, start):
        return False
    if bare and letter.isupper():
        decimal = "." in text[start:at]
        if decimal or _SIGNED_RE.search(before) or stands_alone(text, start, end):
            return True
    return cue.search(text, max(0, start - REACH), start) is not None or (
        cue.search(text, end, end + REACH) is not None
    )
