"""The pages of slates: the list, one slate, its table, its way to the organizations, and what outside sees."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from appropriations.models import Slate
from common.dates import eastern
from common.deadlines import usual_deadlines
from decisions.models import Decision, Proposal
from decisions.services.decisions import switch_visibility
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.members import OrganizationFactory, representative, staff_member
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
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
LIST, PUBLIC = "/money/requests/", "/requests/"


@pytest.fixture
def staff():
    return staff_member()


@pytest.fixture
def desk(staff):
    return signed_in(staff)


def text(response):
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def deadlines():
    return {name: eastern(at).strftime("%Y-%m-%dT%H:%M") for name, at in usual_deadlines().items()}


def table(slate):
    return reverse("appropriations:edit_slate", args=[slate.pk])


def test_the_list_and_a_slate_ask_as_many_queries_at_thirty_rows_as_at_one(
    desk, staff, django_assert_num_queries, django_assert_max_num_queries
):
    slate = a_slate(1, by=staff, year=2000)
    for address in (LIST, slate.get_absolute_url(), table(slate), PUBLIC):
        desk.get(address)
    counts = {}
    for address in (LIST, slate.get_absolute_url(), table(slate)):
        with django_assert_max_num_queries(60) as counted:
            text(desk.get(address))
        counts[address] = len(counted)
    for number in range(29):
        a_request(slate, by=staff, report_language="SAMPLE We ask for no offset.")
        a_slate(1, by=staff, year=2001 + number)
    for address, count in counts.items():
        with django_assert_num_queries(count):
            text(desk.get(address))


def test_an_empty_list_says_what_to_do_next(desk):
    assert "Build the first slate" in text(desk.get(LIST))
    assert "Build the first slate" not in text(signed_in(representative()).get(LIST))


def test_the_list_is_filtered_by_year_addressee_and_state(desk, staff):
    a_slate(by=staff, year=2027)
    an_adopted_slate(by=staff, year=2028, to="to_omb")
    assert "FY 2027 requests to Congress" not in text(desk.get(LIST, {"state": "adopted"}))
    assert "FY 2028 requests to OMB" in text(desk.get(LIST, {"year": "2028", "to": "to_omb"}))
    assert "No slate fits" in text(desk.get(LIST, {"year": "2027", "to": "to_omb"}))


def test_a_slate_is_built_on_a_page_from_an_earlier_one(desk, staff):
    last = an_adopted_slate(2, by=staff, year=2027)
    sent = {"fiscal_year": 2028, "to": "to_congress", "start": str(last.pk)}
    page = text(desk.post(f"{LIST}new/", sent, follow=True))
    assert "Built with 2 requests" in page
    assert desk.post(f"{LIST}new/", sent).status_code == 422


def test_amounts_are_typed_line_by_line_and_a_wrong_one_is_named_and_nothing_saved(desk, staff):
    slate = a_slate(2, by=staff)
    first, second = slate.items.all()
    page = desk.post(table(slate), {f"amount-{first.pk}": "-5", f"amount-{second.pk}": "7"})
    assert page.status_code == 422
    assert "never a cut" in page.content.decode()
    second.refresh_from_db()
    assert second.dollars == 2 * MILLION
    sent = {f"amount-{first.pk}": "not less than 4.5", f"amount-{second.pk}": "11 & language", "save": "yes"}
    assert "2 requests changed" in text(desk.post(table(slate), sent, follow=True))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.dollars, first.nature) == (4_500_000, "not_less_than")
    assert (second.dollars, second.kind) == (11 * MILLION, "both")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "more than nothing"),
        ("-3", "never a cut"),
        ("10 to 12", "one exact amount"),
        ("about 31", "one exact amount"),
        ("TBD", "Leave it empty"),
        ("up to 5", "not less than"),
        ("$$", "neither an amount nor words"),
    ],
)
def test_what_no_request_can_be_is_refused_in_the_table_with_the_reason(typed, why, desk, staff):
    slate = a_slate(by=staff)
    item = slate.items.get()
    page = desk.post(table(slate), {f"amount-{item.pk}": typed})
    assert page.status_code == 422
    assert why in page.content.decode()


def test_an_untouched_table_changes_nothing(desk, staff):
    slate = a_slate(by=staff)
    a_request(slate, dollars=None, words="SAMPLE $8.8 million above the budget")
    a_request(slate, dollars=None, kind="language", report_language="SAMPLE")
    a_request(slate, kind="both", report_language="SAMPLE", nature="not_less_than")
    page = desk.get(table(slate))
    sent = {field.html_name: field.value() for field in page.context["form"]}
    assert "Nothing was changed" in text(desk.post(table(slate), sent | {"save": "yes"}, follow=True))
    sent = {name: f" {value} " for name, value in sent.items()}
    assert "Nothing was changed" in text(desk.post(table(slate), sent | {"save": "yes"}, follow=True))


def test_a_row_is_moved_taken_out_and_put_back_by_buttons(desk, staff):
    slate = a_slate(2, by=staff)
    first, second = slate.items.all()
    typed = {f"amount-{first.pk}": "1", f"amount-{second.pk}": "2"}
    desk.post(table(slate), typed | {"up": str(second.pk)})
    assert list(slate.items.all()) == [second, first]
    page = text(desk.post(table(slate), typed | {"remove": str(second.pk)}, follow=True))
    assert list(slate.items.all()) == [first]
    undo = next(one for one in page.split('"') if one.endswith("/undo/"))
    assert "as it was" in text(desk.post(undo, follow=True))
    assert slate.items.count() == 2


def test_a_line_is_found_by_words_and_added(desk, staff):
    slate = a_slate(by=staff)
    line = LineFactory(name="SAMPLE hotline", agency="SAMPLE agency")
    LineFactory(name="SAMPLE other")
    page = text(desk.get(table(slate), {"find": "hotline agency"}))
    assert "SAMPLE hotline" in page
    assert "SAMPLE other" not in page
    page = desk.post(
        reverse("appropriations:add_to_slate", args=[slate.pk]), {"line": line.slug}, follow=True
    )
    assert "What is asked for" in text(page)
    assert slate.items.filter(line=line).exists()
    assert "No line of that name" in text(desk.get(table(slate), {"find": "hotline"}))


def test_a_request_is_written_in_full_on_its_own_page(desk, staff):
    slate = a_slate(by=staff)
    item = slate.items.get()
    address = reverse("appropriations:slate_item", args=[slate.pk, item.pk])
    sent = {
        "kind": "both",
        "amount": "12.5",
        "nature": "whole",
        "justification": "SAMPLE a\r\nb",
        "report_language": "SAMPLE c",
    }
    desk.post(address, sent)
    item.refresh_from_db()
    assert (item.kind, item.dollars, item.justification) == ("both", 12_500_000, "SAMPLE a\nb")
    refused = desk.post(address, sent | {"kind": "language"})
    assert refused.status_code == 422
    assert "names no amount" in refused.content.decode()


def test_a_request_stands_beside_last_years_the_prior_enacted_and_the_budget_and_adds_up(desk, staff):
    bundle = BundleFactory(key="sample-two", short_name="SAMPLE two")
    line, inner = LineFactory(bundle=bundle, agency="SAMPLE one"), LineFactory()
    inner.within = line
    inner.save()
    AmountFactory(line=line, fiscal_year=2027, dollars=88 * MILLION)
    AmountFactory(
        line=line, fiscal_year=2027, stage="to_congress", source_kind="coalition", dollars=95 * MILLION
    )
    AmountFactory(line=line, fiscal_year=2028, stage="president", dollars=80 * MILLION)
    slate = Slate.objects.get(pk=a_slate(0, by=staff).pk)
    a_request(slate, line=line, dollars=100 * MILLION)
    a_request(slate, line=inner, dollars=10 * MILLION)
    page = text(desk.get(slate.get_absolute_url()))
    for said in ("+5 (+5.3%)", "+12 (+13.6%)", "+20 (+25.0%)", "2 requests, 2 agencies, 2 subcommittees"):
        assert said in page
    assert "already inside another line here" in page
    assert '<span class="figure">100</span>' in page


def test_a_slate_goes_to_the_organizations_from_its_page_and_members_read_it_and_its_thread(desk, staff):
    OrganizationFactory()
    slate = a_slate(by=staff)
    address = reverse("appropriations:propose_slate", args=[slate.pk])
    assert "The text, written from the slate" in text(desk.get(address))
    sent = deadlines() | {"rule": "consensus", "introduction": "SAMPLE introduction"}
    assert "before the organizations" in text(desk.post(address, sent, follow=True))
    proposal = Proposal.objects.get()
    assert proposal.text.startswith("SAMPLE introduction")
    member = signed_in(representative())
    page = text(member.get(slate.get_absolute_url()))
    assert "SAMPLE because" in page
    assert proposal.get_absolute_url() in page
    assert slate.get_absolute_url() in text(member.get(proposal.get_absolute_url()))


def test_a_missing_justification_is_asked_about_once_before_it_goes_out(desk, staff):
    OrganizationFactory()
    slate = a_slate(by=staff)
    a_request(slate, justification="")
    address = reverse("appropriations:propose_slate", args=[slate.pk])
    sent = deadlines() | {"rule": "consensus"}
    refused = desk.post(address, sent)
    assert refused.status_code == 422
    assert "A justification is missing" in refused.content.decode()
    text(desk.post(address, sent | {"gaps_are_known": "on"}, follow=True))
    assert Proposal.objects.exists()


def test_a_phrase_is_cleared_on_the_page_in_ones_own_name(desk, staff):
    slate = a_slate(by=staff)
    a_request(slate, report_language="SAMPLE This asks for no offset.")
    page = desk.get(table(slate))
    assert "Mentions, does not ask" in text(page)
    asked = page.context["page"].uncleared[0].asked
    sent = {name: getattr(asked, name) for name in ("line", "field", "rule", "phrase", "sentence")}
    clear = reverse("appropriations:clear_slate_phrase", args=[slate.pk])
    assert "changed meanwhile" in text(desk.post(clear, sent | {"sentence": "another"}, follow=True))
    assert f"Cleared by {staff.name}" in text(desk.post(clear, sent, follow=True))
    again = {"again": str(slate.clearances.get().pk)}
    text(desk.post(clear, again, follow=True))
    assert not slate.clearances.exists()


def test_a_meeting_adopts_a_slate_from_its_page_and_it_says_so(desk, staff):
    slate = a_slate(by=staff)
    address = reverse("appropriations:adopt_slate", args=[slate.pk])
    start = desk.get(address).context["form"].initial
    sent = {
        "decided_on": "2026-03-26",
        "how_adopted": "by consensus",
        "title": start["title"],
        "text": start["text"],
    }
    page = text(desk.post(address, sent, follow=True))
    decision = Decision.objects.get()
    assert f"Adopted by decision {decision.number}" in page
    assert "$1 million" in decision.text
    assert slate.get_absolute_url() in text(desk.get(decision.get_absolute_url()))
    assert desk.get(table(slate)).status_code == 302


def test_a_next_round_is_prepared_and_begun_from_pages(desk, staff):
    slate = a_proposed_slate(by=staff)
    page = desk.post(reverse("appropriations:prepare_slate_round", args=[slate.pk]), follow=True)
    copy = Slate.objects.get(revises=slate)
    assert "copy for the next round" in text(page)
    desk.post(table(copy), {f"amount-{copy.items.get().pk}": "9"})
    sent = deadlines() | {"what_changed": "SAMPLE more"}
    text(desk.post(reverse("appropriations:start_slate_round", args=[copy.pk]), sent, follow=True))
    assert slate.items.get().dollars == 9 * MILLION
    assert Proposal.objects.get().round == 2


def test_an_amendment_drops_a_request_and_the_slate_shows_what_is_in_force(desk, staff):
    slate = an_adopted_slate(2, by=staff)
    _, gone = slate.items.all()
    text(desk.post(reverse("appropriations:amend_slate", args=[slate.pk]), follow=True))
    amendment = Slate.objects.get(amends=slate)
    desk.post(reverse("appropriations:add_to_slate", args=[amendment.pk]), {"line": gone.line_id})
    item = amendment.items.get()
    drop = reverse("appropriations:drop_slate_item", args=[amendment.pk, item.pk])
    text(desk.post(drop, {"justification": "SAMPLE reason"}, follow=True))
    amendment = adopted(amendment)
    page = text(desk.get(slate.get_absolute_url()))
    assert "In force, as amended" in page
    assert f"decision {amendment.decision.number}" in page
    assert "no longer asked for" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_slates_and_their_requests_are_handed_out_as_files(kind, desk, staff):
    slate = an_adopted_slate(by=staff)
    for name, args in (
        ("slates_file", [kind]),
        ("slate_file", [slate.pk, kind]),
        ("public_requests_file", [kind]),
    ):
        assert desk.get(reverse(f"appropriations:{name}", args=args)).status_code == 200


def test_a_slate_is_printed_as_a_draft_until_it_is_adopted(desk, staff):
    from tests.canaries.crawl import pdf_text

    slate = a_slate(by=staff)
    address = reverse("appropriations:slate_pdf", args=[slate.pk])
    assert "DRAFT" in pdf_text(desk.get(address).content)
    adopted(slate)
    printed = pdf_text(desk.get(address).content)
    assert "DRAFT" not in printed
    assert "$1 million" in printed


def test_anyone_reads_the_requests_in_force_with_decision_and_date_and_as_a_file(staff):
    slate = a_slate(0, by=staff)
    line = LineFactory(name="SAMPLE hotline")
    a_request(
        slate, line=line, dollars=12_500_000, report_language="SAMPLE sought", justification="SAMPLE why"
    )
    slate = adopted(slate, decided_on=date(2026, 3, 26))
    page = text(Client().get(PUBLIC))
    for said in (
        "SAMPLE hotline",
        "$12.5 million",
        slate.decision.number,
        "Mar 26, 2026",
        "SAMPLE sought",
        "SAMPLE why",
    ):
        assert said in page
    file = b"".join(Client().get(f"{PUBLIC}export.csv").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["Line"], row["Dollars"], row["Decision"]) == (
        "SAMPLE hotline",
        "12500000",
        slate.decision.number,
    )


def test_outside_sees_what_an_amendment_made_of_a_request_and_nothing_where_its_decision_is_restricted(staff):
    slate = a_slate(0, by=staff)
    changed, dropped = LineFactory(name="SAMPLE one"), LineFactory(name="SAMPLE two")
    for line in (changed, dropped):
        a_request(slate, line=line)
    adopted(slate)
    amendment = an_amendment(slate)
    a_request(amendment, line=changed, dollars=9 * MILLION)
    a_request(amendment, line=dropped, is_dropped=True)
    amendment = adopted(amendment)
    page = text(Client().get(PUBLIC))
    assert "$9 million" in page
    assert "SAMPLE two" not in page
    switch_visibility(decision=amendment.decision, is_public=False, reason="SAMPLE", by=staff)
    page = text(Client().get(PUBLIC))
    assert "SAMPLE one" not in page
    assert "SAMPLE two" not in page


def test_the_public_page_pages_filters_and_stays_at_its_queries(
    staff, django_assert_num_queries, django_assert_max_num_queries
):
    slate = an_adopted_slate(1, by=staff, year=2027)
    with django_assert_max_num_queries(20) as counted:
        text(Client().get(PUBLIC))
    an_adopted_slate(30, by=staff, year=2028)
    with django_assert_num_queries(len(counted)):
        page = text(Client().get(PUBLIC))
    assert "FY\N{NO-BREAK SPACE}2028 to Congress" in page
    found = text(Client().get(PUBLIC, {"year": "2027"}))
    assert slate.decision.number in found
    assert "<b>1</b> request in force" in found
    assert "No request fits" in text(Client().get(PUBLIC, {"search": "nothing of that name"}))


def test_a_member_edits_nothing(staff):
    slate = a_slate(by=staff)
    member = signed_in(representative())
    assert "Put it to the organizations" not in text(member.get(slate.get_absolute_url()))
    assert member.get(table(slate)).status_code == 403
    assert put_forward(slate, by=staff).proposal.deadline_at > timezone.now() + timedelta(days=6)
