"""A reviewer at work in a real browser: verdicts, notes, export, import, suppression."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import evolve
from visits import Open

from align.review import read_suppressions, read_verdicts


def test_verdicts_by_keyboard_leave_as_json(
    report: dict[str, Any], visit: Open, tmp_path: Path
) -> None:
    opened = visit(report)
    page = opened.page
    opened.press("ja")
    opened.press("jr")
    opened.press("n")
    page.keyboard.type("대표 is also president")
    page.keyboard.press("Escape")
    opened.press("ju")
    opened.press("u")  # takes it back
    assert page.inner_text("#progress").startswith("2 of 3 reviewed")
    assert page.inner_text("#unsaved").endswith("3 unsaved")
    with page.expect_download() as download:
        page.click("#export")
    file = tmp_path / "verdicts.json"
    download.value.save_as(file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert [
        (row["fingerprint"], row["code"], row["verdict"], row["note"])
        for row in written["verdicts"]
    ] == [
        ("f1", "ROL001", "false_alarm", "대표 is also president"),
        ("f2", "FIG001", "confirmed", ""),
    ]
    assert [each.verdict for each in read_verdicts(written, "verdicts.json")] == [
        *("false_alarm", "confirmed")
    ]
    assert page.inner_text("#unsaved").endswith("0 unsaved")

    other = visit(report, again=True).page  # a fresh profile
    assert other.inner_text("#progress").startswith("0 of 3")
    other.set_input_files("#import-file", file)
    other.wait_for_selector('[data-id="d2"][data-review="confirmed"]')
    assert other.locator('[data-id="d1"] textarea').input_value() == "대표 is also president"
    assert "2 verdicts imported" in other.inner_text("#status")


def test_verdicts_survive_a_reload(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    opened.press("ja")
    opened.page.on("dialog", lambda dialog: dialog.accept())
    opened.page.reload()
    opened.page.wait_for_selector('[data-id="d2"][data-review="confirmed"]')
    assert opened.page.inner_text("#unsaved").endswith("1 unsaved")


def test_a_file_of_something_else_is_refused(
    report: dict[str, Any], visit: Open, tmp_path: Path
) -> None:
    page = visit(report).page
    other = tmp_path / "other.json"
    other.write_text('{"verdicts": 3}', encoding="utf-8")
    page.set_input_files("#import-file", other)
    page.wait_for_selector("#status.on")
    assert "not a file of verdicts" in page.inner_text("#status")


def test_keys_work_with_the_korean_keyboard_on(report: dict[str, Any], visit: Open) -> None:
    page = visit(report).page
    for key, code in (("ㅓ", "KeyJ"), ("ㅁ", "KeyA")):
        page.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true}))",
            [key, code],
        )
    assert page.get_attribute('[data-id="d2"]', "data-review") == "confirmed"


def test_a_suppression_entry_is_copied_as_the_command_reads_it(
    report: dict[str, Any], visit: Open
) -> None:
    opened = visit(report)
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.press("jn")
    opened.page.keyboard.type("대표 is right")
    opened.page.keyboard.press("Escape")
    opened.press("s")
    opened.page.click('[data-id="d2"] .entry button')
    opened.page.wait_for_selector("#status:has-text('clipboard')")
    line = opened.page.evaluate("navigator.clipboard.readText()")
    (closed,) = read_suppressions([line], "suppressions.jsonl")
    assert (closed.fingerprint, closed.reason) == ("f2", "대표 is right")
    assert closed.made is not None


def test_a_suppression_entry_follows_the_note(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    entry = opened.page.locator('[data-id="d2"] .entry code').last
    opened.press("js")
    assert '"reason":"false alarm"' in entry.inner_text()
    opened.press("n")
    opened.page.keyboard.type("seen")
    assert '"reason":"seen"' in entry.inner_text()


def test_a_finding_without_fingerprint_cannot_be_suppressed(
    report: dict[str, Any], visit: Open
) -> None:
    findings = [evolve(each, fingerprint="") for each in report["discrepancies"]]
    opened = visit(report | {"discrepancies": findings})
    opened.press("js")
    assert "no fingerprint" in opened.page.inner_text('[data-id="d2"] .entry')


def test_a_whole_review_without_a_mouse(report: dict[str, Any], visit: Open) -> None:
    opened = visit(report)
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
        if "Suppression entrys" in reached:
            break
    for name in ("Export verdicts", "Import", "Critical", "Contextc", "✓Confirma"):
        assert any(name in each for each in reached), name
    page.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    assert opened.ids == ["d2"]
    page.focus("#tab-discrepancies")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".view-claims")
    assert page.evaluate("document.activeElement.id") == "tab-claims"
