"""Starting and stopping one server. Whether it lives is found out by connecting, never from a pid alone."""

from __future__ import annotations

import enum
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from atest.embedded import accounts, binaries, processes
from atest.embedded.errors import WAY_OUT, EmbeddedDatabaseError
from atest.embedded.places import PORT, SYSTEM_STATE, Place, make_passable, move_socket

NAME = "atest"
START_SECONDS = 120
STOP_SECONDS = 60
PATIENCE_SECONDS = 5
# From this version on PostgreSQL compares Unicode by its own rules, the same on every system.
OWN_UNICODE_SINCE = 17
Say = Callable[[str], None]


class Answer(enum.Enum):
    """What a connection finds."""

    READY = "ready"
    NOT_YET = "a server answers and is starting, stopping or without our database"
    SILENT = "nothing answers"


def ask(place: Place, database: str = NAME) -> Answer:
    """Connect to `database` and say what was found; raises EmbeddedDatabaseError for a wrong password."""
    try:
        _connect(place, database).close()
    except psycopg2.OperationalError as error:
        words = str(error)
        if "password authentication failed" in words:
            message = f"The database in {place.data} refuses the password kept in {place.folder}. {WAY_OUT}"
            raise EmbeddedDatabaseError(message) from error
        if "too many clients" in words or "remaining connection slots" in words:
            return Answer.READY
        return Answer.NOT_YET if "FATAL" in words else Answer.SILENT
    return Answer.READY


def start(place: Place, say: Say) -> Place:
    """Bring the server of `place` up and return the place it answers at. The caller holds the lock."""
    place = _prepare_folders(place)
    programs = binaries.for_place(place)
    if not place.data.exists():
        say("Making the embedded database ...")
        _make_data(place, programs)
    if _silent_but_running(place, say):
        stop(place)
    _launch_until_ready(place, programs, say)
    return place


def stop(place: Place) -> bool:
    """Stop the server of `place` cleanly; return whether one was running. The caller holds the lock."""
    pid = postmaster(place)
    if pid is None:
        return False
    for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS)):
        os.kill(pid, how)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if postmaster(place) != pid:
                return True
            time.sleep(0.05)
    raise EmbeddedDatabaseError(f"PostgreSQL (process {pid}) does not stop; its log is {place.log}.")


def postmaster(place: Place) -> int | None:
    """Return the pid of the running server of this very folder, or None; another program's pid is not it."""
    pid = _written_pid(place)
    if pid is None:
        return None
    program, ours, _ = f"{processes.command_line(pid)} ".partition(f" -D {place.data} ")
    return pid if ours and program.endswith("postgres") else None


