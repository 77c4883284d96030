"""Secrets come from the environment; on a local first run they are made once and kept in var/."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from atest import env


def secret(name: str, var_dir: Path, *, required: bool) -> str:
    """Return the secret `name` from the environment, else one made on this machine in `var_dir`.

    Raises SettingError when `required` (the site is reachable from outside) and it is not set.
    """
    if value := os.environ.get(name):
        return value
    if required:
        raise env.SettingError(f"{name} must be set when SITE_URL is not this machine.")
    path = var_dir / "secrets" / name.lower()
    return write_once(path, lambda: secrets.token_urlsafe(50))


def write_once(path: Path, make: Callable[[], str]) -> str:
    """Return the text kept in `path`, made by `make` where there is none; only this account can read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Created whole under another name, so that two first processes never read half a text.
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # Another process was first: its text is the one that is kept.
        finally:
            draft.unlink()
    return path.read_text().strip()
