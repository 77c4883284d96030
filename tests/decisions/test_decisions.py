"""Decisions last: nothing changes them but who may see them, and that is logged."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from common.models import AuditEntry
from decisions.models import Decision
from decisions.services.decisions import DecisionRefused, record_decision, switch_visibility
from tests.decisions.sql import execute
from tests.factories.decisions import DecisionFactory
from tests.factories.members import former_member, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions_decision SET text = 'other words'",
        "UPDATE decisions_decision SET title = 'another title'",
        "UPDATE decisions_decision SET decided_on = decided_on + 1",
        "UPDATE decisions_decision SET outcome = 'not_adopted'",
        "UPDATE decisions_decision SET tally = '12 of 12', minority_view = ''",
        "UPDATE decisions_decision SET number = '2026-99'",
        "UPDATE decisions_decision SET is_public = false, restriction_reason = 'x', text = 'other words'",
        "DELETE FROM decisions_decision",
    ],
)
def test_the_database_refuses_a_change_of_a_decision(sql):
    DecisionFactory(number="2026-01", text="SAMPLE as adopted")
    with pytest.raises(DatabaseError, match="cannot be"), transaction.atomic():
        execute(sql)
    assert Decision.objects.get().text == "SAMPLE as adopted"


def test_a_correction_is_a_new_record_that_points_back():
    first = DecisionFactory()
    second = record_decision(
        number="2026-50",
        decided_on=first.decided_on,
        title="SAMPLE",
        text="SAMPLE right",
        by=None,
        corrects=first,
    )
    assert first.corrected_by == second
    assert list(Decision.objects.in_force()) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        record_decision(number="2026-50", decided_on=first.decided_on, title="x", text="x", by=None)


def test_a_restriction_needs_its_reason_here_and_in_the_database():
    decision, staff = DecisionFactory(), staff_member()
    with pytest.raises(DecisionRefused, match="reason"):
        switch_visibility(decision=decision, is_public=False, reason=" ", by=staff)
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE decisions_decision SET is_public = false")


def test_the_database_refuses_a_switch_of_visibility_that_is_not_kept():
    decision = DecisionFactory()
    with pytest.raises(DatabaseError, match="was not kept"), transaction.atomic():
        execute(
            "UPDATE decisions_decision SET is_public = false, restriction_reason = 'x'; SET CONSTRAINTS ALL IMMEDIATE"
        )
    switch_visibility(decision=decision, is_public=False, reason="SAMPLE not yet", by=staff_member())
    with pytest.raises(DatabaseError, match="was not kept"), transaction.atomic():
        execute(
            "UPDATE decisions_decision SET is_public = true, restriction_reason = ''; SET CONSTRAINTS ALL IMMEDIATE"
        )
    assert not Decision.objects.get().is_public


def test_the_switch_of_visibility_is_kept_with_its_reason_and_logged_without():
    decision, staff = DecisionFactory(), staff_member()
    switch_visibility(decision=decision, is_public=False, reason="SAMPLE not yet", by=staff)
    switch_visibility(decision=decision, is_public=True, reason="", by=staff)
    entries = AuditEntry.objects.filter(verb="switched visibility").order_by("id")
    assert [(one.actor_id, one.detail) for one in entries] == [
        (staff.pk, {"is_public": False}),
        (staff.pk, {"is_public": True}),
    ]
    kept = [(one.is_public, one.reason, one.switched_by) for one in decision.switches.all()]
    assert kept == [(False, "SAMPLE not yet", staff), (True, "", staff)]


@pytest.mark.parametrize(
    "sql",
    ["UPDATE decisions_visibilityswitch SET reason = 'other'", "DELETE FROM decisions_visibilityswitch"],
)
def test_the_database_keeps_every_switch(sql):
    switch_visibility(decision=DecisionFactory(), is_public=False, reason="SAMPLE", by=staff_member())
    with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
        execute(sql)


def test_the_public_record_is_text_date_and_outcome_only():
    decision = DecisionFactory(tally="11 of 12", minority_view="SAMPLE dissent")
    assert set(decision.public_record()) == {"number", "date", "title", "text", "outcome"}


def test_members_see_restricted_decisions_with_a_lock():
    DecisionFactory(number="2026-07", is_public=False, restriction_reason="SAMPLE not yet")
    page = signed_in(representative()).get("/decisions/").content.decode()
    assert "2026-07" in page
    assert "Confidential" in page
    assert signed_in(former_member()).get("/decisions/2026-07/").status_code == 403


def test_decisions_are_found_by_words_year_and_number():
    DecisionFactory(number="2025-01", decided_on="2025-05-01", title="SAMPLE on shelters")
    DecisionFactory(number="2026-01", title="SAMPLE on visas")
    browser = signed_in(representative())
    for query in ("search=shelters", "year=2025", "search=2025-01"):
        found = browser.get(f"/decisions/?{query}").context["page"]
        assert [one.number for one in found] == ["2025-01"], query
    assert "No decision fits" in browser.get("/decisions/?search=zzz").content.decode()


def test_a_longer_register_takes_no_more_queries():
    browser = signed_in(representative())
    DecisionFactory()
    few = queries_of(browser, "/decisions/")
    DecisionFactory.create_batch(29)
    assert queries_of(browser, "/decisions/") == few
