"""A small corpus of our own wording, and how two outputs are compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from align.corpus.records import CorpusPair
from align.corpus.storage import Place
from align.records import SegmentKind, Span

ENGLISH = (
    "The bridge was opened on Friday.",
    "It cost 40 million dollars.",
    "He likes tea.",
    "The mayor thanked the workers.",
    "It rained all night.",
    "Prices rose by three percent.",
    "The school has 400 pupils.",
)
KOREAN = (
    "금요일 다리가 개통됐다.",
    "비용은 4천만 달러였다.",
    "그는 차를 좋아한다.",
    "시장은 노동자들에게 감사했다.",
    "밤새 비가 내렸다.",
    "물가가 3퍼센트 올랐다.",
    "그 학교에는 학생이 400명 있다.",
)

MakeCorpus = Callable[[int], Path]


def read_output(place: Place) -> dict[str, bytes | object]:
    """Return every file of an output; of entries and totals all but their seconds."""
    return dict(_read_output(place))


def _read_output(place: Place) -> Iterator[tuple[str, bytes | object]]:
    root = Path(place.url)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        name = path.relative_to(root).as_posix()
        if name.startswith("entries/") or name == "run.json":
            cells = json.loads(path.read_bytes())
            del cells["seconds"]
            yield name, cells
        else:
            yield name, path.read_bytes()


def make_pair(
    source: str, target: str, *, confidence: float = 0.9, kind: SegmentKind = "body"
) -> CorpusPair:
    """Return a pair of texts."""
    return CorpusPair(
        id="d:b1",
        doc="d",
        source=source,
        target=target,
        source_lang="en",
        target_lang="ko",
        kind=kind,
        shape="1-1",
        score=0.5,
        confidence=confidence,
        source_doc="en.txt",
        source_spans=(Span(0, len(source)),),
        target_doc="ko.txt",
        target_spans=(Span(0, len(target)),),
    )
