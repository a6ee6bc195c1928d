"""Settings from a file: defaults of the commands, and the table of checks.

The command line goes over the environment (``ALIGN_REPORT_FAIL_ON``), that over
the file. The file is the one of ``--config`` or ``ALIGN_CONFIG``; otherwise
``align.toml``, or a ``pyproject.toml`` that has ``[tool.align]``, in the working
folder or the nearest one above it. Only one file is in force: files further up
are not merged with it, so what holds can be read in one place.

In a command, take ``context: typer.Context`` and read ``settings_of(context)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, get_args, get_type_hints

import typer

from align.errors import SettingsError

CHECKS = "checks"
"""The table that is no command's: severities and switches of checks, read by ``align.checks``."""

PREFIX = "ALIGN"
"""What the variables of options begin with."""

OWN_FILE, SHARED_FILE = "align.toml", "pyproject.toml"


NOTHING: Mapping[str, object] = MappingProxyType({})


class Settings(NamedTuple):
    """What a file sets; without a file everything is empty. No attrs: that takes long to load.

    ``commands`` has a table for each command, as written; ``checks`` the table of
    checks, as written. Paths in either count from ``folder``.
    """

    path: Path | None = None
    section: str = ""
    commands: Mapping[str, object] = NOTHING
    checks: Mapping[str, object] = NOTHING

    @property
    def folder(self) -> Path:
        """The folder of the file, from which its relative paths count."""
        return self.path.parent if self.path else Path()

    def place(self, *keys: str) -> str:
        """Return file and key, as messages begin.

        >>> Settings(path=Path("pyproject.toml"), section="tool.align").place("checks", "FIG002")
        'pyproject.toml: tool.align.checks.FIG002'
        """
        return f"{self.path}: {'.'.join(filter(None, (self.section, *keys)))}"


def settings_of(context: typer.Context) -> Settings:
    """Return the settings in force for a running command."""
    found = context.find_object(Settings)
    return found if found is not None else Settings()


def read_settings(config: Path | None = None, folder: Path | None = None) -> Settings:
    """Return the settings of a file, or of the nearest one from ``folder`` upward.

    Raises:
        SettingsError: the file cannot be read, or is no TOML.
    """
    if config is not None:
        settings = _read_file(config)
        if settings is None:
            raise SettingsError(f"{config}: no [tool.align] in it; expected one, or another name")
        return settings
    start = (folder or Path.cwd()).absolute()
    for place in (start, *start.parents):
        for name in (OWN_FILE, SHARED_FILE):
            path = place / name
            if path.is_file():
                settings = _read_file(path)
                if settings is not None:
                    return settings
    return Settings()


def _read_file(path: Path) -> Settings | None:
    """Return what a file sets; None of a pyproject.toml that says nothing about align."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: settings cannot be read ({error.strerror})") from None
    is_shared = path.name == SHARED_FILE
    if is_shared and b"align" not in data:
        return None  # most are of other projects: not worth the import of a parser
    import tomllib

    try:
        tables: object = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: settings are not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: settings are not TOML: {error}") from None
    section = ""
    if is_shared:
        section = "tool.align"
        for key in ("tool", "align"):
            tables = tables.get(key) if isinstance(tables, dict) else None
        if tables is None:
            return None
    found = Settings(path=path, section=section)
    if not isinstance(tables, dict):
        raise SettingsError(f"{found.place()}: expected a table, as [{section}.report]")
    checks = tables.pop(CHECKS, {})
    if not isinstance(checks, dict):
        raise SettingsError(f'{found.place(CHECKS)}: expected a table, as FIG002 = "off" in it')
    return Settings(path=path, section=section, commands=tables, checks=checks)


def command_defaults(settings: Settings, context: typer.Context) -> dict[str, Any]:
    """Return the defaults of every command by parameter, as click's ``default_map``.

    Every value is tried against its option, also those of commands that do not
    run now: a fault in the file is told at once, not on the day it matters.

    Raises:
        SettingsError: no such command or option, or no value for it.
    """
    return _read_group(settings, (), settings.commands, context.command, context)


def unknown_variables(names: Iterable[str], command: Any) -> list[str]:  # noqa: ANN401  (see below)
    """Return a remark on each variable that looks like an option's of a command and is none."""
    known: set[str] = set()
    prefixes = tuple(f"{PREFIX}_{_variable(name)}_" for name in command.commands)

    def look(inner: Any, prefix: str) -> None:  # noqa: ANN401
        for option in inner.params:
            known.add(str(option.envvar or f"{prefix}_{option.name.upper()}"))
        for name, part in getattr(inner, "commands", {}).items():
            look(part, f"{prefix}_{_variable(name)}")

    look(command, PREFIX)
    remarks = []
    for name in sorted(names):
        if name.startswith(prefixes) and name not in known:
            near = get_near(name, known)
            remarks.append(f"{name} is no option's variable" + (f"; is it {near}?" if near else ""))
    return remarks


