"""One way of writing a bill's facts, for every source."""

import datetime as dt
from dataclasses import replace

import pytest

from legislation.choices import FactGroup, Source
from legislation.models import (
    Action,
    Bill,
    BillFacts,
    Committee,
    Congress,
    Cosponsor,
    Legislator,
    TrackedBill,
)
from legislation.services.sync_bill import Outcome, sync_bill
from tests.factories.legislation import LegislatorFactory
from tests.legislation.records import (
    INTRODUCED,
    JULY,
    JUNE,
    NOW,
    ORDERED,
    REFERRED,
    action,
    cosponsor,
    law,
    record,
)

pytestmark = pytest.mark.django_db
BILL = "119-hr-9901"


def sync(**more):
    return sync_bill(record=record(**more), now=NOW)


def group(name):
    return BillFacts.objects.get(pk=BILL).groups()[name]


def test_a_new_bill_is_written_whole():
    assert sync() is Outcome.CREATED

    bill = Bill.objects.get(pk=BILL)
    assert (bill.title, bill.sponsor_id, bill.sponsor_party, bill.sponsor_district) == (
        "SAMPLE Prevention Act",
        "X000001",
        "R",
        4,
    )
    assert list(bill.actions.values_list("text", flat=True)) == [INTRODUCED.text, REFERRED.text]
    assert bill.cosponsors.count() == 2
    assert set(bill.committees.values_list("pk", flat=True)) == {"hsfa00", "hsfa16"}
    assert set(bill.subjects) == {"Human trafficking", "Victim services"}
    assert bill.titles.count() == bill.summaries.count() == bill.text_versions.count() == 1
    assert bill.text_versions.get().code == "ih"
    assert bill.related.get().other_id == "119-s-9902"
    assert bill.amendment_count == 2
    assert set(bill.fact_groups) == set(FactGroup.values)


def test_stage_step_newest_action_and_cosponsors_are_computed_from_what_is_stored():
    sync(actions=(INTRODUCED, REFERRED, ORDERED))

    bill = Bill.objects.get(pk=BILL)
    assert (bill.stage, bill.stage_on) == ("introduced", dt.date(2025, 2, 7))
    assert (bill.step, bill.step_on, bill.step_committee_id) == (
        "ordered_reported",
        dt.date(2025, 7, 22),
        "hsfa00",
    )
    assert bill.step_text == ORDERED.text
    assert (bill.latest_action_on, bill.latest_action_text) == (dt.date(2025, 7, 22), ORDERED.text)
    assert bill.cosponsor_count == 1  # the one who withdrew is kept and not counted


def test_the_same_record_again_is_unchanged_and_moves_only_when_it_was_checked():
    sync()
    fetched = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)

    assert sync(fetched_at=fetched) is Outcome.UNCHANGED
    assert group("actions").checked_at == fetched
    assert group("actions").source_updated_at == JUNE
    assert Bill.objects.get(pk=BILL).actions.count() == 2


def test_importing_the_same_file_later_does_not_make_its_facts_fresher():
    sync()
    assert group("core").checked_at == JUNE


def test_an_older_copy_never_overwrites_a_newer_one_and_counts_as_unchanged():
    sync(source_updated_at=JULY, actions=(INTRODUCED, REFERRED, ORDERED), title="SAMPLE newer title")

    assert sync(source_updated_at=JUNE, source=Source.CONGRESS_API) is Outcome.UNCHANGED
    bill = Bill.objects.get(pk=BILL)
    assert bill.title == "SAMPLE newer title"
    assert bill.actions.count() == 3
    assert group("core").source == Source.GOVINFO


def test_each_group_is_compared_by_itself():
    sync(source_updated_at=JULY, cosponsors=None)

    assert sync(source_updated_at=JUNE, title="SAMPLE older title") is Outcome.UPDATED
    bill = Bill.objects.get(pk=BILL)
    assert bill.title == "SAMPLE Prevention Act"
    assert bill.cosponsors.count() == 2
    assert group("cosponsors").source_updated_at == JUNE


def test_a_group_the_source_did_not_deliver_is_left_alone():
    sync()
    sync(source_updated_at=JULY, cosponsors=None, subjects=None, title="SAMPLE new title")

    bill = Bill.objects.get(pk=BILL)
    assert bill.title == "SAMPLE new title"
    assert bill.cosponsors.count() == 2
    assert len(bill.subjects) == 2
    assert group("cosponsors").source_updated_at == JUNE


def test_a_group_known_to_be_empty_is_emptied():
    sync()
    assert sync(source_updated_at=JULY, cosponsors=()) is Outcome.UPDATED

    bill = Bill.objects.get(pk=BILL)
    assert (bill.cosponsors.count(), bill.cosponsor_count) == (0, 0)


def test_an_incomplete_list_never_overwrites_a_whole_one():
    sync()
    offered = record(
        source_updated_at=JULY,
        cosponsors=(cosponsor("X000002"),),
        incomplete=frozenset({FactGroup.COSPONSORS}),
        incomplete_reasons=("ends after 1 of 2 rows",),
    )

    sync_bill(record=offered, now=NOW)
    kept = group("cosponsors")
    assert Cosponsor.objects.filter(bill_id=BILL).count() == 2
    assert kept.is_complete
    assert kept.source_updated_at == JUNE
    assert "ends after 1 of 2 rows" in kept.note


