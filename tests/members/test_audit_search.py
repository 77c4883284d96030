"""The audit log is searched by the secretariat however long it has grown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from common import audit
from common.models import AuditEntry
from members.filters import AuditFilter
from tests.factories.members import OrganizationFactory, staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def entry(verb, at):
    return AuditEntry.objects.create(verb=verb, at=at)


def test_days_are_those_of_washington():
    entry("before", datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC))
    entry("first second", datetime(2026, 3, 8, 5, tzinfo=UTC))
    # The clocks went forward that morning: the day has 23 hours.
    entry("last second", datetime(2026, 3, 9, 3, 59, 59, tzinfo=UTC))
    entry("after", datetime(2026, 3, 9, 4, tzinfo=UTC))
    found = AuditFilter({"since": "2026-03-08", "until": "2026-03-08"}, queryset=AuditEntry.objects.all()).qs
    assert [one.verb for one in found] == ["last second", "first second"]


def test_a_day_is_compared_as_the_index_holds_it():
    found = AuditFilter({"since": "2026-03-08", "until": "2026-03-09"}, queryset=AuditEntry.objects.all()).qs
    assert "TIME ZONE" not in str(found.query)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_no_clock_reaches_is_no_error(day):
    browser = signed_in(staff_member())
    assert browser.get("/people/audit/", {"since": day, "until": day}).status_code == 200


def test_each_verb_and_each_kind_is_offered_once_by_the_alphabet():
    for verb in ("signed in", "did something", "signed in"):
        audit.record(verb, OrganizationFactory(), actor_id=None)
    audit.record("did nothing", actor_id=None)
    assert AuditEntry.objects.verbs() == ["did nothing", "did something", "signed in"]
    assert AuditEntry.objects.subject_types() == ["members.organization"]


def test_an_empty_log_offers_nothing():
    assert AuditEntry.objects.verbs() == []
