"""Adopted requests as figures: written at adoption, changed by amendments, withdrawn when no longer in force."""

from __future__ import annotations

from datetime import date

import pytest

from appropriations.models import Amount
from appropriations.selectors.home import home_money
from appropriations.services.amounts import NewAmount, record_amount
from appropriations.services.slate_items import change_item
from decisions.models import Decision
from decisions.services.decisions import correct_decision
from tests.factories.appropriations import LineFactory
from tests.factories.members import staff_member
from tests.factories.slates import MILLION, a_request, a_slate, adopted, an_adopted_slate, an_amendment

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return staff_member()


def printed():
    return {one.line_id: one for one in Amount.objects.printed().filter(stage="to_congress")}


def overturned(slate, staff):
    return correct_decision(
        decision=slate.decision,
        reason="SAMPLE",
        decided_on=date(2026, 5, 1),
        title="SAMPLE",
        text="SAMPLE",
        outcome=Decision.Outcome.NOT_ADOPTED,
        by=staff,
    )


def test_a_draft_writes_no_figure_and_adoption_writes_one_a_request_with_its_decision(staff):
    slate = a_slate(0, by=staff)
    number, words, language, both = LineFactory.create_batch(4)
    a_request(slate, line=number, dollars=105_625_000, nature="not_less_than")
    a_request(slate, line=words, dollars=None, words="$8.8 million above the budget")
    a_request(slate, line=language, dollars=None, kind="language", report_language="SAMPLE")
    a_request(slate, line=both, dollars=11 * MILLION, kind="both", report_language="SAMPLE")
    assert not Amount.objects.exists()
    slate = adopted(slate, by=staff)
    found = printed()
    assert found[number.slug].dollars == 105_625_000
    assert found[number.slug].nature == "not_less_than"
    assert found[words.slug].words == "$8.8 million above the budget"
    assert (found[language.slug].kind, found[language.slug].words) == ("words", "report language")
    assert (found[both.slug].dollars, found[both.slug].words) == (11 * MILLION, "report language")
    one = found[number.slug]
    assert one.document == f"FY 2028 requests to Congress, decision {slate.decision.number}"
    assert (one.source_kind, one.as_of, one.entered_by) == ("coalition", slate.decision.decided_on, staff)


def test_the_home_page_shows_the_adopted_request(staff):
    an_adopted_slate(by=staff, year=2027)
    (row,) = home_money(staff, fiscal_year=2027).rows
    assert row.cells[-1].main.text == "1"


def test_an_amendment_changes_adds_and_withdraws_figures_and_their_history_stays(staff):
    slate = an_adopted_slate(2, by=staff)
    changed, dropped = (item.line for item in slate.items.all())
    amendment = an_amendment(slate, by=staff)
    a_request(amendment, line=changed, dollars=9 * MILLION)
    change_item(item=a_request(amendment, line=dropped), by=staff, is_dropped=True)
    added = a_request(amendment).line
    adopted(amendment, by=staff)
    assert {line: one.dollars for line, one in printed().items()} == {
        changed.slug: 9 * MILLION,
        added.slug: MILLION,
    }
    withdrawn = Amount.objects.filter(withdrawn_at__isnull=False)
    assert {one.line_id for one in withdrawn} == {changed.slug, dropped.slug}


def test_what_an_overturned_amendment_changed_is_asked_for_as_before(staff):
    slate = an_adopted_slate(2, by=staff)
    changed, dropped = (item.line for item in slate.items.all())
    amendment = an_amendment(slate, by=staff)
    a_request(amendment, line=changed, dollars=9 * MILLION)
    change_item(item=a_request(amendment, line=dropped), by=staff, is_dropped=True)
    overturned(adopted(amendment, by=staff), staff)
    assert {line: one.dollars for line, one in printed().items()} == {
        changed.slug: MILLION,
        dropped.slug: 2 * MILLION,
    }


def test_an_overturned_slate_asks_for_nothing(staff):
    overturned(an_adopted_slate(2, by=staff), staff)
    assert printed() == {}
    assert Amount.objects.count() == 2


def test_a_part_entered_under_a_request_goes_with_it(staff):
    slate = an_adopted_slate(by=staff)
    whole = Amount.objects.get()
    part = NewAmount(
        whole.line_id,
        2028,
        "to_congress",
        "dollars",
        "SAMPLE letter",
        "coalition",
        date(2026, 3, 1),
        nature="of_which",
        parent=whole.key,
        dollars=400_000,
    )
    record_amount(said=part, by=staff)
    overturned(slate, staff)
    assert not Amount.objects.standing().exists()


def test_a_figure_entered_by_hand_steps_aside_and_is_printed_again_when_ours_goes(staff):
    slate = a_slate(by=staff)
    line = slate.items.get().line
    by_hand = NewAmount(
        line.slug,
        2028,
        "to_congress",
        "dollars",
        "SAMPLE letter",
        "coalition",
        date(2026, 3, 1),
        dollars=3 * MILLION,
    )
    record_amount(said=by_hand, by=staff)
    slate = adopted(slate, by=staff)
    assert printed()[line.slug].dollars == MILLION
    assert Amount.objects.standing().count() == 2
    overturned(slate, staff)
    assert printed()[line.slug].dollars == 3 * MILLION
