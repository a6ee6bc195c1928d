"""Quotations paired by beads and claims, and put into clusters."""

from __future__ import annotations

from attrs import evolve

from align.pipeline import Report
from align.quotations import QuotePair, cluster_quotes, match_quotes
from align.records import Bead, Claim, Lang, Passage, Quote, Segment


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


def say(name: str, doc: str, start: int, text: str, lang: Lang = "ko") -> Quote:
    return Quote(id=name, doc=doc, start=start, end=start + len(text), lang=lang, text=text)


def make_claim(*places: tuple[str, str, int, int]) -> Claim:
    members = tuple(
        Passage(doc=doc, segment=segment, start=start, end=end, lang="ko", text="…")
        for doc, segment, start, end in places
    )
    return Claim(id="c1", members=members, relation="equivalent", score=1.0)


def test_a_claim_pairs_the_quotes_of_its_sentences_in_order() -> None:
    segments = [
        Segment(id=doc, doc=doc, start=0, end=40, lang="ko", kind="body", text="가" * 40)
        for doc in "ab"
    ]
    quotes = [say(f"{doc}{i}", doc, 20 * i, "가" * 15) for doc in "ab" for i in (0, 1)]
    claim = make_claim(("a", "a", 20, 35), ("b", "b", 18, 38))
    pairs = match_quotes(quotes, [], [claim], segments)
    assert [(p.source.id, p.target.id) for p in pairs] == [("a1", "b1")]
    english = evolve(claim, members=(evolve(claim.members[0], lang="en"), claim.members[1]))
    pairs = match_quotes(quotes, [], [english], segments)
    assert [(p.source.id, p.target.id) for p in pairs] == [("a0", "b0"), ("a1", "b1")]
    crossed = make_claim(("a", "a", 20, 35), ("b", "b", 0, 15))
    pairs = match_quotes(quotes, [], [crossed], segments)
    assert [(p.source.id, p.target.id) for p in pairs] == [("a1", "b0")]


def test_quotes_of_one_event_that_share_a_long_run_are_paired() -> None:
    quotes = [
        say("a", "a", 0, "두루 갖춘 나라로 우리는 한국과 협력할 준비가 돼 있다"),
        say("b", "b", 0, "특히 기술이 좋아 우리는 한국과 협력할 준비가 돼 있다"),
        say("c", "c", 0, "한국은 반도체를 잘 만드는 나라다"),
    ]
    pairs = match_quotes(quotes, [], [], [], [["a", "b", "c"]])
    assert [(p.source.id, p.target.id, p.kind) for p in pairs] == [("a", "b", "claim")]
    assert match_quotes(quotes, [], [], [], [["a"], ["b", "c"]]) == []
