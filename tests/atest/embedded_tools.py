"""Servers that a test may break, and other users to break them as."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from atest import embedded
from atest.embedded import places, server

BASE_DIR = embedded.BASE_DIR
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


def connect(place: places.Place) -> psycopg2.extensions.connection:
    return psycopg2.connect(
        host=str(place.socket),
        port=places.PORT,
        user=server.NAME,
        password=place.password,
        dbname=server.NAME,
    )


def query(place: places.Place, text: str) -> str:
    with closing(connect(place)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(text)
        return str(cursor.fetchone()[0]) if cursor.description else ""


def run_module(var_dir: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """Start `python -m atest.embedded ...` over `var_dir` in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SITE_URL"}}
    return subprocess.Popen(
        [sys.executable, "-m", "atest.embedded", *words],
        cwd=BASE_DIR,
        env={**environment, "VAR_DIR": str(var_dir), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def clear_away(var_dir: Path) -> None:
    """Stop the tests' server under `var_dir` and remove what it left outside of it."""
    for testing in (True, False):
        if (var_dir / ("postgres-test" if testing else "postgres")).exists():
            place = places.find(var_dir, testing=testing)
            embedded.stop(var_dir, testing=testing)
            shutil.rmtree(place.home, ignore_errors=True)
            shutil.rmtree(place.socket, ignore_errors=True)


def public_folder() -> Path:
    """Return a new folder that every user can pass through; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="atest-test-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def other_users(count: int) -> list[pwd.struct_passwd]:
    """Return `count` ordinary system accounts of this machine."""
    return [one for one in pwd.getpwall() if one.pw_uid not in {0, 65534} and one.pw_name != "postgres"][
        :count
    ]


def as_user(user: pwd.struct_passwd, work: Callable[[], object]) -> str:
    """Run `work` in a child process as `user` and return what it returned, as text; its failure fails the test."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            os.chdir("/")
            os.write(writer, str(work()).encode())
            code = 0
        except BaseException:  # noqa: BLE001 -- the child must end here whatever happens; the parent reports it
            os.write(writer, traceback.format_exc().encode())
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as answer:
        words = answer.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, words
    return words


def kill_now(pid: int) -> None:
    """kill -9, and wait until the process is gone or only its remains are left."""
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state == "Z":
            return
        time.sleep(0.02)
    raise AssertionError(f"process {pid} is still there")
