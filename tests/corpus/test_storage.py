"""Files by path and URL."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from corpus_files import MakeCorpus

from align.corpus.engines import Serial
from align.corpus.records import Settings
from align.corpus.running import build_corpus
from align.corpus.storage import Place, find_names, open_place, read_file
from align.errors import InputError, MissingExtraError, OutputError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = open_place(f"file://{tmp_path}/out")
    place.write("pairs/1.txt", b"one")
    place.write("pairs/1.txt", b"two")
    assert place.read("pairs/1.txt") == b"two"
    assert place.names("pairs") == ["1.txt"]
    assert place.names(".parts") == []
    assert place.read("pairs/2.txt") is None
    assert place.names("none") == []
    place.remove("pairs")
    place.remove("pairs")
    assert (tmp_path / "out").is_dir()


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match=r"file/a: cannot be written \(Not a directory\)"):
        Place(str(tmp_path / "file")).write("a", b"")
    (tmp_path / "out/a").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"out/a: cannot be written"):
        Place(str(tmp_path / "out")).write("a", b"")
    assert open_place(str(tmp_path / "out")).names(".parts") == []


def test_urls_without_fsspec_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match="'cluster'"):
        read_file("s3://news/a.txt")


def test_a_corpus_between_urls(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    manifest = make_corpus(3)
    memory = fsspec.filesystem("memory")
    memory.put(str(manifest.parent), "/news", recursive=True)
    assert list(find_names("memory://news/en")) == ["0.txt", "1.txt", "2.txt"]
    settings = Settings(shard_size=2)
    place = open_place("memory://out")
    build_corpus("memory://news/manifest.tsv", place, settings, Serial())
    build_corpus(str(manifest), open_place(str(tmp_path / "out")), settings, Serial())
    for name in ("pairs/000000.jsonl", "documents/000001.jsonl"):
        assert place.read(name) == (tmp_path / "out" / name).read_bytes()
    again = build_corpus("memory://news/manifest.tsv", place, settings, Serial(), resume=True)
    assert again.progress.new == 0
    assert again.totals is not None
    with pytest.raises(InputError, match=r"memory://news/none\.tsv: cannot be read"):
        read_file("memory://news/none.tsv")
    with pytest.raises(InputError, match=r"nosuch://a: cannot be read \(.*nosuch"):
        read_file("nosuch://a")
