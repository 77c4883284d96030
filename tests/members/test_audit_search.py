"""The audit log is searched by the secretariat however long it has grown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from common import audit
from common.models import AuditEntry
from members.filters import AuditFilter
from members.selectors.audit_log import detail_in_words
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


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({"deadline_at": "2026-12-07T17:00:00-05:00"}, "deadline at Dec 7, 2026, 5:00 p.m. ET"),
        ({"until": "2026-07-01T12:30:00.5+00:00"}, "until Jul 1, 2026, 8:30 a.m. ET"),
        ({"last_day": "2026-11-21"}, "last day Nov 21, 2026"),
        ({"decisions": ["2026-01", "2026-02"]}, "decisions 2026-01, 2026-02"),
        ({"last_day": "2026-13-41"}, "last day 2026-13-41"),
    ],
)
def test_days_and_moments_are_said_as_on_every_page(stored, said):
    assert detail_in_words(stored) == said
