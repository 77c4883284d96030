"""For whom a packet is: titles, places, posts and seats of every kind of office, without a database."""

from datetime import date

import pytest

from appropriations.models import Bundle
from briefings.packet import assemble_office
from briefings.packet.assemble_office import office_part
from briefings.packet.gather import Desk
from briefings.selectors.offices import OfficeRows
from legislation.models import Committee, CommitteeSeat, Legislator, Term
from members.models import Organization

DESK = Desk(date(2026, 6, 3), 7)
JUDICIARY = Committee(code="ssju00", name="Senate Committee on the Judiciary", chamber="senate")
CRIME = Committee(code="ssju22", name="Crime and Counterterrorism", chamber="senate", parent=JUDICIARY)
MONEY = Committee(code="hsap00", name="House Committee on Appropriations", chamber="house")
CJS = Committee(code="hsap19", name="Commerce, Justice, Science", chamber="house", parent=MONEY)
TAXATION = Committee(code="jstx00", name="Joint Committee on Taxation", chamber="joint")
BUDGET = Committee(code="ssbu00", name="Senate Committee on the Budget", chamber="senate")
WRITERS = {"hsap19": Bundle(key="cjs", name="Commerce, Justice, Science, and Related Agencies")}


@pytest.fixture(autouse=True)
def nobody_named(monkeypatch):
    monkeypatch.setattr(assemble_office, "named_members", lambda *_: [])


def rows(chamber="house", state="OR", district=1, seats=(), **more):
    who = Legislator(
        pk="S900001", first_name="Ada", last_name="Sample", official_name="Ada Sample", source="legislators"
    )
    term = Term(legislator=who, chamber=chamber, state=state, district=district, party="Democrat")
    kept = tuple(
        CommitteeSeat(legislator=who, committee=one, title=title, source="legislators")
        for one, title in seats
    )
    return OfficeRows(who, term, kept, **more)


def part(leads="", matter=("ssju00",), **office):
    return office_part(rows(**office), frozenset(matter), WRITERS, DESK, leads)


SENATE = {"chamber": "senate", "state": "IA", "district": None}


@pytest.mark.parametrize(
    ("office", "short", "body", "place"),
    [
        (SENATE, "Sen. Ada Sample (D-IA)", "United States Senate", "Iowa"),
        ({}, "Rep. Ada Sample (D-OR-1)", "United States House of Representatives", "Oregon's 1st District"),
        (
            {"state": "AK", "district": 0},
            "Rep. Ada Sample (D-AK-At Large)",
            "United States House of Representatives",
            "Alaska at large",
        ),
        (
            {"state": "DC", "district": 0},
            "Del. Ada Sample (D-DC)",
            "Delegate, United States House of Representatives",
            "District of Columbia",
        ),
        (
            {"state": "PR", "district": 0},
            "Resident Commissioner Ada Sample (D-PR)",
            "Resident Commissioner, United States House of Representatives",
            "Puerto Rico",
        ),
    ],
)
def test_every_kind_of_office_is_named_exactly(office, short, body, place):
    made = part(**office)
    assert (made.honorable.text, made.short, made.body, made.place) == (
        "The Honorable Ada Sample",
        short,
        body,
        place,
    )


@pytest.mark.parametrize("post", ["Speaker of the House", "House Minority Leader"])
def test_a_post_in_the_leadership_is_named_alike_for_both_parties(post):
    assert part(leads=post).leads.text == post
    assert part().leads is None


def test_a_senate_chair_has_the_committee_that_matters_first_with_the_subcommittee_that_has_the_bill():
    seats = ((TAXATION, ""), (BUDGET, "Ranking Member"), (CRIME, ""), (JUDICIARY, "Chairman"))
    made = part(**SENATE, seats=seats, matter=("ssju00", "ssju22"))
    assert [seat.text for seat in made.seats] == [
        "Judiciary (Chairman)",
        "Judiciary subcommittee: Crime and Counterterrorism",
        "Budget (Ranking Member)",
        "Joint Committee on Taxation",
    ]


def test_an_appropriator_has_the_subcommittees_that_write_our_lines():
    made = part(seats=((CJS, "Ranking Member"), (MONEY, "")))
    assert [seat.text for seat in made.seats] == [
        "Appropriations",
        "Appropriations subcommittee: Commerce, Justice, Science (Ranking Member)",
    ]


def test_an_office_without_committees_has_none_and_one_not_assigned_says_so():
    assert part().seats == ()
    assert part().unassigned is None
    assert part(unassigned="Not assigned yet").unassigned.text == "Committees: not assigned yet"


def test_members_are_named_with_their_state_and_nobody_is_no_heading(monkeypatch):
    named = [Organization(name="SAMPLE A", is_sample=True), Organization(name="SAMPLE B")]
    monkeypatch.setattr(assemble_office, "named_members", lambda state, _: named if state == "DC" else [])
    made = part(state="DC", district=0).members
    assert made.state == "the District of Columbia"
    assert [(one.text, one.sample) for one in made.names] == [("SAMPLE A", True), ("SAMPLE B", False)]
    assert part().members is None
