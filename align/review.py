"""What a reviewer decided: suppressions, precision of checks, what is new since last time.

A suppression names a discrepancy by the fingerprint of its evidence. When the
evidence changes, so does the fingerprint, and the discrepancy is open again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import frozen

from align.errors import InputError
from align.formats.jsonl import read_jsonl
from align.records import Discrepancy
from align.scoring.counts import Counts


@frozen(kw_only=True)
class Suppression:
    """A discrepancy that a reviewer has closed.

    ``made`` is the day of the decision; past ``expires`` it counts no more.
    """

    fingerprint: str
    reason: str
    author: str = ""
    made: date | None = None
    expires: date | None = None


def read_suppressions(lines: Iterable[str], name: str) -> list[Suppression]:
    """Return the suppressions of a JSON lines file.

    Raises:
        InputError: a line lacks its fingerprint or reason, or a date is none.

    >>> line = '{"fingerprint": "ab12", "reason": "both are right", "expires": "2030-01-31"}'
    >>> read_suppressions([line], "x.jsonl")[0].expires
    datetime.date(2030, 1, 31)
    """
    found = []
    for number, row in enumerate(read_jsonl(lines, name), 1):
        where = f"{name}: suppression {number}"
        fingerprint, reason = row.get("fingerprint"), row.get("reason")
        if not isinstance(fingerprint, str) or not isinstance(reason, str) or not reason.strip():
            raise InputError(f"{where}: expected a fingerprint and a reason")
        found.append(
            Suppression(
                fingerprint=fingerprint,
                reason=reason,
                author=str(row.get("author") or ""),
                made=_read_day(row.get("date"), where),
                expires=_read_day(row.get("expires"), where),
            )
        )
    return found


def _read_day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(f"{where}: {str(value)[:40]!r} is no date, as 2030-01-31") from None


def suppress(
    discrepancies: Iterable[Discrepancy], suppressions: Iterable[Suppression], today: date
) -> tuple[list[Discrepancy], int]:
    """Return the discrepancies that are still open, and how many are not."""
    closed = {s.fingerprint for s in suppressions if s.expires is None or s.expires >= today}
    every = list(discrepancies)
    still_open = [d for d in every if d.fingerprint not in closed]
    return still_open, len(every) - len(still_open)


@frozen(kw_only=True)
class Comparison:
    """Fingerprints of this run and an earlier one, held against each other."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: tuple[str, ...]


def compare_runs(now: Sequence[str], before: Sequence[str]) -> Comparison:
    """Return which fingerprints are new, gone and unchanged, in order.

    >>> compare_runs(["a", "b"], ["b", "c"])
    Comparison(new=('a',), gone=('c',), unchanged=('b',))
    """
    return Comparison(
        new=tuple(f for f in now if f not in set(before)),
        gone=tuple(f for f in before if f not in set(now)),
        unchanged=tuple(f for f in now if f in set(before)),
    )


@frozen(kw_only=True)
class Verdict:
    """A reviewer's word on one discrepancy, as the page exports it."""

    fingerprint: str
    code: str
    verdict: str
    note: str
    made: date | None


VERDICTS = frozenset({"confirmed", "false_alarm", "undecided", "none", ""})
"""What the page exports; the last two say that a verdict was taken back."""


def read_verdicts(data: object, name: str) -> list[Verdict]:
    """Return the verdicts of a file that the report's page exported.

    Raises:
        InputError: it is no such file.
    """
    rows = data.get("verdicts") if isinstance(data, Mapping) else None
    if (
        not isinstance(rows, list)
        or not isinstance(data, Mapping)
        or data.get("format") != "align-verdicts"
    ):
        raise InputError(f"{name}: no verdicts in it; export them from the report's page")
    found = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping) or not isinstance(row.get("fingerprint"), str):
            raise InputError(f"{name}: verdict {number} has no fingerprint")
        if str(row.get("verdict") or "") not in VERDICTS:
            raise InputError(
                f"{name}: verdict {number} is {str(row['verdict'])[:40]!r}; "
                "expected confirmed, false_alarm or undecided"
            )
        found.append(
            Verdict(
                fingerprint=str(row["fingerprint"]),
                code=str(row.get("code") or ""),
                verdict=str(row.get("verdict") or ""),
                note=str(row.get("note") or ""),
                made=_read_day(row.get("at"), f"{name}: verdict {number}"),
            )
        )
    return found


def precision_by_check(verdicts: Iterable[Verdict]) -> dict[str, Counts]:
    """Return for each check how many of its judged findings were confirmed."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for verdict in verdicts:
        if verdict.verdict in ("confirmed", "false_alarm"):
            counts[verdict.code] += Counts(int(verdict.verdict == "confirmed"), 1)
    return dict(sorted(counts.items()))


def add_suppressions(
    known: Sequence[Suppression], verdicts: Iterable[Verdict], author: str
) -> list[Suppression]:
    """Return the suppressions with one for each false alarm; a confirmed one is lifted."""
    by_fingerprint = {s.fingerprint: s for s in known}
    for verdict in verdicts:
        if verdict.verdict == "confirmed":
            by_fingerprint.pop(verdict.fingerprint, None)
        elif verdict.verdict == "false_alarm":
            by_fingerprint[verdict.fingerprint] = Suppression(
                fingerprint=verdict.fingerprint,
                reason=verdict.note.strip() or "false alarm",
                author=author,
                made=verdict.made,
            )
    return list(by_fingerprint.values())


def suppression_row(suppression: Suppression) -> dict[str, object]:
    """Return a suppression as its line of JSON holds it; empty fields are left out."""
    row: dict[str, object] = {
        "fingerprint": suppression.fingerprint,
        "reason": suppression.reason,
        "author": suppression.author,
        "date": suppression.made,
        "expires": suppression.expires,
    }
    return {key: value for key, value in row.items() if value not in (None, "")}
