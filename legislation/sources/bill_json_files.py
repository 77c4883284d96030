"""Bills as JSON wherever they lie: a bill a file (`.json`), or a bill a line (`.jsonl`, `.jsonl.gz`)."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from legislation.sources.archives import MAX_FILE_BYTES, Found, Told, UnreadablePath, read_file

_LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
_ENDINGS = (".json", *_LINES)


def read_json_paths(paths: Iterable[str | Path], told: Told = lambda _size: None) -> Iterator[Found]:
    """Yield (name, content) for each bill under `paths`, one at a time and in a stable order.

    The name of a bill that is a line has the line's number. What cannot be read comes as (name, UnreadablePath)
    and the rest follows. `told` hears how many bytes more were read from disk.
    """
    for path in map(Path, paths):
        if path.is_dir():
            files = list(_files(path))
            if not files:
                yield str(path), UnreadablePath(str(path), "the folder holds no JSON file")
            yield from read_json_paths(files, told)
        elif path.name.lower().endswith(_LINES):
            yield from _read_lines(path, told)
        else:
            yield str(path), read_file(path, told)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(place) / file for file in sorted(files) if file.lower().endswith(_ENDINGS))


def _read_lines(path: Path, told: Told) -> Iterator[Found]:
    name, number = str(path), 0
    try:
        with path.open("rb") as packed:
            stream = _unpacked(path, packed)
            place = 0
            while line := stream.readline(MAX_FILE_BYTES + 1):
                number += 1
                if len(line) > MAX_FILE_BYTES:
                    yield name, UnreadablePath(name, f"line {number} is too long; the rest is not read")
                    return
                told(packed.tell() - place)
                place = packed.tell()
                if line.strip():
                    yield f"{name}:{number}", line
    except (EOFError, OSError, zlib.error) as error:
        yield name, UnreadablePath(name, f"the file breaks off after {number} lines ({error})")


def _unpacked(path: Path, packed: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(packed)) if path.name.lower().endswith(".gz") else packed
