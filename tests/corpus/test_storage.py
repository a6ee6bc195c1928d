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


def test_a_store_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores have errors of their own, of no common kind."""
    memory = pytest.importorskip("fsspec.implementations.memory")

    class NoConnectionError(Exception):
        pass

    def fail(*_: object, **__: object) -> bytes:
        raise NoConnectionError("no answer\nfrom the store")

    monkeypatch.setattr(memory.MemoryFileSystem, "cat_file", fail)
    monkeypatch.setattr(memory.MemoryFileSystem, "pipe_file", fail)
    message = r"memory://a/1\.txt: cannot be {} \(no answer from the store\)"
    with pytest.raises(InputError, match=message.format("read")):
        read_file("memory://a/1.txt")
    with pytest.raises(OutputError, match=message.format("written")):
        open_place("memory://a").write("1.txt", b"")


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
