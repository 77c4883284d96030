"""What the apps keep of one person, gathered for a copy or taken out for good.

Each app says in its AppConfig.ready() what it keeps (`register`) and how the person is taken out of it
(`register_erasure`), so that no app has to know the tables of another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

Collect = Callable[[Any], list[dict[str, Any]]]
Erase = Callable[[Any], None]

_collectors: dict[str, Collect] = {}
_erasers: list[Erase] = []


def register(name: str, collect: Collect) -> None:
    """Add a part of a person's copy: `collect` takes the person and returns rows of plain values."""
    _collectors[name] = collect


def register_erasure(erase: Erase) -> None:
    """Add a step of taking a person out: `erase` gets them while name and address still stand."""
    if erase not in _erasers:
        _erasers.append(erase)


def plain(rows: QuerySet[Any, Any], *fields: str) -> list[dict[str, Any]]:
    """Return the named fields of rows as plain dictionaries."""
    return [dict(one) for one in rows.values(*fields)]


def collected(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return every part of a person's copy by its name."""
    return {name: collect(user) for name, collect in sorted(_collectors.items())}


def erase(user: Any) -> None:
    """Run every step of taking a person out, in the caller's transaction."""
    for step in _erasers:
        step(user)
