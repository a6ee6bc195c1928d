from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from align.records import Bead
from align.report import MemberValue, NameGroup, render_page
from align.report.page import dumps_block

REQUESTING = {"src", "srcset", "action", "formaction", "poster", "background", "data", "ping"}


class Page(HTMLParser):
    """Tags with attributes, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self._open = (tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks.append((*self._open, data))

    @property
    def data(self) -> dict[str, Any]:
        (text,) = [text for _, attrs, text in self.blocks if attrs.get("id") == "data"]
        found: dict[str, Any] = json.loads(text)
        return found

    @property
    def policy(self) -> str:
        (content,) = [
            attrs["content"] or ""
            for tag, attrs in self.tags
            if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        return content


def test_page_asks_the_network_for_nothing(report: dict[str, Any]) -> None:
    page = Page(render_page(**report))
    for tag, attrs in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not REQUESTING & set(attrs)
        assert (attrs.get("href") or "#").startswith("#")
    assert not [text for tag, _, text in page.blocks if tag == "style" and "url(" in text]
    assert "@import" not in render_page(**report)


def test_policy_admits_this_style_and_script_only(report: dict[str, Any]) -> None:
    page = Page(render_page(**report))
    assert page.policy.startswith("default-src 'none';")
    assert "unsafe" not in page.policy
    blocks = [text for _, attrs, text in page.blocks if attrs.get("type") != "application/json"]
    assert len(blocks) == 2
    for text in blocks:
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.policy


def test_data_block_gives_the_records_back(report: dict[str, Any]) -> None:
    data = Page(render_page(**report)).data
    assert [each["text"] for each in data["segments"]] == [s.text for s in report["segments"]]
    found = data["discrepancies"][1]
    record = report["discrepancies"][1]
    assert (found["code"], found["verdict"], found["claim"]) == ("FIG001", "differs", "c1")
    for side, evidence in zip(found["evidence"], record.evidence, strict=True):
        assert (side["start"], side["end"], side["text"], side["value"]) == (
            evidence.start,
            evidence.end,
            evidence.text,
            evidence.value,
        )
    assert data["documents"][0]["published"] == "2025-03-04"
    assert "text" not in data["documents"][0]
    assert data["documents"][1]["length"] == len(report["documents"][1].text)
    assert data["persons"][0]["forms"][1] == ["Han Mi-rae", 1, "variant", ["herald.txt"]]
    assert data["beads"][1]["target"] == []


def test_hostile_text_stays_in_its_block(hostile: dict[str, Any]) -> None:
    html = render_page(**hostile)
    html.encode("utf-8")  # no lone surrogate is left
    page = Page(html)
    assert [tag for tag, _ in page.tags if tag in {"script", "img"}] == ["script", "script"]
    assert "<!--" not in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029]", html)
    assert page.data["discrepancies"][0]["message"] == hostile["discrepancies"][0].message
    assert page.data["title"] == hostile["title"]
    assert "{{ 7 * 7 }}" in page.data["title"]


def test_same_input_same_bytes(report: dict[str, Any]) -> None:
    assert render_page(**report) == render_page(**report)


def test_kept_verdicts_follow_the_findings_not_the_run(report: dict[str, Any]) -> None:
    def key(**change: Any) -> str:  # noqa: ANN401 - any argument of render_page
        return str(Page(render_page(**(report | change))).data["key"])

    assert key(run={"seconds": 9}) == key()
    assert key(discrepancies=report["discrepancies"][:1]) != key()


def test_scores_from_numpy_are_numbers(report: dict[str, Any]) -> None:
    bead = evolve(report["beads"][0], score=np.float32(0.5), parts={"cosine": np.float32(0.25)})
    data = Page(render_page(**(report | {"beads": [bead]}))).data
    assert data["beads"][0]["score"] == 0.5
    assert data["beads"][0]["parts"] == {"cosine": 0.25}


def test_a_score_that_is_no_number_is_refused(report: dict[str, Any]) -> None:
    bead = Bead(id="b", source=("en1",), target=("ko1",), score=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        render_page(**(report | {"beads": [bead]}))


def test_values_reach_the_page(report: dict[str, Any]) -> None:
    values = [MemberValue(claim="c1", member=0, what="price", value="90000000 USD")]
    data = Page(render_page(**report, values=values)).data
    assert data["values"] == [
        {"claim": "c1", "member": 0, "what": "price", "value": "90000000 USD"}
    ]


def test_empty_report_renders() -> None:
    page = render_page(
        title="Nothing",
        documents=[],
        segments=[],
        beads=[],
        quotes=[],
        claims=[],
        discrepancies=[],
        persons=[],
        run={},
    )
    assert Page(page).data["discrepancies"] == []


def test_page_never_says_false(report: dict[str, Any]) -> None:
    script = render_page(**report)
    for word in ("is false", "is wrong", "incorrect", "untrue", "a lie"):
        assert word not in script


def test_block_escapes_what_could_end_it() -> None:
    text = "</script><!--<script>&\u2028\u2029\u202e\ud83d"
    block = dumps_block([text])
    assert not re.search("[<>&\u2028\u2029\u202e\ud800-\udfff]", block)
    assert json.loads(block) == [text]


def test_name_groups_take_plain_tuples() -> None:
    group = NameGroup(name="a", forms=[("a", 2, "same", ("d",))], roles=[("chair", "d", 1)])
    assert group.forms[0].docs == ("d",)
    assert group.roles[0].doc == "d"
