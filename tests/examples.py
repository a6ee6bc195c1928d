"""A short text and its translation, and segments made of texts."""

from __future__ import annotations

from align.records import Lang, Segment

ENGLISH = [
    "The minister opened the new bridge on Friday.",
    "It cost 40 million dollars.",
    "Thousands of visitors came to see the bridge.",
    "Some of them had waited since dawn.",
    "Trains will run over it from next year.",
    "Critics call it too expensive.",
]
KOREAN = [
    "장관은 금요일 새 다리를 개통했다.",
    "비용은 4천만 달러였다.",
    "수천 명의 방문객이 다리를 보러 왔다.",
    "새벽부터 기다린 사람도 있었다.",
    "내년부터 기차가 다리 위를 달린다.",
    "비판하는 쪽은 너무 비싸다고 말한다.",
]


def make_segments(texts: list[str], lang: Lang) -> list[Segment]:
    """Return a segment for each text, with ids as en0, en1."""
    return [
        Segment(
            id=f"{lang}{i}", doc=lang, start=0, end=len(text), lang=lang, kind="body", text=text
        )
        for i, text in enumerate(texts)
    ]
