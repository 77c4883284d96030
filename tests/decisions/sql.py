"""Going around Django: what the database itself refuses."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection


def execute(sql: str, values: Sequence[object] = ()) -> None:
    """Run one statement as any program with the database's address could."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


RESPOND = """
    INSERT INTO decisions_response
        (proposal_id, organization_id, round, answer, reason, answered_by_id, received_how, answered_at)
    VALUES (%s, %s, 1, 'support', '', %s, '', now())
"""
