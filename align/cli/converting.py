"""`align convert` and `align doctor`: other formats, and what is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from align.cli.options import JsonOut
from align.cli.printing import print_table
from align.cli.settings import settings_of
from align.cli.streams import write_bytes_whole


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A bitext, or a report's folder.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="Its suffix tells the format.")],
) -> None:
    """Turn a bitext, or the findings of a report, into another format."""
    from align.formats.convert import convert as convert_file

    for name, write in convert_file(source, str(target)).items():
        write_bytes_whole(Path(name), write)


def doctor(context: typer.Context, json: JsonOut = False) -> None:
    """Print versions, the encoder, optional parts, threads and the settings file."""
    from align.doctor import describe_installation

    settings = settings_of(context)
    rows = [*describe_installation(), ("settings", str(settings.path or "none; defaults"))]
    if json:
        from align.formats.jsonl import dumps

        print(dumps(dict(rows)))
        return
    print_table(("", ""), rows)
