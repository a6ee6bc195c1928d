"""Differences between two versions of a story by one outlet: updates, not errors.

Left out: versions without a date, since nobody can tell which came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from align.records import Discrepancy, Document


def grade_updates(
    discrepancies: Iterable[Discrepancy], documents: Sequence[Document]
) -> Iterator[Discrepancy]:
    """Yield the discrepancies, those between versions of one outlet's story graded ``info``.

    >>> from datetime import date
    >>> from align.records import Evidence
    >>> days = {"old": date(2024, 5, 1), "new": date(2024, 5, 2)}
    >>> documents = [
    ...     Document(name=name, text="", outlet="Post", published=day) for name, day in days.items()
    ... ]
    >>> places = tuple(
    ...     Evidence(doc=name, segment="s", start=0, end=1, lang="en", text="3") for name in days
    ... )
    >>> found = Discrepancy(
    ...     id="d1", code="FIG001", type="figure", severity="major", verdict="differs",
    ...     confidence=0.9, message="The figures differ", evidence=places,
    ... )
    >>> [(d.severity, d.message) for d in grade_updates([found], documents)]
    [('info', 'The figures differ; new is a later version of Post')]
    """
    known = {document.name: document for document in documents}
    for found in discrepancies:
        versions = [known[doc] for doc in dict.fromkeys(e.doc for e in found.evidence)]
        outlets = {version.outlet for version in versions}
        moments = {version.name: _moment(version) for version in versions}
        if (
            len(versions) < 2
            or len(outlets) > 1
            or None in outlets
            or "" in moments.values()
            or len(set(moments.values())) < len(moments)
        ):
            yield found
            continue
        last = max(versions, key=lambda version: moments[version.name])
        message = f"{found.message}; {last.name} is a later version of {last.outlet}"
        yield evolve(found, severity="info", message=message)


def _moment(document: Document) -> str:
    """Return when a version was published or last changed, as text that sorts; "" for unknown."""
    moment = document.modified or document.published
    return moment.isoformat() if moment else ""
