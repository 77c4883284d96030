"""What stops an import in the middle loses nothing and leaves no half bill; run again, it completes. Really killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from atest import embedded
from atest.embedded import places, server
from legislation.models import Bill
from legislation.services.import_bills import import_billstatus
from tests.atest import databases
from tests.atest.embedded_tools import clear_away, kill_now
from tests.legislation.importing import (
    MANY,
    ROOT,
    SAMPLE,
    assert_no_half_bill,
    children,
    heap,
    start,
    wait_for,
)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def here():
    return databases.url(connection.settings_dict["NAME"])


def sessions():
    """The sessions in the tests' database: this one, and those of others."""
    name = connection.settings_dict["NAME"]
    return databases.run(f"SELECT pid FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 - ours


def ended(process):
    """Wait for the end; return its code and what it said."""
    _, err = process.communicate(timeout=120)
    return process.returncode, err


def assert_completes(path):
    before = Bill.objects.count()
    assert 0 < before < MANY
    assert_no_half_bill()
    tally = import_billstatus(paths=[path])
    assert (tally.unchanged, tally.created, tally.failed) == (before, MANY - before, 0)
    assert_no_half_bill()


@linux_only
@pytest.mark.django_db(transaction=True)
def test_kill_9_of_the_importing_process(tmp_path):
    path = heap(tmp_path)
    assert not Bill.objects.exists()
    # A server that an earlier test ran beside itself may have left one.
    before = len(sessions())
    process = start(path, here())
    wait_for(Bill.objects.exists)
    workers = children(process.pid)
    kill_now(process.pid)
    process.communicate()
    # Nobody else would end them.
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    wait_for(lambda: len(sessions()) <= before)
    assert_completes(path)


@linux_only
@pytest.mark.django_db(transaction=True)
def test_kill_9_of_one_worker(tmp_path):
    path = heap(tmp_path)
    process = start(path, here())
    wait_for(Bill.objects.exists)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    code, said = ended(process)
    assert code == 1
    assert "The import stopped after" in said
    assert "one of its processes was ended" in said
    assert_completes(path)


@pytest.mark.django_db(transaction=True)
def test_the_database_ends_the_sessions(tmp_path):
    path = heap(tmp_path)
    process = start(path, here(), jobs=1)
    wait_for(Bill.objects.exists)
    databases.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608 - our own name
        f" WHERE datname = '{connection.settings_dict['NAME']}' AND application_name = ''"
        " AND pid <> pg_backend_pid() AND query NOT LIKE '%legislation_bill\" LIMIT 1%'"
    )
    connection.close()
    code, said = ended(process)
    assert code == 1
    assert "the database was lost" in said
    assert_completes(path)


@pytest.mark.django_db
def test_a_truncated_archive_gives_what_it_holds_and_says_where_it_breaks_off(tmp_path):
    path = tmp_path / "bills.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        for number in range(40):
            name = tmp_path / f"BILLSTATUS-119hr{20_000 + number}.xml"
            words = SAMPLE.read_text(encoding="utf-8").replace(">9905<", f">{20_000 + number}<")
            # What cannot be packed well, so that half of the archive is half of the bills.
            name.write_text(words.replace("lighthouses", os.urandom(20_000).hex()), encoding="utf-8")
            archive.add(name, name.name)
            name.unlink()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    told = []
    tally = import_billstatus(paths=[path], tell=told.append)
    assert 5 < tally.created < 35
    assert [each.name for each in told if "breaks off after" in each.reason] == [str(path)]
    assert tally.failed == 1
    assert_no_half_bill()

    path.write_bytes(whole)
    again = import_billstatus(paths=[path])
    assert (again.unchanged, again.created, again.failed) == (tally.created, 40 - tally.created, 0)


@pytest.mark.django_db
def test_half_a_file_is_refused_by_name_and_leaves_the_bill_as_it_was(tmp_path):
    path = tmp_path / "BILLSTATUS-119hr9905.xml"
    path.write_bytes(SAMPLE.read_bytes())
    import_billstatus(paths=[path])
    path.write_bytes(SAMPLE.read_bytes()[:3_000])
    told = []
    tally = import_billstatus(paths=[path], tell=told.append)
    assert (tally.failed, told[0].name) == (1, str(path))
    assert "not well-formed XML" in told[0].reason
    assert_no_half_bill()


@pytest.mark.django_db
def test_half_a_file_of_json_lines_gives_the_lines_it_holds(tmp_path, capsys):
    node = {"bill": {"bill": {"congress": 119, "type": "HR", "title": "SAMPLE", "updateDate": "2025-03-03"}}}
    lines = []
    for number in range(3):
        node["bill"]["bill"]["number"] = str(30_000 + number)
        lines.append(json.dumps(node))
    path = tmp_path / "bills.jsonl"
    path.write_text("\n".join(lines)[:-20], encoding="utf-8")
    with pytest.raises(CommandError, match="1 of 3 files failed"):
        call_command("import_bill_json", str(path), "--json")
    assert f"{path}:3: no JSON" in capsys.readouterr().err
    assert Bill.objects.count() == 2


@pytest.fixture
def a_server(tmp_path, monkeypatch):
    """A server of the test's own, which writes to disk what it says is written; the tests' usual one does not."""
    for name in ("DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    yield embedded.ensure(tmp_path, testing=False)
    clear_away(tmp_path)


@pytest.mark.embedded
@linux_only
def test_the_server_dies_as_by_a_power_cut_and_comes_back(a_server, tmp_path):
    socket = str(a_server.socket).replace("/", "%2F")
    database = f"postgres://{server.NAME}:{a_server.password}@{socket}:{places.PORT}/{server.NAME}"
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=ROOT, check=True, env={**os.environ, "DATABASE_URL": database})

    def count(table="legislation_bill"):
        with closing(psycopg2.connect(database)) as made, made.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own words
            return cursor.fetchone()[0]

    path = heap(tmp_path)
    process = start(path, database)
    wait_for(count)
    kill_now(int((a_server.data / "postmaster.pid").read_text().split()[0]))
    code, said = ended(process)
    assert (code, "The import stopped after" in said) == (1, True)

    embedded.ensure(tmp_path, testing=False)
    before = count()
    assert 0 < before < MANY
    assert count("legislation_action") == 2 * before
    assert count("legislation_billfacts") == before
    code, _ = ended(start(path, database))
    assert (code, count()) == (0, MANY)
