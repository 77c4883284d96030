"""Which system user runs the server: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Accounts that systems keep for PostgreSQL; the second is the one on macOS.
KNOWN_NAMES = ("postgres", "_postgres", "atest-pg")


@dataclass(frozen=True)
class Account:
    """A system user that the server runs as."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Return the arguments of `subprocess.Popen` that run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def popen_arguments(account: Account | None) -> dict[str, Any]:
    """Return what `subprocess.Popen` needs to run as `account`; None means as ourselves."""
    return account.popen() if account else {}


def give(path: Path, account: Account | None) -> None:
    """Hand `path`, which we made, to `account`; nothing to do when we run the server ourselves."""
    if account:
        os.chown(path, account.uid, account.gid)


def for_data(data: Path) -> Account | None:
    """Return the user that the server over `data` must run as, or None for ourselves.

    Root never runs it. Data that an ordinary user made stays that user's, also under sudo.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return _from_entry(pwd.getpwuid(data.stat().st_uid))
    return _system_account()


def _system_account() -> Account:
    for name in KNOWN_NAMES:
        if account := _named(name):
            return account
    if useradd := shutil.which("useradd"):
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "atest-pg"],
            check=False,
            capture_output=True,
        )
    return _named("atest-pg") or _from_entry(pwd.getpwnam("nobody"))


def _named(name: str) -> Account | None:
    try:
        return _from_entry(pwd.getpwnam(name))
    except KeyError:
        return None


def _from_entry(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)
