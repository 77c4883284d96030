"""The role the site works as reads and writes rows, and can neither empty a table nor take a trigger away."""

from __future__ import annotations

from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.db import connection

from atest import checks, database_role
from tests.atest import databases
from tests.decisions.sql import RESPOND
from tests.factories.decisions import an_open_proposal, with_deadline_passed
from tests.factories.members import OrganizationFactory, representative

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
        rights = {name: (used, emptied) for name, used, emptied in desk.fetchall()}
    for name in database_role.ADDED_BY_TRIGGERS:
        assert rights.pop(name) == (False, False), name
    assert set(rights.values()) == {(True, False)}


def test_the_tables_that_only_grow_are_named_as_they_are():
    assert set(database_role.ADD_ONLY) <= set(connection.introspection.table_names())
    assert set(database_role.ADDED_BY_TRIGGERS) <= set(database_role.ADD_ONLY)


def test_every_rule_reads_the_tables_it_is_about_and_no_others():
    with connection.cursor() as owner:
        owner.execute(
            "SELECT proname, coalesce(proconfig, '{}') FROM pg_proc WHERE prorettype = 'trigger'::regtype "
            "AND pronamespace = 'public'::regnamespace AND prosrc ~ '(common|decisions|members)_'"
        )
        found = dict(owner.fetchall())
    assert "response_while_open" in found
    for name, settings in found.items():
        assert "search_path=public, pg_temp" in settings, name


def test_a_table_of_ones_own_by_the_same_name_opens_no_closed_proposal():
    organization = OrganizationFactory()
    person = representative(organization)
    proposal = with_deadline_passed(an_open_proposal([organization]))
    with the_desk() as desk:
        desk.execute(
            "CREATE TEMP TABLE decisions_proposal AS "
            "SELECT id, state, round, now() + interval '1 day' AS deadline_at FROM public.decisions_proposal"
        )
        desk.execute("SELECT count(*) FROM decisions_proposal WHERE deadline_at > now()")
        assert desk.fetchone() == (1,), "the session sees its own"
        with pytest.raises(psycopg2.errors.CheckViolation, match="takes no answers"):
            desk.execute(
                RESPOND.replace("decisions_", "public.decisions_"), [proposal.pk, organization.pk, person.pk]
            )


def test_the_desk_keeps_a_version_of_each_answer_and_enters_none_of_its_own():
    organization = OrganizationFactory()
    person = representative(organization)
    proposal = an_open_proposal([organization])
    with the_desk() as desk:
        desk.execute(RESPOND, [proposal.pk, organization.pk, person.pk])
        desk.execute("UPDATE decisions_response SET answer = 'abstain' RETURNING id")
        (response,) = desk.fetchone()
        desk.execute("SELECT answer FROM decisions_responseversion ORDER BY id")
        assert desk.fetchall() == [("support",), ("abstain",)]
        entered = (
            "INSERT INTO public.decisions_responseversion "  # noqa: S608 - numbers of ours
            "(response_id, round, answer, reason, answered_by_id, received_how, answered_at) "
            f"VALUES ({response}, 1, 'block', 'never given', {person.pk}, '', now())"
        )
        desk.execute("CREATE TEMP TABLE mine (id int)")
        desk.execute(
            "CREATE FUNCTION pg_temp.enter() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {entered}; RETURN NEW; END $$"
        )
        desk.execute(
            "CREATE TRIGGER enter BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.enter()"
        )
        for statement in (entered, "INSERT INTO mine VALUES (1)"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                desk.execute(statement)


def test_a_role_that_owns_the_tables_is_told_apart():
    assert database_role.too_strong() in {"is a superuser", "owns the tables"}


def test_a_site_reachable_from_outside_refuses_a_role_that_is_too_strong(settings):
    settings.SITE_IS_LOCAL = True
    assert checks.role_cannot_change_the_record(databases=["default"]) == []
    settings.SITE_IS_LOCAL = False
    (error,) = checks.role_cannot_change_the_record(databases=["default"])
    assert error.id == "atest.E002"
    assert "DATABASE_OWNER_URL" in error.hint
