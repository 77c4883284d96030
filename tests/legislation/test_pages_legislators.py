"""Pages of legislators: facts only, all parties alike."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CongressFactory,
    CosponsorFactory,
    DistrictOfficeFactory,
    LegislatorFactory,
    MemberVoteFactory,
    TermFactory,
    TrackedBillFactory,
)
from tests.factories.members import former_member, representative
from tests.factories.outreach import OfficeFactory
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/congress/legislators/"


@pytest.fixture
def browser():
    return signed_in(representative())


def seated(last_name, **term):
    return TermFactory(legislator=LegislatorFactory(last_name=last_name), **term).legislator


def names_on(response):
    return [row.legislator.last_name for row in response.context["rows"]]


def test_those_in_office_stand_by_last_name_whatever_their_party(browser):
    seated("Zebra", party="Republican")
    seated("Álvarez", party="Independent")
    seated("Baker")
    LegislatorFactory(last_name="Former")
    assert names_on(browser.get(LIST)) == ["Álvarez", "Baker", "Zebra"]
    assert names_on(browser.get(LIST, {"who": "all"})) == ["Álvarez", "Baker", "Former", "Zebra"]


def test_every_filter_finds_one(browser):
    wanted = seated("Hernández", chamber="senate", state="ME", party="Republican")
    CommitteeSeatFactory(
        legislator=wanted,
        committee=CommitteeFactory(code="ssap00", name="Senate Committee on Appropriations"),
    )
    seated("Other")
    for query in (
        {"q": "hernandez"},
        {"chamber": "senate"},
        {"state": "ME"},
        {"party": "Republican"},
        {"committee": "ssap00"},
        {"chamber": "senate", "state": "ME", "party": "Republican"},
    ):
        assert names_on(browser.get(LIST, query)) == ["Hernández"], query
    assert names_on(browser.get(LIST, {"chamber": "house", "state": "ME"})) == []
    assert "No legislator fits" in words_of(browser.get(LIST, {"q": "zzz"}))


def test_the_list_is_handed_out_as_it_is_filtered(browser):
    seated("Hernández", chamber="senate", state="ME", party="Republican", phone="202-555-0100")
    seated("Other")
    rows = sheet_rows(browser.get(f"{LIST}export.csv", {"state": "ME"}))
    assert rows[0][:5] == ["Name", "Party", "Chamber", "State", "Seat"]
    assert [row[:5] for row in rows[1:]] == [["Hernández, Sample", "R", "Senate", "ME", "Maine"]]
    assert browser.get(f"{LIST}export.xlsx").status_code == 200


def test_fields_left_empty_are_no_filters(browser):
    seated("Sample")
    assert "with these filters" not in words_of(browser.get(LIST, {"q": "", "state": "", "page": "1"}))
    assert "with these filters" in words_of(browser.get(LIST, {"q": "sample"}))


def test_a_list_for_a_congress_without_members_says_so(browser):
    assert "Nobody holds a seat today by the list at hand" in words_of(browser.get(LIST))


def test_the_page_shows_seat_party_committees_titles_and_offices(browser):
    one = seated("Sample", chamber="senate", state="ME", party="Independent", caucus="Democrat")
    whole = CommitteeFactory(code="ssfr00", name="Senate Committee on Foreign Relations", chamber="senate")
    part = CommitteeFactory(code="ssfr01", name="SAMPLE Subcommittee", chamber="senate", parent=whole)
    CommitteeSeatFactory(legislator=one, committee=whole, title="Ranking Member", side="minority")
    CommitteeSeatFactory(legislator=one, committee=part, title="Chairman")
    DistrictOfficeFactory(legislator=one, city="Portland", suite="Suite 100", building="SAMPLE Building")
    page = words_of(browser.get(f"{LIST}{one.pk}/"))
    assert "Sen. Sample Sample (I-ME)" in page
    assert "Senator for Maine." in page
    assert "Independent, caucuses with Democrats" in page
    assert "Senate Committee on Foreign Relations, Ranking Member" in page
    assert "SAMPLE Subcommittee, Chairman" in page
    assert "1 Sample Street, Suite 100, SAMPLE Building" in page
    assert "1 office, as of Jun 15, 2026." in page
    assert "unitedstates/congress-legislators, as of Jun 15, 2026" in page


def test_the_posts_of_the_chamber_are_named(browser):
    # The shipped table of posts: the Speaker of the 119th.
    one = TermFactory(legislator=LegislatorFactory(bioguide_id="J000299", last_name="SAMPLE")).legislator
    assert "Speaker of the House" in words_of(browser.get(f"{LIST}{one.pk}/"))


def test_one_known_from_bills_only_has_a_page_that_says_so(browser):
    one = BillFactory().sponsor
    page = words_of(browser.get(f"{LIST}{one.pk.lower()}/"))
    assert "Holds no seat today by the list of members at hand." in page
    assert "No term is known here" in page
    assert "No office in the state or district is on the list at hand." in page


def test_bills_tell_the_part_and_are_filtered(browser):
    one = seated("Sample")
    mine = BillFactory(sponsor=one, title="SAMPLE mine")
    signed = BillFactory(title="SAMPLE signed")
    CosponsorFactory(bill=signed, legislator=one, is_original=True)
    left = BillFactory(title="SAMPLE left", congress=CongressFactory(number=118))
    CosponsorFactory(bill=left, legislator=one, withdrawn_on=dt.date(2024, 3, 1))
    BillFactory(title="SAMPLE of another")
    TrackedBillFactory(bill=signed)
    address = f"{LIST}{one.pk}/"

    def shown(**query):
        rows = browser.get(address, query).context["rows"]
        return {row.row.bill.pk: (row.part, row.note) for row in rows}

    assert shown() == {
        mine.pk: ("Sponsor", ""),
        signed.pk: ("Cosponsor", "original"),
        left.pk: ("Cosponsor", "withdrew Mar\N{NO-BREAK SPACE}1, 2024"),
    }
    assert set(shown(part="sponsor")) == {mine.pk}
    assert set(shown(part="cosponsor")) == {signed.pk, left.pk}
    assert set(shown(congress="118")) == {left.pk}
    assert set(shown(tracked="on")) == {signed.pk}
    assert "proves nothing" in words_of(browser.get(address))


def test_who_withdrew_and_came_back_is_a_cosponsor_once(browser):
    one, bill = seated("Sample"), BillFactory()
    CosponsorFactory(
        bill=bill, legislator=one, cosponsored_on=dt.date(2025, 2, 7), withdrawn_on=dt.date(2025, 3, 1)
    )
    CosponsorFactory(bill=bill, legislator=one, cosponsored_on=dt.date(2025, 4, 1))
    (row,) = browser.get(f"{LIST}{one.pk}/").context["rows"]
    assert (row.since, row.note) == (dt.date(2025, 4, 1), "")


def test_votes_are_listed_newest_first_and_their_absence_says_nothing(browser):
    one = seated("Sample")
    assert "says nothing about how anyone voted" in words_of(browser.get(f"{LIST}{one.pk}/"))
    early = MemberVoteFactory(legislator=one, roll_call__held_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
    late = MemberVoteFactory(legislator=one, words="Not Voting", cast="not_voting")
    response = browser.get(f"{LIST}{one.pk}/votes/")
    assert [row.vote.pk for row in response.context["votes"]] == [late.pk, early.pk]
    assert "Not Voting" in words_of(response)


def test_the_page_leads_to_our_office_and_back(browser):
    one = seated("Sample")
    office = OfficeFactory(legislator=one, name="Rep. Sample", term=False)
    assert office.get_absolute_url() in browser.get(f"{LIST}{one.pk}/").content.decode()
    assert f"{LIST}{one.pk}/" in browser.get(office.get_absolute_url()).content.decode()


def test_a_longer_list_takes_no_more_queries(browser):
    committee = CommitteeFactory()

    def add(many):
        for one in TermFactory.create_batch(many):
            CommitteeSeatFactory(legislator=one.legislator, committee=committee)

    add(1)
    few = queries_of(browser, LIST)
    add(29)
    assert queries_of(browser, LIST) == few


def test_a_busier_legislator_takes_no_more_queries(browser):
    one = seated("Sample")

    def add(many):
        for number in range(many):
            CosponsorFactory(legislator=one)
            BillFactory(sponsor=one)
            DistrictOfficeFactory(legislator=one)
            MemberVoteFactory(legislator=one)
            code = f"hs{many:02d}{number:02d}"
            CommitteeSeatFactory(legislator=one, committee=CommitteeFactory(code=code, name=f"SAMPLE {code}"))

    add(1)
    few = queries_of(browser, f"{LIST}{one.pk}/")
    add(30)
    assert queries_of(browser, f"{LIST}{one.pk}/") == few


def test_pages_are_for_people_inside(client):
    one = seated("Sample")
    outside = signed_in(former_member())
    for address in (LIST, f"{LIST}{one.pk}/", f"{LIST}{one.pk}/votes/"):
        assert client.get(address).status_code == 302
        assert outside.get(address).status_code == 403
