"""A document to its segments: labelled lines, cut into sentences where they hold some."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from align.documents.furniture import Block, label_blocks
from align.documents.lines import strip_tags
from align.documents.wordings import is_definition
from align.duplicates import Repeats
from align.errors import InputError
from align.quotemarks import pair_marks
from align.records import Document, Lang, Segment, SegmentKind, Span
from align.sentences import plain_copy, quoted_sentences, sentence_spans
from align.text import detect_language

SENTENCES: frozenset[SegmentKind] = frozenset({"body", "caption", "definition"})
"""Kinds of block that hold sentences; the others are one segment each."""


def split_document(document: Document) -> tuple[Segment, ...]:
    r"""Return the segments of a document, in order, each with its kind and language.

    Segments and what lies between them rebuild the text; between them lie
    white space and lines without a letter or digit. A segment that repeats an
    earlier one, but for tags, marks or a slip, names it in ``duplicate_of``.

    >>> document = Document(name="a.txt", text="메뉴 열기\n비가 온다. He left.\n춥다.")
    >>> [(s.id, s.kind, s.lang, s.text) for s in split_document(document)][1:3]
    [('a.txt:2', 'body', 'ko', '비가 온다.'), ('a.txt:3', 'body', 'en', 'He left.')]
    """
    text, offsets = plain_copy(document.text)
    usual: Lang = document.lang or detect_language(text) or "en"
    segments: list[Segment] = []
    repeats = Repeats()
    for block in label_blocks(text):
        for start, end, kind in _pieces(text, block):
            bare = strip_tags(text[start:end])
            identity = f"{document.name}:{len(segments) + 1}"
            quoted = quoted_sentences(text, start, end) if kind in SENTENCES else ()
            segments.append(
                Segment(
                    id=identity,
                    doc=document.name,
                    start=offsets[start],
                    end=offsets[end],
                    lang=detect_language(bare) or _last_language(segments) or usual,
                    kind=kind,
                    text=document.text[offsets[start] : offsets[end]],
                    quoted=tuple(Span(offsets[s.start], offsets[s.end]) for s in quoted),
                    duplicate_of=repeats.add(identity, bare),
                )
            )
    return tuple(segments)


def _pieces(text: str, block: Block) -> list[tuple[int, int, SegmentKind]]:
    if block.kind not in SENTENCES:
        return [(block.start, block.end, block.kind)]
    quotes = deque(pair for pair in pair_marks(text, block.start, block.end) if pair.is_quote)
    pieces: list[tuple[int, int, SegmentKind]] = []
    quoted_to = -1  # the end of the quotations opened so far
    for span in sentence_spans(text, block.start, block.end):
        while quotes and quotes[0].open <= span.start:
            quoted_to = max(quoted_to, quotes.popleft().close + 1)
        words = span.of(text)
        if not any(c.isalnum() for c in words):
            continue
        inside = block.kind == "body" and span.end <= quoted_to
        kind: SegmentKind = "quote-body" if inside else block.kind
        if words[0] in "(（" and is_definition(words):
            kind = "definition"
        pieces.append((span.start, span.end, kind))
    return pieces


def _last_language(segments: Sequence[Segment]) -> Lang | None:
    return segments[-1].lang if segments else None


TOLD: frozenset[SegmentKind] = frozenset({"headline", "subhead", "caption", "body", "definition"})
"""Kinds that show in which language a document tells its story; a quotation may be in another."""

MIN_SHARE = 0.2
"""Share of the rarer language in a document of two; gold: 0.47 and 0.49, all others 0 to 0.02."""

MIN_SHARE_BESIDE = 0.1
MIN_LOCAL = 0.3
"""The same where a long preface thins it out, and its share in the stretch where it is used."""


def is_interleaved(segments: Sequence[Segment]) -> bool:
    """Say whether one document tells its story in both languages.

    The rarer language needs a fifth of what is told, and two segments at
    least. With a preface in one language a tenth will do, if it is a good part
    of the stretch where it occurs. English quotations in a Korean article
    count for nothing, nor do hashtags and bylines.
    """
    langs: list[Lang] = [s.lang for s in article(segments) if s.kind in TOLD and s.lang != "mixed"]
    rarer: Lang = "en" if langs.count("en") <= langs.count("ko") else "ko"
    count = langs.count(rarer)
    if count < 2:
        return False
    if count >= MIN_SHARE * len(langs):
        return True
    first = langs.index(rarer)
    last = len(langs) - 1 - langs[::-1].index(rarer)
    stretch = langs[max(0, first - count) : last + 1 + count]
    is_dense = count >= MIN_LOCAL * len(stretch)
    return count > 2 and is_dense and count >= MIN_SHARE_BESIDE * len(langs)


def sides(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    r"""Return what an interleaved document says in English and what it says in Korean.

    Segments in both languages at once belong to neither side.

    >>> document = Document(name="a.txt", text="It rained.\n비가 왔다.\nIt stopped.\n비가 그쳤다.")
    >>> [[s.id for s in side] for side in sides(split_document(document))]
    [['a.txt:1', 'a.txt:3'], ['a.txt:2', 'a.txt:4']]
    """
    told = article(segments)
    return [s for s in told if s.lang == "en"], [s for s in told if s.lang == "ko"]


def article(segments: Sequence[Segment]) -> list[Segment]:
    """Return what the document says, once: no furniture and no duplicates."""
    return [s for s in segments if not s.is_furniture and s.duplicate_of is None]


def document_sides(documents: Sequence[Document]) -> tuple[list[Segment], list[Segment]]:
    """Return the segments to pair of two documents, or of one that holds both languages.

    The English side comes first, unless both documents are in one language.

    Raises:
        InputError: a single document in one language.
    """
    documents = list(documents)
    if [document.lang for document in documents] == ["ko", "en"]:
        documents.reverse()
    segments = [split_document(document) for document in documents]
    if len(segments) == 2:
        return article(segments[0]), article(segments[1])
    if not is_interleaved(segments[0]):
        raise InputError(
            f"{documents[0].name}: one language only; name two documents, "
            "or one that holds both languages"
        )
    return sides(segments[0])


def segment_lines(text: str, doc: str) -> list[Segment]:
    r"""Return one segment a line of text that is split into sentences already.

    >>> [(s.id, s.start, s.text) for s in segment_lines("It rained.\n\n춥다.\n", "a.txt")]
    [('a.txt:1', 0, 'It rained.'), ('a.txt:2', 11, ''), ('a.txt:3', 12, '춥다.')]
    """
    segments: list[Segment] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        words = line.rstrip("\r")
        lang = detect_language(words) or "en"
        end = start + len(words)
        identity = f"{doc}:{number}"
        segments.append(
            Segment(id=identity, doc=doc, start=start, end=end, lang=lang, kind="body", text=words)
        )
        start += len(line) + 1
    if not segments[-1].text:
        segments.pop()
    return segments
