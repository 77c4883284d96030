"""The embedded database starts, survives what kills it, and leaves strangers alone."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from atest import embedded
from atest.embedded import places, server
from tests.atest.embedded_tools import clear_away, connect, kill_now, query, run_module

pytestmark = pytest.mark.embedded


@pytest.fixture
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    clear_away(tmp_path)


@pytest.fixture
def place(var_dir: Path) -> places.Place:
    return embedded.ensure(var_dir, testing=True)


def test_the_settings_reach_the_server_that_was_started(place, var_dir):
    entry = embedded.database_settings(var_dir, testing=True)["default"]
    login = {
        "host": entry["HOST"],
        "port": entry["PORT"],
        "user": entry["USER"],
        "password": entry["PASSWORD"],
    }
    with closing(psycopg2.connect(**login, dbname=entry["NAME"])) as connection:
        assert connection.server_version >= 150000


def test_reading_the_settings_starts_nothing(var_dir):
    embedded.database_settings(var_dir, testing=True)
    found = places.find(var_dir, testing=True)
    assert not found.data.exists()
    assert server.ask(found) is server.Answer.SILENT


def test_nobody_reaches_the_server_over_the_network_or_without_the_password(place):
    assert query(place, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(place.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((place.folder / "password").stat().st_mode) == 0o600
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(
            host=str(place.socket), port=places.PORT, user=server.NAME, password="wrong", dbname="atest"
        )


def test_what_the_server_refuses_it_logs_without_the_words(place):
    query(place, "CREATE TABLE said (words text CHECK (words <> 'canaryrefused'))")
    with pytest.raises(psycopg2.errors.CheckViolation):
        query(place, "INSERT INTO said VALUES ('canaryrefused')")
    logged = place.log.read_text()
    assert "violates check constraint" in logged
    assert "canaryrefused" not in logged


def test_the_tests_server_keeps_its_data_apart_and_does_not_wait_for_the_disk(place, var_dir):
    assert query(place, "SHOW fsync") == "off"
    assert places.find(var_dir, testing=False).data != place.data


def test_a_second_start_finds_the_first_server(place, var_dir):
    first = server.postmaster(place)
    again = embedded.ensure(var_dir, testing=True)
    assert (again, server.postmaster(again)) == (place, first)


def test_a_killed_server_comes_back_with_its_data(place, var_dir):
    query(place, "CREATE TABLE kept (word text)")
    query(place, "INSERT INTO kept VALUES ('still here')")
    query(place, "CHECKPOINT")
    killed = server.postmaster(place)
    kill_now(killed)
    embedded.ensure(var_dir, testing=True)
    assert server.postmaster(place) not in {None, killed}
    assert query(place, "SELECT word FROM kept") == "still here"


def test_a_killed_client_harms_nobody(place):
    script = (
        "import psycopg2, sys, time; c = psycopg2.connect(sys.argv[1]); k = c.cursor();"
        "k.execute('CREATE TABLE half (n int)'); print('begun', flush=True); time.sleep(60)"
    )
    address = (
        f"host={place.socket} port={places.PORT} user={server.NAME} password={place.password} dbname=atest"
    )
    client = subprocess.Popen([sys.executable, "-c", script, address], stdout=subprocess.PIPE, text=True)
    before = server.postmaster(place)
    with closing(connect(place)) as bystander, bystander.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert client.stdout.readline() == "begun\n"
        client.kill()
        client.wait()
        cursor.execute("SELECT 2")
        assert cursor.fetchone() == (2,)
    assert server.postmaster(place) == before
    assert query(place, "SELECT to_regclass('half') IS NULL") == "True"


@pytest.mark.parametrize("end", ["stopped", "killed"])
def test_a_stale_pid_that_belongs_to_another_process_is_passed_over(place, var_dir, end):
    if end == "stopped":
        embedded.stop(var_dir, testing=True)
    else:
        kill_now(server.postmaster(place))
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lines = f"{stranger.pid}\n{place.data}\n{int(time.time())}\n{places.PORT}\n{place.socket}\n\n"
        (place.data / "postmaster.pid").write_text(lines)
        (place.socket / f".s.PGSQL.{places.PORT}.lock").write_text(lines)
        embedded.ensure(var_dir, testing=True)
        assert server.postmaster(place) not in {None, stranger.pid}
        embedded.stop(var_dir, testing=True)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_stopping_never_signals_a_stranger_named_in_the_pid_file(place, var_dir):
    embedded.stop(var_dir, testing=True)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (place.data / "postmaster.pid").write_text(f"{stranger.pid}\n{place.data}\n")
        assert embedded.stop(var_dir, testing=True) is False
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_two_processes_that_start_at_once_share_one_server(var_dir):
    starters = [run_module(var_dir, "start", "--test") for _ in range(3)]
    endings = [(starter.communicate(timeout=180)[1], starter.returncode) for starter in starters]
    assert [code for _, code in endings] == [0, 0, 0], endings
    found = places.find(var_dir, testing=True)
    assert query(found, "SELECT count(*) FROM pg_database WHERE datname = 'atest'") == "1"


def test_a_path_of_150_characters_works(var_dir):
    long = Path(str(var_dir) + "/" + "p" * max(1, 149 - len(str(var_dir))))
    long.mkdir()
    assert len(str(long)) >= 150
    try:
        found = embedded.ensure(long, testing=True)
        assert query(found, "SELECT 1") == "1"
    finally:
        clear_away(long)


def test_a_socket_folder_that_was_cleaned_away_is_made_again(place, var_dir):
    shutil.rmtree(place.socket)
    again = embedded.ensure(var_dir, testing=True)
    assert query(again, "SELECT 1") == "1"


def test_an_initdb_that_was_broken_off_is_not_taken_for_data(var_dir):
    found = places.find(var_dir, testing=True)
    (found.home / "data.123").mkdir(parents=True)
    (found.home / "data.123" / "PG_VERSION").write_text("18\n")
    if found.account:
        for path in (found.home, found.home / "data.123"):
            os.chown(path, found.account.uid, found.account.gid)
    assert query(embedded.ensure(var_dir, testing=True), "SELECT 1") == "1"
    assert not (found.home / "data.123").exists()


def test_who_is_done_does_not_stop_what_others_use(var_dir):
    holder = run_module(var_dir, "watch", "--test")
    try:
        found = places.find(var_dir, testing=True)
        deadline = time.monotonic() + 60
        while server.ask(found) is not server.Answer.READY and time.monotonic() < deadline:
            time.sleep(0.1)
        assert embedded.stop(var_dir, testing=True, only_if_unused=True) is False
        assert query(found, "SELECT 1") == "1"
    finally:
        holder.send_signal(signal.SIGTERM)
        holder.communicate()
    assert embedded.stop(var_dir, testing=True, only_if_unused=True) is True
    assert server.postmaster(found) is None


def test_the_watch_brings_a_killed_server_back(var_dir):
    place = embedded.ensure(var_dir, testing=True)
    watch = run_module(var_dir, "watch", "--test")
    try:
        killed = server.postmaster(place)
        kill_now(killed)
        deadline = time.monotonic() + 30
        while server.ask(place) is not server.Answer.READY and time.monotonic() < deadline:
            time.sleep(0.1)
        assert server.postmaster(place) not in {None, killed}
    finally:
        watch.send_signal(signal.SIGTERM)
        watch.communicate()


def test_a_copied_folder_gets_a_server_of_its_own(place, var_dir):
    copy = var_dir / "copy"
    shutil.copytree(place.folder, copy / "postgres-test", ignore=shutil.ignore_patterns("data", "socket"))
    try:
        assert places.find(copy, testing=True).socket != place.socket
    finally:
        clear_away(copy)


def test_a_moved_folder_keeps_its_data(place, var_dir):
    query(place, "CREATE TABLE kept (word text)")
    embedded.stop(var_dir, testing=True)
    moved = var_dir / "moved"
    moved.mkdir()
    place.folder.rename(moved / "postgres-test")
    try:
        again = embedded.ensure(moved, testing=True)
        assert query(again, "SELECT to_regclass('kept') IS NOT NULL") == "True"
    finally:
        clear_away(moved)


def test_a_lost_password_is_said_not_guessed_at(place, var_dir):
    (place.folder / "password").unlink()
    with pytest.raises(embedded.EmbeddedDatabaseError, match="refuses the password"):
        embedded.ensure(var_dir, testing=True)
    (place.folder / "password").unlink()


def test_data_of_a_postgresql_that_is_gone_are_named(place, var_dir):
    embedded.stop(var_dir, testing=True)
    (place.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(embedded.EmbeddedDatabaseError, match="made by PostgreSQL 12"):
        embedded.ensure(var_dir, testing=True)


def test_a_server_that_cannot_start_says_so_in_its_own_words(place, var_dir):
    embedded.stop(var_dir, testing=True)
    with (place.data / "postgresql.conf").open("a") as file:
        file.write("\nno_such_setting = 1\n")
    with pytest.raises(embedded.EmbeddedDatabaseError, match="no_such_setting"):
        embedded.ensure(var_dir, testing=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SITE_URL", "https://policy.example.org"), ("ALLOWED_HOSTS", "localhost,policy.example.org")],
)
def test_a_site_reachable_from_outside_is_refused(var_dir, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(embedded.EmbeddedDatabaseError, match=r"policy\.example\.org.*Set DATABASE_URL"):
        embedded.database_settings(var_dir, testing=True)
    ended = run_module(var_dir, "start", "--test", **{name: value})
    words = ended.communicate()[1]
    assert ended.returncode == 1
    assert "policy.example.org" in words
    assert "Traceback" not in words


def test_commands_that_need_no_database_start_none(var_dir, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(var_dir))
    for command in (["help"], ["migrate", "--help"], ["collectstatic"], ["--version"], []):
        embedded.ensure_for_command(["manage.py", *command])
    assert not (var_dir / "postgres").exists()


def test_a_command_that_needs_the_database_starts_it(var_dir, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(var_dir))
    embedded.ensure_for_command(["manage.py", "migrate"])
    assert server.ask(places.find(var_dir, testing=False)) is server.Answer.READY


def test_a_database_of_ones_own_leaves_the_embedded_one_alone(var_dir, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(var_dir))
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example.org/desk")
    embedded.ensure_for_command(["manage.py", "migrate"])
    assert not (var_dir / "postgres").exists()
