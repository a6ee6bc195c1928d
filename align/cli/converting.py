"""`align convert` and `align doctor`: other formats, and what is installed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from align.cli.streams import write_bytes_whole


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A bitext, or a report's folder.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="Its suffix tells the format.")],
) -> None:
    """Turn a bitext, or the findings of a report, into another format."""
    from align.formats.convert import convert as convert_file

    for name, data in convert_file(source, str(target)).items():
        write_bytes_whole(Path(name), partial(_put, data))


def _put(data: bytes, file: BinaryIO) -> None:
    file.write(data)


def doctor() -> None:
    """Print versions, the encoder, optional parts and threads."""
    from align.doctor import describe_installation

    for name, value in describe_installation():
        print(f"{name:<34}{value}")
