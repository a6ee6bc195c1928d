"""A document to its segments: labelled lines, cut into sentences where they hold some."""

from __future__ import annotations

from collections.abc import Sequence

from align.documents.furniture import Block, label_blocks
from align.documents.lines import strip_tags
from align.documents.wordings import is_definition
from align.quotemarks import pair_marks
from align.records import Document, Lang, Segment, SegmentKind
from align.sentences import quoted_sentences, sentence_spans
from align.text import detect_language

SENTENCES: frozenset[SegmentKind] = frozenset({"body", "caption", "definition"})
"""Kinds of block that hold sentences; the others are one segment each."""

MIN_DUPLICATE = 10
"""Characters from which the same words twice are a duplicate and no coincidence."""


def split_document(document: Document) -> tuple[Segment, ...]:
    r"""Return the segments of a document, in order, each with its kind and language.

    Segments and what lies between them rebuild the text; between them lie
    white space and lines without a letter or digit. A segment that repeats an
    earlier one word for word, tags aside, names it in ``duplicate_of``.

    >>> document = Document(name="a.txt", text="메뉴 열기\n비가 온다. He left.\n춥다.")
    >>> [(s.id, s.kind, s.lang, s.text) for s in split_document(document)][1:3]
    [('a.txt:2', 'body', 'ko', '비가 온다.'), ('a.txt:3', 'body', 'en', 'He left.')]
    """
    text = document.text
    usual: Lang = document.lang or detect_language(text) or "en"
    segments: list[Segment] = []
    first: dict[str, str] = {}
    for block in label_blocks(text):
        for start, end, kind in _pieces(text, block):
            words = text[start:end]
            key = " ".join(strip_tags(words).split())
            identity = f"{document.name}:{len(segments) + 1}"
            original = first.setdefault(key, identity) if len(key) >= MIN_DUPLICATE else identity
            segments.append(
                Segment(
                    id=identity,
                    doc=document.name,
                    start=start,
                    end=end,
                    lang=detect_language(strip_tags(words)) or _last_language(segments) or usual,
                    kind=kind,
                    text=words,
                    quoted=quoted_sentences(text, start, end) if kind in SENTENCES else (),
                    duplicate_of=original if original != identity else None,
                )
            )
    return tuple(segments)


def _pieces(text: str, block: Block) -> list[tuple[int, int, SegmentKind]]:
    if block.kind not in SENTENCES:
        return [(block.start, block.end, block.kind)]
    spans = sentence_spans(text, block.start, block.end)
    quotes = [pair for pair in pair_marks(text, block.start, block.end) if pair.is_quote]
    pieces: list[tuple[int, int, SegmentKind]] = []
    for span in spans:
        if not any(c.isalnum() for c in span.of(text)):
            continue
        inside = block.kind == "body" and any(
            pair.open <= span.start and span.end <= pair.close + 1 for pair in quotes
        )
        kind: SegmentKind = "quote-body" if inside else block.kind
        if text[span.start] in "(（" and is_definition(span.of(text)):
            kind = "definition"
        pieces.append((span.start, span.end, kind))
    return pieces


def _last_language(segments: Sequence[Segment]) -> Lang | None:
    return segments[-1].lang if segments else None


def is_interleaved(segments: Sequence[Segment]) -> bool:
    """Say whether one document tells its story in both languages.

    Both languages need a fifth of the article's segments, and two at least.
    """
    langs = [s.lang for s in article(segments)]
    english, korean = langs.count("en"), langs.count("ko")
    return min(english, korean) >= max(2, 0.2 * (english + korean))


def article(segments: Sequence[Segment]) -> list[Segment]:
    """Return what the document says, once: no furniture and no duplicates."""
    return [s for s in segments if not s.is_furniture and s.duplicate_of is None]
