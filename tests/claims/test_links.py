"""What speaks for a claim: shared figures, rare names, quotation marks, sources."""

from __future__ import annotations

import pytest

from align.claims import find_sources
from align.claims.clusters import ACCEPT, EQUIVALENT, make_clusters
from align.claims.links import NAMES_MOST, SHARED_RUN, Link, count_shared, find_links
from align.claims.rare_names import RareNames
from align.claims.units import Unit, make_units
from align.encoding import UseEncoder
from align.facts import Facts, read_facts
from align.facts.figures import read_figures
from align.records import Lang, Segment, Span


def make_segment(name: str, doc: str, text: str, lang: Lang = "ko", start: int = 0) -> Segment:
    return Segment(
        id=name, doc=doc, start=start, end=start + len(text), lang=lang, kind="body", text=text
    )


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("about 100 founders", "스타트업 100여 곳", 1),
        ("about 100 founders", "임원 7명", 0),  # a hedge does not reach so far
        ("about 100 founders", "17개 도시", 0),
        ("$100 million", "1억 달러", 1),
        ("$100 million", "1억 유로", 0),
    ],
)
def test_figures_are_shared_when_they_are_the_same(one: str, other: str, shared: int) -> None:
    assert count_shared(read_figures(one, "en"), read_figures(other, "ko")) == shared


ENGLISH = [
    "He spoke at Hashed Lounge on Sunday.",
    "Later Altman flew home.",
    "On Monday Altman slept.",
    "Then Altman ate.",
    "In May Altman sang.",
]
KOREAN = ["해시드라운지에서 그가 말했다.", "올트먼은 돌아갔다."]


def test_only_rare_names_count() -> None:
    segments = [make_segment(f"e{i}", "en", text, "en") for i, text in enumerate(ENGLISH)]
    segments += [make_segment(f"k{i}", "ko", text) for i, text in enumerate(KOREAN)]
    sources = [segment.doc for segment in segments]
    names = RareNames(segments, sources, {s.id: read_facts(s.text, s.lang) for s in segments})

    def shared(one: int, other: int) -> int:
        spans = [Span(0, len(segments[i].text)) for i in (one, other)]
        return names.count_shared(one, spans[0], other, spans[1])

    assert shared(0, 5) == 1
    assert shared(5, 0) == 1
    assert shared(1, 6) == 0  # four sentences name him
    assert shared(0, 6) == 0
    assert shared(5, 6) == 0  # one language


def test_numbers_in_names_are_names() -> None:
    texts = (("a", "It began in the 63 Building at noon.", "en"), ("b", "63빌딩에서 열렸다.", "ko"))
    segments = [make_segment(doc, doc, text, lang) for doc, text, lang in texts]  # type: ignore[arg-type]
    empty = {s.id: Facts(figures=(), mentions=()) for s in segments}
    names = RareNames(segments, ["a", "b"], empty)
    spans = [Span(0, len(s.text)) for s in segments]
    assert names.count_shared(0, spans[0], 1, spans[1]) == 1


def test_units_know_whether_they_are_quoted() -> None:
    text = "그는 “반도체를 함께 만들면 정말로 좋겠다”고 지난 화요일 아침에 기자들에게 말했다."
    segment = make_segment("s", "a", text)
    units = make_units([segment], {"s": Facts(figures=(), mentions=())})
    said = {unit.span.of(text) for unit in units if unit.is_said}
    assert "반도체를 함께 만들면 정말로 좋겠다" in said
    assert text not in said


def test_a_sentence_without_translation_is_no_source_of_its_own() -> None:
    texts = ["머리말이다.", "One.", "하나.", "Only in English.", "Two.", "둘.", "맺음말이다."]
    segments = [make_segment(f"s{i}", "a", text, start=20 * i) for i, text in enumerate(texts)]
    partners = {"s1": ("s2",), "s2": ("s1",), "s4": ("s5",), "s5": ("s4",)}
    sources = find_sources(segments, partners)
    assert len(set(sources)) == 2
    assert sources[0] == sources[6] != sources[1] == sources[3]


def test_no_chain_leads_from_one_claim_to_another() -> None:
    units = [Unit(i, Span(0, 9), str(i), ()) for i in range(3)]
    links = [
        Link(support=ACCEPT + 0.2, one=units[0], other=units[1]),
        Link(support=ACCEPT + 0.1, one=units[1], other=units[2]),
    ]
    (cluster,) = make_clusters(links, ["a", "b", "c"])
    assert [unit.segment for unit in cluster.units] == [0, 1]
    links.append(Link(support=ACCEPT - 0.01, one=units[0], other=units[2]))
    (cluster,) = make_clusters(links, ["a", "b", "c"])
    assert sorted(unit.segment for unit in cluster.units) == [0, 1, 2]


def link_best(encoder: UseEncoder, *texts: tuple[str, str, Lang]) -> Link:
    """Return the best link between segments, each given as document, text and language."""
    segments = [make_segment(f"s{i}", doc, text, lang) for i, (doc, text, lang) in enumerate(texts)]
    facts = {s.id: read_facts(s.text, s.lang) for s in segments}
    sources = [segment.doc for segment in segments]
    names = RareNames(segments, sources, facts)
    vectors = encoder.encode([s.text for s in segments])
    known = dict(zip([s.text for s in segments], vectors, strict=True))
    return find_links(make_units(segments, facts), segments, sources, names, known, encoder)[0]


def test_the_same_words_in_quotation_marks_speak_for_a_claim(encoder: UseEncoder) -> None:
    one = "장관은 “다리를 새로 놓을 준비가 모두 끝났다”고 말했다."
    said = "시장은 “다리를 새로 놓을 준비가 모두 끝났다”며 웃었다."
    plain = "시장은 다리를 새로 놓을 준비가 모두 끝났다며 웃었다."
    quoted = link_best(encoder, ("a", one, "ko"), ("b", said, "ko"))
    unquoted = link_best(encoder, ("a", one, "ko"), ("b", plain, "ko"))
    assert quoted.support > unquoted.support + 0.9 * SHARED_RUN


def test_the_only_times_of_two_reports_are_of_one_event(encoder: UseEncoder) -> None:
    one = ("a", "The fair for young firms opened in the city hall at 11 a.m.", "en")
    other = ("b", "젊은 기업 박람회는 시청에서 오전 10시에 막을 올렸다.", "ko")
    untimed = ("b", "젊은 기업 박람회는 시청에서 막을 올렸다.", "ko")
    second = ("b", "시장은 오후 7시에 만찬을 열었다.", "ko")
    assert link_best(encoder, one, other).support > link_best(encoder, one, untimed).support + 0.2
    alone = link_best(encoder, one, other)
    among = link_best(encoder, one, other, second)
    assert alone.support - among.support > 0.2


def test_names_make_a_claim_but_no_equivalent_one() -> None:
    assert ACCEPT < NAMES_MOST < EQUIVALENT
