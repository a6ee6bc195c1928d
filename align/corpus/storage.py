"""Files by path or URL: read whole, written whole, listed.

A local file is written beside its place, forced to disk and renamed. A file
behind a URL goes through fsspec (extra ``cluster``) in one piece; where the
store may leave half of one after a failure, that harms nothing, because a
shard counts as done by its entry, which comes last and names every checksum.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import frozen

from align.errors import AlignError, InputError, MissingExtraError, OutputError

PARTS = ".parts"
"""The folder of an output in which files lie until they are whole."""

_LOCAL = "file://"


def is_url(name: str) -> bool:
    """Say whether a name is a URL of something that is not simply a local file.

    >>> is_url("s3://news/en/1.txt"), is_url("en/1.txt"), is_url("file:///srv/1.txt")
    (True, False, False)
    """
    return "://" in name and not name.startswith(_LOCAL)


def join(base: str, name: str) -> str:
    """Return the path or URL of ``name``, which may be absolute, as seen from a folder.

    >>> join("s3://news/2025", "en/1.txt"), join("/srv", "/tmp/1.txt"), join("", "1.txt")
    ('s3://news/2025/en/1.txt', '/tmp/1.txt', '1.txt')
    """
    if is_url(name):
        return name
    name = name.removeprefix(_LOCAL)
    if is_url(base):
        return f"{base.rstrip('/')}/{name.lstrip('/')}"
    return str(Path(base) / name)


def parent(name: str) -> str:
    """Return the folder that a file lies in, so that any process finds it.

    >>> parent("s3://news/a.tsv"), parent("/srv/a.tsv")
    ('s3://news', '/srv')
    """
    if is_url(name):
        return name.rpartition("/")[0]
    return str(Path(name.removeprefix(_LOCAL)).absolute().parent)


def read_file(name: str, label: str | None = None) -> bytes:
    """Return what a file holds; ``label`` is its name in messages.

    Raises:
        InputError: it is not there or cannot be read.
        MissingExtraError: a URL, and fsspec is not installed.
    """
    with _told(label or name, InputError, "read"):
        if is_url(name):
            system, path = _open_system(name)
            data: bytes = system.cat_file(path)
            return data
        return Path(name.removeprefix(_LOCAL)).read_bytes()


def read_lines(name: str) -> Iterator[bytes]:
    """Yield the lines of a file, which is never held whole.

    Raises:
        InputError: it is not there or cannot be read.
        MissingExtraError: a URL, and fsspec is not installed.
    """
    with _told(name, InputError, "read"):
        if is_url(name):
            system, path = _open_system(name)
            with system.open(path, "rb") as file:
                yield from file
        else:
            with Path(name.removeprefix(_LOCAL)).open("rb") as local:
                yield from local


def is_folder(name: str) -> bool:
    """Say whether a path or URL is a folder.

    Raises:
        InputError: that cannot be found out.
    """
    with _told(name, InputError, "opened"):
        if is_url(name):
            system, path = _open_system(name)
            return bool(system.isdir(path))
        return Path(name.removeprefix(_LOCAL)).is_dir()


def find_names(folder: str) -> Iterator[str]:
    """Yield the files in a folder and below, as seen from it, with ``/``; hidden ones left out.

    Raises:
        InputError: the folder cannot be read.
    """
    with _told(folder, InputError, "read"):
        if is_url(folder):
            system, path = _open_system(folder)
            top = path.rstrip("/") + "/"
            found: Iterator[str] = (str(name).removeprefix(top) for name in system.find(path))
        else:
            found = _walk(Path(folder.removeprefix(_LOCAL)))
        for name in found:
            if not any(part.startswith(".") for part in PurePosixPath(name).parts):
                yield name


def _walk(folder: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise error

    for above, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield (Path(above) / name).relative_to(folder).as_posix()


@frozen
class Place:
    """The folder of an output; names in it are relative, with ``/``."""

    url: str

    def path(self, name: str) -> str:
        """Return the whole path or URL of a file."""
        return join(self.url, name)

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none.

        Raises:
            OutputError: it is there and cannot be read.
        """
        with _told(self.path(name), OutputError, "read"):
            try:
                if is_url(self.url):
                    system, path = _open_system(self.path(name))
                    data: bytes = system.cat_file(path)
                    return data
                return Path(self.path(name)).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; one that is there is replaced.

        Raises:
            OutputError: it cannot be written.
        """
        with _told(self.path(name), OutputError, "written"):
            if is_url(self.url):
                system, path = _open_system(self.path(name))
                system.makedirs(path.rpartition("/")[0], exist_ok=True)
                system.pipe_file(path, data)
                return
            part = Path(self.url) / PARTS / f"{Path(name).name}.{uuid.uuid4().hex}"
            whole = Path(self.path(name))
            _retry_without_folders(lambda: _write_part(part, data), part.parent)
            try:
                _retry_without_folders(lambda: part.replace(whole), whole.parent)
            except OSError:
                part.unlink(missing_ok=True)
                raise

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all it holds; nothing where there is none.

        Raises:
            OutputError: it cannot be removed.
        """
        import shutil

        with _told(self.path(name), OutputError, "removed"):
            if is_url(self.url):
                system, path = _open_system(self.path(name))
                if system.exists(path):
                    system.rm(path, recursive=True)
                return
            local = Path(self.path(name))
            if local.is_dir():
                shutil.rmtree(local)
            else:
                local.unlink(missing_ok=True)

    def names(self, folder: str = "") -> list[str]:
        """Return the names of what lies directly in a folder, in order; empty where none is.

        Raises:
            OutputError: the folder cannot be read.
        """
        with _told(self.path(folder), OutputError, "read"):
            try:
                if is_url(self.url):
                    system, path = _open_system(self.path(folder))
                    found = system.ls(path, detail=False)
                    return sorted(str(name).rstrip("/").rpartition("/")[2] for name in found)
                return sorted(path.name for path in Path(self.path(folder)).iterdir())
            except FileNotFoundError:
                return []


def open_place(name: str) -> Place:
    """Return the folder of an output, wherever the process that asks for it runs.

    >>> open_place("s3://news/out/").url
    's3://news/out'
    """
    if is_url(name):
        return Place(name.rstrip("/"))
    return Place(os.path.abspath(name.removeprefix(_LOCAL)))  # noqa: PTH100 - without ".."


def _write_part(part: Path, data: bytes) -> None:
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _retry_without_folders(act: Callable[[], object], folder: Path) -> None:
    """Make the folder only where it is missed: most files find it there."""
    try:
        act()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        act()


def _open_system(name: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it."""
    try:
        core = import_module("fsspec.core")
    except ImportError:
        raise MissingExtraError("fsspec", "cluster") from None
    system, path = core.url_to_fs(name)
    return system, str(path)


@contextmanager
def _told(name: str, kind: type[AlignError], act: str) -> Iterator[None]:
    """Turn what goes wrong with a file into one line that names it.

    Behind a URL that is any error: an unknown protocol, a protocol whose
    package is missing, and a store's own kinds of "no connection" and "no".
    """
    try:
        yield
    except (AlignError, GeneratorExit):
        raise
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise kind(f"{name}: cannot be {act} ({reason})") from None
    except Exception as error:
        if not is_url(name) and not isinstance(error, ValueError):  # a path with a null byte
            raise
        reason = " ".join(str(error).split()) or type(error).__name__
        raise kind(f"{name}: cannot be {act} ({reason})") from None
