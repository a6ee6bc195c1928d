"""The errors that a caller can expect.

Each message is one line: what is wrong, where, and what to do about it.
"""


class AlignError(Exception):
    """Input, settings or usage that cannot be worked with; exit code 2."""


class InputError(AlignError):
    """A document, table or gold file that cannot be read or understood."""


class SettingsError(AlignError):
    """A settings file, or a value in it, that cannot be understood."""


class OutputError(AlignError):
    """A place that cannot be written to."""


class MissingExtraError(AlignError):
    """An optional package is needed and not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"this needs {package}: install the extra {extra!r}, "
            f"as  pip install -e '.[{extra}]'  in the checkout"
        )
