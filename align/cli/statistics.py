"""`align corpus statistics`: what a corpus holds, as a table, a picture or JSON."""

from __future__ import annotations

from pathlib import Path, PurePath

from align.cli.printing import print_table
from align.cli.streams import say
from align.errors import InputError, OutputError


def show_statistics(names: list[str], plot: Path | None, *, json: bool) -> None:
    """Print the statistics of the one corpus that is named; write the picture if asked for."""
    from align.corpus.plot import write_statistics_plot
    from align.corpus.statistics import read_statistics, rows_of
    from align.corpus.storage import open_place
    from align.formats.jsonl import dumps

    if len(names) != 1:
        raise InputError("expected one folder: align corpus statistics DIR")
    place = open_place(names[0])
    statistics = read_statistics(place)
    if plot is not None:
        try:
            with plot.open("w", encoding="utf-8") as file:
                write_statistics_plot(statistics, PurePath(place.url).name, file)
        except OSError as error:
            raise OutputError(f"{plot}: cannot be written ({error.strerror})") from None
        say(f"align: {plot}")
    if json:
        print(dumps(statistics))
        return
    print_table(("", "", ""), rows_of(statistics))
    if statistics.shards[0] < statistics.shards[1]:
        say("align: not finished; these are the statistics of the shards that are done")
