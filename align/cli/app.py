"""The commands by name, and what surrounds each: settings, errors, exit codes."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from align import __version__
from align.cli import (
    checking,
    converting,
    corpus,
    mining,
    pairing,
    reading,
    reporting,
    scoring,
)
from align.cli.settings import PREFIX, command_defaults, read_settings, unknown_variables
from align.cli.streams import say
from align.errors import AlignError

COLLECT_AFTER = 200_000
"""New objects after which cycles are looked for: tables and records live as long as the run,
and looking through them every 700 objects costs a tenth of the time of reading facts."""

USAGE, FAULT, INTERRUPTED = 2, 70, 130

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says of a disk or quota that is full: no fault of ours."""


def _group(help: str, epilog: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=help,
        epilog=epilog,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich takes longer to import than all the rest
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = _group(
    "English–Korean claim alignment: parallel text, discrepancy reports, scores.",
    epilog="Every option has a variable, as ALIGN_REPORT_FAIL_ON for align report --fail-on, "
    "and a key in align.toml or pyproject.toml.",
)
score = _group("Score a hypothesis against gold.")
review = _group("Take over what a reviewer decided.")

app.command("report")(reporting.report)
app.command("split")(reading.split)
app.command("pair")(pairing.pair)
app.command("mine")(mining.mine)
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
app.command("corpus")(corpus.corpus)
app.command("explain")(checking.explain)
app.command("doctor")(converting.doctor)


def _version(show: bool) -> None:
    if show:
        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            allow_from_autoenv=False,  # ALIGN_VERSION is a likely name for something else
            help="Print the version.",
        ),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(help="A file of settings; else align.toml or pyproject.toml, here or above."),
    ] = None,
    debug: Annotated[
        bool,
        typer.Option("--debug", allow_from_autoenv=False, help="Show the traceback of a fault."),
    ] = False,
) -> None:
    context.obj = read_settings(config)
    context.default_map = command_defaults(context.obj, context)
    for remark in unknown_variables(os.environ, context.command):
        say(f"align: {remark}")


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    gc.set_threshold(COLLECT_AFTER)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are one line on stderr."""
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        command = _quiet_help(typer.main.get_command(app))
        code = command(
            arguments, standalone_mode=False, prog_name="align", auto_envvar_prefix=PREFIX
        )
        sys.stdout.flush()
        if code == INTERRUPTED:  # typer makes this of Ctrl-C
            say("align: interrupted")
        return code if isinstance(code, int) else 0
    except AlignError as error:
        say(f"align: {error}")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("align: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            _drop_stdout()
            say(f"align: cannot be written ({error.strerror}); make room and run again")
            return USAGE
        if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help
            print(error, file=sys.stderr)
            return USAGE
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # usage, from typer
            say(f"align: {_usage_message(error)} (align --help tells more)")
            return int(error.exit_code)
        if debug:
            raise
        what = str(error).splitlines()[0] if str(error) else "no message"
        say(
            f"align: a fault of ours ({type(error).__name__}: {what}); "
            "please report it, with the output of the same command and --debug"
        )
        return FAULT


def _drop_stdout() -> None:
    """Let what is still to be printed go nowhere, or the end of the process fails over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _quiet_help(command: Any) -> Any:  # noqa: ANN401  (as below)
    """Return a command whose help leaves out variables: one rule names them all, at the end."""
    for option in command.params:
        option.show_envvar = False
    for inner in getattr(command, "commands", {}).values():
        _quiet_help(inner)
    return command


def _usage_message(error: Any) -> str:  # noqa: ANN401  (typer's own copy of click, or click)
    """Return what was wrong on the command line, or in which variable of the environment."""
    message = " ".join(error.format_message().split()).replace("Value error, ", "")
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is not None and parameter is not None:
        source = context.get_parameter_source(parameter.name)
        if source is not None and source.name == "ENVIRONMENT":
            variable = f"{context.auto_envvar_prefix}_{parameter.name.upper()}"
            message += f" It comes from the environment: {variable}."
    return message
