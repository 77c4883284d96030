"""Offices kept in step with who sits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legislation.services.load_legislators import load_folder
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office
from outreach.office_states import OfficeStanding
from outreach.selectors.office_states import office_standings
from outreach.services.offices import ensure_offices
from tests.factories.legislation import CommitteeFactory, LegislatorFactory, TermFactory
from tests.factories.outreach import SeatEntryFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def seat(last_name, **fields):
    legislator = LegislatorFactory(last_name=last_name, first_name="Sample")
    TermFactory(legislator=legislator, **fields)
    return legislator


def test_every_sitting_legislator_has_an_office_with_the_exact_title():
    seat("Alder", chamber="senate", state="ME", party="Republican")
    seat("Birch", state="OR", district=1)
    seat("Cedar", state="DC", district=0)
    seat("Doe", state="PR", district=0)
    assert str(ensure_offices(on=TODAY)) == "4 new, 0 changed, 0 as they were"
    assert [office.name for office in Office.objects.all()] == [
        "Sen. Sample Alder (R-ME)",
        "Rep. Sample Birch (D-OR-1)",
        "Del. Sample Cedar (D-DC)",
        "Resident Commissioner Sample Doe (D-PR)",
    ]


def test_an_office_says_where_its_state_comes_from_and_as_of_when():
    seat("Alder")
    ensure_offices(on=TODAY)
    office = Office.objects.get()
    assert office.state == OfficeState.SITTING
    assert office.state_source == "unitedstates/congress-legislators, term 2025-01-03 to 2027-01-03"
    assert office.as_of == date(2026, 6, 15)


def test_running_again_changes_nothing():
    seat("Alder")
    CommitteeFactory(code="hsap00", name="House Committee on Appropriations")
    ensure_offices(on=TODAY)
    assert str(ensure_offices(on=TODAY)) == "0 new, 0 changed, 2 as they were"


def test_who_no_longer_sits_has_a_former_office_and_who_returns_sits_again():
    legislator = seat("Alder")
    ensure_offices(on=TODAY)
    ensure_offices(on=date(2027, 2, 1))
    assert Office.objects.get().state == OfficeState.SITTING, "no newer roster says otherwise"
    LegislatorFactory(last_name="Birch", as_of=date(2027, 1, 12))
    ensure_offices(on=date(2027, 2, 1))
    assert Office.objects.get().state == OfficeState.FORMER
    TermFactory(legislator=legislator, starts_on=date(2027, 1, 3), ends_on=date(2029, 1, 3))
    ensure_offices(on=date(2027, 2, 1))
    assert Office.objects.get().state == OfficeState.SITTING


def test_an_appointed_senator_sits_until_the_winner_is_sworn_in_or_a_newer_list_leaves_them_out():
    appointed = {
        "chamber": "senate",
        "state": "OH",
        "starts_on": date(2025, 1, 21),
        "ends_on": date(2026, 11, 3),
    }
    seat("Alder", **appointed)
    ensure_offices(on=TODAY)
    office = Office.objects.get()
    assert office.state == OfficeState.SITTING
    assert "special election" in office.state_source
    assert not stands(TODAY).warning
    assert stands(date(2027, 1, 3)).warning == "term ended November 3, 2026; roster is of June 15, 2026"
    LegislatorFactory(last_name="Birch", as_of=date(2026, 11, 20))
    ensure_offices(on=TODAY)
    office.refresh_from_db()
    assert office.state == OfficeState.FORMER


def stands(on: date) -> OfficeStanding:
    return office_standings([Office.objects.get()], on)[Office.objects.get().pk]


def test_what_staff_know_of_a_departure_is_laid_over_the_roster_until_a_newer_one_comes():
    legislator = seat("Alder")
    ensure_offices(on=TODAY)
    SeatEntryFactory(legislator=legislator, source="SAMPLE announcement", on=date(2027, 1, 3))
    ensure_offices(on=TODAY)
    said = stands(TODAY)
    assert (said.state, said.source) == (OfficeState.DEPARTING, "SAMPLE announcement")
    LegislatorFactory(last_name="Birch", as_of=date(2027, 1, 12))
    assert stands(date(2027, 2, 1)).state == OfficeState.FORMER


def test_a_new_name_or_seat_reaches_the_office():
    legislator = seat("Alder")
    ensure_offices(on=TODAY)
    legislator.last_name = "Aspen"
    legislator.save()
    assert ensure_offices(on=TODAY).changed == 1
    office = Office.objects.get()
    assert office.name == "Rep. Sample Aspen (D-OR-1)"
    assert office.sort_key == legislator.sort_key


def test_committees_that_are_met_have_offices_with_their_subcommittees_of_appropriations():
    whole = CommitteeFactory(code="hsap00", name="House Committee on Appropriations")
    CommitteeFactory(code="hsap19", name="Commerce, Justice, Science", parent=whole)
    CommitteeFactory(code="hsag00", name="House Committee on Agriculture")
    CommitteeFactory(code="hsju00", name="House Committee on the Judiciary", is_current=False)
    ensure_offices(on=TODAY)
    assert [(office.kind, office.name) for office in Office.objects.order_by("committee_id")] == [
        (OfficeKind.COMMITTEE, "House Committee on Appropriations"),
        (OfficeKind.COMMITTEE, "Commerce, Justice, Science (House Committee on Appropriations)"),
    ]


def test_loading_the_published_set_gives_all_537_an_office(shared_data: Path):
    load_folder(folder=shared_data / "congress" / "legislators", as_of=date(2026, 6, 15))
    people = Office.objects.filter(kind=OfficeKind.LEGISLATOR)
    assert people.count() == 537
    made = ensure_offices(on=TODAY)
    assert (made.created, made.changed) == (0, 0)
    titles = {office.name.split(" ")[0] for office in people}
    assert titles == {"Sen.", "Rep.", "Del.", "Resident"}
