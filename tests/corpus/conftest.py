"""The small corpus, as a fixture."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_files import ENGLISH, KOREAN, MakeCorpus


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Return what writes a corpus of so many document pairs and returns its manifest."""

    def make(documents: int) -> Path:
        lines = ["id\tsource\ttarget\toutlet"]
        for number in range(documents):
            rows = [(number + i) % len(ENGLISH) for i in range(3)]
            for side, texts in (("en", ENGLISH), ("ko", KOREAN)):
                folder = tmp_path / "data" / side
                folder.mkdir(parents=True, exist_ok=True)
                text = "\n".join(texts[i] for i in rows)
                (folder / f"{number}.txt").write_text(text + "\n", "utf-8")
            lines.append(f"d{number}\ten/{number}.txt\tko/{number}.txt\t일보")
        manifest = tmp_path / "data" / "manifest.tsv"
        manifest.write_text("\n".join(lines) + "\n", "utf-8")
        return manifest

    return make
