"""Whom to ask next about a program line, and what letters and requests say of offices asked about a bill."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from appropriations.cells import fiscal_year_of
from appropriations.models import BundleSubcommittee, MemberLetter
from common.citations import NBSP
from common.dates import congress_day, today
from outreach.choices import EvidenceKind
from outreach.models import Office
from outreach.selectors.whom_to_ask import whom_to_ask
from tests.factories.appropriations import LineFactory
from tests.factories.legislation import (
    AuthorizationFactory,
    BillFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
)
from tests.factories.members import former_member, representative
from tests.factories.outreach import OfficeFactory
from tests.factories.support import (
    DeadlineFactory,
    MemberLetterFactory,
    MemberSignatureFactory,
    OfficeRequestFactory,
)
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
COMING = fiscal_year_of(congress_day()) + 1


@pytest.fixture
def line():
    return LineFactory(slug="hotline", name="SAMPLE hotline")


def office(last, **term):
    fields = {f"term__{key}": value for key, value in term.items()}
    return OfficeFactory(
        legislator=LegislatorFactory(last_name=last), name=f"Rep. {last}", **fields
    ).legislator


def address(line):
    return f"/money/lines/{line.pk}/whom-to-ask/"


def rows_of(line, query=None):
    page = signed_in(representative()).get(address(line), query or {})
    return {row.name.split()[2]: row for row in page.context["page"]}


def plain(words):
    return [str(getattr(one, "words", one)).replace(NBSP, " ") for one in words]


def a_letter(line, **fields):
    letter = MemberLetterFactory(**fields)
    letter.lines.add(line)
    return letter


def test_who_signed_submitted_or_writes_the_bill_is_listed_by_name_whatever_the_party(line):
    writes = CommitteeFactory(
        code="hsap19", name="SAMPLE subcommittee", parent=CommitteeFactory(code="hsap00")
    )
    BundleSubcommittee.objects.create(bundle=line.bundle, chamber="house", committee=writes)
    CommitteeSeatFactory(legislator=office("Cedar", party="Republican"), committee=writes, title="Chairman")
    MemberSignatureFactory(letter=a_letter(line), legislator=office("Birch"), is_lead=True)
    OfficeRequestFactory(line=line, legislator=office("Alder"), submitted_on=date(2026, 3, 20))
    office("Dogwood")
    rows = rows_of(line)
    assert list(rows) == ["Alder", "Birch", "Cedar"]
    assert plain(rows["Alder"].evidence) == ["Submitted the request for FY 2027"]
    assert plain(rows["Birch"].evidence) == ["Led the FY 2026 letter"]
    assert plain(rows["Cedar"].evidence) == [
        "On the appropriations subcommittee that writes it: SAMPLE subcommittee (Chairman)"
    ]
    assert plain(rows["Birch"].asks) == [f"Submit the request for FY {COMING}"]
    assert plain(rows["Cedar"].asks)[-1] == f"Fund the line in the FY {COMING} bill"


@pytest.mark.parametrize(
    ("request_fields", "ask"),
    [
        ({"submitted_on": date(2026, 11, 20)}, "Thank the office for its request for FY {}"),
        ({"declined_on": date(2026, 11, 20)}, "No request for FY {}: it declined"),
        ({}, "Follow up on the request for FY {}"),
    ],
)
def test_what_is_asked_follows_from_what_became_of_this_years_request(line, request_fields, ask):
    OfficeRequestFactory(line=line, fiscal_year=COMING, legislator=office("Alder"), **request_fields)
    assert plain(rows_of(line)["Alder"].asks) == [ask.format(COMING)]


def test_who_can_still_sign_an_open_letter_is_asked_to_and_others_are_not(line):
    last = today() + timedelta(days=9)
    open_letter = a_letter(line, fiscal_year=COMING, delivered_on=None, deadline_on=last)
    past = a_letter(line)
    for name, term in (("Alder", {}), ("Birch", {"chamber": "senate", "district": None})):
        MemberSignatureFactory(letter=past, legislator=office(name, **term))
    on_it = office("Cedar")
    MemberSignatureFactory(letter=open_letter, legislator=on_it)
    asks = {name: " ".join(plain(row.asks)) for name, row in rows_of(line).items()}
    assert f"Sign the FY {COMING} letter by" in asks["Alder"]
    assert "Sign the" not in asks["Birch"]
    assert "Sign the" not in asks["Cedar"]


def test_that_an_office_did_not_sign_is_no_evidence(line):
    letter = a_letter(line, signers_complete=True)
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    office("Birch")
    assert list(rows_of(line)) == ["Alder"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"evidence": "signed"}, ["Alder", "Birch"]),
        ({"evidence": "submitted"}, ["Cedar"]),
        ({"chamber": "senate"}, ["Birch"]),
        ({"party": "R"}, ["Cedar"]),
        ({"state": "TX"}, ["Cedar"]),
        ({"search": "ald"}, ["Alder"]),
        ({"search": "nobody"}, []),
        ({"chamber": "nonsense"}, ["Alder", "Birch", "Cedar"]),
    ],
)
def test_filters_choose_what_they_say(line, query, found):
    letter = a_letter(line, chamber="")
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    MemberSignatureFactory(letter=letter, legislator=office("Birch", chamber="senate", district=None))
    OfficeRequestFactory(
        line=line, legislator=office("Cedar", party="Republican", state="TX"), submitted_on=date(2026, 3, 20)
    )
    assert list(rows_of(line, query)) == found


def test_the_page_asks_as_many_queries_for_thirty_offices_as_for_one(line):
    client = signed_in(representative())
    letter = a_letter(line)
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    one = queries_of(client, address(line))
    for number in range(29):
        who = office(f"Birch{number}")
        MemberSignatureFactory(letter=letter, legislator=who)
        OfficeRequestFactory(line=line, legislator=who, submitted_on=date(2026, 3, 20))
    assert queries_of(client, address(line)) == one


def test_the_line_leads_there_and_an_empty_page_says_why(line):
    client = signed_in(representative())
    assert address(line) in client.get(line.get_absolute_url()).content.decode()
    assert "No office is known to have a reason" in words_of(client.get(address(line)))


def test_it_is_handed_out_as_a_file_with_its_filters(line):
    letter = a_letter(line)
    for name in ("Alder", "Birch"):
        MemberSignatureFactory(letter=letter, legislator=office(name))
    rows = sheet_rows(signed_in(representative()).get(f"/money/lines/{line.pk}/whom-to-ask.csv?search=birch"))
    assert [row[0] for row in rows[1:]] == ["Rep. Sample Birch (D-OR-1)"]


def test_the_page_of_an_office_shows_letters_requests_and_the_next_deadline(line):
    who = office("Alder")
    MemberSignatureFactory(letter=a_letter(line), legislator=who)
    OfficeRequestFactory(line=line, legislator=who, submitted_on=date(2026, 3, 20))
    DeadlineFactory(kind="office_language", legislator=who, title="SAMPLE form")
    page = words_of(signed_in(representative()).get(f"/people/offices/{who.pk}/"))
    for words in (
        "Signed the FY 2026 letter for SAMPLE hotline",
        "Submitted: SAMPLE hotline, FY 2027",
        "SAMPLE form",
    ):
        assert words in page


def test_the_page_of_a_committee_shows_the_deadlines_of_its_subcommittees(line):
    whole = CommitteeFactory(code="hsap00", name="House Committee on Appropriations")
    writes = CommitteeFactory(code="hsap19", name="SAMPLE subcommittee", parent=whole)
    met = Office.objects.create(kind="committee", committee=whole, name="Appropriations", as_of=today())
    DeadlineFactory(committee=writes, title="SAMPLE requests to it")
    page = words_of(signed_in(representative()).get(f"/people/offices/{met.key}/"))
    assert "SAMPLE requests to it" in page


def test_about_a_bill_letters_for_the_lines_of_its_family_are_evidence_but_list_nobody_alone(line):
    bill = BillFactory(number=9001)
    family = FamilyFactory()
    FamilyBillFactory(family=family, bill=bill)
    line.authorizations.add(AuthorizationFactory(family=family))
    on_it, only_signed = office("Alder"), office("Birch", state="TX")
    CosponsorFactory(bill=bill, legislator=on_it)
    letter = a_letter(line)
    for who in (on_it, only_signed):
        MemberSignatureFactory(letter=letter, legislator=who)
    OfficeRequestFactory(line=line, legislator=on_it, submitted_on=date(2026, 3, 20))
    rows = {row.bioguide_id: row for row in whom_to_ask([bill.pk], representative()).rows}
    assert set(rows) == {on_it.pk}
    said = [(one.kind, plain([one])[0]) for one in rows[on_it.pk].evidence]
    assert (EvidenceKind.SIGNED, "Signed the FY 2026 letter for SAMPLE hotline") in said
    assert (EvidenceKind.SUBMITTED, "Submitted the FY 2027 request for SAMPLE hotline") in said


def test_outsiders_see_none_of_it(line):
    a_letter(line)
    assert not MemberLetter.objects.visible_to(former_member()).exists()
    assert signed_in(former_member()).get(address(line)).status_code in (302, 403, 404)
