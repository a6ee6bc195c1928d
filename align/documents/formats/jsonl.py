"""JSON lines: objects with ``text``, or with ``en`` and ``ko``.

Several objects of one file are one document, a blank line between texts.
Metadata is read where the file holds a single object.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from align.documents.extract import (
    NOTHING,
    Extract,
    Metadata,
    clean_name,
    clean_text,
    clean_title,
    clean_url,
    parse_stamp,
    read_lang,
)
from align.documents.formats.bitext import find_columns, interleave, order_sides
from align.documents.reading import decode
from align.errors import InputError


def read_jsonl(data: bytes, label: str) -> Extract:
    """Return the texts of a JSON lines file.

    Raises:
        InputError: a line is no JSON, or an object with none of the fields.
    """
    content, encoding = decode(data, label)
    parts: list[str] = []
    pairs: list[tuple[str, str]] = []
    row: Mapping[str, object] = {}
    count = 0
    is_named = True
    for number, row in _read_objects(content, label):
        count += 1
        text = row.get("text")
        columns = find_columns(list(row))
        if isinstance(text, str):
            parts.append(clean_text(text))
            continue
        keys = list(row)
        sides = [row[keys[i]] for i in (columns.first, columns.second)] if columns else []
        if not sides or not all(isinstance(side, str) for side in sides):
            raise InputError(f"{label}:{number}: expected the text 'text', or 'en' and 'ko'")
        is_named = is_named and bool(columns and columns.is_named)
        pairs.append((str(sides[0]), str(sides[1])))
    if pairs:
        pairs = pairs if is_named else order_sides(pairs)
        parts.append(interleave(pairs))
    whole = "\n\n".join(part for part in parts if part.strip())
    if not whole:
        raise InputError(f"{label}: its objects hold no text")
    metadata = read_fields(row) if count == 1 else NOTHING
    return Extract(text=whole, encoding=encoding, metadata=metadata, pairs=tuple(pairs))


def _read_objects(content: str, label: str) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except RecursionError:
            raise InputError(f"{label}:{number}: JSON nested too deep; refused") from None
        except ValueError as error:
            reason = str(error).split("\n", 1)[0][:80]
            raise InputError(
                f"{label}:{number}: not a line of JSON ({reason}); write one object a line"
            ) from None
        if not isinstance(value, dict):
            raise InputError(f"{label}:{number}: expected a JSON object, as {{…}}")
        yield number, value


_TITLE = ("title", "headline")
_OUTLET = ("outlet", "site", "publisher", "site_name", "sitename")
_URL = ("url", "canonical", "canonical_url", "link", "permalink")
_BYLINE = ("byline", "author", "authors", "writer")
_PUBLISHED = ("published", "date", "date_published", "datepublished", "pubdate", "publishdate")
_MODIFIED = ("modified", "updated", "lastmod", "last_modified", "date_modified", "datemodified")
_LANG = ("lang", "language", "locale")


def read_fields(row: Mapping[str, object]) -> Metadata:
    """Return the metadata among the fields of an object or of a front matter.

    >>> read_fields({"Title": "비", "date": "2025-02-04", "author": ["김가람"]}).byline
    '김가람'
    """
    known = {key.lower(): value for key, value in row.items()}

    def first(names: tuple[str, ...]) -> object:
        value = next((known[n] for n in names if known.get(n)), None)
        return value[0] if isinstance(value, list) else value

    return Metadata(
        title=clean_title(first(_TITLE)),
        outlet=clean_name(first(_OUTLET)),
        url=clean_url(first(_URL)),
        byline=clean_name(first(_BYLINE)),
        published=parse_stamp(first(_PUBLISHED)),
        modified=parse_stamp(first(_MODIFIED)),
        lang=read_lang(first(_LANG)),
    )
