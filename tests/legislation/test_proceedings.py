"""Amendments, recorded votes, committee reports, cost estimates, and the words a bill is found by."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.postgres.search import SearchQuery

from legislation.amendment_ids import amendment_key
from legislation.models import Amendment, Bill, BillSearch, BillVote, CboEstimate, CommitteeReport, Legislator
from legislation.services.search_documents import refresh
from legislation.services.sync_bill import Outcome, sync_bill
from legislation.sources import bills_json, billstatus
from legislation.sources.records import AmendmentRecord, VoteRecord
from tests.legislation.records import JULY, JUNE, NOW, action, record

SAMPLE = Path(__file__).parent / "samples" / "proceedings-119hr9905.xml"
BILL = "119-hr-9905"
LATER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def read():
    return billstatus.parse(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("119", "HAMDT", "12"), "119-hamdt-12"),
        (("117", "samdt", "02137"), "117-samdt-2137"),
        (("97", "SUAMDT", "1"), "97-suamdt-1"),
        (("119", "HR", "12"), ""),
        (("119", "HAMDT", ""), ""),
    ],
)
def test_an_amendment_is_named_by_congress_type_and_number(parts, key):
    assert amendment_key(*parts) == key


def test_amendments_are_read_with_sponsor_dates_and_what_became_of_them():
    house, senate = read().amendments
    assert (house.key, house.sponsor.bioguide, house.submitted_on) == (
        "119-hamdt-991",
        "X000053",
        dt.date(2025, 7, 9),
    )
    assert house.purpose == "To add a report."
    assert house.latest_action_on == dt.date(2025, 7, 10)
    assert "Agreed to by recorded vote" in house.latest_action_text
    assert (senate.sponsor, senate.sponsor_name) == (None, "SAMPLE Committee")
    assert (senate.amends, senate.proposed_on) == ("119-hamdt-991", dt.date(2025, 8, 2))
    assert (senate.latest_action_on, senate.latest_action_text) == (None, "")


def test_an_amendment_that_names_nothing_is_refused_by_its_element():
    broken = SAMPLE.read_bytes().replace(b"<type>SAMDT</type>", b"<type>XX</type>")
    with pytest.raises(billstatus.UnreadableBillStatus, match="amendments: cannot read 'XX'"):
        billstatus.parse(broken, SAMPLE.name)


def test_the_conversion_to_json_gives_the_same_amendments():
    node = {
        "bill": {"bill": {"congress": 119, "number": "9905", "type": "HR", "title": "SAMPLE"}},
        "actions": {"actions": [{"actionDate": "2025-03-03", "text": "Introduced in House"}]},
        "amendments": {
            "amendments": [
                {"amendment": {"congress": "119", "number": "991", "type": "HAMDT", "purpose": "To add."}},
                {"amendment": [{"congress": "119", "number": "992", "type": "SAMDT"}]},
            ]
        },
    }
    read_again = bills_json.from_bills_json(node)
    assert [each.key for each in read_again.amendments] == ["119-hamdt-991", "119-samdt-992"]
    assert read_again.amendment_count == 2
    # It says nothing of reports and estimates: they are unknown, not none.
    assert read_again.reports is None


@pytest.mark.django_db
def test_everything_read_is_kept_and_again_is_unchanged():
    assert sync_bill(record=read(), now=NOW) is Outcome.CREATED
    bill = Bill.objects.get(pk=BILL)
    assert list(bill.amendments.values_list("key", "sponsor_name")) == [
        ("119-hamdt-991", "Rep. Amender, Sample [D-NV-3]"),
        ("119-samdt-992", "SAMPLE Committee"),
    ]
    assert Legislator.objects.get(pk="X000053").last_name == "Amender"
    assert [each.citation for each in CommitteeReport.objects.filter(bill=bill)] == [
        "H. Rept. 119-990",
        "H. Rept. 119-990, Part 2",
    ]
    assert CommitteeReport.objects.first().url.endswith("/119th-congress/house-report/990")
    assert CboEstimate.objects.get(bill=bill).url == "https://www.cbo.gov/publication/99905"
    assert bill.titles.get().text_version == "IH"
    assert (bill.amendment_count, bill.stage) == (2, "passed_house")

    assert sync_bill(record=read(), now=NOW) is Outcome.UNCHANGED


@pytest.mark.django_db
def test_votes_belong_to_the_bill_or_to_an_amendment():
    sync_bill(record=read(), now=NOW)
    own, on_amendment = BillVote.objects.filter(bill=BILL)
    assert (own.chamber, own.session, own.roll_number, own.amendment_key) == ("house", 1, 901, "")
    assert own.held_at == dt.datetime(2025, 7, 10, 20, 20, 1, tzinfo=dt.UTC)
    assert own.action_text.startswith("On passage Passed")
    assert (on_amendment.roll_number, on_amendment.amendment_key) == (900, "119-hamdt-991")
    assert on_amendment.acted_on == dt.date(2025, 7, 10)


@pytest.mark.django_db
def test_a_newer_list_of_actions_leaves_the_votes_on_amendments():
    sync_bill(record=read(), now=NOW)
    newer = replace(read(), amendments=None, source_updated_at=LATER, actions=read().actions[:1])
    sync_bill(record=newer, now=NOW)
    assert list(BillVote.objects.filter(bill=BILL).values_list("roll_number", flat=True)) == [900]


@pytest.mark.django_db
def test_a_vote_that_both_name_is_the_bills_own_whichever_came_last():
    first = read()
    vote = first.amendments[0].votes[0].vote
    named = action("2025-07-10", "On agreeing to the amendment", recorded_votes=(vote,))
    sync_bill(record=replace(first, actions=(*first.actions, named)), now=NOW)
    amendments_only = replace(first, actions=None, source_updated_at=LATER)
    changed = tuple(each._replace(purpose="SAMPLE changed") for each in first.amendments)
    sync_bill(record=replace(amendments_only, amendments=changed), now=NOW)
    assert BillVote.objects.get(bill=BILL, roll_number=900).amendment_key == ""
    assert Amendment.objects.get(key="119-hamdt-991").purpose == "SAMPLE changed"


@pytest.mark.django_db
def test_a_list_without_sponsors_takes_none_away():
    sync_bill(record=read(), now=NOW)
    bare = (AmendmentRecord("119-hamdt-991", purpose="SAMPLE new"), AmendmentRecord("119-hamdt-993"))
    sync_bill(record=replace(read(), amendments=bare, source_updated_at=LATER), now=NOW)
    kept = Amendment.objects.get(key="119-hamdt-991")
    assert (kept.sponsor_id, kept.submitted_on, kept.purpose) == (
        "X000053",
        dt.date(2025, 7, 9),
        "SAMPLE new",
    )
    assert set(Amendment.objects.values_list("key", flat=True)) == {"119-hamdt-991", "119-hamdt-993"}


@pytest.mark.django_db
def test_a_source_that_is_silent_on_amendments_and_reports_leaves_them():
    sync_bill(record=read(), now=NOW)
    sync_bill(record=replace(read(), amendments=None, reports=None, source_updated_at=LATER), now=NOW)
    assert (Amendment.objects.count(), CommitteeReport.objects.count(), CboEstimate.objects.count()) == (
        2,
        2,
        1,
    )
    sync_bill(record=replace(read(), amendments=(), source_updated_at=LATER), now=NOW)
    assert Amendment.objects.count() == 0
    assert not BillVote.objects.exclude(amendment_key="").exists()


@pytest.mark.django_db
def test_votes_that_the_oldest_form_lists_beside_the_actions_are_kept():
    from legislation.choices import Chamber

    vote = VoteRecord(Chamber.SENATE, 119, 1, 77, None, "", "On Passage")
    sync_bill(record=record(recorded_votes=(vote,)), now=NOW)
    assert BillVote.objects.get().action_text == "On Passage"


def found(words):
    query = SearchQuery(words, search_type="websearch", config="english")
    return set(BillSearch.objects.filter(vector=query).values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_bill_is_found_by_title_subject_and_summary_from_the_moment_it_is_written():
    sync_bill(record=read(), now=NOW)
    for words in ("shelter", "human trafficking", "social welfare", "lighthouse"):
        assert found(words) == {BILL}, words
    # Marks of HTML are no words.
    assert found("p") == set()

    sync_bill(record=replace(read(), title="SAMPLE Harbor Act", titles=(), source_updated_at=LATER), now=NOW)
    assert (found("harbor"), found("shelter")) == ({BILL}, set())


@pytest.mark.django_db
def test_an_older_copy_leaves_the_search_document():
    sync_bill(record=record(source_updated_at=JULY, title="SAMPLE Newer Act", titles=()), now=NOW)
    sync_bill(record=record(source_updated_at=JUNE, title="SAMPLE Elder Act", titles=()), now=NOW)
    assert (found("newer"), found("elder")) == ({"119-hr-9901"}, set())


@pytest.mark.django_db
def test_ids_of_bills_that_are_not_here_are_passed_over():
    refresh(["119-hr-1"])
    refresh([])
    assert not BillSearch.objects.exists()
