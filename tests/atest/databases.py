"""Databases and roles of their own, beside the tests' one, on the same server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

import psycopg2
from django.db import connection
from psycopg2 import sql


def server(database: str = "postgres", **role: str) -> psycopg2.extensions.connection:
    """Connect to the tests' server as its owner, or as another role."""
    ours = connection.settings_dict
    made = psycopg2.connect(
        host=ours["HOST"],
        port=ours["PORT"] or None,
        dbname=database,
        user=role.get("user", ours["USER"]),
        password=role.get("password", ours["PASSWORD"]) or None,
    )
    made.autocommit = True
    return made


def run(text: str, *names: str, database: str = "postgres") -> list[tuple[Any, ...]]:
    """Run one statement as the owner; `{}` are names of databases or roles."""
    with closing(server(database)) as made, made.cursor() as cursor:
        cursor.execute(sql.SQL(text).format(*map(sql.Identifier, names)))
        return cursor.fetchall() if cursor.description else []


def url(database: str, **role: str) -> str:
    """Return the DATABASE_URL of a database on the tests' server."""
    ours = connection.settings_dict
    user, password = role.get("user", ours["USER"]), role.get("password", ours["PASSWORD"] or "")
    host = quote(ours["HOST"], safe="")
    return f"postgres://{quote(user)}:{quote(password)}@{host}:{ours['PORT'] or 5432}/{database}"


@contextmanager
def a_database() -> Iterator[str]:
    """An empty database of its own; it and what was made of it go afterwards."""
    name = f"atest_t_{secrets.token_hex(4)}"
    run("CREATE DATABASE {}", name)
    try:
        yield name
    finally:
        for (found,) in run(f"SELECT datname FROM pg_database WHERE datname LIKE '{name}%'"):  # noqa: S608
            run("DROP DATABASE {} WITH (FORCE)", found)


@contextmanager
def a_role() -> Iterator[tuple[str, str]]:
    """A role that owns nothing: its name and password."""
    name, password = f"desk_t_{secrets.token_hex(4)}", secrets.token_hex(12)
    run(f"CREATE ROLE {{}} LOGIN PASSWORD '{password}'", name)
    try:
        yield name, password
    finally:
        run("DROP OWNED BY {}", name)
        run("DROP ROLE {}", name)
