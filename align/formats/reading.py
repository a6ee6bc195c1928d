"""Pairs back from files, with what is known of them: the readers of what we write.

TSV, CSV, XLSX, JSON lines, TMX and XLIFF. A file of another tool gives its pairs
without provenance; the rules for what is read are those of ``align.documents``,
which refuses hostile files.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from align.documents.extract import read_lang
from align.documents.formats import read_data, recognise
from align.documents.formats.bitext import find_columns
from align.documents.formats.tmx import words
from align.documents.formats.trees import (
    attribute,
    child,
    children,
    descendants,
    local_name,
    parse_xml,
)
from align.documents.reading import decode, read_bytes
from align.errors import InputError
from align.formats.pairs import COLUMNS, ParallelPair, pair_of
from align.formats.parallel import PROPS, SIDE_PROPS
from align.formats.tables import unshield
from align.formats.xliff import SIDE_NOTES
from align.text import detect_language

if TYPE_CHECKING:
    from lxml.etree import _Element

Fields = dict[str, str]


def read_pairs(name: str) -> list[ParallelPair]:
    """Return the pairs of a bitext, English first, with the provenance it holds.

    Raises:
        InputError: the file cannot be read, is damaged or hostile, or has no pairs.
    """
    data = sys.stdin.buffer.read() if name == "-" else read_bytes(name)
    found = read_data(data, name)
    if not found.pairs:
        raise InputError(f"{name}: no pairs in it; expected TSV, CSV, TMX, XLIFF or JSON lines")
    form = recognise(data, name).name
    read = _FIELDS.get(form)
    fields = list(read(data)) if read else []
    if len(fields) != len(found.pairs):  # another tool's layout: the texts are what counts
        fields = [{} for _ in found.pairs]
    texts: Iterable[Sequence[str]] = found.pairs
    if form == "CSV" and any(COLUMNS[-1] in known for known in fields):
        texts = ([unshield(side) for side in pair] for pair in found.pairs)  # ours: as it was
    langs = ("en", "ko")
    if fields and _UNNAMED in fields[0]:  # columns "source" and "target": perhaps of one language
        found_langs = {detect_language(" ".join(side)) for side in zip(*found.pairs, strict=True)}
        if len(found_langs) == 1:
            langs = (str(found_langs.pop()),) * 2
    return [
        pair_of(number, sides, langs, known)
        for number, (sides, known) in enumerate(zip(texts, fields, strict=True), 1)
    ]


_UNNAMED = "unnamed"
"""A field of pairs whose columns do not say which language they hold."""


def _of_tsv(data: bytes) -> Iterator[Fields]:
    lines = decode(data)[0].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _of_rows(line.split("\t") for line in lines)


def _of_csv(data: bytes) -> Iterator[Fields]:
    text = decode(data)[0]
    delimiter = max(",;\t", key=text.lstrip().split("\n", 1)[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return _of_rows([unshield(cell) for cell in row] for row in rows)


def _of_xlsx(data: bytes) -> Iterator[Fields]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        yield from _of_rows(["" if cell is None else str(cell) for cell in row] for row in rows)


def _of_rows(rows: Iterable[Sequence[str]]) -> Iterator[Fields]:
    header: Sequence[str] = ()
    unnamed: Fields = {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            header = row
            columns = find_columns(header)
            if columns is None:
                return
            unnamed = {} if columns.is_named else {_UNNAMED: "yes"}
            continue
        yield _known(dict(zip(header, row, strict=False))) | unnamed


def _of_jsonl(data: bytes) -> Iterator[Fields]:
    for line in decode(data)[0].split("\n"):
        if line.strip():
            row: Mapping[str, object] = json.loads(line)
            values = {key: row[key] for key in row if isinstance(row[key], str | int | float)}
            columns = find_columns(list(row))
            unnamed = {} if columns and columns.is_named else {_UNNAMED: "yes"}
            yield _known({key: str(value) for key, value in values.items()}) | unnamed


def _known(fields: Fields) -> Fields:
    """Return the fields that are columns of ours, without the texts."""
    return {name: fields[name] for name in ("id", *COLUMNS[3:]) if name in fields}


def _of_tmx(data: bytes) -> Iterator[Fields]:
    for unit in descendants(parse_xml(data, "TMX", doctype=True), "tu"):
        fields = {name: props[type] for props in [_props(unit)] for name, type in PROPS.items()
                  if type in props}  # fmt: skip
        if unit.get("tuid"):
            fields["id"] = str(unit.get("tuid"))
        sides = {read_lang(attribute(v, "lang") or ""): v for v in children(unit, "tuv")}
        for prefix, lang in (("source", "en"), ("target", "ko")):
            props = _props(sides[lang]) if lang in sides else {}
            for name, type in SIDE_PROPS.items():
                if type in props:
                    fields[f"{prefix}_{name}"] = props[type]
        yield fields


def _props(element: _Element) -> Fields:
    found = {}
    for prop in children(element, "prop"):
        found[prop.get("type") or ""] = "".join(words(prop))
    return found


def _of_xliff(data: bytes) -> Iterator[Fields]:
    root = parse_xml(data, "XLIFF", doctype=True)
    is_turned = read_lang(attribute(root, "srcLang") or "") == "ko"
    names = {category: name for name, category in SIDE_NOTES.items()}
    for unit in descendants(root, "unit"):
        fields: Fields = {"id": str(unit.get("name"))} if unit.get("name") else {}
        notes = child(unit, "notes")
        for note in children(notes, "note") if notes is not None else ():
            category, side = note.get("category") or "", note.get("appliesTo")
            if is_turned and side:
                side = "target" if side == "source" else "source"
            name = f"{side}_{names.get(category, category)}" if side else category
            fields[name] = "".join(words(note))
        for _ in (e for e in unit if local_name(e) == "segment"):
            yield _known(fields) | ({"id": fields["id"]} if "id" in fields else {})


_FIELDS: dict[str, Callable[[bytes], Iterator[Fields]]] = {
    "TSV": _of_tsv,
    "CSV": _of_csv,
    "XLSX": _of_xlsx,
    "JSON lines": _of_jsonl,
    "TMX": _of_tmx,
    "XLIFF": _of_xliff,
}
"""What reads the fields of each pair, by the format's name in ``align.documents.formats``."""
