"""What commands read and write: standard streams, files whole or not at all, remarks."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from align.cli.progress import erase_line
from align.errors import InputError, OutputError

if TYPE_CHECKING:
    from align.records import Document, Lang


def say(message: str) -> None:
    """Write one line to stderr, control characters made harmless."""
    erase_line()
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in message)
    sys.stderr.write(shown.encode("utf-8", "backslashreplace").decode() + "\n")


def read_documents(inputs: list[str]) -> list[Document]:
    """Return the documents of files and folders; what is left out is said on stderr."""
    from align.documents import read_documents

    return read_documents(inputs, remark=lambda message: say(f"align: {message}"))


def read_text(name: str) -> str:
    """Return the text of a file, or of standard input for ``-``."""
    from align.documents.reading import read_source

    return read_source(name).text


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that may be empty or not there yet."""
    if not path.exists() or not path.stat().st_size:
        return []
    return read_text(str(path)).split("\n")


def read_rows(name: str, file: str) -> list[dict[str, object]]:
    """Return the objects of a JSONL file, or of the one called *file* in a folder."""
    from align.formats.jsonl import read_jsonl

    path = Path(name) / file if Path(name).is_dir() else Path(name)
    return list(read_jsonl(read_text(str(path)).split("\n"), str(path)))


def read_objects(inputs: object = None) -> Iterator[dict[str, object]]:
    """Yield the objects of standard input, one a line, as they come; files are refused.

    Raises:
        InputError: ``inputs`` were named, or a line is no object.
    """
    from align.formats.jsonl import read_jsonl

    if inputs:
        raise InputError("--jsonl reads standard input: give the file by <, or leave out --jsonl")
    return read_jsonl(_lines(sys.stdin.buffer), "standard input")


def _lines(stream: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise InputError(f"standard input:{number}: not UTF-8") from None


def read_field(line: dict[str, object], name: str) -> str:
    """Return a field that must be text."""
    value = line.get(name)
    if not isinstance(value, str):
        raise InputError(f"standard input: object {line.get('id')!r} needs a text {name!r}")
    return value


def read_lang(value: object) -> Lang | None:
    """Return a language that was given, None for any other word."""
    return "en" if value == "en" else "ko" if value == "ko" else None


def read_day(value: object) -> date | None:
    """Return a document's ISO date, None if there is none."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"standard input: ref {value!r} is no ISO date, as 2025-02-04") from None


def print_now(line: str) -> None:
    """Print a line that the reader of the stream gets at once."""
    print(line, flush=True)


def write_whole(out: Path | None, write: Callable[[TextIO], int | None]) -> None:
    """Write text to a file, whole or not at all, or to stdout (no name, or ``-``).

    What ``write`` returns is how many characters it left out, if it counts them.
    """
    if out is None or str(out) == "-":
        _say_dropped("standard output", write(sys.stdout))
        return

    def put(file: BinaryIO) -> int | None:
        text = io.TextIOWrapper(file, "utf-8", newline="\n")
        dropped = write(text)
        text.detach()
        return dropped

    write_bytes_whole(out, put)


def write_bytes_whole(out: Path, write: Callable[[BinaryIO], int | None]) -> None:
    """Write bytes to a file, whole or not at all.

    A link stays one: what it points to is written. A device or pipe, as
    /dev/null, is written to; moving a file there would put it in its place.

    Raises:
        OutputError: the file cannot be written.
    """
    place = out.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as file:
                dropped = write(file)
        else:
            with part.open("wb") as file:
                dropped = write(file)
            part.replace(place)
    except OSError as error:
        missing = not place.parent.is_dir() and f"no folder {out.parent}; make it first"
        raise OutputError(f"{out}: cannot be written ({missing or error.strerror})") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _say_dropped(str(out), dropped)


def _say_dropped(name: str, dropped: int | None) -> None:
    if dropped:
        say(f"align: {name}: {dropped} characters left out that the format cannot hold")
