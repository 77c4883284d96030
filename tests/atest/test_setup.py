"""Setting up and running say plainly what is missing, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from atest import checks, setup, setup_system

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def test_a_server_below_the_floor_is_refused():
    (error,) = checks.judge_version(140011)
    assert "PostgreSQL 14" in error.msg
    assert "15 or newer" in error.msg
    assert checks.judge_version(150000) == []


@pytest.mark.django_db
def test_the_server_in_use_is_asked_for_its_version():
    assert checks.postgresql_is_new_enough(databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_whose_tables_cannot_be_carried_over_is_refused_with_what_to_do():
    setup.refuse_former_tables("default")
    MigrationRecorder(connection).record_applied("members", "0002_of_an_earlier_version")
    with pytest.raises(setup_system.SetupError, match="move var/ aside"):
        setup.refuse_former_tables("default")


def test_mails_and_packets_are_closed_to_other_accounts(tmp_path):
    (tmp_path / "mail").mkdir(mode=0o755)
    setup.make_folders(tmp_path)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("mail", "files")] == [0o700, 0o700]


def fake_python(folder: Path, version: str) -> None:
    """A python3 that fails the question for 3.11, as an older one or a launcher without a Python would."""
    script = folder / "python3"
    script.write_text(f"#!/bin/sh\necho 'Python {version}'\nexit 1\n")
    script.chmod(0o755)


def test_an_old_python_is_not_taken_and_the_reason_is_said(tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    fake_python(tools, "3.9.2")
    for name in ("sh", "cmp", "id", "rm"):
        (tools / name).symlink_to(shutil.which(name))
    shutil.copy(BASE_DIR / "atest" / "setup_venv.sh", tmp_path)
    (tmp_path / "requirements.txt").touch()
    done = subprocess.run(
        ["sh", "setup_venv.sh", "requirements.txt"],
        cwd=tmp_path,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_virtual_environment_that_is_up_to_date_is_left_alone(tmp_path):
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    python = programs / "python"
    # Installing anything would call pip with more than its version.
    python.write_text(f'#!/bin/sh\n[ "$3" != install ] && exec {sys.executable} "$@"\nexit 7\n')
    python.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("something==1\n")
    (tmp_path / ".venv" / "installed-requirements.txt").write_text("something==1\n")
    shutil.copy(BASE_DIR / "atest" / "setup_venv.sh", tmp_path)
    command = ["sh", "setup_venv.sh", "requirements.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (tmp_path / "requirements.txt").write_text("something==2\n")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 7


def test_the_advice_for_a_missing_pango_is_one_line():
    assert len(setup_system.advice().splitlines()) == 1
    assert "pango" in setup_system.advice()


def run_site(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "atest.process", "run"],
        cwd=BASE_DIR,
        env={**os.environ, "VAR_DIR": str(tmp_path), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_taken_port_is_said_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_site(tmp_path, PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_port_that_is_no_number_is_named(tmp_path):
    done = run_site(tmp_path, PORT="eighty")
    assert (done.returncode, "PORT must be a whole number" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "atest.setup"],
        cwd=BASE_DIR,
        env={**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr
