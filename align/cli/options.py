"""Options and arguments that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

FINDINGS = 1
"""The exit code where something was found."""


class Language(StrEnum):
    """A language, or ``auto`` to tell it from the script."""

    auto = "auto"
    en = "en"
    ko = "ko"


class FailOn(StrEnum):
    """The severity from which findings make the exit code 1."""

    critical = "critical"
    major = "major"
    minor = "minor"
    info = "info"
    never = "never"


Jsonl = Annotated[
    bool, typer.Option("--jsonl", help="Read and write one JSON object a line, for programs.")
]

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input."),
]

Hypothesis = Annotated[str, typer.Argument(metavar="HYP", help="A file, or a report's folder.")]

Gold = Annotated[str, typer.Argument(metavar="GOLD", help="A file, or a folder of gold.")]

JsonOut = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON, one object a line.")
]

EncoderName = Annotated[
    str | None,
    typer.Option("--encoder", help="A sentence-transformers model, by name or path."),
]

MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Leave out pairs that are less sure than this."),
]

ALIASES = typer.Option(
    "--aliases", help="Names that mean the same, one group a line, tabs between (TSV)."
)

GLOSSARY = typer.Option(
    "--glossary", help="Agreed translations, one term a line: en<tab>ko[<tab>ko…] (TSV)."
)
