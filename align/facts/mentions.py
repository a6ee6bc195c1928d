"""Mentions of persons, organisations and places in English and Korean text.

Rules over the tables (``mentions_en``, ``mentions_ko``), corrected in Korean by a
small model that has seen them at work (``sequence``). Precision before recall for
persons, because one who is none becomes a false alarm later.
"""

from __future__ import annotations

from collections.abc import Iterable

from align.facts.finding.mention_tables import blank_markup
from align.facts.finding.mentions_en import read_english
from align.facts.finding.mentions_ko import read_korean
from align.facts.hangul import has_hangul
from align.facts.tagging.sequence import load_model, refine_mentions
from align.records import Lang, Mention
from align.text import detect_language, nfc_with_map


def read_mentions(
    text: str, lang: Lang | None = None, *, persons: Iterable[str] = (), morph: bool = False
) -> tuple[Mention, ...]:
    """Return the names in ``text``, in order, none inside another.

    Spans hold the name alone, without particle, possessive or title; ``role`` is
    the title beside it as written, for an organisation always None. Offsets are
    code points of ``text`` as given, also where it is decomposed. ``persons`` are
    full names known from elsewhere in the document: their family names then count
    as persons where nothing else shows it. ``morph`` asks ``kiwipiepy`` about Korean.

    Raises:
        MissingExtraError: ``morph`` is asked for and ``kiwipiepy`` not installed.

    >>> [(m.text, m.type, m.role) for m in read_mentions("이영 중소벤처기업부 장관은 서울에 왔다.")]
    [('이영', 'PS', '장관'), ('중소벤처기업부', 'OG', None), ('서울', 'LC', None)]
    >>> [(m.text, m.type, m.role) for m in read_mentions("OpenAI CEO Sam Altman left.")]
    [('OpenAI', 'OG', None), ('Sam Altman', 'PS', 'CEO')]
    """
    copy, offsets = nfc_with_map(text)
    lang = lang or detect_language(blank_markup(copy))
    if lang is None:
        return ()
    if lang == "en" or not has_hangul(copy):
        found = read_english(copy, persons) if lang == "en" else read_korean(copy, persons)
    else:
        found = refine_mentions(copy, read_korean(copy, persons), load_model(morph))
    if copy is text:
        return tuple(found)
    out = []
    for mention in found:
        start, end = offsets[mention.start], offsets[mention.end]
        out.append(
            Mention(
                start=start, end=end, type=mention.type, text=text[start:end], role=mention.role
            )
        )
    return tuple(out)
