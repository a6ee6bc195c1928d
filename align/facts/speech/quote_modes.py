"""Whether a quotation is given word for word, boiled down, or passed on by others."""

from __future__ import annotations

import re
from typing import Literal

from align.facts.speech.attribution import Clause

Mode = Literal["verbatim", "gist", "hearsay"]

_GIST_RE = re.compile(
    r"취지|뜻(?:을|으로)|요지|식으로\s|(?<![가-힣])대략\s"
    r"|\b(?:along the lines of|to the effect|words to that effect|something like|in essence"
    r"|in so many words|boiled down to)\b",
    re.IGNORECASE,
)
_HEARSAY_RE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|(?:is|are|was|were) said to|was quoted as"
    r"|heard from|had heard|rumou?r(?:s|ed)?|hearsay)\b"
    r"|(?:것으로|라고|다고)\s?(?:전해[졌진지]|알려[졌진지])|고\s한다\b|후문|전언"
    r"|[다라]는\s(?:소문|풍문|뒷말|후문|(?:이야기|얘기|말)[이가도]\s(?:전해|돌|나돌|흘러))",
    re.IGNORECASE,
)


def mode_of(outside: str, clause: Clause | None) -> Mode:
    """Return how a quotation is given; ``outside`` is its sentence without quotations.

    >>> mode_of("He said something like .", Clause("said")), mode_of("He is said to have .", None)
    ('gist', 'hearsay')
    """
    if clause is not None and (clause.gist or _GIST_RE.search(outside)):
        return "gist"
    if _HEARSAY_RE.search(outside) or (clause is not None and clause.told):
        return "hearsay"
    return "verbatim"
