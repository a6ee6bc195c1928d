"""Every record of the project. Know this file and you know the project.

Offsets are half-open ``[start, end)`` in code points of the document's text as
decoded, newlines as they are. Facts (``Figure``, ``Mention``) are read from
one piece of text and count from its start; everything that names a ``doc``
counts from the start of that document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import Factory, frozen

Lang = Literal["en", "ko", "mixed"]

SegmentKind = Literal[
    "headline",
    "subhead",
    "byline",
    "caption",
    "body",
    "quote-body",  # lies wholly inside a quotation
    "metadata",  # time stamps, breadcrumbs, sources, the outlet's name
    "hashtag",
    "definition",  # a box that explains a term
    "boilerplate",  # navigation, sharing, related headlines, comments, copyright
]

FURNITURE: frozenset[str] = frozenset({"boilerplate", "metadata"})
"""Kinds that are no part of what the document says."""

FigureKind = Literal[
    "number",
    "ordinal",
    "percent",  # per cent; unit "point" for percentage points
    "currency",
    "dimension",
    "age",
    "temperature",
    "multiple",  # tenfold, 10배, a factor of 10
    "ratio",  # one in five, 3분의 1: the value is the fraction
    "score",  # 3-1, 3대 1
    "date",
    "date_rel",  # resolved against a reference date
    "time",
    "duration",
]

Bound = Literal["at least", "at most", "over", "under"]

MentionType = Literal["PS", "OG", "LC"]
"""Person, organisation, location."""

NameVerdict = Literal["same", "variant", "unusual", "different"]

Value = Decimal | str | tuple[Decimal | None, Decimal | None]
"""An exact number, an ISO date or time with ``X`` for what is unknown, or a range."""

Relation = Literal["equivalent", "entails", "overlapping"]

DiscrepancyType = Literal[
    "figure",
    "date",
    "name",
    "role",
    "place",
    "quote",
    "attribution",
    "unit",
    "omission",
    "addition",
    "mistranslation",
    "spelling",
    "other",
]

Severity = Literal["critical", "major", "minor", "info"]

Verdict = Literal["differs", "not_found", "unresolved", "variant"]


@frozen
class Span:
    """A half-open run of code points.

    >>> Span(2, 5).of("0123456")
    '234'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@frozen(kw_only=True)
class Document:
    """A document as read, with what its own text says about it.

    ``published`` and ``modified`` are a ``datetime`` (with zone where the
    document gives one) or, when only the day is known, a ``date``.
    """

    name: str
    text: str
    lang: Lang | None = None
    encoding: str = "utf-8"
    sha256: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    published: date | None = None
    modified: date | None = None


@frozen(kw_only=True)
class Segment:
    """A sentence or line of a document, labelled.

    ``quoted`` holds the sentences inside its quotations, in document offsets;
    ``duplicate_of`` names the segment that printed the same words first.
    """

    id: str
    doc: str
    start: int
    end: int
    lang: Lang
    kind: SegmentKind
    text: str
    quoted: tuple[Span, ...] = ()
    duplicate_of: str | None = None

    @property
    def span(self) -> Span:
        """The segment's place in its document."""
        return Span(self.start, self.end)

    @property
    def is_furniture(self) -> bool:
        """True where the segment is no part of what the document says."""
        return self.kind in FURNITURE


@frozen(kw_only=True)
class Bead:
    """Segments that say the same on both sides; a null bead has one side empty.

    ``source`` and ``target`` hold segment ids; source is the English side, or
    the first document where both are in one language. ``parts`` is what the
    score is made of. ``confidence`` is a probability.
    """

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    score: float
    parts: Mapping[str, float] = Factory(dict)
    confidence: float = 0.0

    @property
    def is_null(self) -> bool:
        """True where one side has no counterpart."""
        return not (self.source and self.target)


@frozen(kw_only=True)
class Alignment:
    """The beads of two documents, or of the two languages of one."""

    source: str
    target: str
    beads: tuple[Bead, ...]


@frozen(kw_only=True)
class Figure:
    """A quantity, date or time as read from a text.

    ``value`` is in the base unit named by ``unit`` or ``currency`` (ISO 4217);
    None where the words are understood but have no ground, as "last month" in
    an undated text. ``counted`` is the counter or head noun as written.
    ``precision`` is the size of one step of the last digit given: 1e7 for
    "3.21 billion". ``approx`` is set by a hedge (약, about), ``bound`` by a
    limit (최대, at least).
    """

    start: int
    end: int
    kind: FigureKind
    text: str
    value: Value | None
    unit: str | None = None
    currency: str | None = None
    approx: bool = False
    bound: Bound | None = None
    counted: str | None = None
    precision: Decimal | None = None

    @property
    def span(self) -> Span:
        """The figure's place in the text it was read from."""
        return Span(self.start, self.end)


@frozen(kw_only=True)
class Mention:
    """A name in a text, without particles; ``role`` is the title beside it."""

    start: int
    end: int
    type: MentionType
    text: str
    role: str | None = None

    @property
    def span(self) -> Span:
        """The name's place in the text it was read from."""
        return Span(self.start, self.end)


@frozen(kw_only=True)
class NameMatch:
    """How alike two names are: ``score`` in [0, 1], and what that means."""

    score: float
    verdict: NameVerdict


@frozen(kw_only=True)
class Quote:
    """Quoted words with their speaker.

    ``cue`` is the reporting verb as written, ``attribution`` the place of the
    words that say who speaks. ``cluster`` joins quotes of the same words.
    """

    id: str
    doc: str
    start: int
    end: int
    lang: Lang
    text: str
    speaker: str | None = None
    cue: str | None = None
    attribution: Span | None = None
    mode: Literal["verbatim", "gist", "hearsay"] = "verbatim"
    cluster: str | None = None


@frozen(kw_only=True)
class Passage:
    """Words in a document: a whole segment or a part of one."""

    doc: str
    segment: str
    start: int
    end: int
    lang: Lang
    text: str


@frozen(kw_only=True)
class Evidence(Passage):
    """One side of a discrepancy, with the value that was read there."""

    value: str | None = None


@frozen(kw_only=True)
class Claim:
    """Passages of several sources or languages that state the same."""

    id: str
    members: tuple[Passage, ...]
    relation: Relation
    score: float


@frozen(kw_only=True)
class Discrepancy:
    """Two passages that should agree and do not, or cannot be compared.

    ``fingerprint`` stays the same while the evidence does, whatever the run.
    """

    id: str
    code: str
    type: DiscrepancyType
    severity: Severity
    verdict: Verdict
    confidence: float
    message: str
    evidence: tuple[Evidence, ...]
    claim: str | None = None
    fingerprint: str = ""
