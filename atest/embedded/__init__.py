"""The embedded database: a PostgreSQL server of our own for a first run, a laptop and the tests.

Used where DATABASE_URL is not set, and only while the site is not reachable from outside.
The reasons are in docs/adr/embedded-database.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from atest import env
from atest.embedded import locks, places, server
from atest.embedded.errors import WAY_OUT, EmbeddedDatabaseError

__all__ = ["EmbeddedDatabaseError", "database_settings", "ensure", "ensure_for_command", "stop"]

DESK_ROLE = "atest_desk"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "[::1]"}
BASE_DIR = Path(__file__).resolve().parent.parent.parent
# What these commands do needs no database; `help` also stands for a command line without a command.
COMMANDS_WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "make_fonts",
    "makemessages",
    "startapp",
    "version",
}


def database_settings(var_dir: Path, *, testing: bool) -> dict[str, dict[str, Any]]:
    """Return the DATABASES entries of the embedded database; makes its passwords and names, starts nothing.

    `default` is the role the site works as, `owner` the one that owns the tables; tests work as the owner.
    Raises EmbeddedDatabaseError when the site is reachable from outside.
    """
    refuse_outside_sites()
    place = places.find(var_dir, testing=testing)
    owner = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": server.NAME,
        "USER": server.NAME,
        "PASSWORD": place.password,
        "HOST": str(place.socket),
        "PORT": str(places.PORT),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    if testing:
        return {"default": owner}
    desk = {**owner, "USER": DESK_ROLE, "PASSWORD": place.desk_password}
    return {"default": desk, "owner": owner}


def ensure_for_command(argv: list[str]) -> None:
    """Start the embedded database before a manage.py command that needs it, or end with one clear line."""
    command = argv[1] if len(argv) > 1 else "help"
    asks_for_help = command.startswith("-") or "--help" in argv or "-h" in argv
    if env.text("DATABASE_URL", "") or command in COMMANDS_WITHOUT_DATABASE or asks_for_help:
        return
    try:
        ensure(var_dir())
    except EmbeddedDatabaseError as error:
        sys.exit(f"manage.py {command}: {error}")


def ensure(var_dir: Path, *, testing: bool = False) -> places.Place:
    """Return the place of a server that answers, started here if need be; in use while this process lives.

    Raises EmbeddedDatabaseError with the reason when it cannot be brought up.
    """
    refuse_outside_sites()
    place = places.find(var_dir, testing=testing)
    locks.start_using(place)
    if server.ask(place) is not server.Answer.READY:
        with locks.alone(place, _say):
            place = server.start(places.find(var_dir, testing=testing), _say)
    return place


def stop(var_dir: Path, *, testing: bool = False, only_if_unused: bool = False) -> bool:
    """Stop the server; return whether one was stopped. With `only_if_unused`, one that others use goes on."""
    place = places.find(var_dir, testing=testing)
    with locks.alone(place, _say):
        unused = locks.stop_using(place)
        return False if only_if_unused and not unused else server.stop(place)


def var_dir() -> Path:
    """Return the folder of everything this installation makes, as the settings read it."""
    return env.folder("VAR_DIR", BASE_DIR / "var")


def refuse_outside_sites() -> None:
    """Raise EmbeddedDatabaseError unless SITE_URL and ALLOWED_HOSTS name this machine only."""
    hosts = {
        urlsplit(env.address("SITE_URL", "http://localhost:8000")).hostname or "",
        *env.words("ALLOWED_HOSTS"),
    }
    if outside := sorted(hosts - LOCAL_HOSTS):
        message = (
            f"The embedded database serves this machine only, and this site answers at {', '.join(outside)}."
        )
        raise EmbeddedDatabaseError(f"{message} {WAY_OUT}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 -- runs before Django's logging is set up
