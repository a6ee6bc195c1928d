"""The commands by name, and what surrounds each: settings, errors, exit codes."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from align import __version__
from align.cli import checking, converting, pairing, reading, reporting, scoring
from align.cli.streams import say
from align.errors import AlignError

USAGE, FAULT, INTERRUPTED = 2, 70, 130


def _group(help: str) -> typer.Typer:
    return typer.Typer(
        help=help,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich takes longer to import than all the rest
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = _group("English–Korean claim alignment: parallel text, discrepancy reports, scores.")
score = _group("Score a hypothesis against gold.")
review = _group("Take over what a reviewer decided.")

app.command("report")(reporting.report)
app.command("split")(reading.split)
app.command("pair")(pairing.pair)
app.command("mine")(pairing.mine)
app.command("facts")(reading.facts)
app.command("check")(checking.check)
app.command("names")(reading.names)
app.add_typer(score, name="score")
score.command("beads")(scoring.score_beads)
score.command("quotes")(scoring.score_quotes)
score.command("claims")(scoring.score_claims)
score.command("discrepancies")(scoring.score_discrepancies)
score.command("text")(scoring.score_text_lines)
app.command("convert")(converting.convert)
app.add_typer(review, name="review")
review.command("apply")(reporting.review_apply)
app.command("explain")(checking.explain)
app.command("doctor")(converting.doctor)


def _version(show: bool) -> None:
    if show:
        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are one line on stderr."""
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        code = app(arguments, standalone_mode=False, prog_name="align")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except AlignError as error:
        say(f"align: {error}")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("align: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # usage, from typer
            say(f"align: {' '.join(error.format_message().split())} (align --help tells more)")
            return int(error.exit_code)
        if debug:
            raise
        what = str(error).splitlines()[0] if str(error) else "no message"
        say(
            f"align: a fault of ours ({type(error).__name__}: {what}); "
            "please report it, with the output of the same command and --debug"
        )
        return FAULT
