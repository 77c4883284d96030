"""`make run` from nothing to a site with demo accounts, and back to nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from atest.embedded import places, server
from tests.atest.embedded_tools import BASE_DIR, clear_away, kill_now

pytestmark = pytest.mark.embedded
READY_SECONDS = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A running `python -m atest.process run`, and what it has printed."""

    def __init__(self, var_dir: Path) -> None:
        self.port = free_port()
        self.lines: list[str] = []
        left_out = {"DATABASE_URL", "REDIS_URL", "SITE_URL", "DEMO", "SECRET_KEY", "EMAIL_HOST"}
        settings = {name: value for name, value in os.environ.items() if name not in left_out}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "atest.process", "run"],
            cwd=BASE_DIR,
            env={**settings, "VAR_DIR": str(var_dir), "PORT": str(self.port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=lambda: self.lines.extend(self.process.stdout), daemon=True)
        self._reader.start()

    def says(self, words: str) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if any(words in line for line in list(self.lines)):
                return True
            time.sleep(0.2)
        return False

    def status(self) -> int:
        try:
            return urllib.request.urlopen(f"http://localhost:{self.port}/account/login/", timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code


@pytest.fixture
def var_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    clear_away(tmp_path)


def test_a_site_starts_from_nothing_survives_a_killed_database_and_stops_cleanly(var_dir):
    site = Site(var_dir)
    try:
        assert site.says("Ctrl-C stops it"), "".join(site.lines)
        printed = "".join(site.lines)
        assert f"http://localhost:{site.port}" in printed
        assert "@demo-coalition.example" in printed
        assert site.status() == 200
        place = places.find(var_dir, testing=False)
        kill_now(server.postmaster(place))
        deadline = time.monotonic() + 60
        while server.ask(place) is not server.Answer.READY and time.monotonic() < deadline:
            time.sleep(0.2)
        assert site.status() == 200
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(timeout=60) == 0, "".join(site.lines[-40:])
        assert server.postmaster(place) is None
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", site.port))
    finally:
        if site.process.poll() is None:
            site.process.terminate()
            site.process.wait(timeout=60)