def test_an_incomplete_list_says_so_and_gives_way_to_a_whole_one():
    sync(
        cosponsors=(cosponsor("X000002"),),
        incomplete=frozenset({FactGroup.COSPONSORS}),
        incomplete_reasons=("originals only",),
    )
    assert (group("cosponsors").is_complete, group("cosponsors").note) == (False, "originals only")

    sync(source_updated_at=JULY)
    assert (group("cosponsors").is_complete, group("cosponsors").note) == (True, "")
    assert Cosponsor.objects.filter(bill_id=BILL).count() == 2


def test_the_same_list_now_known_to_be_whole_becomes_complete():
    sync(incomplete=frozenset({FactGroup.ACTIONS}), incomplete_reasons=("cut off",))
    assert sync() is Outcome.UNCHANGED
    assert group("actions").is_complete


def test_a_bill_says_beside_its_stage_whether_its_actions_are_whole():
    sync(incomplete=frozenset({FactGroup.ACTIONS}))
    assert Bill.objects.get(pk=BILL).actions_complete is False
    sync()
    assert Bill.objects.get(pk=BILL).actions_complete is True


def test_an_action_that_stays_keeps_its_key_and_one_that_went_goes():
    sync(actions=(INTRODUCED, REFERRED))
    before = Action.objects.get(bill_id=BILL, text=REFERRED.text).pk

    sync(source_updated_at=JULY, actions=(REFERRED, ORDERED))
    assert list(Action.objects.filter(bill_id=BILL).values_list("text", flat=True)) == [
        REFERRED.text,
        ORDERED.text,
    ]
    assert Action.objects.get(bill_id=BILL, text=REFERRED.text).pk == before


def test_an_action_given_twice_is_kept_once():
    sync(actions=(REFERRED, REFERRED._replace(text=f"  {REFERRED.text} ".replace(" the ", "  the "))))
    assert Action.objects.filter(bill_id=BILL).count() == 1


def test_a_person_who_withdrew_and_came_back_has_both_cosponsorships_and_counts_once():
    sync(
        cosponsors=(
            cosponsor("X000002", withdrawn_on=dt.date(2025, 3, 1)),
            cosponsor("X000002", "2025-05-01"),
        )
    )
    assert Cosponsor.objects.filter(bill_id=BILL).count() == 2
    assert Bill.objects.get(pk=BILL).cosponsor_count == 1


def test_unknown_people_and_committees_are_made_from_the_record():
    sync()
    person, sponsor = Legislator.objects.get(pk="X000002"), Legislator.objects.get(pk="X000001")
    assert (person.first_name, person.last_name) == ("Pat", "Sample2")
    assert (sponsor.first_name, sponsor.middle_name, sponsor.source) == ("Sample", "A.", "govinfo")
    subcommittee = Committee.objects.get(pk="hsfa16")
    assert (subcommittee.parent_id, subcommittee.is_current) == ("hsfa00", False)


def test_people_of_the_roster_keep_the_roster_s_names():
    LegislatorFactory(bioguide_id="X000002", last_name="Rostered")
    sync()
    assert Legislator.objects.get(pk="X000002").last_name == "Rostered"


def test_a_congress_not_shipped_is_made_with_its_dates():
    sync_bill(record=replace(record(), id=type(record().id).parse("93-hr-1")), now=NOW)
    congress = Congress.objects.get(pk=93)
    assert (congress.starts_on, congress.ends_on) == (dt.date(1973, 1, 3), dt.date(1975, 1, 3))


def test_a_cosponsor_without_an_id_makes_the_list_incomplete():
    sync(cosponsors=(cosponsor("X000002"), cosponsor("X000003")._replace(bioguide="")))
    assert Cosponsor.objects.filter(bill_id=BILL).count() == 1
    assert not group("cosponsors").is_complete
    assert "1 cosponsors without a bioguide id" in group("cosponsors").note


def test_the_law_number_comes_from_the_action_or_the_list_of_laws():
    signed = action("2025-12-01", "Signed by President.")
    sync(actions=(INTRODUCED, signed))
    assert (Bill.objects.get(pk=BILL).stage, Bill.objects.get(pk=BILL).law_number) == ("enacted", "")

    sync(source_updated_at=JULY, actions=(INTRODUCED, signed), laws=(law("119-99"),))
    assert Bill.objects.get(pk=BILL).law_number == "119-99"


def test_a_short_title_stands_in_for_an_official_one():
    from legislation.sources.records import TitleRecord

    sync(
        title="To amend the SAMPLE Act, and for other purposes.",
        titles=(
            TitleRecord("To amend the SAMPLE Act, and for other purposes.", "Official Title as Introduced"),
            TitleRecord("SAMPLE Act of 2025", "Short Titles as Introduced"),
        ),
    )
    assert Bill.objects.get(pk=BILL).name == "SAMPLE Act of 2025"


def test_html_of_summaries_is_cleaned():
    from legislation.sources.records import SummaryRecord

    text = '<p onclick="x()">Safe<script>alert(1)</script> <a href="javascript:x">words</a></p>'
    sync(summaries=(SummaryRecord("00", None, "Introduced", text),))
    assert Bill.objects.get(pk=BILL).summaries.get().text == "<p>Safe words</p>"


def test_tracking_is_not_the_business_of_facts():
    sync()
    TrackedBill.objects.create(bill_id=BILL, reason="SAMPLE reason", last_error="before")
    sync(source_updated_at=JULY, title="SAMPLE other")
    tracked = TrackedBill.objects.get(bill_id=BILL)
    assert (tracked.reason, tracked.last_error) == ("SAMPLE reason", "before")


def test_a_record_that_cannot_be_written_leaves_nothing_behind():
    from django.db import DataError

    with pytest.raises(DataError):
        sync(policy_area="x" * 500)
    assert not Bill.objects.exists()
    assert not Action.objects.exists()
