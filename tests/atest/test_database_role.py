"""The role the site works as reads and writes rows, and can neither empty a table nor take a trigger away."""

from __future__ import annotations

from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.db import connection

from atest import checks, database_role
from tests.atest import databases

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def the_desk():
    """A cursor of the site's role in the tests' own database, with the rights `migrate` gives."""
    with databases.a_role() as (user, password):
        ours = connection.settings_dict["NAME"]
        with connection.cursor() as owner:
            for statement in database_role.rights_of(user):
                owner.execute(statement)
        try:
            with (
                closing(databases.server(ours, user=user, password=password)) as made,
                made.cursor() as cursor,
            ):
                yield cursor
        finally:
            databases.run("DROP OWNED BY {}", user, database=ours)


def test_the_desk_adds_and_reads_and_cannot_reach_past_the_record():
    with the_desk() as desk:
        desk.execute(
            "INSERT INTO common_auditentry (at, verb, subject_type, subject_id, detail) "
            "VALUES (now(), 'tried', '', '', '{}')"
        )
        desk.execute("SELECT count(*) FROM common_auditentry WHERE verb = 'tried'")
        assert desk.fetchone() == (1,)
        for statement in (
            "TRUNCATE common_auditentry",
            "TRUNCATE decisions_decision CASCADE",
            "DELETE FROM common_auditentry",
            "UPDATE common_auditentry SET verb = 'never'",
            "ALTER TABLE common_auditentry DISABLE TRIGGER ALL",
            "DROP TRIGGER audit_append_only ON common_auditentry",
            "DROP TABLE decisions_response",
            "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE sql AS ''",
            "SET session_replication_role = replica",
        ):
            with pytest.raises(psycopg2.Error) as refused:
                desk.execute(statement)
            assert refused.value.pgcode == "42501", statement  # insufficient privilege
    with connection.cursor() as owner:
        owner.execute("TRUNCATE common_auditentry")


def test_every_table_can_be_used_by_the_desk_and_none_emptied():
    with the_desk() as desk:
        desk.execute(
            "SELECT relname, has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT'), "
            "has_table_privilege(oid, 'TRUNCATE') FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        rights = {(used, emptied) for _, used, emptied in desk.fetchall()}
    assert rights == {(True, False)}


def test_the_tables_that_only_grow_are_named_as_they_are():
    assert set(database_role.ADD_ONLY) <= set(connection.introspection.table_names())


def test_a_role_that_owns_the_tables_is_told_apart():
    assert database_role.too_strong() in {"is a superuser", "owns the tables"}


def test_a_site_reachable_from_outside_refuses_a_role_that_is_too_strong(settings):
    settings.SITE_IS_LOCAL = True
    assert checks.role_cannot_change_the_record(databases=["default"]) == []
    settings.SITE_IS_LOCAL = False
    (error,) = checks.role_cannot_change_the_record(databases=["default"])
    assert error.id == "atest.E002"
    assert "DATABASE_OWNER_URL" in error.hint
