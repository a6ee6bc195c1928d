"""The plan of a run: which manifest, which settings, how many shards; and whose folder it is."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs
from attrs import evolve, frozen

from align import __version__
from align.corpus.entries import FOLDER as ENTRIES
from align.corpus.entries import hash_settings
from align.corpus.manifest import Survey
from align.corpus.records import Limits, Settings
from align.corpus.storage import PARTS, Place
from align.errors import OutputError
from align.formats.jsonl import to_json

MARK = "corpus.json"
"""The file by which a folder is known to be a corpus of ours."""

MANIFEST = "manifest"
"""The manifest of two folders, as it was found by the names in them; TSV or JSON lines."""

RUN = "run.json"
"""The totals, written when all shards are done."""


@frozen(kw_only=True)
class Plan:
    """What a folder is to hold when all is done."""

    version: str
    manifest: str
    manifest_sha256: str
    documents: int
    shards: int
    settings: Settings
    config: str


def make_plan(manifest: str, survey: Survey, settings: Settings) -> Plan:
    """Return the plan for a manifest."""
    return Plan(
        version=__version__,
        manifest=manifest,
        manifest_sha256=survey.sha256,
        documents=survey.documents,
        shards=-(-survey.documents // settings.shard_size),
        settings=settings,
        config=hash_settings(settings),
    )


def read_plan(place: Place) -> Plan | None:
    """Return the plan that a folder was begun with; None where there is none.

    Raises:
        OutputError: it cannot be read, or is none of ours.
    """
    data = place.read(MARK)
    if data is None:
        return None
    try:
        cells = json.loads(data)
        settings = cells["settings"]
        settings["formats"] = tuple(settings["formats"])
        settings["limits"] = Limits(**settings["limits"])
        return Plan(**{**cells, "settings": Settings(**settings)})
    except (ValueError, TypeError, KeyError):
        raise OutputError(
            f"{place.path(MARK)}: not the plan of a corpus of this version; name another folder"
        ) from None


def claim_place(place: Place, *, resume: bool) -> None:
    """Make sure, before the work, that a folder may take a corpus.

    Raises:
        OutputError: shards of a corpus are there and are not to be gone on
            with, or something else is.
    """
    names = set(place.names()) - {PARTS, f"{MANIFEST}.tsv", f"{MANIFEST}.jsonl"}
    if MARK in names and ENTRIES in names and not resume:
        raise OutputError(
            f"{place.url}: a corpus is there; go on with it with --resume, or name another folder"
        )
    if names and MARK not in names:
        raise OutputError(f"{place.url}: a folder that is no corpus; name another with --out")


def settle_plan(place: Place, plan: Plan, *, is_part: bool, remark: Callable[[str], None]) -> None:
    """Write the plan, unless it is there; say what a run that goes on changes.

    The totals of an earlier run are removed: from now on they may not hold.

    Raises:
        OutputError: a part of a run is asked for, and the folder has another
            plan; or the folder cannot be written to.
    """
    earlier = read_plan(place)
    if earlier is not None:  # under whatever name: the manifest is known by its checksum
        earlier = evolve(earlier, manifest=plan.manifest)
    if earlier is not None and earlier != plan:
        differing = ", ".join(_differences(earlier, plan))
        if is_part:
            raise OutputError(
                f"{place.url}: begun with other input or settings ({differing}); "
                "all parts of a run need the same"
            )
        remark(
            f"{place.url}: begun with other input or settings ({differing}); "
            "what differs is done anew"
        )
    place.remove(RUN)
    if earlier != plan:
        data = json.dumps(to_json(plan), ensure_ascii=False, indent=2)
        place.write(MARK, (data + "\n").encode("utf-8", "backslashreplace"))


def _differences(one: Plan, other: Plan) -> list[str]:
    """Return the names of what two plans differ in, settings by their own names."""
    names = ["version", "manifest_sha256"]
    found = [name for name in names if getattr(one, name) != getattr(other, name)]
    settings = [field.name for field in attrs.fields(Settings)]
    found += [n for n in settings if getattr(one.settings, n) != getattr(other.settings, n)]
    shown = {"manifest_sha256": "manifest", "version": "version of align"}
    return [shown.get(name, name.replace("_", " ")) for name in found]
