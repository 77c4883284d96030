"""The end of the 119th Congress over every page and packet that shows where something stands, by the clock.

It ends at noon, Washington time, on January 3, 2027. What is asked here of one world, at five moments, holds P9
(nothing is said to have died, left or been assigned that is not known) and P1 (nothing is ranked or forecast).
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from briefings.models import Packet
from briefings.packet.judging import judge
from briefings.render import packet_html
from briefings.selectors.offices import UnknownOffice
from decisions.models import Proposal
from legislation.choices import FactGroup, Stage
from legislation.models import Bill, BillFacts, Congress, Legislator, Term
from legislation.services.congresses import ensure_sitting_congress
from outreach.choices import OfficeState
from outreach.services.offices import ensure_offices
from priorities.choices import Audience
from priorities.models import Ask, Position
from tests.briefings.orders import packet_for
from tests.factories.legislation import (
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
    TermFactory,
    TrackedBillFactory,
    change_facts,
)
from tests.factories.members import representative, staff_member
from tests.factories.outreach import SeatEntryFactory
from tests.factories.priorities import AskFactory, PositionFactory
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
DAY_BEFORE = "2027-01-02T10:00-05:00"
MORNING, AFTERNOON = "2027-01-03T11:59-05:00", "2027-01-03T12:00-05:00"
DAY_AFTER, FEBRUARY = "2027-01-04T09:00-05:00", "2027-02-15T09:00-05:00"
BEFORE, AFTER = (DAY_BEFORE, MORNING), (AFTERNOON, DAY_AFTER, FEBRUARY)
DIED = "Died with the 119th Congress"
ENDED = "the 119th Congress ended on January 3, 2027"
DOUBT = "term ended January 3, 2027; roster is of June 15, 2026"
VEHICLE, PRESENTED, OLD = "119-hr-9001", "119-s-9002", "119-hr-9003"


def at(moment: str) -> Any:
    return time_machine.travel(moment, tick=False)


def checked(bill: Bill, moment: str) -> Bill:
    for group in (FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COSPONSORS):
        BillFactsFactory(bill=bill, group=group)
    change_facts(BillFacts.objects.filter(bill=bill), checked_at=dt.datetime.fromisoformat(moment))
    return bill


def a_bill(
    kind: str, number: int, stage: Stage, *, congress: int = 119, seen: str = AFTERNOON, **more: Any
) -> Bill:
    made = BillFactory(
        congress=CongressFactory(number=congress), bill_type=kind, number=number, stage=stage, **more
    )
    TrackedBillFactory(bill=made)
    return checked(made, seen)


@pytest.fixture
def world() -> SimpleNamespace:
    """A vehicle that passed the House, a bill before the President, one not seen since June, and two offices."""
    senator = LegislatorFactory(bioguide_id="X900001", last_name="Sen", sort_key="sen")
    TermFactory(legislator=senator, chamber="senate", state="ME", senate_class=3, ends_on=dt.date(2029, 1, 3))
    member = LegislatorFactory(bioguide_id="X900002", last_name="Rep", sort_key="rep")
    TermFactory(legislator=member)
    foreign = CommitteeFactory()
    for who in (senator, member):
        CommitteeSeatFactory(legislator=who, committee=foreign)
    CongressFactory(number=120)
    family = FamilyFactory(slug="sample-family")
    vehicle = a_bill("hr", 9001, Stage.PASSED_HOUSE, sponsor=member)
    FamilyBillFactory(family=family, bill=vehicle)
    CosponsorFactory(bill=vehicle, legislator=member)
    a_bill("s", 9002, Stage.TO_PRESIDENT, stage_on=dt.date(2026, 12, 30))
    a_bill("hr", 9003, Stage.INTRODUCED, seen="2026-06-01T12:00-04:00")
    position = PositionFactory(bill=vehicle, is_sample=False)
    ask = AskFactory(bill=vehicle, text="Pass H.R. 9001.", is_sample=False)
    ensure_offices(on=dt.date(2026, 11, 1))
    return SimpleNamespace(
        vehicle=vehicle,
        family=family,
        senator=senator,
        member=member,
        foreign=foreign,
        position=position,
        ask=ask,
    )


@pytest.fixture
def staff(world: SimpleNamespace) -> Any:
    return staff_member()


def page(person: Any, address: str, **query: str) -> str:
    return words_of(signed_in(person).get(address, query))


def packet(bioguide: str = "X900001", *, moment: str, bills: tuple[str, ...] = ()) -> Any:
    made_at = dt.datetime.fromisoformat(moment)
    return packet_for(bioguide, made_at=made_at, sections=("bills",), bills=bills)


# --- measures ---------------------------------------------------------------------------------

SHOWING = [
    f"/bills/{VEHICLE}/",
    "/bills/?congress=119",
    "/bills/families/sample-family/",
    "/bills/families/",
    "/congress/legislators/X900002/",
    "/people/offices/X900002/",
    "/congress/119/ending/",
]


@pytest.mark.parametrize("moment", BEFORE)
def test_until_noon_nothing_has_died_on_any_page(moment, staff):
    with at(moment):
        for address in SHOWING:
            assert DIED not in page(staff, address), address
        assert Bill.objects.live().filter(pk=VEHICLE).exists()


@pytest.mark.parametrize("moment", AFTER)
def test_from_noon_on_every_page_says_that_the_bill_died(moment, staff):
    with at(moment):
        for address in SHOWING:
            assert DIED in page(staff, address), address
        assert not Bill.objects.live().exists()


@pytest.mark.parametrize("moment", AFTER)
def test_a_bill_not_seen_since_june_is_never_said_to_have_died(moment, staff):
    """P9: it may have been enacted since."""
    with at(moment):
        said = page(staff, f"/bills/{OLD}/")
        assert (
            "Not known how it ended: the 119th Congress is over, and the actions at hand are of Jun 1, 2026"
            in said
        )
        assert DIED not in said


def test_a_bill_before_the_president_can_be_signed_and_afterwards_is_not_known(staff):
    with at(DAY_AFTER):
        said = page(staff, f"/bills/{PRESENTED}/")
        assert "The President can sign it until Jan 11, 2027, though the 119th Congress has ended" in said
    with at(FEBRUARY):
        said = page(staff, f"/bills/{PRESENTED}/")
        assert "neither a signature nor a veto is known here" in said
        assert DIED not in said


def test_the_search_and_the_file_offer_and_say_what_ended(staff):
    with at(DAY_AFTER):
        client = signed_in(staff)
        found = client.get("/bills/", {"stage": "died", "scope": "all"})
        assert [row.bill.pk for row in found.context["rows"]] == [VEHICLE]
        unknown = client.get("/bills/", {"stage": "not_known", "scope": "all"})
        assert {row.bill.pk for row in unknown.context["rows"]} == {PRESENTED, OLD}
        heading, *rows = sheet_rows(client.get("/bills/export.csv", {"stage": "died"}))
        assert rows[0][heading.index("End of its Congress")] == DIED
    with at(MORNING):
        assert not signed_in(staff).get("/bills/", {"stage": "died"}).context["rows"]


def test_lists_of_ended_bills_hold_their_number_of_queries(staff):
    with at(DAY_AFTER):
        client = signed_in(staff)
        addresses = ["/bills/?congress=119", "/congress/119/ending/", "/plan/ended/119/"]
        before = [queries_of(client, address) for address in addresses]
        for number in range(30):
            bill = a_bill("hr", 9100 + number, Stage.REPORTED)
            FamilyBillFactory(bill=bill)
            AskFactory(bill=bill)
            PositionFactory(bill=bill)
        assert [queries_of(client, address) for address in addresses] == before


# --- what we want -----------------------------------------------------------------------------


def test_positions_and_asks_expire_at_noon_and_say_why(staff, world):
    with at(MORNING):
        assert "Expired" not in page(staff, f"/bills/{VEHICLE}/")
        assert Position.objects.in_force().exists()
        assert Ask.objects.in_force().exists()
    with at(AFTERNOON):
        said = page(staff, f"/bills/{VEHICLE}/")
        assert f"It no longer holds: {ENDED}." in said
        assert f"It can no longer be asked: {ENDED}." in said
        assert not Position.objects.in_force().exists()
        assert not Ask.objects.in_force().exists()
        assert ENDED in page(staff, f"/decisions/{world.position.decision.number}/")
    assert (Position.objects.count(), Ask.objects.count()) == (1, 1), "nothing is deleted"


def test_an_ask_that_was_to_last_until_the_end_expired_with_the_congress(staff, world):
    Ask.objects.update(expires_on=dt.date(2027, 1, 3))
    with at(MORNING):
        assert Ask.objects.in_force().exists()
    with at(DAY_AFTER):
        assert f"It can no longer be asked: {ENDED}." in page(staff, f"/bills/{VEHICLE}/")
        assert [one.item for one in packet(moment=DAY_AFTER).left_out] == ["Ask “Pass H.R. 9001.”"]


def test_an_ask_about_no_bill_and_a_position_on_a_law_do_not_expire(world):
    line = AskFactory(bill=None)
    law = PositionFactory(bill=a_bill("hr", 9004, Stage.ENACTED))
    with at(FEBRUARY):
        assert list(Ask.objects.in_force()) == [line]
        assert list(Position.objects.in_force()) == [law]


def test_staff_propose_again_what_ended_about_the_new_vehicle(staff, world):
    with at(FEBRUARY):
        client = signed_in(staff)
        said = words_of(client.get("/plan/ended/119/"))
        assert "1 position and 1 ask expired with it" in said
        assert "No SAMPLE bill is live yet that could take its place" in said
        new = a_bill("hr", 7, Stage.INTRODUCED, congress=120, seen=FEBRUARY)
        FamilyBillFactory(family=world.family, bill=new)
        assert "H.R. 7 (120th), SAMPLE" in words_of(client.get("/plan/ended/119/"))
        answer = client.post(f"/plan/ended/ask/{world.ask.pk}/again/", {"bill": new.pk})
        draft = Proposal.objects.get()
        assert answer.url == draft.get_absolute_url()
        assert (draft.state, [one.target for one in draft.subjects.all()]) == ("draft", [new])
        assert ENDED in draft.text


def test_nothing_is_proposed_again_before_the_end_or_about_a_bill_that_is_over(staff, world):
    with at(DAY_BEFORE):
        signed_in(staff).post(f"/plan/ended/ask/{world.ask.pk}/again/", {"bill": VEHICLE})
    with at(FEBRUARY):
        signed_in(staff).post(f"/plan/ended/ask/{world.ask.pk}/again/", {"bill": VEHICLE})
    assert not Proposal.objects.exists()


# --- whom to ask, offices, committees ---------------------------------------------------------


def test_whom_to_ask_is_empty_and_says_why(staff):
    with at(DAY_BEFORE):
        assert "Nothing can be asked" not in page(staff, f"/bills/{VEHICLE}/whom-to-ask/")
    with at(DAY_AFTER):
        assert ENDED in page(staff, f"/bills/{VEHICLE}/whom-to-ask/")
        said = page(staff, "/bills/families/sample-family/whom-to-ask/")
        assert "no vehicle of it is known in the 120th Congress yet" in said


def test_with_a_new_vehicle_and_an_old_roster_it_is_said_whose_seats_are_left_out(staff, world):
    """P9: nobody is asked as a member of a committee of the last Congress, nor by a term that is over."""
    new = a_bill("s", 7, Stage.INTRODUCED, congress=120, seen=FEBRUARY)
    FamilyBillFactory(family=world.family, bill=new)
    with at(FEBRUARY):
        said = page(staff, "/bills/families/sample-family/whom-to-ask/")
        assert "1 seat is left out: the term is over and the roster is of June 15, 2026." in said
        assert "not yet assigned in the 120th Congress" in said
        assert "Rep. Sample Rep" not in said


@pytest.mark.parametrize("moment", [DAY_AFTER, FEBRUARY])
def test_an_office_whose_term_is_over_warns_everywhere_until_a_newer_roster_comes(moment, staff):
    with at(moment):
        for address in ("/people/offices/X900002/", "/congress/legislators/X900002/"):
            assert DOUBT in page(staff, address), address
        for address in ("/people/offices/", "/congress/legislators/"):
            assert f"T{DOUBT[1:]}" in page(staff, address), address
        assert DOUBT not in page(staff, "/people/offices/X900001/"), "that term runs on"
    with at(MORNING):
        assert DOUBT not in page(staff, "/people/offices/X900002/")


def renewed(world: SimpleNamespace, *, on: dt.date = dt.date(2027, 1, 12)) -> None:
    """A newer roster: the senator sits on, the member is not in it, and committees are filled."""
    Legislator.objects.filter(pk=world.senator.pk).update(as_of=on)
    world.foreign.seats.filter(legislator=world.senator).update(as_of=on)
    world.foreign.seats.filter(legislator=world.member).delete()
    ensure_offices(on=on)


def test_a_newer_roster_tells_who_is_former_and_who_sits_where(staff, world):
    renewed(world)
    with at(FEBRUARY):
        office = page(staff, "/people/offices/X900002/")
        assert "Former" in office
        assert DOUBT not in office
        assert "Foreign Affairs" in page(staff, "/people/offices/X900001/")


@pytest.mark.parametrize(
    "address", ["/people/offices/X900001/", "/congress/legislators/X900001/", "/congress/committees/hsfa00/"]
)
def test_seats_of_the_last_congress_are_shown_until_noon_and_then_as_not_yet_assigned(address, staff):
    with at(MORNING):
        assert "not yet assigned" not in page(staff, address).lower()
    with at(DAY_AFTER):
        assert "not yet assigned" in page(staff, address).lower()


def test_who_leaves_and_who_was_elected_stand_with_their_source(staff, world):
    SeatEntryFactory(legislator=world.member, source="SAMPLE statement", on=dt.date(2027, 1, 3))
    SeatEntryFactory(
        kind=OfficeState.ELECTED, legislator=None, name="SAMPLE Newcomer", source="SAMPLE canvass"
    )
    with at(DAY_BEFORE):
        office = page(staff, "/people/offices/X900002/")
        assert "Departing" in office
        assert "Leaves on Jan 3, 2027" in office
        seats = page(staff, "/people/offices/seats/")
        assert "SAMPLE Newcomer" in seats
        assert "SAMPLE canvass" in seats
    renewed(world)
    with at(FEBRUARY):
        assert "No longer counts: the roster of Jan 12, 2027" in page(staff, "/people/offices/seats/")


def test_only_staff_enter_seats_and_what_was_wrong_is_taken_back(staff, world):
    sent = {
        "kind": "vacant", "chamber": "house", "state": "OR", "district": "1", "bioguide_id": "X900002",
        "source": "SAMPLE letter", "as_of": "2026-11-20",
    }  # fmt: skip
    with at(DAY_BEFORE):
        assert signed_in(representative()).post("/people/offices/seats/enter/", sent).status_code == 403
        client = signed_in(staff)
        assert client.post("/people/offices/seats/enter/", sent | {"district": ""}).status_code == 422
        client.post("/people/offices/seats/enter/", sent)
        assert "The seat is vacant" in page(staff, "/people/offices/X900002/")
        with pytest.raises(UnknownOffice, match="the seat is vacant"):
            packet("X900002", moment=DAY_BEFORE)
        entry = world.member.seat_entries.get()
        client.post(f"/people/offices/seats/{entry.pk}/take-back/", {"why": "SAMPLE wrong seat"})
        assert "The seat is vacant" not in page(staff, "/people/offices/X900002/")
        assert "SAMPLE wrong seat" in page(staff, "/people/offices/seats/")
        client.post(f"/people/offices/seats/{entry.pk}/restore/")
        assert "The seat is vacant" in page(staff, "/people/offices/X900002/")


# --- packets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", BEFORE)
def test_until_noon_a_packet_carries_the_ask(moment, world):
    made = packet(moment=moment)
    assert [str(ask.text) for ask in made.asks] == ["Pass H.R. 9001."]
    assert not made.left_out


@pytest.mark.parametrize("moment", AFTER)
def test_from_noon_on_a_packet_leaves_out_what_expired_and_a_draft_says_so(moment, world):
    made = packet(moment=moment)
    assert not made.asks
    assert not made.standings
    assert f"Left out: Ask “Pass H.R. 9001.” ({ENDED})." in packet_html(made)
    assert not any(one.rule == "ended" for one in judge(made).refused)
    assert "Committees: not yet assigned in the 120th Congress" in packet_html(made)


def test_a_final_that_names_a_bill_whose_ask_or_position_expired_is_refused(world):
    made = packet(moment=DAY_AFTER, bills=(VEHICLE,))
    assert [section.position for section in made.sections] == [None]
    assert DIED in str(made.sections[0].ended)
    refused = {(one.item, one.rule, one.reason) for one in judge(made).refused if one.rule == "ended"}
    assert refused == {
        ("Ask “Pass H.R. 9001.”", "ended", ENDED),
        ("Position on H.R.\N{NO-BREAK SPACE}9001 (119th)", "ended", ENDED),
    }


def test_a_final_for_an_office_nobody_is_known_to_hold_is_refused_and_a_draft_says_why(world):
    made = packet("X900002", moment=DAY_AFTER)
    assert ("office", f"{DOUBT}; who holds the seat is not known here") in {
        (one.rule, one.reason) for one in judge(made).refused
    }
    assert DOUBT in packet_html(made)
    renewed(world)
    with pytest.raises(UnknownOffice, match="holds no seat"):
        packet("X900002", moment=FEBRUARY)


def test_no_ask_reaches_an_office_by_a_committee_of_the_last_congress(world):
    AskFactory(
        audience=Audience.COMMITTEE, committee=world.foreign, text="SAMPLE Hold a hearing.", is_sample=False
    )
    assert "SAMPLE Hold a hearing." in {str(ask.text) for ask in packet(moment=MORNING).asks}
    assert not packet(moment=DAY_AFTER).asks
    renewed(world)
    assert "SAMPLE Hold a hearing." in {str(ask.text) for ask in packet(moment=FEBRUARY).asks}


def test_a_packet_made_before_the_end_says_afterwards_that_it_is_not_to_be_handed_over(staff, world):
    with at(DAY_BEFORE):
        made = Packet.objects.create(
            office=world.senator.office,
            requested_by=staff,
            state="final",
            file="sample.pdf",
            sha256="0" * 64,
            pages=2,
        )
        assert "Not to be handed over" not in page(staff, f"/packets/{made.pk}/")
    with at(DAY_AFTER):
        assert f"Not to be handed over any more: since it was made, {ENDED}" in page(
            staff, f"/packets/{made.pk}/"
        )


# --- home, the countdown, the new Congress -----------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-27T09:00-05:00", "The 119th Congress ends at noon on January 3, 2027, in 37 days"),
        (DAY_BEFORE, "The 119th Congress ends at noon on January 3, 2027, tomorrow"),
        (MORNING, "The 119th Congress ends at noon on January 3, 2027, today"),
        (AFTERNOON, "The 119th Congress ended at noon on January 3, 2027"),
        ("2027-06-15T09:00-04:00", "The 120th Congress ends at noon on January 3, 2029, in 568 days"),
    ],
)
def test_the_home_page_counts_down_to_the_end(moment, said, staff):
    with at(moment):
        assert said in page(staff, "/home/")


def test_after_the_end_home_leads_to_what_ended_and_the_family_says_what_it_left(staff):
    with at(DAY_AFTER):
        assert "The 119th Congress ended on Jan 3, 2027: what ended with it" in page(staff, "/home/")
        said = page(staff, "/bills/families/sample-family/")
        assert "No SAMPLE bill has been introduced in the 120th Congress yet" in said
        assert "What the 119th left:" in said
        ended = page(staff, "/congress/119/ending/")
        assert "The 119th Congress ended at noon on January 3, 2027" in ended
        assert "2 positions or asks" in ended


def test_a_member_reads_what_ended_but_not_the_list_for_staff(world):
    with at(DAY_AFTER):
        client = signed_in(representative())
        assert client.get("/congress/119/ending/").status_code == 200
        assert client.get("/plan/ended/119/").status_code == 403


def test_the_next_congress_is_here_before_it_sits():
    Congress.objects.all().delete()
    ensure_sitting_congress(on=dt.date(2027, 1, 2))
    assert list(Congress.objects.order_by("number").values_list("number", "starts_on", "ends_on")) == [
        (119, dt.date(2025, 1, 3), dt.date(2027, 1, 3)),
        (120, dt.date(2027, 1, 3), dt.date(2029, 1, 3)),
    ]


def test_nothing_of_a_bill_is_deleted_or_changed_by_the_end(staff, world):
    """P9: what is told by the day is stored nowhere."""
    before = list(Bill.objects.order_by("pk").values()), BillFacts.objects.count(), Term.objects.count()
    with at(FEBRUARY):
        for address in SHOWING:
            page(staff, address)
    assert (
        list(Bill.objects.order_by("pk").values()),
        BillFacts.objects.count(),
        Term.objects.count(),
    ) == before


def test_what_moved_tells_of_few_bills_that_died_and_of_many_leaves_it_to_the_countdown(staff):
    with at(DAY_AFTER):
        assert "H.R. 9001 died with the 119th Congress" in page(staff, "/home/")
        for number in range(6):
            a_bill("hr", 9200 + number, Stage.INTRODUCED)
        assert "died with the 119th Congress" not in page(staff, "/home/")
    with at(MORNING):
        assert "died with the 119th Congress" not in page(staff, "/home/")
