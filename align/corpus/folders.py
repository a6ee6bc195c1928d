"""Folders to a manifest: documents matched by their names."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import regex
from attrs import frozen

from align.corpus.manifest import FIELDS
from align.corpus.plans import MANIFEST
from align.corpus.storage import Place, find_names, is_url, join
from align.documents.reading import TEXT_SUFFIXES
from align.errors import InputError

_LANGUAGE_RE = regex.compile(r"(?<=.)[._-](?:en|eng|english|ko|kor|korean|kr)$", regex.IGNORECASE)


@frozen(kw_only=True)
class Matched:
    """Files of two folders that belong together, and how many of each have no counterpart.

    ``scores`` are those of the rows where they were matched by what they tell.
    """

    rows: tuple[tuple[str, str, str], ...]
    alone: tuple[int, int]
    scores: tuple[float, ...] = ()


def match_names(source: Iterable[str], target: Iterable[str]) -> Matched:
    """Return the files of two folders whose paths are alike, in the order of their names.

    Alike: but for the suffix of a format and a mark of the language before it.
    Files that no format claims are left out.

    Raises:
        InputError: two files of one folder have the same name by this measure.

    >>> match_names(["a/1.en.txt", "2.html"], ["a/1.ko.txt", "3.txt"]).rows
    (('a/1', 'a/1.en.txt', 'a/1.ko.txt'),)
    """
    tables = [_by_name(side) for side in (source, target)]
    both = sorted(tables[0].keys() & tables[1].keys())
    return Matched(
        rows=tuple((name, tables[0][name], tables[1][name]) for name in both),
        alone=(len(tables[0]) - len(both), len(tables[1]) - len(both)),
    )


def find_documents(folder: str) -> list[str]:
    """Return the documents of a folder and below, as seen from it, in the order of their names.

    Raises:
        InputError: the folder cannot be read, or holds none.
    """
    found = sorted(name for name in find_names(folder) if _is_document(name))
    if not found:
        raise InputError(f"{folder}: no documents in this folder")
    return found


def match_folders(folders: Sequence[str]) -> Matched:
    """Return the documents of one folder, each in both languages, or the matches of two.

    The paths are whole; a document of one folder has an empty target.

    Raises:
        InputError: a folder cannot be read, or nothing in it matches.
    """
    if len(folders) == 1:
        single = find_documents(folders[0])
        return Matched(
            rows=tuple((name, join(folders[0], name), "") for name in single), alone=(0, 0)
        )
    found = [list(find_names(folder)) for folder in folders]
    matched = match_names(*found)
    if not matched.rows:
        raise InputError(
            f"{folders[0]} and {folders[1]}: no two documents have the same name, as en/1.txt and "
            "ko/1.txt; try --match content, or write a manifest with the header id, source, target"
        )
    rows = tuple(
        (name, join(folders[0], source), join(folders[1], target))
        for name, source, target in matched.rows
    )
    return Matched(rows=rows, alone=matched.alone)


def write_manifest(matched: Matched, place: Place) -> str:
    """Write the manifest of matched files into the folder of an output; return its path.

    Local paths are written as seen from there, so that both can move together.
    JSON lines take the place of TSV where a path has a tab or is no text.

    Raises:
        OutputError: it cannot be written.
    """
    rows: list[tuple[str, ...]] = [
        (name, *(_seen_from(place, file) for file in files)) for name, *files in matched.rows
    ]
    header: tuple[str, ...] = FIELDS
    if matched.scores:
        header = (*FIELDS, "score")
        rows = [(*row, f"{s:.2f}") for row, s in zip(rows, matched.scores, strict=True)]
    table = "".join("\t".join(cells) + "\n" for cells in [header, *rows])
    if all(_is_plain(cell) for row in rows for cell in row):
        name, data = f"{MANIFEST}.tsv", table.encode()
    else:
        lines = [json.dumps(dict(zip(header, row, strict=True))) for row in rows]
        name, data = f"{MANIFEST}.jsonl", "".join(f"{line}\n" for line in lines).encode()
    if place.read(name) != data:
        place.write(name, data)
    return place.path(name)


def _seen_from(place: Place, file: str) -> str:
    if not file or is_url(file) or is_url(place.url):
        return file
    return Path(os.path.relpath(file, place.url)).as_posix()


def _is_plain(cell: str) -> bool:
    """Say whether a cell comes back out of a TSV as it was."""
    return cell == cell.strip() and not regex.search(r"[\t\r\n\p{Cs}]", cell)


def _is_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in TEXT_SUFFIXES


def _by_name(names: Iterable[str]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for name in names:
        if not _is_document(name):
            continue
        stem = str(PurePosixPath(name).with_suffix(""))
        key = unicodedata.normalize("NFC", str(_LANGUAGE_RE.sub("", stem)))
        if key in table:
            raise InputError(
                f"{name}: has the same name as {table[key]} but for suffix and language; "
                "rename one, or write a manifest with the header id, source, target"
            )
        table[key] = name
    return table
