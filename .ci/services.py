"""Print shell lines that name the PostgreSQL and Redis of this machine, where they answer.

`services.py` makes a database for this run; `services.py --drop` removes it again.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import redis
from psycopg2 import sql

HOST = "127.0.0.1"
# Two clones may be tried on one machine at the same time.
NAME = f"atest_ci_{hashlib.sha256(os.fsencode(Path.cwd())).hexdigest()[:8]}"


def main() -> None:
    """Print the lines, or drop the database."""
    user = _user_let_in()
    if user:
        _execute(user, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"))
        if "--drop" in sys.argv:
            return
        _execute(user, sql.SQL("CREATE DATABASE {}"))
        print(f"export DATABASE_URL=postgres://{user}@{HOST}:5432/{NAME}")
    if _redis_answers():
        print(f"export REDIS_URL=redis://{HOST}:6379/9")


def _user_let_in() -> str | None:
    for user in (getpass.getuser(), "postgres"):
        try:
            psycopg2.connect(host=HOST, user=user, dbname="postgres", connect_timeout=3).close()
        except psycopg2.OperationalError as error:
            sys.stderr.write(f"PostgreSQL as {user}: {error}")
        else:
            return user
    return None


def _execute(user: str, statement: sql.SQL) -> None:
    with closing(psycopg2.connect(host=HOST, user=user, dbname="postgres")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement.format(sql.Identifier(NAME)))


def _redis_answers() -> bool:
    try:
        return bool(redis.Redis(host=HOST, socket_connect_timeout=3).ping())
    except redis.exceptions.ConnectionError as error:
        sys.stderr.write(f"Redis: {error}\n")
        return False


main()
