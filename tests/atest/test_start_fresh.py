"""Going live: the database with the samples is set aside whole, and the new one holds facts and one person."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.atest import databases

pytestmark = pytest.mark.django_db
BASE_DIR = Path(__file__).resolve().parent.parent.parent
WHO = ["--email", "first@coalition.example", "--name", "SAMPLE First Administrator", "--yes"]
PASSWORD = "kumquat-harbor-9931"


def start_fresh(
    var_dir: Path, database: str, *words: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    left_out = {"REDIS_URL", "DEMO", "CI"}
    return subprocess.run(
        [sys.executable, "manage.py", "start_fresh", *(words or WHO)],
        cwd=BASE_DIR,
        env={
            **{key: value for key, value in os.environ.items() if key not in left_out},
            "VAR_DIR": str(var_dir),
            "DATABASE_URL": databases.url(database),
            "FRESH_PASSWORD": PASSWORD,
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_old_database_is_kept_and_the_new_one_has_facts_the_plan_and_one_administrator(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "old.pdf").write_text("SAMPLE packet")
    with databases.a_database() as name:
        databases.run("CREATE TABLE kept (word text)", database=name)
        done = start_fresh(tmp_path, name)
        assert done.returncode == 0, done.stderr
        (old,) = [
            row[0]
            for row in databases.run("SELECT datname FROM pg_database")
            if row[0].startswith(f"{name}_before")
        ]
        assert databases.run("SELECT count(*) FROM kept", database=old) == [(0,)]
        assert old in done.stdout
        rows = databases.run("SELECT email, is_sample FROM members_user", database=name)
        assert rows == [("first@coalition.example", False)]
        terms = databases.run("SELECT role FROM members_secretariatterm", database=name)
        assert terms == [("administrator",)]
        for table in ("legislation_bill", "priorities_priority", "appropriations_line", "outreach_office"):
            assert databases.run("SELECT count(*) FROM {}", table, database=name)[0][0] > 10
        assert samples_in(name) == {}
    assert list((tmp_path / "files").iterdir()) == []
    (aside,) = tmp_path.glob("files.before_*")
    assert (aside / "old.pdf").exists()


def samples_in(database: str) -> dict[str, int]:
    """The tables with sample rows and how many each has."""
    tables = databases.run(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'is_sample'", database=database
    )
    assert len(tables) > 5
    counts = {
        table: databases.run("SELECT count(*) FROM {} WHERE is_sample", table, database=database)[0][0]
        for (table,) in tables
    }
    return {table: count for table, count in counts.items() if count}


def test_a_database_in_use_is_left_alone(tmp_path):
    with databases.a_database() as name, closing(databases.server(name)):
        done = start_fresh(tmp_path, name)
        assert done.returncode == 1
        assert "stop the site first" in done.stderr
        assert [
            row for row in databases.run("SELECT datname FROM pg_database") if row[0].startswith(name)
        ] == [(name,)]


def test_what_fails_half_way_puts_everything_back(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "old.pdf").write_text("SAMPLE packet")
    with databases.a_database() as name:
        databases.run("CREATE TABLE kept (word text)", database=name)
        # The site's role does not exist: found out after the tables were made.
        nobody = databases.url(name, user="nobody_such", password="x")
        done = start_fresh(tmp_path, name, DATABASE_URL=nobody, DATABASE_OWNER_URL=databases.url(name))
        assert done.returncode == 1
        assert "does not exist" in done.stderr
        assert databases.run("SELECT count(*) FROM kept", database=name) == [(0,)]
        assert [
            row for row in databases.run("SELECT datname FROM pg_database") if row[0].startswith(name)
        ] == [(name,)]
    assert (tmp_path / "files" / "old.pdf").exists()


@pytest.mark.parametrize(
    ("words", "environment", "message"),
    [
        (["--email", "nobody", "--name", "SAMPLE A", "--yes"], {}, "--email"),
        (["--email", "a@b.example", "--name", " ", "--yes"], {}, "--name"),
        (WHO, {"FRESH_PASSWORD": "short"}, "password is refused"),
    ],
)
def test_a_bad_word_is_named_before_anything_changes(tmp_path, words, environment, message):
    with databases.a_database() as name:
        done = start_fresh(tmp_path, name, *words, **environment)
        assert (done.returncode, message in done.stderr) == (1, True)
        assert (
            len([row for row in databases.run("SELECT datname FROM pg_database") if row[0].startswith(name)])
            == 1
        )
