"""Where an embedded database lives. Reading a place makes its password and its names, and starts nothing."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from atest.embedded import accounts
from atest.embedded.errors import WAY_OUT, EmbeddedDatabaseError
from atest.secrets_file import write_once

# Root's server runs as a system user, who often cannot enter root's own folders.
SYSTEM_STATE = Path("/var/lib/atest-policy-desk")
PORT = 5432
# The smallest limit on a socket's path is macOS's: 104 bytes, the closing zero included.
SOCKET_PATH_LIMIT = 103


@dataclass(frozen=True)
class Place:
    """The folders of one embedded database: `folder` is ours in var/, `home` is the running user's."""

    folder: Path
    home: Path
    socket: Path
    account: accounts.Account | None
    testing: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def users(self) -> Path:
        return self.folder / "users"

    @property
    def password(self) -> str:
        return write_once(self.folder / "password", lambda: secrets.token_urlsafe(32))

    @property
    def desk_password(self) -> str:
        """The password of the role the site works as, which owns no table."""
        return write_once(self.folder / "desk-password", lambda: secrets.token_urlsafe(32))


def find(var_dir: Path, *, testing: bool) -> Place:
    """Return the place of the embedded database under `var_dir`; tests have their own.

    Raises EmbeddedDatabaseError where another user made it.
    """
    folder = var_dir / ("postgres-test" if testing else "postgres")
    try:
        record = _record(folder)
    except PermissionError:
        message = (
            f"{folder} belongs to another user. Work as that user, or from a clone of your own. {WAY_OUT}"
        )
        raise EmbeddedDatabaseError(message) from None
    home = Path(record["home"])
    return Place(folder, home, Path(record["socket"]), accounts.for_data(home / "data"), testing)


def move_socket(place: Place) -> Place:
    """Choose another short socket folder for `place`, write it down and return the place with it."""
    record = {**_record(place.folder), "socket": _short_folder()}
    _rewrite(place.folder, record)
    return find(place.folder.parent, testing=place.testing)


def _record(folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    record: dict[str, str] = json.loads(
        write_once(folder / "place.json", lambda: json.dumps(_new_record(folder)))
    )
    if record["folder"] != str(folder):
        record = _carried_record(folder, record)
        _rewrite(folder, record)
    return record


def _new_record(folder: Path) -> dict[str, str]:
    home = folder
    if os.geteuid() == 0:
        path_hash = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        # The random part keeps a new clone at an old path from finding data whose password is gone.
        home = SYSTEM_STATE / f"{path_hash}-{secrets.token_hex(4)}"
    return {"folder": str(folder), "home": str(home), "socket": _socket_folder(home)}


def _carried_record(folder: Path, record: dict[str, str]) -> dict[str, str]:
    """Return the record of a folder from elsewhere: moved, it keeps its data; copied, it shares none."""
    fresh = _new_record(folder)
    moved = not Path(record["folder"]).exists()
    if moved and record["home"] != record["folder"]:
        return {**record, "folder": str(folder)}
    return fresh


def _rewrite(folder: Path, record: dict[str, str]) -> None:
    draft = folder / f".place.json.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(record))
    keep_owner(folder, draft)
    draft.replace(folder / "place.json")


def keep_owner(folder: Path, path: Path) -> None:
    """Give `path` to the owner of `folder`, so that root's visit does not lock an ordinary user out."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def make_passable(folder: Path) -> None:
    """Make `folder`, of root's own, such that the system user can pass through it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)


def _socket_folder(home: Path) -> str:
    socket = home / "socket"
    fits = len(os.fsencode(socket / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT
    return str(socket) if fits else _short_folder()


def _short_folder() -> str:
    # TMPDIR can be as long as the path we are avoiding.
    return tempfile.mkdtemp(prefix="atest-pg-", dir="/tmp")
