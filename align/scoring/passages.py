"""Quotations, claims and discrepancies against gold, by document and offsets.

A row is what a line of ``quotes.jsonl``, ``claims.jsonl`` or
``discrepancies.jsonl`` holds, of a report or of a gold set. Passages are the
same when they overlap in one document; ``strict`` asks for the same offsets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from align.errors import InputError
from align.facts.names import compare_names
from align.scoring.counts import Counts, MatchCounts
from align.scoring.units import MIN_UNITS, Place, regions, split_units

Row = Mapping[str, object]


def place_of(row: object, name: str = "input") -> Place:
    """Return where a row with ``doc``, ``start`` and ``end`` stands.

    Raises:
        InputError: one of the three is missing.
    """
    if isinstance(row, Mapping):
        doc, start, end = row.get("doc"), row.get("start"), row.get("end")
        if isinstance(doc, str) and isinstance(start, int) and isinstance(end, int):
            return doc, start, end
    raise InputError(f"{name}: expected an object with doc, start and end, found {str(row)[:60]}")


def overlaps(a: Place, b: Place) -> bool:
    """Say whether two places share a code point.

    >>> overlaps(("a", 0, 5), ("a", 4, 9)), overlaps(("a", 0, 5), ("a", 5, 9))
    (True, False)
    """
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def split_rows(systems: Sequence[Sequence[Row]]) -> tuple[list[tuple[list[Row], ...]], str]:
    """Return rows in units for intervals and tests, and what the units are.

    Documents that rows join are one unit; where there are fewer than five,
    passages that rows join or that overlap are.

    >>> rows = [{"doc": "a", "start": n, "end": n + 1} for n in range(3)]
    >>> units, kind = split_rows([rows, rows[:2]])
    >>> len(units), kind
    (3, 'passages')
    """
    every = [[_places(row) for row in system] for system in systems]
    keys = [[(s, i) for i in range(len(system))] for s, system in enumerate(systems)]
    region = regions(place for rows in every for places in rows for place in places)

    def split(by_document: bool) -> list[tuple[list[Row], ...]]:
        def nodes_of(key: tuple[int, int]) -> list[Hashable]:
            places = every[key[0]][key[1]]
            nodes = [place[0] if by_document else region(place) for place in places]
            return nodes or [key]  # a row that names no place is a unit of its own

        found = split_units(keys, nodes_of)
        return [tuple([systems[s][i] for s, i in part] for part in unit) for unit in found]

    documents = split(by_document=True)
    if len(documents) >= MIN_UNITS:
        return documents, "documents"
    return split(by_document=False), "passages"


def _places(row: Row) -> list[Place]:
    """Return all places that a row names: its own, or its evidence's or members'."""
    for key in ("evidence", "members"):
        inner = row.get(key)
        if isinstance(inner, list):
            return [place_of(item, f"{key} of {row.get('id')!r}") for item in inner]
    return [place_of(row)]


def count_quotes(hypothesis: Iterable[Row], gold: Iterable[Row]) -> dict[str, MatchCounts]:
    """Return counts of quotations: ``strict`` and ``lax`` spans, and ``speaker``.

    A speaker is right where the two names are of one person, or both are
    missing, on a quotation whose span is right (lax).

    >>> row = {"doc": "a", "start": 0, "end": 9, "speaker": "Sam Altman"}
    >>> other = {"doc": "a", "start": 1, "end": 9, "speaker": "샘 올트먼"}
    >>> {name: counts.scores()["f1"] for name, counts in count_quotes([other], [row]).items()}
    {'strict': 0.0, 'lax': 1.0, 'speaker': 1.0}
    """
    found, wanted = list(hypothesis), list(gold)
    places = [[place_of(row) for row in rows] for rows in (found, wanted)]
    pairs = _pair_up(places[0], places[1])
    strict = sum(places[0][i] == places[1][j] for i, j in pairs)
    speakers = sum(
        _is_same_speaker(found[i].get("speaker"), wanted[j].get("speaker")) for i, j in pairs
    )
    return {
        name: MatchCounts(output=Counts(hits, len(found)), gold=Counts(hits, len(wanted)))
        for name, hits in (("strict", strict), ("lax", len(pairs)), ("speaker", speakers))
    }


def _pair_up(found: Sequence[Place], wanted: Sequence[Place]) -> list[tuple[int, int]]:
    """Return pairs of places that overlap, the most alike first, each place once."""
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for j, place in enumerate(wanted):
        by_document[place[0]].append(j)
    options = []
    for i, a in enumerate(found):
        for j in by_document[a[0]]:
            b = wanted[j]
            shared = min(a[2], b[2]) - max(a[1], b[1])
            if shared > 0:
                options.append((-shared / (max(a[2], b[2]) - min(a[1], b[1])), i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(options):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs


def _is_same_speaker(one: object, other: object) -> bool:
    if not one or not other:
        return not one and not other
    return compare_names(str(one), str(other)).verdict != "different"


def count_claims(hypothesis: Iterable[Row], gold: Iterable[Row]) -> MatchCounts:
    """Return counts over pairs of passages that a claim puts together.

    A pair is right where both passages overlap those of one gold claim; pairs
    inside one document are left out.

    >>> claim = {"members": [{"doc": d, "start": 0, "end": 9} for d in "abc"]}
    >>> part = {"members": [{"doc": d, "start": 2, "end": 5} for d in "ab"]}
    >>> count_claims([part], [claim]).scores()
    {'precision': 1.0, 'recall': 0.3333333333333333, 'f1': 0.5}
    """
    found, wanted = _member_pairs(hypothesis), _member_pairs(gold)
    return MatchCounts(
        output=Counts(sum(_is_among(pair, wanted) for pair in found), len(found)),
        gold=Counts(sum(_is_among(pair, found) for pair in wanted), len(wanted)),
    )


def _member_pairs(rows: Iterable[Row]) -> list[tuple[Place, Place]]:
    pairs = []
    for row in rows:
        members = row.get("members")
        if not isinstance(members, list):
            raise InputError(f"claim {row.get('id')!r}: expected a list of members")
        places = sorted(place_of(member, f"claim {row.get('id')!r}") for member in members)
        pairs += [(a, b) for a, b in combinations(places, 2) if a[0] != b[0]]
    return pairs


def _is_among(pair: tuple[Place, Place], others: Iterable[tuple[Place, Place]]) -> bool:
    return any(
        (overlaps(pair[0], a) and overlaps(pair[1], b))
        or (overlaps(pair[0], b) and overlaps(pair[1], a))
        for a, b in others
    )


def count_discrepancies(
    hypothesis: Iterable[Row], gold: Iterable[Row], by: str = "severity"
) -> dict[str, MatchCounts]:
    """Return counts of discrepancies for each value of ``by``, and for ``all``.

    A finding matches where it touches two different evidences of a gold row,
    or the only one. Precision counts findings by their own ``by``, recall gold
    rows by theirs.

    >>> row = {"severity": "major", "evidence": [{"doc": d, "start": 0, "end": 9} for d in "ab"]}
    >>> count_discrepancies([row], [row])["major"].scores()["f1"]
    1.0
    """
    found, wanted = list(hypothesis), list(gold)
    places = [[_evidence(row) for row in rows] for rows in (found, wanted)]
    hits_found = [any(_touches(a, b) for b in places[1]) for a in places[0]]
    hits_gold = [any(_touches(a, b) for a in places[0]) for b in places[1]]
    counts: defaultdict[str, MatchCounts] = defaultdict(MatchCounts)
    for row, hit in zip(found, hits_found, strict=True):
        for key in ("all", str(row.get(by))):
            counts[key] += MatchCounts(output=Counts(int(hit), 1))
    for row, hit in zip(wanted, hits_gold, strict=True):
        for key in ("all", str(row.get(by))):
            counts[key] += MatchCounts(gold=Counts(int(hit), 1))
    return dict(counts)


def _evidence(row: Row) -> list[Place]:
    evidence = row.get("evidence")
    if not isinstance(evidence, list):
        raise InputError(f"discrepancy {row.get('id')!r}: expected a list of evidence")
    return [place_of(item, f"discrepancy {row.get('id')!r}") for item in evidence]


def _touches(found: Sequence[Place], wanted: Sequence[Place]) -> bool:
    touched = {i for i, b in enumerate(wanted) if any(overlaps(a, b) for a in found)}
    return len(touched) >= min(2, len(wanted))
