"""Quotations paired by beads and claims, and put into clusters."""

from __future__ import annotations

from align.pipeline import Report
from align.quotations import QuotePair, cluster_quotes, match_quotes
from align.records import Bead, Lang, Quote, Segment


def make_quote(name: str, doc: str, start: int, lang: Lang = "ko") -> Quote:
    return Quote(id=name, doc=doc, start=start, end=start + 5, lang=lang, text="열 글자쯤")


def make_segment(name: str, doc: str, start: int) -> Segment:
    return Segment(
        id=name, doc=doc, start=start, end=start + 10, lang="ko", kind="body", text="가" * 10
    )


def test_beads_pair_quotes_only_where_their_number_is_the_same() -> None:
    segments = [
        make_segment("s1", "a", 0),
        make_segment("t1", "a", 10),
        make_segment("t2", "a", 20),
    ]
    quotes = [make_quote("q1", "a", 1, "en"), make_quote("q2", "a", 12), make_quote("q3", "a", 22)]
    one = Bead(id="b1", source=("s1",), target=("t1",), score=1)
    two = Bead(id="b2", source=("s1",), target=("t1", "t2"), score=1)
    pairs = match_quotes(quotes, [one], [], segments)
    assert [(p.source.id, p.target.id, p.kind) for p in pairs] == [("q1", "q2", "translation")]
    assert match_quotes(quotes, [two], [], segments) == []


def test_clusters_join_over_pairs() -> None:
    quotes = [make_quote(name, name, 0) for name in "abcd"]
    pairs = [
        QuotePair(source=quotes[1], target=quotes[2], kind="claim"),
        QuotePair(source=quotes[0], target=quotes[1], kind="claim"),
    ]
    assert [q.cluster for q in cluster_quotes(quotes, pairs)] == ["a", "a", "a", None]


def test_interleaved_seed_has_its_quotes_in_both_languages(seeds_report: Report) -> None:
    clusters = {q.cluster for q in seeds_report.quotes if q.cluster}
    both = [
        c
        for c in clusters
        if {"en", "ko"} <= {q.lang for q in seeds_report.quotes if q.cluster == c}
    ]
    assert len(both) >= 8