def _variable(name: str) -> str:
    return name.upper().replace("-", "_")


def _read_group(
    settings: Settings,
    keys: tuple[str, ...],
    table: Mapping[str, object],
    group: Any,  # noqa: ANN401  (typer brings its own copy of click, or uses click, by version)
    context: typer.Context,
) -> dict[str, Any]:
    known: dict[str, Any] = group.commands
    defaults: dict[str, Any] = {}
    for name, value in table.items():
        place = settings.place(*keys, name)
        if name not in known:
            names = [*known, CHECKS] if not keys else list(known)
            raise SettingsError(f"{place}: no such command; {_suggest(name, names)}")
        if not isinstance(value, Mapping):
            raise SettingsError(f"{place}: expected a table of options of align {name}")
        inner = known[name]
        read = _read_group if hasattr(inner, "commands") else _read_options
        defaults[name] = read(settings, (*keys, name), value, inner, context)
    return defaults


def _read_options(
    settings: Settings,
    keys: tuple[str, ...],
    table: Mapping[str, object],
    command: Any,  # noqa: ANN401  (as above)
    context: typer.Context,
) -> dict[str, Any]:
    options = {
        name.removeprefix("--"): option
        for option in command.params
        for name in option.opts
        if name.startswith("--") and name != "--help"
    }
    hints = get_type_hints(command.callback)
    defaults: dict[str, Any] = {}
    for key, value in table.items():
        place = settings.place(*keys, key)
        option = options.get(key.replace("_", "-"))
        if option is None:
            raise SettingsError(f"{place}: no such option; {_suggest(key, options)}")
        if getattr(option, "is_flag", False) != isinstance(value, bool):
            expected = "true or false" if option.is_flag else "a value, not true or false"
            raise SettingsError(f"{place} = {_show(value)}: expected {expected}")
        if isinstance(value, str) and _is_path(hints.get(option.name)):
            value = str(settings.folder / value)
        try:
            option.process_value(context, value)
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            why = str(getattr(error, "message", "") or error.format_message())
            why = " ".join(why.removeprefix("Value error, ").split())
            raise SettingsError(f"{place} = {_show(value)}: {why}") from None
        defaults[option.name] = value
    return defaults


def _show(value: object) -> str:
    """Return a value as TOML writes it, near enough to be found in the file."""
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def _is_path(annotation: object) -> bool:
    return annotation is Path or Path in get_args(annotation)


def _suggest(name: str, known: Iterable[str]) -> str:
    """Return words on what there is, what is nearest to ``name`` first.

    >>> _suggest("fail_onn", ["force", "fail-on"])
    'did you mean fail-on? there are force, fail-on'
    """
    known = list(known)
    near = get_near(name.replace("_", "-"), known)
    return (f"did you mean {near}? " if near else "") + f"there are {', '.join(known)}"


def get_near(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a name, None if none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), 1)), None)
