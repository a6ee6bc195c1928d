"""Two folders without pairs: who is whose partner, and who has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from corpus_files import ENGLISH, KOREAN

from align.cli import run
from align.corpus import candidates, digests
from align.corpus.candidates import Candidates, find_candidates
from align.corpus.digests import UNDATED, Digests, read_digests
from align.corpus.engines import Serial
from align.corpus.matching import match_contents, match_digests
from align.documents import read_documents
from align.errors import AlignError, InputError
from align.protocols import Job, Lost, Result
from align.segments import document_sides

SEEDS = Path(__file__).parents[2] / "seeds"

EN = (
    *ENGLISH,
    "The museum lent 12 paintings to Busan.",
    "Doctors warned of a new virus.",
    "The team lost its third match in a row.",
    "Farmers expect a poor rice harvest.",
    "A ferry sank off the southern coast.",
)
KO = (
    *KOREAN,
    "미술관은 부산에 그림 12점을 빌려줬다.",
    "의사들은 새로운 바이러스를 경고했다.",
    "그 팀은 세 경기 연속으로 졌다.",
    "농부들은 쌀 흉작을 예상한다.",
    "남해안에서 여객선이 침몰했다.",
)
MakeFolders = Callable[[dict[str, Iterable[int]], dict[str, Iterable[int]]], list[str]]


@pytest.fixture
def make_folders(tmp_path: Path) -> MakeFolders:
    """Return what writes documents of some of the sentences, and returns both folders."""

    def make(english: dict[str, Iterable[int]], korean: dict[str, Iterable[int]]) -> list[str]:
        for side, texts, documents in (("en", EN, english), ("ko", KO, korean)):
            (tmp_path / side).mkdir()
            for name, numbers in documents.items():
                text = "\n".join(texts[i] for i in numbers)
                (tmp_path / side / f"{name}.txt").write_text(text + "\n", "utf-8")
        return [str(tmp_path / side) for side in ("en", "ko")]

    return make


def read(folder: str) -> Digests:
    names = sorted(path.name for path in Path(folder).iterdir())
    return read_digests([(name, f"{folder}/{name}") for name in names], Serial())


def test_partners_are_found_whatever_their_names(make_folders: MakeFolders) -> None:
    folders = make_folders(
        {"a": range(4), "b": range(4, 8), "alone": range(8, 12)},
        {"x": range(4, 8), "y": range(4)},
    )
    matched = match_contents(folders, Serial())
    en, ko = folders
    assert matched.rows == (
        ("a.txt", f"{en}/a.txt", f"{ko}/y.txt"),
        ("b.txt", f"{en}/b.txt", f"{ko}/x.txt"),
    )
    assert matched.alone == (1, 0)
    assert all(0.8 <= score <= 1 for score in matched.scores)


def test_a_partner_shares_more_than_a_document_of_the_same_event(
    make_folders: MakeFolders,
) -> None:
    folders = make_folders(
        {"full": range(8)}, {"retold": (0, 1, 2, 9, 10, 11), "translated": range(8)}
    )
    rows = match_contents(folders, Serial()).rows
    assert [Path(target).stem for _, _, target in rows] == ["translated"]


def test_two_equally_good_partners_are_none(make_folders: MakeFolders) -> None:
    source, target = map(
        read, make_folders({"a": range(6)}, {"x": range(6), "y": (*range(5, -1, -1),)})
    )
    assert len(match_digests(source, target).source) == 0


def test_unrelated_folders_have_no_partners(make_folders: MakeFolders) -> None:
    folders = make_folders({"a": range(4), "b": range(4, 6)}, {"x": range(8, 12)})
    with pytest.raises(InputError, match="no document has a partner"):
        match_contents(folders, Serial())


def test_dates_that_are_known_must_be_near(make_folders: MakeFolders) -> None:
    source, target = map(read, make_folders({"a": range(6)}, {"x": range(6)}))
    for days, found in (((100, 110), 1), ((100, 120), 0), ((100, UNDATED), 1)):
        sides = [
            evolve(side, days=np.array([day], np.int32))
            for side, day in zip((source, target), days, strict=True)
        ]
        assert len(match_digests(sides[0], sides[1], window=14).source) == found


def test_what_cannot_be_read_or_is_there_already_is_told(
    make_folders: MakeFolders, tmp_path: Path
) -> None:
    en, _ = make_folders({"a": range(4), "b": range(4), "c": range(4, 8)}, {})
    (tmp_path / "en/broken.docx").write_bytes(b"PK no archive")
    (tmp_path / "en/empty.txt").write_text("", "utf-8")
    said: list[str] = []
    names = sorted(path.name for path in Path(en).iterdir())
    found = read_digests([(name, f"{en}/{name}") for name in names], Serial(), remark=said.append)
    assert found.names == ("a.txt", "c.txt")
    assert len(said) == 3
    assert "left out: b.txt: has the words of a.txt" in said
    assert all("\n" not in line for line in said)


class Backwards:
    """An engine whose first jobs end last."""

    def run(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """Yield the results from the last to the first."""
        yield from reversed([work(job) for job in jobs])


class Deadly:
    """An engine in which every job kills its process."""

    def run(self, work: object, jobs: Iterable[Job]) -> Iterator[Lost[Job]]:
        """Yield that each job was given up."""
        for job in jobs:
            yield Lost(job, 3)


def test_the_order_in_which_jobs_end_changes_nothing(
    make_folders: MakeFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "FILES_A_JOB", 2)
    en, _ = make_folders({f"{i}": range(i, i + 4) for i in range(5)}, {})
    files = [(f"{i}.txt", f"{en}/{i}.txt") for i in range(5)]
    one, other = (read_digests(files, engine) for engine in (Serial(), Backwards()))
    assert one.names == other.names == tuple(name for name, _ in files)
    assert np.array_equal(one.vectors, other.vectors)
    assert np.array_equal(one.anchors, other.anchors)
    with pytest.raises(AlignError, match="processes died over these"):
        read_digests(files, Deadly())


def make_digests(rng: np.random.Generator, documents: int) -> Digests:
    """Return digests of documents of three sentences, half of them dated."""
    vectors = rng.normal(size=(3 * documents, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    means = vectors.reshape(documents, 3, 16).sum(1)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    anchors = [np.unique(rng.integers(0, 60, 5)).astype(np.uint64) for _ in range(documents)]
    days = np.where(rng.random(documents) < 0.5, rng.integers(0, 40, documents), UNDATED)
    return Digests(
        names=tuple(map(str, range(documents))),
        days=days.astype(np.int32),
        anchors=np.concatenate(anchors),
        anchor_starts=np.cumsum([0, *map(len, anchors)]),
        vectors=vectors.astype(np.float16),
        starts=np.arange(documents + 1) * 3,
        means=means,
    )


def pairs_of(found: Candidates) -> set[tuple[int, int]]:
    return set(zip(found.source.tolist(), found.target.tolist(), strict=True))


def test_candidates_do_not_hang_on_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    source, target = make_digests(rng, 50), make_digests(rng, 70)
    whole = find_candidates(source, target, 5)
    monkeypatch.setattr(candidates, "ROWS", 7)
    monkeypatch.setattr(candidates, "COLUMNS", 11)
    parts = find_candidates(source, target, 5)
    assert pairs_of(whole) == pairs_of(parts)
    assert np.allclose(whole.cosine, parts.cosine, atol=1e-5)
    assert np.allclose(whole.shared, parts.shared)


def test_candidates_are_the_nearest_that_the_dates_allow() -> None:
    rng = np.random.default_rng(1)
    source, target = make_digests(rng, 30), make_digests(rng, 40)
    found = pairs_of(find_candidates(source, target, 5))
    for i, day in enumerate(source.days.tolist()):
        allowed = [
            j
            for j, other in enumerate(target.days.tolist())
            if UNDATED in (day, other) or abs(day - other) <= 5
        ]
        assert all(j in allowed for k, j in found if k == i)
        nearest = sorted(allowed, key=lambda j: -float(source.means[i] @ target.means[j]))
        assert {(i, j) for j in nearest[: candidates.NEAREST]} <= found


def test_shared_anchors_weigh_by_rarity() -> None:
    rng = np.random.default_rng(2)
    source, target = make_digests(rng, 30), make_digests(rng, 40)
    found = find_candidates(source, target, 50)
    sides = [
        [
            set(side.anchors[a:b].tolist())
            for a, b in zip(side.anchor_starts[:-1], side.anchor_starts[1:], strict=True)
        ]
        for side in (source, target)
    ]
    in_both = set.union(*sides[0]) & set.union(*sides[1])
    everyone = [*sides[0], *sides[1]]
    rarity = {a: np.log(71 / sum(a in anchors for anchors in everyone)) for a in in_both}
    for i, j, shared in zip(found.source, found.target, found.shared, strict=True):
        one, other = sides[0][i] & in_both, sides[1][j] & in_both
        either = sum(rarity[a] for a in one | other)
        expected = sum(rarity[a] for a in one & other) / either if either else 0
        assert shared == pytest.approx(expected)


def test_seeds(tmp_path: Path) -> None:
    """The two sides of the bilingual document are partners; those of one event are not."""
    for side in ("en", "ko"):
        (tmp_path / side).mkdir()
    for path in SEEDS.glob("*.txt"):
        if path.name.startswith("003"):
            for side, told in zip(
                ("en", "ko"), document_sides(read_documents([str(path)])), strict=True
            ):
                text = "\n".join(segment.text for segment in told)
                (tmp_path / side / f"003_{side}.txt").write_text(text, "utf-8")
        else:
            side = "en" if path.stem.endswith("_en") else "ko"
            (tmp_path / side / path.name).write_bytes(path.read_bytes())
    folders = [str(tmp_path / side) for side in ("en", "ko")]
    rows = match_contents(folders, Serial()).rows
    assert [(name, Path(target).name) for name, _, target in rows] == [("003_en.txt", "003_ko.txt")]


def test_command(
    make_folders: MakeFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = make_folders({"a": range(4), "b": range(4, 8)}, {"x": range(4, 8), "y": range(4)})
    out = str(tmp_path / "out")
    options = ["--out", out, "--match", "content", "--engine", "serial"]
    assert run(["corpus", *folders, *options]) == 0
    lines = (tmp_path / "out/manifest.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "id\tsource\ttarget\tscore"
    assert [line.split("\t")[2] for line in lines[1:]] == ["../ko/y.txt", "../ko/x.txt"]
    documents = (tmp_path / "out/documents/000000.jsonl").read_text("utf-8")
    assert '"metadata": {"score": "' in documents
    capsys.readouterr()
    assert run(["corpus", folders[0], *options, "--resume"]) == 2
    assert "expected two folders" in capsys.readouterr().err