def _connect(place: Place, database: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(
        host=str(place.socket),
        port=PORT,
        user=NAME,
        password=place.password,
        dbname=database,
        connect_timeout=5,
    )


def _prepare_folders(place: Place) -> Place:
    if place.home != place.folder:
        make_passable(SYSTEM_STATE)
        place.home.mkdir(exist_ok=True, mode=0o700)
        accounts.give(place.home, place.account)
    if not _own_folder(place.socket, place.account):
        # A short folder in /tmp was cleaned away and somebody else took its name.
        place = move_socket(place)
        accounts.give(place.socket, place.account)
    return place


def _own_folder(path: Path, account: accounts.Account | None) -> bool:
    """Make `path` where it is missing; return whether it is a real folder of who runs the server."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == (account.uid if account else os.geteuid())
    accounts.give(path, account)
    return True


def _make_data(place: Place, programs: binaries.Binaries) -> None:
    """Run initdb beside the final name, so that a broken attempt is never taken for data."""
    for leftover in place.home.glob("data.*"):
        shutil.rmtree(leftover)
    draft = place.home / f"data.{os.getpid()}"
    password = place.home / "initdb-password"
    password.touch(mode=0o600)
    password.write_text(place.password)
    accounts.give(password, place.account)
    rights = ["-U", NAME, "-A", "scram-sha-256", f"--pwfile={password}"]
    locale = ["--no-locale"]
    if programs.version >= OWN_UNICODE_SINCE:
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
    try:
        done = subprocess.run(
            [programs.bin / "initdb", "-D", draft, *rights, "-E", "UTF8", "--no-instructions", *locale],
            capture_output=True,
            text=True,
            check=False,
            **_surroundings(place),
        )
    finally:
        password.unlink()
    if done.returncode:
        raise EmbeddedDatabaseError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()} {WAY_OUT}")
    draft.rename(place.data)


def _silent_but_running(place: Place, say: Say) -> bool:
    """Wait while a server of ours runs without answering; return whether it must be stopped."""
    began = time.monotonic()
    said = False
    while postmaster(place) and ask(place) is Answer.SILENT:
        waited = time.monotonic() - began
        # A server opens its socket at once; without one, nobody will ever reach it.
        patience = START_SECONDS if (place.socket / f".s.PGSQL.{PORT}").exists() else PATIENCE_SECONDS
        if waited > patience:
            return True
        if not said:
            say("The database is running but does not answer yet; waiting ...")
            said = True
        time.sleep(0.5)
    return False


def _launch_until_ready(place: Place, programs: binaries.Binaries, say: Say) -> None:
    deadline = time.monotonic() + START_SECONDS
    process: subprocess.Popen[bytes] | None = None
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if _ready(place):
            return
        if postmaster(place) is None and (process is None or process.poll() is not None):
            if process is not None:
                _refuse_unless_passing(place, process.returncode)
            _remove_foreign_pid(place)
            process = _launch(place, programs)
        if patience and time.monotonic() > patience:
            say(f"Waiting for the database to start (up to {START_SECONDS} seconds) ...")
            patience = 0
        time.sleep(0.1)
    raise EmbeddedDatabaseError(
        f"The database did not start in {START_SECONDS} seconds; its log is {place.log}."
    )


def _ready(place: Place) -> bool:
    if ask(place) is Answer.READY:
        return True
    if ask(place, "postgres") is not Answer.READY:
        return False
    connection = _connect(place, "postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    finally:
        connection.close()
    return True


def _launch(place: Place, programs: binaries.Binaries) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(place.socket),
        "port": str(PORT),
        # A parallel query asks for shared memory that small containers do not have.
        "max_parallel_workers_per_gather": "0",
        "lc_messages": "C",
        # What the database refuses may be an answer that came too late: its words are not for a log (P5).
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        **({"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"} if place.testing else {}),
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    if place.log.exists():
        place.log.replace(place.log.with_suffix(".log.1"))
    with place.log.open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [programs.bin / "postgres", "-D", place.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is not meant for the server.
            **_surroundings(place),
        )
    return process


def _surroundings(place: Place) -> dict[str, Any]:
    """Return where and as whom the server's programs run, with nothing of the caller's own PG* settings."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    return {"cwd": place.home, "env": environment, "umask": 0o077, **accounts.popen_arguments(place.account)}


def _refuse_unless_passing(place: Place, code: int) -> None:
    """Raise with the server's own last words, except while a killed server's processes are still leaving."""
    words = place.log.read_text(errors="replace").strip()
    passing = "shared memory block" in words or code < 0
    if not passing:
        raise EmbeddedDatabaseError(
            f"PostgreSQL did not start: {words[-600:]} (the whole log is {place.log})"
        )
    time.sleep(0.5)


def _remove_foreign_pid(place: Place) -> None:
    """Remove lock files that name a living process which is no server of this folder.

    PostgreSQL sees by itself that a dead process's file is stale; a living stranger's pid stops it.
    """
    pid = _written_pid(place)
    if (
        pid is not None
        and processes.is_alive(pid)
        and postmaster(place) is None
        and ask(place) is Answer.SILENT
    ):
        (place.data / "postmaster.pid").unlink()
    (place.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _written_pid(place: Place) -> int | None:
    try:
        first_line = (place.data / "postmaster.pid").read_text().partition("\n")[0]
        return abs(int(first_line))
    except (FileNotFoundError, ValueError):
        return None
