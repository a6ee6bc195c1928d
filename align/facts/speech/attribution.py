"""Who says it: what the readers of reporting clauses share.

A sentence is read with its quotations masked, so that only the reporting words
are seen. ``attribution_en`` and ``attribution_ko`` find the clause, ``speakers``
remembers who was named.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from align.records import Lang
from align.tables import read_table

MASK = "\ue000"
"""Stands for every character of a quotation in a masked sentence."""

PRONOUNS = frozenset({"he", "she", "they", "그", "그녀", "그들", "이들", "그분"})


@frozen
class Clause:
    """A reporting clause: offsets count from the start of the masked sentence.

    ``start`` and ``end`` are the speaker phrase, None where the clause has none.
    ``tight`` says that the verb stands right beside the quotation, ``passive`` that
    its subject is no speaker, ``told`` that another one passes the words on, ``gist``
    that they are boiled down.
    """

    cue: str
    start: int | None = None
    end: int | None = None
    tight: bool = False
    passive: bool = False
    told: bool = False
    gist: bool = False


@cache
def strengths() -> Mapping[tuple[Lang, str], str]:
    """Return (language, form of a reporting verb) → how strongly it reports.

    >>> strengths()["en", "stressed"], strengths()["ko", "주장했"]
    ('strong', 'claim')
    """
    return {
        (_lang(row["lang"]), row["form"]): row["strength"] for row in read_table("reporting_verbs")
    }


def _lang(code: str) -> Lang:
    return "ko" if code == "ko" else "en"


def read_strength(cue: str, lang: Lang) -> str | None:
    """Return how strongly a reporting verb reports, or None where it is unknown.

    One of neutral, strong, weak, claim, critical, concede, ask, praise.

    >>> read_strength("강조해왔다", "ko"), read_strength("said", "en")
    ('strong', 'neutral')
    """
    table = strengths()
    if lang != "ko":
        return table.get(("en", cue.lower()))
    return next(
        (table["ko", cue[:size]] for size in range(len(cue), 0, -1) if ("ko", cue[:size]) in table),
        None,
    )
