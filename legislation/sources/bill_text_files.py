"""Files of bill texts wherever they lie: single files, folders, and archives of XML."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from legislation.sources.archives import Found, UnreadablePath, read_paths

_TEXTS = (".xml", ".txt", ".htm", ".html")
_ARCHIVES = (".zip", ".tar", ".tar.xz", ".tar.gz", ".txz", ".tgz")


def read_text_files(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Yield (name, content) for each text under `paths`, one at a time and in a stable order.

    What cannot be read comes as (name, UnreadablePath), and the rest follows.
    """
    for path in map(Path, paths):
        if not path.is_dir():
            yield from read_paths([path])
            continue
        files = list(_files(path))
        if not files:
            yield (
                str(path),
                UnreadablePath(str(path), "the folder holds no bill text (.xml, .txt, .htm) or archive"),
            )
        yield from read_paths(files)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            if file.lower().endswith((*_TEXTS, *_ARCHIVES)):
                yield Path(place) / file
