"""Going live: a new database with the facts, the plan and one administrator; the old one is set aside whole.

Sample rows are never deleted one by one: what a sample touched would be hard to find, and the record refuses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg2 import sql

from atest import database_role
from members.models import User

# What belongs to the old database and would be read as the new one's.
FILES = ("files", "mail", "demo-accounts.json")
Say = Callable[[str], None]


class FreshError(RuntimeError):
    """A new database cannot be made; nothing was changed. The message is fit to be shown."""


def start_fresh(*, email: str, name: str, password: str, say: Say) -> str:
    """Set the database and files aside, make new ones with facts, plan and one administrator; return the old name.

    Whatever fails puts everything back. Raises FreshError when other programs use the database, or the owner's
    role may not make one.
    """
    stamp = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d_%H%M%S")
    database = settings.DATABASES["default"]["NAME"]
    old = f"{database}_before_{stamp}"
    connections.close_all()
    with _maintenance() as cursor:
        _refuse_company(cursor, database)
        _run(cursor, "ALTER DATABASE {} RENAME TO {}", database, old)
        try:
            _run(cursor, "CREATE DATABASE {}", database)
        except psycopg2.Error as error:
            _run(cursor, "ALTER DATABASE {} RENAME TO {}", old, database)
            raise FreshError(f"The owner's role may not make a database: {error}") from None
    moved = list(_set_aside(stamp))
    try:
        _fill(email, name, password, say)
    except BaseException:
        _put_back(database, old, moved)
        raise
    return old


def _fill(email: str, name: str, password: str, say: Say) -> None:
    say("Tables ...")
    call_command("migrate", interactive=False, verbosity=0)
    if not settings.REDIS_URL:
        call_command("createcachetable", database=database_role.alias_of_owner(), verbosity=0)
        database_role.give_rights()
    # Before the first data: the sample coalition is made only where nobody is.
    User.objects.create_superuser(email, password, name=name)
    say("First data ...")
    call_command("load_first_data")


@contextmanager
def _maintenance() -> Iterator[psycopg2.extensions.cursor]:
    """A cursor of the owner's in the server's own database: one cannot rename what one is connected to."""
    owner = settings.DATABASES[database_role.alias_of_owner()]
    connection = psycopg2.connect(
        host=owner["HOST"],
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
        dbname="postgres",
    )
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def _run(cursor: psycopg2.extensions.cursor, text: str, *names: str) -> None:
    cursor.execute(sql.SQL(text).format(*map(sql.Identifier, names)))


def _refuse_company(cursor: psycopg2.extensions.cursor, database: str) -> None:
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [database])
    if cursor.fetchone()[0]:
        raise FreshError("The database is in use: stop the site first (`make stop`, or its services).")


def _set_aside(stamp: str) -> Iterator[tuple[Path, Path]]:
    for name in FILES:
        path = Path(settings.VAR_DIR) / name
        if not path.exists():
            continue
        aside = path.with_name(f"{path.name}.before_{stamp}")
        path.rename(aside)
        if aside.is_dir():
            path.mkdir(mode=0o700)
        yield path, aside


def _put_back(database: str, old: str, moved: list[tuple[Path, Path]]) -> None:
    connections.close_all()
    with _maintenance() as cursor:
        _run(cursor, "DROP DATABASE {} WITH (FORCE)", database)
        _run(cursor, "ALTER DATABASE {} RENAME TO {}", old, database)
    for path, aside in moved:
        with suppress(FileNotFoundError):
            path.rmdir()
        aside.rename(path)
