"""Names that mean the same and sound different: shipped ones, and a user's own.

``aliases.tsv`` holds persons with two names. A user's file adds any names, one
group a line, tabs between the names; the first is the one to show. A first line
``name<tab>alias`` is a header, ``#`` begins a comment. Groups that share a name
are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from align.errors import InputError
from align.tables import read_table

Group = tuple[str, ...]

LONGEST_NAME = 200  # code points; a longer one is a sentence in the wrong file


class _Aliases:
    """The groups in force, each name folded to the number of its group."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.place: dict[str, int] = {}
        self.ready = False

    def add(self, groups: Iterable[Group]) -> None:
        for group in groups:
            met = {self.place[f] for f in map(_fold, group) if f in self.place}
            names = [*group, *(name for i in sorted(met) for name in self.groups[i])]
            whole = tuple(dict.fromkeys(names))
            number = len(self.groups)
            self.groups.append(whole)
            for name in whole:
                self.place[_fold(name)] = number

    def find(self, name: str) -> int | None:
        if not self.ready:
            self.reset()
        return self.place.get(_fold(name))

    def reset(self) -> None:
        self.groups, self.place, self.ready = [], {}, True
        self.add(tuple(row["names"].split(";")) for row in read_table("aliases"))


_IN_FORCE = _Aliases()


@lru_cache(maxsize=65536)
def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_aliases(path: Path | str) -> tuple[Group, ...]:
    """Return the groups of names in a user's file.

    Raises:
        InputError: the file cannot be read, or a line holds one name only, an
            empty one or a very long one.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        number = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{number}: not UTF-8; save the file as UTF-8") from None
    groups: list[Group] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        names = tuple(" ".join(cell.split()) for cell in line.rstrip("\t ").split("\t"))
        if not groups and tuple(name.casefold() for name in names) == ("name", "alias"):
            continue
        if len(names) < 2:
            raise InputError(
                f"{path}:{number}: one name only, {names[0][:40]!r}; put a tab between names"
            )
        if not all(names):
            raise InputError(f"{path}:{number}: an empty name between tabs")
        if max(map(len, names)) > LONGEST_NAME:
            raise InputError(f"{path}:{number}: a name of more than {LONGEST_NAME} characters")
        groups.append(names)
    return tuple(groups)


def load_aliases(path: Path | str) -> tuple[Group, ...]:
    """Put a user's aliases in force beside the shipped ones, and return them.

    They count in ``compare_names`` and all that rests on it, until
    ``use_aliases`` is called.

    Raises:
        InputError: as ``read_aliases``; nothing changes then.
    """
    groups = read_aliases(path)
    _IN_FORCE.find("")
    _IN_FORCE.add(groups)
    return groups


def use_aliases(groups: Sequence[Group] = ()) -> None:
    """Put the shipped aliases and ``groups`` in force, and no others.

    >>> use_aliases([("Norda", "노르다전자")])
    >>> are_aliases("norda", "노르다전자"), are_aliases("Masayoshi Son", "손정의")
    (True, True)
    >>> use_aliases()
    >>> are_aliases("norda", "노르다전자")
    False
    """
    _IN_FORCE.reset()
    _IN_FORCE.add(groups)


def find_aliases(name: str) -> Group:
    """Return all names that mean the same as ``name``, the one to show first; () if none.

    >>> find_aliases("손정의")[:2]
    ('손정의', 'Masayoshi Son')
    """
    number = _IN_FORCE.find(name)
    return () if number is None else _IN_FORCE.groups[number]


def are_aliases(a: str, b: str) -> bool:
    """Say whether two names are listed as names of one bearer."""
    number = _IN_FORCE.find(a)
    return number is not None and number == _IN_FORCE.find(b)
