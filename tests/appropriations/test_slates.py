"""Slates through their services: built, put forward, changed in rounds, adopted, amended, locked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from appropriations.models import Slate, SlateItem
from appropriations.selectors.slate_requests import requests_in_force, text_of
from appropriations.services.slate_adoption import adopt_by_decision
from appropriations.services.slate_clearances import clear_phrase, take_clearance_back, uncleared
from appropriations.services.slate_items import add_item, change_item, move_item, remove_item, undo_change
from appropriations.services.slate_proposals import prepare_round, start_slate_round, take_slate_back
from appropriations.services.slates import (
    SlateRefused,
    amend_slate,
    build_slate,
    discard_slate,
    note_on_slate,
    set_aside_slate,
)
from common.models import AuditEntry, Notice
from decisions.choices import Answer, ProposalState
from decisions.models import Decision
from decisions.services.closing import close_proposal, leave_undecided, withdraw_proposal
from decisions.services.decisions import correct_decision
from decisions.services.rounds import start_round
from tests.factories.appropriations import AmountFactory, LineFactory
from tests.factories.decisions import DecisionFactory, an_answer, with_deadline_passed
from tests.factories.members import representative, staff_member
from tests.factories.slates import (
    MILLION,
    a_proposed_slate,
    a_request,
    a_slate,
    adopted,
    an_adopted_slate,
    an_amendment,
    put_forward,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return staff_member()


def closed(slate, staff, answer=Answer.SUPPORT):
    """The slate once its proposal was answered by everybody and closed."""
    proposal = slate.proposal
    for elector in proposal.electors.all():
        an_answer(proposal, elector.organization, answer)
    with_deadline_passed(proposal)
    close_proposal(proposal=proposal, title="SAMPLE title", text="SAMPLE text", by=staff)
    slate.refresh_from_db()
    return slate


def said(slate):
    return {item.line_id: (item.dollars, item.is_dropped) for item in slate.items.all()}


def test_a_slate_is_built_from_last_years_with_its_amendments_and_nothing_cleared(staff):
    kept, gone, more = LineFactory(), LineFactory(), LineFactory()
    last = build_slate(fiscal_year=2027, to="to_congress", by=staff)
    a_request(last, line=kept, report_language="SAMPLE We ask for no offset.")
    a_request(last, line=gone)
    (phrase,) = uncleared(last)
    clear_phrase(slate=last, asked=phrase, by=staff)
    adopted(last, by=staff)
    change = an_amendment(last)
    a_request(change, line=more, dollars=3 * MILLION)
    change_item(item=a_request(change, line=gone), by=staff, is_dropped=True)
    adopted(change)
    now = build_slate(fiscal_year=2028, to="to_congress", by=staff, start=last)
    assert said(now) == {kept.slug: (MILLION, False), more.slug: (3 * MILLION, False)}
    assert now.items.get(line=kept).justification == "SAMPLE because"
    assert len(uncleared(now)) == 1
    assert now.built_from == last


def test_a_slate_is_built_from_the_request_figures_of_the_year_before(staff):
    number, words, others = LineFactory(), LineFactory(), LineFactory()
    of_last = {"fiscal_year": 2027, "stage": "to_congress", "source_kind": "coalition"}
    AmountFactory(line=number, dollars=7 * MILLION, **of_last)
    AmountFactory(line=words, kind="words", dollars=None, words="SAMPLE words", **of_last)
    AmountFactory(line=others, dollars=9 * MILLION, **(of_last | {"source_kind": "advocate"}))
    built = build_slate(fiscal_year=2028, to="to_congress", by=staff, from_figures=True)
    assert {(item.line_id, item.dollars, item.words) for item in built.items.all()} == {
        (number.slug, 7 * MILLION, ""),
        (words.slug, None, "SAMPLE words"),
    }


def test_there_is_one_slate_a_year_and_addressee_and_the_secretariat_keeps_it(staff):
    a_slate(by=staff)
    with pytest.raises(SlateRefused, match="There is a slate"):
        build_slate(fiscal_year=2028, to="to_congress", by=staff)
    build_slate(fiscal_year=2028, to="to_omb", by=staff)
    with pytest.raises(SlateRefused, match="secretariat"):
        build_slate(fiscal_year=2029, to="to_omb", by=representative())


def test_a_removed_line_is_put_back_with_all_it_said(staff):
    slate = a_slate(by=staff)
    item = a_request(slate, dollars=9 * MILLION, report_language="SAMPLE language")
    entry = remove_item(item=item, by=staff)
    assert slate.items.count() == 1
    undo_change(slate=slate, entry=entry, by=staff)
    back = slate.items.get(line=item.line)
    assert (back.dollars, back.report_language, back.position) == (
        9 * MILLION,
        "SAMPLE language",
        item.position,
    )
    with pytest.raises(SlateRefused, match="taken back already"):
        undo_change(slate=slate, entry=entry, by=staff)


def test_a_change_is_not_taken_back_over_a_later_one_but_over_a_move_it_is(staff):
    slate = a_slate(2, by=staff)
    item = slate.items.first()
    change_item(item=item, by=staff, dollars=5 * MILLION)
    entry = newest("changed request")
    move_item(item=item, by=staff, up=False)
    undo_change(slate=slate, entry=entry, by=staff)
    assert slate.items.get(pk=item.pk).dollars == MILLION
    change_item(item=item, by=staff, dollars=6 * MILLION)
    first = newest("changed request")
    change_item(item=item, by=staff, dollars=7 * MILLION)
    with pytest.raises(SlateRefused, match="changed again"):
        undo_change(slate=slate, entry=first, by=staff)


def newest(verb):
    return AuditEntry.objects.filter(verb=verb).order_by("-pk").first()


def test_lines_are_moved_up_and_down_and_stay_at_the_ends(staff):
    slate = a_slate(3, by=staff)
    first, second, third = slate.items.all()
    move_item(item=third, by=staff, up=True)
    assert list(slate.items.all()) == [first, third, second]
    move_item(item=first, by=staff, up=True)
    assert list(slate.items.all()) == [first, third, second]


def test_a_slate_goes_to_the_organizations_as_one_proposal_about_itself_and_its_lines(staff):
    slate = a_proposed_slate(2, by=staff)
    proposal = slate.proposal
    assert (slate.state, proposal.state, proposal.kind) == ("proposed", "open", "slate")
    assert {one.target for one in proposal.subjects.all()} == {
        slate,
        *(item.line for item in slate.items.all()),
    }
    assert text_of(slate) in proposal.text
    assert "$2 million" in proposal.text


def test_what_is_before_the_organizations_is_not_edited(staff):
    slate = a_proposed_slate(by=staff)
    with pytest.raises(SlateRefused, match="organizations are deciding"):
        change_item(item=slate.items.get(), by=staff, dollars=1)
    with pytest.raises(SlateRefused, match="organizations are deciding"):
        note_on_slate(slate=slate, note="SAMPLE", by=staff)


def test_a_slate_that_lacks_an_amount_does_not_go_out(staff):
    slate = build_slate(fiscal_year=2028, to="to_omb", by=staff)
    with pytest.raises(SlateRefused, match="holds no line"):
        put_forward(slate, by=staff)
    a_request(slate, dollars=None)
    with pytest.raises(SlateRefused, match="no amount and no words"):
        put_forward(slate, by=staff)


def test_a_phrase_is_cleared_by_name_before_the_slate_goes_out(staff):
    slate = a_slate(by=staff)
    item = slate.items.get()
    change_item(item=item, by=staff, justification="SAMPLE We ask for no transfer from another program.")
    with pytest.raises(SlateRefused, match="has to clear first: “transfer from”"):
        put_forward(slate, by=staff)
    (phrase,) = uncleared(slate)
    clearance = clear_phrase(slate=slate, asked=phrase, by=staff)
    assert clearance.cleared_by == staff
    take_clearance_back(clearance=clearance, by=staff)
    assert uncleared(slate) == (phrase,)
    clear_phrase(slate=slate, asked=phrase, by=staff)
    change_item(item=item, by=staff, justification="SAMPLE A transfer from another program pays.")
    assert len(uncleared(slate)) == 1
    with pytest.raises(SlateRefused, match="changed meanwhile"):
        clear_phrase(slate=slate, asked=phrase, by=staff)


def test_an_adopted_proposal_adopts_the_slate_and_everyone_is_told_in_neutral_words(staff):
    slate = build_slate(fiscal_year=2028, to="to_congress", by=staff)
    a_request(slate, line=LineFactory(name="SAMPLE secret line"))
    slate = closed(put_forward(slate, by=staff), staff)
    assert slate.state == "adopted"
    assert slate.decision == Decision.objects.get(proposal=slate.proposal)
    titles = set(Notice.objects.filter(kind="decision").values_list("title", flat=True))
    assert titles == {"Requests were adopted"}
    assert Notice.objects.filter(kind="decision", path=slate.get_absolute_url()).exists()


def test_a_rejected_slate_is_set_aside_and_another_can_be_built_from_it(staff):
    slate = closed(a_proposed_slate(by=staff), staff, Answer.ABSTAIN)
    assert slate.state == "set_aside"
    assert slate.decision.outcome == Decision.Outcome.NOT_ADOPTED
    assert build_slate(fiscal_year=2028, to="to_congress", by=staff, start=slate).items.count() == 1


@pytest.mark.parametrize("end", [withdraw_proposal, leave_undecided])
def test_a_slate_whose_proposal_ends_without_a_decision_is_a_draft_again(end, staff):
    slate = a_proposed_slate(by=staff)
    organization = slate.proposal.electors.first().organization
    an_answer(slate.proposal, organization, Answer.BLOCK, "SAMPLE")
    with_deadline_passed(slate.proposal)
    end(proposal=slate.proposal, reason="SAMPLE reason", by=staff)
    slate.refresh_from_db()
    assert (slate.state, slate.proposal) == ("draft", None)
    with pytest.raises(SlateRefused, match="before"):
        discard_slate(slate=slate, by=staff)
    assert set_aside_slate(slate=slate, reason="SAMPLE", by=staff).state == "set_aside"


def test_a_slate_is_taken_back_with_the_reason(staff):
    slate = a_proposed_slate(by=staff)
    proposal = slate.proposal
    slate = take_slate_back(slate=slate, reason="SAMPLE reason", by=staff)
    proposal.refresh_from_db()
    assert (slate.state, proposal.state) == ("draft", ProposalState.WITHDRAWN)


def test_what_was_prepared_for_a_next_round_is_kept_when_the_slate_is_taken_back(staff):
    slate = a_proposed_slate(by=staff)
    copy = prepare_round(slate=slate, by=staff)
    change_item(item=copy.items.get(), by=staff, dollars=8 * MILLION)
    slate = take_slate_back(slate=slate, reason="SAMPLE", by=staff)
    assert (slate.state, slate.items.get().dollars) == ("draft", 8 * MILLION)
    assert not Slate.objects.filter(revises=slate).exists()


def test_a_next_round_changes_the_slate_and_the_text_and_keeps_what_was_put_before(staff):
    slate = a_proposed_slate(2, by=staff)
    first, second = slate.items.all()
    copy = prepare_round(slate=slate, by=staff)
    assert prepare_round(slate=slate, by=staff) == copy
    change_item(item=copy.items.get(line=first.line), by=staff, dollars=8 * MILLION)
    remove_item(item=copy.items.get(line=second.line), by=staff)
    added = a_request(copy, by=staff)
    slate.refresh_from_db()
    assert slate.items.get(line=first.line).dollars == MILLION
    start_slate_round(copy=copy, what_changed="SAMPLE more", deadline_at=in_a_week(), by=staff)
    slate.refresh_from_db()
    assert slate.state == "proposed"
    assert said(slate) == {first.line_id: (8 * MILLION, False), added.line_id: (MILLION, False)}
    assert slate.items.get(line=first.line).pk == first.pk
    proposal = slate.proposal
    assert proposal.round == 2
    assert text_of(slate) in proposal.text
    assert "$2 million" in proposal.rounds.get(number=1).text
    assert not Slate.objects.filter(revises=slate).exists()
    assert closed(slate, staff).state == "adopted"


def in_a_week():
    return timezone.now() + timedelta(days=7)


def test_a_text_changed_beside_the_slate_does_not_adopt_it_until_the_two_were_compared(staff):
    slate = a_proposed_slate(by=staff)
    start_round(
        proposal=slate.proposal,
        question=slate.proposal.question,
        text="SAMPLE another text",
        commits_us_to="",
        what_changed="SAMPLE all",
        deadline_at=in_a_week(),
        by=staff,
    )
    slate.proposal.refresh_from_db()
    slate = closed(slate, staff)
    decision = Decision.objects.get()
    assert (slate.state, slate.decision) == ("draft", None)
    change_item(item=slate.items.get(), by=staff, dollars=9 * MILLION)
    assert adopt_by_decision(slate=slate, decision=decision, by=staff).decision == decision


def test_a_meeting_adopts_a_slate_with_a_decision_of_its_own(staff):
    slate = adopted(a_slate(by=staff), by=staff, decided_on=date(2026, 4, 2))
    assert slate.state == "adopted"
    assert (slate.decision.decided_on, slate.decision.tally) == (date(2026, 4, 2), "by consensus")


def test_one_decision_adopts_one_slate_and_one_out_of_force_none(staff):
    first = an_adopted_slate(by=staff)
    other = a_slate(by=staff, to="to_omb")
    with pytest.raises(SlateRefused, match="already"):
        adopt_by_decision(slate=other, decision=first.decision, by=staff)
    with pytest.raises(SlateRefused, match="not in force"):
        adopt_by_decision(
            slate=other, decision=DecisionFactory(number="2025-99", outcome="not_adopted"), by=staff
        )


def test_an_adopted_slate_is_amended_by_a_further_decision_only(staff):
    slate = an_adopted_slate(2, by=staff)
    kept, changed = slate.items.all()
    with pytest.raises(SlateRefused, match="locked"):
        change_item(item=changed, by=staff, dollars=1)
    amendment = an_amendment(slate)
    with pytest.raises(SlateRefused, match="under way"):
        amend_slate(slate=slate, by=staff)
    item = add_item(slate=amendment, line=changed.line, by=staff)
    assert item.dollars == 2 * MILLION
    with pytest.raises(SlateRefused, match="same as before"):
        put_forward(amendment, by=staff)
    change_item(item=item, by=staff, dollars=5 * MILLION)
    amendment = closed(put_forward(amendment, by=staff), staff)
    assert amendment.state == "adopted"
    force = requests_in_force(2028, "to_congress")
    assert {line: one.dollars for line, one in force.items()} == {
        kept.line_id: MILLION,
        changed.line_id: 5 * MILLION,
    }


def test_a_corrected_decision_carries_the_slate_and_one_corrected_to_not_adopted_sets_it_aside(staff):
    slate = an_adopted_slate(by=staff)
    words = {"decided_on": date(2026, 5, 1), "title": "SAMPLE", "text": "SAMPLE", "by": staff}
    second = correct_decision(decision=slate.decision, reason="SAMPLE", **words)
    slate.refresh_from_db()
    assert (slate.state, slate.decision) == ("adopted", second)
    third = correct_decision(decision=second, reason="SAMPLE", outcome=Decision.Outcome.NOT_ADOPTED, **words)
    slate.refresh_from_db()
    assert (slate.state, slate.decision) == ("set_aside", third)
    assert requests_in_force(2028, "to_congress") == {}


def refused(statement, *values):
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(statement, values)


@pytest.mark.parametrize("make", [a_proposed_slate, an_adopted_slate])
def test_the_database_locks_a_slate_out_of_its_draft(make, staff):
    slate = make(2, by=staff)
    item, other = slate.items.all()
    draft = a_slate(by=staff, to="to_omb")
    refused("UPDATE appropriations_slateitem SET dollars = 1 WHERE id = %s", item.pk)
    refused("UPDATE appropriations_slateitem SET slate_id = %s WHERE id = %s", draft.pk, item.pk)
    refused("UPDATE appropriations_slateitem SET slate_id = %s WHERE slate_id = %s", slate.pk, draft.pk)
    refused("DELETE FROM appropriations_slateitem WHERE id = %s", other.pk)
    refused(
        "INSERT INTO appropriations_slateitem (slate_id, line_id, kind, nature, words, justification, report_language,"
        " is_dropped, position) SELECT slate_id, %s, 'amount', 'whole', 'x', '', '', false, 9"
        " FROM appropriations_slateitem WHERE id = %s",
        LineFactory().slug,
        item.pk,
    )
    refused("UPDATE appropriations_slate SET fiscal_year = 2030 WHERE id = %s", slate.pk)
    refused("UPDATE appropriations_slate SET note = 'x' WHERE id = %s", slate.pk)
    refused("DELETE FROM appropriations_slate WHERE id = %s", slate.pk)


def test_the_database_lets_an_adopted_slate_go_nowhere_but_with_its_decision(staff):
    slate = an_adopted_slate(by=staff)
    refused(
        "UPDATE appropriations_slate SET state = 'draft', decision_id = NULL, adopted_at = NULL WHERE id = %s",
        slate.pk,
    )
    refused("UPDATE appropriations_slate SET state = 'set_aside' WHERE id = %s", slate.pk)
    refused("UPDATE appropriations_slate SET decision_id = %s WHERE id = %s", DecisionFactory().pk, slate.pk)


def test_the_database_lets_nothing_incomplete_out_of_the_draft(staff):
    slate = build_slate(fiscal_year=2028, to="to_omb", by=staff)
    decision = DecisionFactory()
    adopt = "UPDATE appropriations_slate SET state = 'adopted', decision_id = %s, adopted_at = now() WHERE id = %s"
    refused(adopt, decision.pk, slate.pk)
    SlateItem.objects.create(slate=slate, line=LineFactory())
    refused(adopt, decision.pk, slate.pk)
    SlateItem.objects.update(dollars=1)
    refused(adopt, DecisionFactory(outcome="not_adopted").pk, slate.pk)
    with connection.cursor() as cursor:
        cursor.execute(adopt, [decision.pk, slate.pk])


def test_a_draft_never_put_forward_can_be_discarded(staff):
    slate = a_slate(by=staff)
    discard_slate(slate=slate, by=staff)
    assert not Slate.objects.exists()
