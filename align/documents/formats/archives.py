"""Zip archives that may be hostile: measured before anything is unpacked.

Nothing is ever written to disk. Left out: archives inside archives.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from attrs import frozen

from align.errors import InputError

MAX_MEMBERS = 5_000
MAX_TOTAL = 300_000_000
"""Bytes that all members may hold together; a 500-page HWPX with pictures has 60 MB."""
MAX_RATIO = 200
"""Unpacked over packed; deflate of real office XML stays under 60, a bomb nears 1,000."""
SMALL = 5_000_000
"""Bytes up to which the ratio of a member is not looked at."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # an encryption or compression that zipfile does not know
    RuntimeError,
    IndexError,
)


@frozen
class Archive:
    """An archive whose directory has passed the checks."""

    label: str
    names: tuple[str, ...]
    _zip: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return what a member holds.

        Raises:
            InputError: no such member, or its bytes are damaged.
        """
        if name not in self.names:
            raise InputError(
                f"{self.label}: the file lacks its part {name!r}; save it again in its own program"
            )
        try:
            return self._zip.read(name)
        except _DAMAGE:
            raise InputError(
                f"{self.label}: the part {name!r} is damaged; save or download the file again"
            ) from None


def open_archive(data: bytes, label: str) -> Archive:
    """Return the archive in ``data``; its members are not unpacked yet.

    Raises:
        InputError: truncated, encrypted, too large unpacked, too many members,
            members that overlap, stand twice or point outside.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _DAMAGE:
        raise InputError(
            f"{label}: the archive is truncated or damaged; save or download the file again"
        ) from None
    _check_sizes(members, len(data), label)
    for member in members:
        _check_member(member, label)
    names = tuple(member.filename for member in members)
    if len(set(names)) < len(names):
        raise InputError(f"{label}: the archive holds a member twice; save the file again")
    return Archive(label, names, archive)


def _check_sizes(members: list[zipfile.ZipInfo], size: int, label: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise InputError(
            f"{label}: the archive holds {len(members):,} members, more than {MAX_MEMBERS:,}; "
            "it is refused as a zip bomb"
        )
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL or total > max(SMALL, MAX_RATIO * size):
        raise InputError(
            f"{label}: {size:,} bytes that unpack to {total:,}; it is refused as a zip bomb; "
            "save the text as .txt"
        )
    place = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < place:
            raise InputError(f"{label}: members of the archive overlap; refused as a zip bomb")
        header = 30 + len(member.orig_filename)  # at least; a local header may say more
        place = member.header_offset + header + member.compress_size


def _check_member(member: zipfile.ZipInfo, label: str) -> None:
    # zipfile itself cuts names at NUL and turns the system's separator into "/".
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    is_outside = ".." in parts or not parts[0] or ":" in parts[0] or "\\" in name
    if is_outside or not name.isprintable():
        shown = ascii(name[:60])
        raise InputError(
            f"{label}: the archive's member {shown} points outside it or has an odd name; refused"
        )
    if member.flag_bits & _ENCRYPTED:
        raise InputError(f"{label}: the archive has a password; save the file without one")
    if member.compress_type not in _METHODS:
        raise InputError(f"{label}: an unknown compression in the archive; save the file again")
    if member.file_size > max(SMALL, MAX_RATIO * member.compress_size):
        raise InputError(f"{label}: {name[:60]!a} unpacks beyond measure; refused as a bomb")
