"""The report page: one HTML file that opens from disk and asks the network for nothing.

The findings travel as JSON in a ``<script type="application/json">`` block;
the script turns them into rows as text, never as markup, and makes control
characters visible. A content security policy admits this page's own style and
script, by hash, and nothing else. The same input gives the same bytes.

Left out: links to the outlets' addresses (a page that is mailed on should not
lead out of itself; the address is printed) and anything that has to be kept on
a server. Verdicts leave the page as a JSON file.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from numbers import Real
from typing import Literal, NamedTuple

import attrs
from attrs import field, frozen

from align.records import (
    Bead,
    Claim,
    Discrepancy,
    Document,
    MentionType,
    Quote,
    Segment,
)

_SCRIPTS = (
    "text.js",
    "values.js",
    "data.js",
    "verdicts.js",
    "discrepancies.js",
    "claims.js",
    "names.js",
    "documents.js",
    "views.js",
    "bar.js",
    "list.js",
    "page.js",
)
"""Parts of one script, in the order in which they stand on each other."""

_STYLES = ("frame.css", "rows.css", "media.css")

_UNSAFE_RE = re.compile(
    r"""
    [<>&]                # could close the script block or open a comment in it
  | [\u2028\u2029]       # line ends to older JavaScript
  | [\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]  # reorder what a reader of the file sees
  | [\ud800-\udfff]      # a lone surrogate, which UTF-8 cannot carry
    """,
    re.VERBOSE,
)

_HIDDEN_RE = re.compile(
    r"""
    [\x00-\x1f\x7f-\x9f]                                      # controls
  | [\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]  # invisible or reordering
  | [\ud800-\udfff]                                           # lone surrogates
    """,
    re.VERBOSE,
)


class NameForm(NamedTuple):
    """A spelling of a name: how often, in which documents, how near to the group's name."""

    text: str
    times: int
    verdict: Literal["same", "variant", "unusual"]
    docs: tuple[str, ...] = ()


class NameRole(NamedTuple):
    """A title that a document gives to a name."""

    text: str
    doc: str
    times: int = 1


def _to_forms(rows: Iterable[tuple[object, ...]]) -> tuple[NameForm, ...]:
    return tuple(NameForm(*row) for row in rows)  # type: ignore[arg-type]


def _to_roles(rows: Iterable[tuple[object, ...]]) -> tuple[NameRole, ...]:
    return tuple(NameRole(*row) for row in rows)  # type: ignore[arg-type]


@frozen(kw_only=True)
class NameGroup:
    """One person or organisation: every spelling found and the titles beside it.

    Plain tuples will do for ``forms`` and ``roles``.

    >>> group = NameGroup(name="Altman", forms=[("올트먼", 3, "same", ("a.txt",))])
    >>> group.forms[0].text
    '올트먼'
    """

    name: str
    forms: tuple[NameForm, ...] = field(converter=_to_forms)
    roles: tuple[NameRole, ...] = field(default=(), converter=_to_roles)
    type: MentionType | None = None


@frozen(kw_only=True)
class MemberValue:
    """A value read in a claim's member, for the tally "three of four say 100".

    ``member`` counts from 0 in ``Claim.members``; values of one claim with the
    same ``what`` ("number of staff") are compared with each other.
    """

    claim: str
    member: int
    what: str
    value: str


def render_page(
    *,
    title: str,
    documents: Sequence[Document],
    segments: Sequence[Segment],
    beads: Sequence[Bead],
    quotes: Sequence[Quote],
    claims: Sequence[Claim],
    discrepancies: Sequence[Discrepancy],
    persons: Sequence[NameGroup],
    run: Mapping[str, object],
    explanations: Mapping[str, str] | None = None,
    values: Sequence[MemberValue] = (),
) -> str:
    """Return the whole page as HTML, to be written as UTF-8.

    Segment ids are unique over all documents; segments of a document stand in
    its order. ``explanations`` says what a check code means; codes without one
    show only the code. Without ``values`` the claim view tallies the values
    that the discrepancies' evidence carries. Documents' texts are not copied
    beyond their segments.

    Raises:
        ValueError: a score is not a finite number.

    >>> page = render_page(
    ...     title="Two papers, one merger",
    ...     documents=[], segments=[], beads=[], quotes=[], claims=[],
    ...     discrepancies=[], persons=[], run={"version": "0.1.0"},
    ... )
    >>> page.startswith("<!doctype html>"), "default-src" in page
    (True, True)
    """
    from jinja2 import Environment, StrictUndefined  # slow to import, needed only here

    folder = files("align.report")

    def read(names: Sequence[str]) -> list[str]:
        return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]

    style = "\n".join(["", *read(_STYLES)])
    script = "\n".join(['\n(() => {\n"use strict";', *read(_SCRIPTS), "})();\n"])
    template = folder.joinpath("template.html.j2").read_text(encoding="utf-8")
    data = {
        "title": title,
        "key": _page_key(discrepancies),
        "documents": documents,
        "segments": segments,
        "beads": beads,
        "quotes": quotes,
        "claims": claims,
        "discrepancies": discrepancies,
        "persons": persons,
        "values": values,
        "explanations": explanations or {},
        "run": run,
    }
    environment = Environment(autoescape=True, undefined=StrictUndefined)  # escapes, but see below
    return environment.from_string(template).render(
        title=_show_hidden(title),
        policy=_policy(style, script),
        style=style,  # the template marks these three safe: two are ours,
        script=script,  # the third is escaped by dumps_block
        data=dumps_block(data),
    )


def dumps_block(data: object) -> str:
    r"""Return ``data`` as JSON that stays inside a script block, whatever its strings hold.

    Records become objects of their fields, exact numbers and dates strings.

    >>> dumps_block({"text": "</script><!-- 한글"})
    '{"text":"\\u003c/script\\u003e\\u003c!-- 한글"}'
    >>> from decimal import Decimal
    >>> json.loads(dumps_block([Decimal("1.10"), date(2024, 5, 1)]))
    ['1.10', '2024-05-01']
    """
    text = json.dumps(
        data, default=_to_json, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return _UNSAFE_RE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _to_json(value: object) -> object:
    """Return what ``json`` can write in place of ``value``."""
    if isinstance(value, Document):  # the segments hold the words
        return {name: getattr(value, name) for name in _field_names(Document) if name != "text"} | {
            "length": len(value.text)
        }
    if attrs.has(type(value)):
        return {name: getattr(value, name) for name in _field_names(type(value))}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Real):  # numpy's
        return float(value)
    if isinstance(value, Iterable):
        return list(value)
    return str(value)


def _field_names(record: type) -> tuple[str, ...]:
    names = _FIELD_NAMES.get(record)
    if names is None:
        names = _FIELD_NAMES[record] = tuple(each.name for each in attrs.fields(record))
    return names


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}


def _page_key(discrepancies: Sequence[Discrepancy]) -> str:
    """Return the name under which a browser keeps this page's verdicts between visits.

    It follows the findings, so that a second run over the same input finds them again.
    """
    digest = hashlib.sha256()
    for each in discrepancies:
        digest.update(f"{each.id}\0{each.fingerprint}\0{each.code}\n".encode(errors="replace"))
    return digest.hexdigest()[:16]


def _policy(style: str, script: str) -> str:
    """Return a content security policy that admits exactly these two texts."""

    def source(text: str) -> str:
        return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _show_hidden(text: str) -> str:
    """Return ``text`` with invisible and reordering characters spelled out.

    >>> _show_hidden("left" + chr(0x202E) + "right")
    'left⟨U+202E⟩right'
    """
    return _HIDDEN_RE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)
