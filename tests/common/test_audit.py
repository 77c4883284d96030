"""The audit log: written in the caller's transaction, changed by nobody."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from common import audit
from common.models import AuditEntry
from tests.factories.members import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what():
    organization, person = OrganizationFactory(), UserFactory()
    entry = audit.record("renamed", organization, actor_id=person.pk, acting_for=7, before="A", after="B")
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.verb, kept.actor_id, kept.acting_for) == ("renamed", person.pk, 7)
    assert (kept.subject_type, kept.subject_id) == ("members.organization", str(organization.pk))
    assert kept.detail == {"before": "A", "after": "B"}


def test_an_entry_goes_with_the_change_it_tells_of():
    def change_that_fails():
        with transaction.atomic():
            audit.record("did nothing", actor_id=None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE common_auditentry SET verb = 'did nothing'",
        "UPDATE common_auditentry SET actor_id = NULL",
        "DELETE FROM common_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(sql):
    audit.record("signed in", actor_id=1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert AuditEntry.objects.get().verb == "signed in"
