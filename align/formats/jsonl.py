"""JSON lines: one record a line, UTF-8, the fields that design.md lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TextIO

import attrs

from align.errors import InputError
from align.formats.pairs import ParallelPair, header_of

_PLAIN = frozenset({str, int, float, bool})


def to_json(record: object) -> object:
    """Return a record as what ``json`` can write.

    A ``Decimal`` becomes a number, an integer where it is one; empty tuples
    stay, fields that are None stay.

    >>> from align.records import Span
    >>> to_json({"value": Decimal("5E+3"), "span": Span(1, 2)})
    {'value': 5000, 'span': {'start': 1, 'end': 2}}
    """
    if record is None or type(record) in _PLAIN:
        return record
    if isinstance(record, Decimal):
        return int(record) if record == record.to_integral_value() else float(record)
    if isinstance(record, date):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {key: to_json(value) for key, value in record.items()}
    if isinstance(record, (tuple, list)):
        return [to_json(value) for value in record]
    kind = type(record)
    if attrs.has(kind):
        names = [field.name for field in attrs.fields(kind)]
        return {name: to_json(getattr(record, name)) for name in names}
    return record


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=to_json)


def dumps(record: object) -> str:
    """Return one line of JSON, without the line break; lone surrogates are escaped.

    >>> from align.records import Span
    >>> dumps(Span(1, 2))
    '{"start": 1, "end": 2}'
    """
    line = _ENCODER.encode(record)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(record, default=to_json)
    return line


def write_jsonl(records: Iterable[object], file: TextIO) -> None:
    """Write one record a line."""
    for record in records:
        file.write(dumps(record) + "\n")


def write_pairs_jsonl(pairs: Iterable[ParallelPair], file: TextIO) -> int:
    """Write one object a pair: texts by language, then what is known of them.

    JSON holds any character: none is left out, and the 0 that is returned says so.
    """
    for pair in pairs:
        _, first, second, *_ = header_of(pair)
        row: dict[str, object] = {"id": pair.id, first: pair.source, second: pair.target}
        for field in attrs.fields(ParallelPair)[5:]:
            value = getattr(pair, field.name)
            if value not in (None, ""):
                row["bead" if field.name == "shape" else field.name] = value
        file.write(dumps(row) + "\n")
    return 0


def read_jsonl(lines: Iterable[str], name: str) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON lines file; blank lines are passed over.

    Raises:
        InputError: a line is no JSON object; the message gives file and line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.args[0] if error.args else "not JSON"
            raise InputError(f"{name}:{number}: not a line of JSON ({reason})") from None
        if not isinstance(value, dict):
            raise InputError(f"{name}:{number}: expected a JSON object, as {{...}}")
        yield value
