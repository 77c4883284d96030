"""BILLSTATUS files wherever they lie: single files, folders, `.zip` and `.tar.xz`, read one at a time."""

import gzip
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from legislation.sources.errors import Unreadable

# The largest real file (117 H.R. 4350 with its amendments) is below 5 MB; a bomb is not.
MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_MEMBERS = 200_000
# Text of this kind shrinks to about a twentieth; a thousandfold is no text.
MAX_RATIO = 500
_RATIO_FLOOR_BYTES = 1024 * 1024
# Each read of a stream copies what is left of its buffer.
_TAR_BUFFER = 32 * 1024
_TAR_ENDINGS = (".tar.xz", ".txz", ".tar.gz", ".tgz", ".tar")


class UnreadablePath(Unreadable):
    """A path, or one file inside an archive, that cannot be read."""


Found = tuple[str, bytes | UnreadablePath]
# Hears how many bytes more were read from disk.
Told = Callable[[int], None]


def read_paths(paths: Iterable[str | Path], told: Told = lambda _size: None) -> Iterator[Found]:
    """Yield (name, content) for each XML file under `paths`, lazily and in a stable order.

    Folders are walked; archives are read member by member without unpacking to disk. What cannot be read
    comes as (name, UnreadablePath) and the rest follows: one bad file stops nothing. `told` hears how many
    bytes more were read from disk.
    """
    for path in paths:
        yield from _read_path(Path(path), told)


def _read_path(path: Path, told: Told) -> Iterator[Found]:
    name = str(path)
    if path.is_dir():
        yield from _read_folder(path, told)
    elif not path.exists():
        yield name, UnreadablePath(name, "there is no such file or folder")
    elif name.lower().endswith(".zip"):
        yield from _guarded(name, _read_zip(path, told))
    elif name.lower().endswith(_TAR_ENDINGS):
        yield from _guarded(name, _read_tar(path, told))
    else:
        yield name, read_file(path, told)


def _read_folder(folder: Path, told: Told) -> Iterator[Found]:
    found_any = False
    for place, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            if file.lower().endswith((".xml", ".zip", *_TAR_ENDINGS)):
                found_any = True
                yield from _read_path(Path(place) / file, told)
    if not found_any:
        yield str(folder), UnreadablePath(str(folder), "the folder holds no XML file or archive")


def read_file(path: Path, told: Told = lambda _size: None) -> bytes | UnreadablePath:
    """Return what a file holds, or why it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return _too_large(str(path))
        content = path.read_bytes()
    except OSError as error:
        return UnreadablePath(str(path), error.strerror or "cannot be read")
    told(len(content))
    return content


def _guarded(name: str, found: Iterator[Found]) -> Iterator[Found]:
    """Turn an archive that breaks off into a last entry that says so."""
    count = 0
    try:
        for entry in found:
            count += 1
            yield entry
    except (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError) as error:
        yield name, UnreadablePath(name, f"the archive breaks off after {count} files ({error})")
        return
    if not count:
        yield name, UnreadablePath(name, "the archive holds no XML file")


def _read_zip(path: Path, told: Told) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            yield str(path), UnreadablePath(str(path), f"holds more than {MAX_MEMBERS:,} files")
            return
        for member in members:
            name = f"{path}:{member.filename}"
            if not member.filename.lower().endswith(".xml"):
                continue
            told(member.compress_size)
            ratio = member.file_size / max(member.compress_size, 1)
            if member.file_size > _RATIO_FLOOR_BYTES and ratio > MAX_RATIO:
                yield name, UnreadablePath(name, f"unpacks to {ratio:.0f} times its size; refused")
            elif member.flag_bits & 0x1:
                yield name, UnreadablePath(name, "is encrypted")
            else:
                yield name, _limited(name, archive, member)


def _limited(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | UnreadablePath:
    try:
        with archive.open(member) as stream:
            return _at_most(name, stream)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError) as error:
        return UnreadablePath(name, f"is damaged ({error})")


def _read_tar(path: Path, told: Told) -> Iterator[Found]:
    # A stream (`r|`) is read once from front to back, so the archive is never unpacked as a whole. It is
    # unpacked by modules that notice a missing end: tarfile's own stream takes a cut-off file for a whole one.
    place = 0
    with (
        path.open("rb") as packed,
        _unpacked(path, packed) as plain,
        tarfile.open(fileobj=plain, mode="r|", bufsize=_TAR_BUFFER) as archive,
    ):
        for count, member in enumerate(archive, start=1):
            if count > MAX_MEMBERS:
                yield str(path), UnreadablePath(str(path), f"holds more than {MAX_MEMBERS:,} files")
                return
            if not member.isreg() or not member.name.lower().endswith(".xml"):
                continue
            told(packed.tell() - place)
            place = packed.tell()
            name = f"{path}:{member.name}"
            if member.size > MAX_FILE_BYTES:
                # The rest of a stream lies behind this member and would have to be unpacked: stop here.
                yield name, _too_large(name)
                return
            stream = archive.extractfile(member)
            # Never more than the size it names, whatever follows; and no more room is taken than that.
            yield name, b"" if stream is None else stream.read(member.size)


def _unpacked(path: Path, packed: IO[bytes]) -> IO[bytes]:
    name = path.name.lower()
    if name.endswith((".xz", ".txz")):
        return lzma.open(packed)
    return cast("IO[bytes]", gzip.open(packed)) if name.endswith((".gz", ".tgz")) else packed


def _at_most(name: str, stream: IO[bytes]) -> bytes | UnreadablePath:
    content = stream.read(MAX_FILE_BYTES + 1)
    return _too_large(name) if len(content) > MAX_FILE_BYTES else content


def _too_large(name: str) -> UnreadablePath:
    return UnreadablePath(name, f"is larger than {MAX_FILE_BYTES // (1024 * 1024)} MB; refused")
