"""`python -m atest.process run|stop`: web, worker and beat together, as the Procfile names them."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from honcho import manager as honcho_manager
from honcho.environ import parse_procfile

from atest import embedded, env, setup_environment

STOP_SECONDS = 30


class RunError(RuntimeError):
    """The site cannot be run; the message says why."""


def main() -> int:
    """Run the site until Ctrl-C, or stop a running one; 0 done, 1 failed, 2 wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m atest.process", description=__doc__)
    parser.add_argument("verb", choices=["run", "stop"])
    wanted = parser.parse_args()
    try:
        return run() if wanted.verb == "run" else stop()
    except (env.SettingError, embedded.EmbeddedDatabaseError, RunError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run() -> int:
    """Set up, start everything, wait until it ends, and leave nothing running."""
    port = setup_environment.apply()
    with _only_one():
        _refuse_taken_port(port)
        if subprocess.run([sys.executable, "-m", "atest.setup"], check=False).returncode:
            return 1
        if not _uses_embedded():
            return _supervise()
        embedded.ensure(embedded.var_dir())
        try:
            return _supervise()
        finally:
            embedded.stop(embedded.var_dir(), only_if_unused=True)


def stop() -> int:
    """Stop a running site, then the embedded databases."""
    pid = _running()
    if pid:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while _running() == pid:
            if time.monotonic() > deadline:
                raise RunError(f"`make run` (process {pid}) does not stop.")
            time.sleep(0.1)
        _say("The site is stopped.")
    if not _uses_embedded():
        return 0
    stopped = [embedded.stop(embedded.var_dir(), testing=testing) for testing in (False, True)]
    if any(stopped):
        _say("The embedded database is stopped.")
    return 0


def _supervise() -> int:
    """Run the Procfile's processes until one ends or somebody asks us to stop."""
    environment = _environment()
    # The worker says goodbye to its queue first, which on files takes some seconds.
    honcho_manager.KILL_WAIT = STOP_SECONDS // 2
    manager = honcho_manager.Manager()
    lines = parse_procfile((embedded.BASE_DIR / "Procfile").read_text(encoding="utf-8")).processes
    if _uses_embedded():
        lines["database"] = "exec python -m atest.embedded watch"
    for name, line in lines.items():
        manager.add_process(name, line, env=environment, cwd=str(embedded.BASE_DIR))
    announcer = subprocess.Popen([sys.executable, "-m", "atest.announce"], env=environment)
    try:
        manager.loop()
    finally:
        announcer.terminate()
        announcer.wait()
    asked = manager.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM}
    if not asked:
        raise RunError(
            "One of the processes ended by itself, so the others were stopped; its words are above."
        )
    return 0


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # honcho signals a whole group: the worker's children are gone before it could wait for them, so it need not try.
    environment["REMAP_SIGTERM"] = "SIGQUIT"
    if os.geteuid() == 0:
        # Root is fine for a trial on one's own machine; production has a user of its own (docs/operations.md).
        environment["PYTHONWARNINGS"] = "ignore:You're running the worker with superuser"
    return environment


@contextmanager
def _only_one() -> Iterator[None]:
    path = _lock_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError("`make run` is already running here; `make stop` ends it.") from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _running() -> int | None:
    """Return the pid of the `make run` of this installation, or None."""
    try:
        handle = os.open(_lock_path(), os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.read(handle, 32))
    else:
        return None
    finally:
        os.close(handle)


def _refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = (
                f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT={port + 1}"
            )
            raise RunError(message) from None


def _uses_embedded() -> bool:
    return not env.text("DATABASE_URL", "")


def _lock_path() -> Path:
    return embedded.var_dir() / "run.lock"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- a command's output


if __name__ == "__main__":
    sys.exit(main())
