"""What can go wrong with the embedded database, said so that the reader knows what to do next."""

from __future__ import annotations


class EmbeddedDatabaseError(RuntimeError):
    """The embedded database cannot be used; the message says why and what to do."""


WAY_OUT = "Set DATABASE_URL to use a PostgreSQL server (15 or newer) of your own instead."
