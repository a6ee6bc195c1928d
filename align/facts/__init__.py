"""What a text states: figures, dates, names with titles, quotes.

The verbs stand here (``figures``, ``mentions``, ``names``, ``quotes``, ``roles``), their
parts in folders: numbers, measuring and calendar read figures; finding and tagging find
names, spellings compares them; speech reads quotations.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from align.records import Figure, Lang, Mention


@frozen(kw_only=True)
class Facts:
    """The figures and names of one text, in order; offsets count from its start."""

    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]


def read_facts(
    text: str, lang: Lang | None = None, ref: date | None = None, *, morph: bool = False
) -> Facts:
    """Return the figures and names of ``text``.

    Relative dates ("어제") are resolved against ``ref``, the day the text was
    published, and stay without value otherwise. ``morph`` asks ``kiwipiepy``
    about Korean names.

    >>> facts = read_facts("Lee Young met 100 founders.", "en")
    >>> [m.text for m in facts.mentions], [f.value for f in facts.figures]
    (['Lee Young'], [Decimal('100')])
    """
    from align.facts.figures import read_figures
    from align.facts.mentions import read_mentions

    return Facts(
        figures=read_figures(text, lang, ref), mentions=read_mentions(text, lang, morph=morph)
    )
