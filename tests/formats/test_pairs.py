"""Every format reads back what it wrote, provenance and all."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.formats.convert import TEXTS, as_text, convert
from align.formats.pairs import Cleaner, ParallelPair, clean_xml, flatten, make_pairs
from align.formats.reading import read_pairs
from align.pipeline import Report

HOSTILE = ('<seg>"&amp;</seg>', "=1+1", "'=x", "'Tis", "\u202eabc", "]]>", "a\x00b", "가\t나\n다")
words = st.text(min_size=1, max_size=30).map(clean_xml).map(flatten) | st.sampled_from(HOSTILE)
names = st.sampled_from(["", "a.txt", "기사 1.html", "a&b<c>.txt", '"q".txt'])
offsets = st.none() | st.integers(0, 10**9)
numbers = st.none() | st.integers(0, 1000).map(lambda n: n / 1000)


def is_plain(text: str) -> bool:
    """Say whether readers of documents leave a text as it is: no controls, not empty."""
    return all(c.isprintable() or c == " " for c in clean_xml(flatten(text))) and bool(
        clean_xml(flatten(text)).strip()
    )


@st.composite
def pairs_of(draw: st.DrawFn) -> list[ParallelPair]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        made.append(
            ParallelPair(
                id=f"b{number}",
                source="It rains. " + draw(words.filter(is_plain)),
                target="비가 온다. " + draw(words.filter(is_plain)),
                confidence=draw(numbers),
                score=draw(numbers),
                shape=draw(st.sampled_from(["", "1-1", "1-2", "3-1"])),
                kind=draw(st.sampled_from(["", "body", "headline"])),
                source_doc=draw(names),
                source_start=draw(offsets),
                source_end=draw(offsets),
                source_outlet=draw(names),
                source_date=draw(st.sampled_from(["", "2025-02-04", "2025-02-04T16:22:00+09:00"])),
                target_doc=draw(names),
                target_start=draw(offsets),
                target_end=draw(offsets),
                target_outlet=draw(names),
                target_date=draw(st.sampled_from(["", "2025-02-04"])),
            )
        )
    return made


def cleaned(pair: ParallelPair) -> ParallelPair:
    clean = Cleaner()
    return evolve(pair, source=clean(pair.source), target=clean(pair.target))


def write(pairs: list[ParallelPair], path: Path) -> int:
    if path.suffix == ".xlsx":
        from align.formats.tables import write_xlsx

        with path.open("wb") as file:
            return write_xlsx(pairs, file)
    encoding = "utf-8-sig" if path.suffix == ".csv" else "utf-8"
    with path.open("wb") as file:
        return as_text(lambda text: TEXTS[path.suffix](pairs, text), encoding)(file)


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".tmx", ".xlf", ".jsonl"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow
@given(pairs=pairs_of())
def test_pairs_are_read_back(
    suffix: str, pairs: list[ParallelPair], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"pairs{suffix}"
    write(pairs, path)
    found = [cleaned(pair) for pair in read_pairs(str(path))]
    assert found == [cleaned(pair) for pair in pairs]


def test_pairs_are_read_back_from_xlsx(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("openpyxl")
    pairs = [
        ParallelPair(id=f"b{i}", source=f"x {text}", target="비", source_start=i, score=0.25)
        for i, text in enumerate(HOSTILE)
    ]
    assert write(pairs, tmp_path / "a.xlsx") == 1
    found = [cleaned(pair) for pair in read_pairs(str(tmp_path / "a.xlsx"))]
    assert found == [cleaned(pair) for pair in pairs]


@pytest.mark.parametrize("suffix", [*sorted(TEXTS), ".xlsx"])
def test_what_is_dropped_is_counted(suffix: str, tmp_path: Path) -> None:
    if suffix == ".xlsx":
        pytest.importorskip("xlsxwriter")
    bad = ParallelPair(id="b\x01", source="a\x00\x0eb", target="가\ud800", source_doc="x\x02")
    dropped = 0 if suffix == ".jsonl" else 5
    assert write([bad], tmp_path / f"a{suffix}") == dropped


def test_pairs_carry_where_they_come_from(seeds_report: Report) -> None:
    report = seeds_report
    outlets = {document.name: document.outlet for document in report.documents}
    texts = {document.name: document.text for document in report.documents}
    pairs = list(make_pairs(report.beads, report.segments, report.documents))
    assert {pair.source_outlet for pair in pairs} == {outlets[pairs[0].source_doc]}
    for pair in pairs:
        assert pair.source_date[:4].isdigit()
        assert pair.source_start is not None
        original = texts[pair.source_doc][pair.source_start : pair.source_end]
        assert flatten(original).startswith(flatten(pair.source)[:20])
        assert flatten(original).endswith(flatten(pair.source)[-20:])


@pytest.mark.parametrize("between", ["tmx", "xlf", "csv", "jsonl"])
def test_provenance_survives_the_way_round(
    between: str, seeds_report: Report, tmp_path: Path
) -> None:
    pairs = list(make_pairs(seeds_report.beads, seeds_report.segments, seeds_report.documents))
    first, middle, last = (tmp_path / name for name in ("a.tsv", f"b.{between}", "c.tsv"))
    write(pairs, first)
    for source, target in ((first, middle), (middle, last)):
        for name, put in convert(str(source), str(target)).items():
            with Path(name).open("wb") as file:
                put(file)
    assert last.read_text("utf-8") == first.read_text("utf-8")


def test_pairs_of_one_language_keep_it(tmp_path: Path) -> None:
    pair = ParallelPair(id="b1", source="비가 온다.", target="비가 내린다.", source_lang="ko")
    for suffix in (".tsv", ".jsonl"):
        write([pair], tmp_path / f"a{suffix}")
        assert read_pairs(str(tmp_path / f"a{suffix}")) == [pair]


def test_tables_of_other_tools_have_no_provenance(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("score\ten\tko\tsource_start\nhigh\tIt rains.\t비가 온다.\t-3\n", "utf-8")
    assert read_pairs(str(path)) == [ParallelPair(id="u1", source="It rains.", target="비가 온다.")]


def test_writers_take_pairs_one_by_one() -> None:
    """A writer that gathers its pairs would ask for the second before it writes the first."""

    def watch(writer: Callable[..., int]) -> list[bool]:
        file, seen = io.StringIO(), []

        def pairs() -> object:
            for number in range(5):
                seen.append(f"text {number - 1}" in file.getvalue() if number > 1 else True)
                yield ParallelPair(id=f"b{number}", source=f"text {number}", target="비")

        writer(pairs(), file)
        return seen

    for suffix, writer in TEXTS.items():
        assert all(watch(writer)), suffix


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".tmx", ".xlf", ".jsonl"])
def test_mixed_sides_lose_no_text(suffix: str, tmp_path: Path) -> None:
    mixed = ParallelPair(id="b1", source="Rain (비)", target="비가 온다.", source_lang="mixed")
    usual = ParallelPair(id="b2", source="It rains.", target="비 rain", target_lang="mixed")
    for pairs in ([mixed, usual], [usual, mixed]):
        write(pairs, tmp_path / f"a{suffix}")
        found = read_pairs(str(tmp_path / f"a{suffix}"))
        assert [(p.source, p.target) for p in found] == [(p.source, p.target) for p in pairs]
        assert {(p.source_lang, p.target_lang) for p in found} == {("en", "ko")}
