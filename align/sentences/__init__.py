"""Sentences of English, Korean and mixed text, with exact offsets.

``split_sentences`` gives records, ``sentence_spans`` the bare spans. The outer
sentence is the unit: a quotation stays inside the sentence that reports it,
and its own sentences are kept beside it as ``Segment.quoted``. Nothing is lost
or altered: spans and the white space between them rebuild the text.

Left out: dialect endings, and the end of an unpunctuated nominal phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.quotemarks import MarkPair, pair_marks
from align.records import Lang, Segment, Span
from align.sentences.events import FINAL
from align.sentences.lines import split_lines
from align.sentences.morph import split_stretch
from align.sentences.scan import find_ends
from align.text import detect_language, nfc_with_map

__all__ = ["plain_copy", "quoted_sentences", "sentence_spans", "split_sentences"]


def split_sentences(
    text: str, lang: Lang | None = None, *, inner_quotes: bool = False, morph: bool = False
) -> list[Segment]:
    """Return the sentences of ``text`` as segments s1, s2, … of kind body.

    ``lang`` labels the segments; without it each is labelled by its script.
    With ``inner_quotes`` the sentences of a quotation are segments of their own;
    with ``morph`` a morphological analyser helps with unpunctuated Korean.

    Raises:
        MissingExtraError: ``morph`` is asked for and ``kiwipiepy`` not installed.

    >>> text = '그는 "춥다. 가자."라고 했다. She left at 6 a.m. It snowed.'
    >>> [segment.text for segment in split_sentences(text)]
    ['그는 "춥다. 가자."라고 했다.', 'She left at 6 a.m.', 'It snowed.']
    >>> [span.of(text) for span in split_sentences(text)[0].quoted]
    ['춥다.', '가자.']
    """
    segments = []
    spans = sentence_spans(text, inner_quotes=inner_quotes, morph=morph)
    for number, span in enumerate(spans, 1):
        words = span.of(text)
        segments.append(
            Segment(
                id=f"s{number}",
                doc="",
                start=span.start,
                end=span.end,
                lang=lang if lang in ("en", "ko") else detect_language(words) or lang or "en",
                kind="body",
                text=words,
                quoted=quoted_sentences(text, span.start, span.end),
            )
        )
    return segments


def sentence_spans(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    inner_quotes: bool = False,
    morph: bool = False,
) -> list[Span]:
    r"""Return the sentences of ``text[start:end]`` in order, without white space around them.

    Offsets count from the start of ``text``. Scripts decide
    on the language. Decomposed Hangul and ``\r\n`` give the same sentences as NFC and ``\\n``.

    >>> sentence_spans("He left. 그는 갔다.")
    [Span(start=0, end=8), Span(start=9, end=15)]
    """
    end = len(text) if end is None else end
    part = text if start == 0 and end == len(text) else text[start:end]
    copy, offsets = plain_copy(part)
    return [
        Span(start + offsets[a], start + offsets[b]) for a, b in _spans(copy, inner_quotes, morph)
    ]


def quoted_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    r"""Return the sentences inside the quotations of ``text[start:end]``, one sentence.

    Titles and single words in quotation marks are none; they have no final
    mark, no predicate and few words.

    >>> t = "그는 'K-클라우드'에 대해 \"좋다. 더 하자\"고 했다."
    >>> [span.of(t) for span in quoted_sentences(t)]
    ['좋다.', '더 하자']
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    reached = start
    for pair in pair_marks(text, start, end):
        if not pair.is_quote or pair.open < reached or not _is_spoken(text, pair):
            continue
        reached = pair.close
        found += sentence_spans(text, pair.open + 1, pair.close)
    return tuple(found)


MIN_SPOKEN_WORDS = 4


def _is_spoken(text: str, pair: MarkPair) -> bool:
    words = text[pair.open + 1 : pair.close].rstrip()
    if words.endswith(tuple(FINAL + ",")):
        return " " in words
    after = text[pair.close + 1 : pair.close + 3]
    if after.startswith(("라고", "라며", "고", "며", "면서", "라면")):
        return " " in words or after[0] != "고"
    return len(words.split()) >= MIN_SPOKEN_WORDS


def plain_copy(text: str) -> tuple[str, Sequence[int]]:
    r"""Return the text in NFC with ``\n`` for ``\r\n``, and where each code point stood.

    >>> copy, offsets = plain_copy("a\r\nb")
    >>> copy, list(offsets)
    ('a\nb', [0, 1, 3, 4])
    """
    copy, offsets = nfc_with_map(text)
    if "\r\n" not in copy:
        return copy, offsets
    kept = [i for i, char in enumerate(copy) if char != "\n" or i == 0 or copy[i - 1] != "\r"]
    kept.append(len(copy))
    return copy.replace("\r\n", "\n"), [offsets[i] for i in kept]


def _spans(text: str, inner_quotes: bool, morph: bool) -> list[tuple[int, int]]:
    pairs = pair_marks(text)
    brackets = [pair for pair in pairs if not pair.is_quote]
    opened = {pair.open: pair for pair in pairs}
    spans = []
    for start, end in split_lines(text, 0, len(text), brackets):
        at = start
        for stop in find_ends(text, start, end, opened, inner_quotes=inner_quotes):
            inner = split_stretch(text, at, stop, pairs) if morph else []
            for place in (*inner, stop):
                while text[at].isspace():
                    at += 1
                spans.append((at, place))
                at = place
    return spans
