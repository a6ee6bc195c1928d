"""Discrepancies for other tools: SARIF 2.1.0, JUnit XML, Markdown.

A row is a line of ``discrepancies.jsonl``; its evidence may have ``outlet`` and
``date`` of the document beside it. Lines and columns are not known
without the document, so SARIF gives character offsets.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TextIO

from align import __version__
from align.errors import InputError
from align.formats.pairs import Cleaner, flatten

Row = Mapping[str, object]

LEVELS = {"critical": "error", "major": "error", "minor": "warning", "info": "note"}
KEPT = ("id", "type", "severity", "verdict", "confidence", "claim")
"""What SARIF has no word of its own for: the properties of a result."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(rows: Sequence[Row], file: TextIO) -> int:
    """Write SARIF 2.1.0: one result a discrepancy, located at its first evidence.

    The other evidence are related locations; the fingerprint is kept, so that
    a viewer knows a result again. JSON holds any character, so none is left out
    (0 is returned).
    """
    from align.checks.table import CHECKS

    used = {str(row.get("code")) for row in rows}
    rules = [
        {
            "id": check.code,
            "shortDescription": {"text": check.explanation},
            "defaultConfiguration": {"level": LEVELS[check.severity]},
        }
        for check in CHECKS
        if check.code in used
    ]
    places = {rule["id"]: i for i, rule in enumerate(rules)}
    results = []
    for row in rows:
        code = str(row.get("code"))
        locations = [_location(item, i) for i, item in enumerate(_evidence(row))]
        result: dict[str, object] = {
            "ruleId": code,
            "level": LEVELS.get(str(row.get("severity")), "note"),
            "message": {"text": str(row.get("message"))},
            "locations": locations[:1],
            "relatedLocations": locations[1:],
            "partialFingerprints": {"align/v1": str(row.get("fingerprint"))},
            "properties": {name: row[name] for name in KEPT if row.get(name) is not None},
        }
        if code in places:
            result["ruleIndex"] = places[code]
        results.append(result)
    driver = {"name": "align", "version": __version__, "rules": rules}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    json.dump(log, file, ensure_ascii=False, indent=1)
    file.write("\n")
    return 0


def _evidence(row: Row) -> list[Mapping[str, object]]:
    evidence = row.get("evidence")
    if not isinstance(evidence, list) or not all(isinstance(e, Mapping) for e in evidence):
        raise InputError(f"discrepancy {row.get('id')!r}: expected a list of evidence")
    return evidence


def _location(evidence: Mapping[str, object], number: int) -> dict[str, object]:
    from urllib.parse import quote

    start, end = int(str(evidence.get("start"))), int(str(evidence.get("end")))
    return {
        "id": number,
        "message": {"text": f"{evidence.get('lang')}: {evidence.get('value') or 'no value'}"},
        "physicalLocation": {
            "artifactLocation": {"uri": quote(str(evidence.get("doc")))},
            "region": {
                "charOffset": start,
                "charLength": end - start,
                "snippet": {"text": str(evidence.get("text"))},
            },
        },
        "properties": {
            name: str(evidence[name])
            for name in ("lang", "segment", "outlet", "date")
            if evidence.get(name)
        },
    }


def _source(evidence: Mapping[str, object]) -> str:
    """Return the document of an evidence with its outlet and day, where they are known.

    >>> _source({"doc": "a.txt", "outlet": "Maru Courier", "date": "2025-02-04T21:05:00"})
    'a.txt (Maru Courier, 2025-02-04)'
    """
    known = [str(evidence.get("outlet") or ""), str(evidence.get("date") or "")[:10]]
    shown = ", ".join(filter(None, known))
    return f"{evidence.get('doc')} ({shown})" if shown else str(evidence.get("doc"))


def write_junit(rows: Sequence[Row], file: TextIO) -> int:
    """Write JUnit XML: one test case a discrepancy, failed from severity minor on.

    Return how many characters XML forbids were left out.
    """
    from lxml import etree

    clean = Cleaner()

    failed = [row for row in rows if row.get("severity") != "info"]
    suite = etree.Element(
        "testsuite", name="align", tests=str(len(rows)), failures=str(len(failed))
    )
    for row in rows:
        case = etree.SubElement(suite, "testcase")
        case.set("classname", clean.keep_lines(f"align.{row.get('code')}"))
        case.set("name", clean.keep_lines(f"{row.get('id')} {row.get('message')}"))
        lines = [f"{_source(e)}: {flatten(str(e.get('text')))}" for e in _evidence(row)]
        text = clean.keep_lines("\n".join(lines))
        if row.get("severity") == "info":
            etree.SubElement(case, "system-out").text = text
        else:
            failure = etree.SubElement(
                case, "failure", type=clean.keep_lines(str(row.get("severity")))
            )
            failure.set("message", clean.keep_lines(str(row.get("message"))))
            failure.text = text
    file.write('<?xml version="1.0" encoding="utf-8"?>\n')
    file.write(etree.tostring(suite, encoding="unicode", pretty_print=True))
    return clean.dropped


def write_markdown(rows: Sequence[Row], file: TextIO) -> int:
    """Write a summary: counts by severity, then a table of the discrepancies.

    Return how many control characters were left out.
    """
    clean = Cleaner()
    counts = Counter(str(row.get("severity")) for row in rows)
    shown = ", ".join(f"{counts[s]} {s}" for s in LEVELS if counts[s]) or "none"
    file.write(f"# Discrepancies: {shown}\n\n")
    if not rows:
        return 0
    file.write(
        "| id | severity | code | what | one side | other side |\n|---|---|---|---|---|---|\n"
    )
    for row in rows:
        sides = [f"{_source(e)}: {e.get('text')}" for e in _evidence(row)]
        sides = [*sides, "", ""][:2]
        cells = [row.get("id"), row.get("severity"), row.get("code"), row.get("message"), *sides]
        file.write("| " + " | ".join(_cell(clean(str(cell))) for cell in cells) + " |\n")
    return clean.dropped


def _cell(text: str) -> str:
    """Return text of one line that stays inside a table cell and is no markup."""
    text = text if len(text) <= 120 else f"{text[:119]}…"
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#~" else c for c in text)
