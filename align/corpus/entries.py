"""A shard's entry: what was done, out of what, under which settings. It is written last.

An entry stands for its shard: where it fits the input and the settings, and
the files are as it says, the shard is done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import attrs
from attrs import frozen

from align import __version__
from align.corpus.records import Counts, Settings
from align.corpus.storage import Place
from align.formats.jsonl import dumps

FOLDER = "entries"


@frozen(kw_only=True)
class Entry:
    """What is known of a shard that is done.

    ``outputs`` are the checksums of its files. ``examples`` are the first
    failures, as "id: error"; ``is_final`` is False where one of the failures
    may go away although the input stays, as that of a missing extra.
    ``seconds`` is how long it took: the one part that another run will not
    repeat.
    """

    shard: int
    inputs: str
    config: str
    outputs: Mapping[str, str]
    counts: Counts
    examples: tuple[str, ...] = ()
    is_final: bool = True
    seconds: float = 0.0


def entry_name(shard: str) -> str:
    """Return the file of a shard's entry.

    >>> entry_name("000012")
    'entries/000012.json'
    """
    return f"{FOLDER}/{shard}.json"


def dump_entry(entry: Entry) -> bytes:
    """Return an entry as JSON."""
    return (dumps(entry) + "\n").encode()


def read_entry(place: Place, shard: str) -> Entry | None:
    """Return the entry of a shard; None where there is none that can be understood.

    Raises:
        OutputError: it is there and cannot be read.
    """
    data = place.read(entry_name(shard))
    if data is None:
        return None
    try:
        cells = json.loads(data)
        cells["counts"] = Counts(**cells["counts"])
        cells["examples"] = tuple(cells["examples"])
        return Entry(**cells)
    except (ValueError, TypeError, KeyError):
        return None  # half of one, or of another version: the shard is done anew


def is_whole(entry: Entry, place: Place) -> bool:
    """Say whether the files of an entry are there and as they were written.

    Raises:
        OutputError: one is there and cannot be read.
    """
    for name, checksum in entry.outputs.items():
        data = place.read(name)
        if data is None or hash_bytes(data) != checksum:
            return False
    return True


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def hash_settings(settings: Settings) -> str:
    """Return the hash of everything that decides the output beside the input.

    >>> hash_settings(Settings()) == hash_settings(Settings(order="any"))
    False
    """
    return hash_bytes(dumps({"version": __version__, **attrs.asdict(settings)}).encode())
