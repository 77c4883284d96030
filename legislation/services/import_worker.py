"""What a spawned process of an import runs. It imports no model before Django is set up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legislation.services.import_bills import FileResult
    from legislation.sources.archives import Found


def start(database: dict[str, Any]) -> None:
    """Set Django up with the caller's database, which in a test is not the one of the settings."""
    import django  # a spawned process starts with nothing
    from django.db import connections

    django.setup()
    connections.databases["default"].update(database)
    connections["default"].settings_dict.update(database)


def work(chunk: list[Found]) -> list[FileResult]:
    """Import the files of one chunk."""
    from legislation.services.import_bills import import_here  # models, so only after `start`

    return list(import_here(chunk))
