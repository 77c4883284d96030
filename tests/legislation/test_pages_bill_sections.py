"""The longer sections of a bill's page: votes, amendments, papers, titles, summaries, texts, committees, related."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from common.models import Job
from legislation.choices import FactGroup
from legislation.models import (
    BillCommittee,
    BillFacts,
    BillText,
    CboEstimate,
    CommitteeReport,
    RelatedBill,
    Summary,
    TextVersion,
    Title,
)
from tests.factories.legislation import (
    ActionFactory,
    AmendmentFactory,
    BillFactory,
    BillFactsFactory,
    BillVoteFactory,
    CommitteeFactory,
    CosponsorFactory,
    MemberVoteFactory,
    RollCallFactory,
    change_facts,
)
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, signed_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return signed_in(representative())


@pytest.fixture
def bill():
    """A bill of which every group of facts is known to be whole."""
    made = BillFactory()
    for group in FactGroup.values:
        BillFactsFactory(bill=made, group=group, checked_at=timezone.now())
    return made


def page_of(browser, bill):
    return words_of(browser.get(f"/bills/{bill.pk}/"))


def test_what_is_known_to_be_none_is_said_with_its_day(browser, bill):
    page = page_of(browser, bill)
    for words in (
        "No recorded vote on the bill itself, as of",
        "None has been offered, as of",
        "Not referred to a committee, as of",
        "The Congressional Research Service has published none, as of",
        "No published version is listed",
        "No committee report and no estimate of the Congressional Budget Office, as of",
        "None is named, as of",
    ):
        assert words in page, words


def test_what_no_source_told_is_never_said_to_be_none(browser, bill):
    change_facts(BillFacts.objects.filter(bill=bill), is_complete=False)
    page = page_of(browser, bill)
    assert "the actions at hand are not complete" in page
    assert "does not say whether any has been offered" in page
    assert "does not say whether there are committee reports or cost estimates" in page
    for words in ("None has been offered", "No recorded vote on the bill itself", "No committee report and"):
        assert words not in page


def test_a_recorded_vote_shows_every_party(browser, bill):
    vote = BillVoteFactory(bill=bill, roll_number=17)
    RollCallFactory(number=17)
    page = page_of(browser, bill)
    assert "House roll call 17, Sep 10, 2025: Passed, 274 to 146" in page
    assert page.index("D61145") < page.index("I01") < page.index("R2130")
    assert (
        f"/congress/votes/119-house-1-{vote.roll_number}/"
        in browser.get(f"/bills/{bill.pk}/").content.decode()
    )


def test_the_senates_vote_says_that_its_parties_are_not_in_the_source(browser, bill):
    BillVoteFactory(
        bill=bill,
        chamber="senate",
        roll_number=12,
        action_text="Passed Senate by Yea-Nay Vote. 93 - 5. Record Vote Number: 12.",
    )
    page = page_of(browser, bill)
    assert "Senate roll call 12, Sep 10, 2025: Passed, 93 to 5" in page
    assert "How each party voted in the Senate is not published in the source we read" in page


def test_a_vote_told_in_an_actions_words_alone_is_shown_once_and_leads_to_the_chambers_page(browser, bill):
    words = "Cloture on the measure not invoked in Senate by Yea-Nay Vote. 48 - 47. Record Vote Number: 9."
    for text in (words, f"{words} (CR S1)"):
        ActionFactory(bill=bill, text=text, acted_on=dt.date(2026, 3, 1))
    ActionFactory(
        bill=bill,
        text="On passage Passed by the Yeas and Nays: 316 - 113 (Roll no. 17).",
        acted_on=dt.date(2025, 9, 10),
    )
    BillVoteFactory(bill=bill, roll_number=17)
    response = browser.get(f"/bills/{bill.pk}/")
    lines = response.context["page"].votes
    assert [(str(line.vote_id), line.in_words_only) for line in lines] == [
        ("119-senate-2-9", True),
        ("119-house-1-17", False),
    ]
    assert "Senate roll call 9, Mar 1, 2026: Not invoked, 48 to 47" in words_of(response)
    assert "vote_119_2_00009.htm" in response.content.decode()


def test_votes_on_amendments_are_folded_apart(browser, bill):
    for number in (1, 2):
        BillVoteFactory(bill=bill, roll_number=number, amendment_key=f"119-hamdt-{number}")
    page = page_of(browser, bill)
    assert "2 recorded votes on amendments" in page
    assert "No recorded vote on the bill itself" in page


def test_many_amendments_are_fetched_when_asked_and_stand_on_a_page_of_their_own(browser, bill):
    for number in range(1, 61):
        AmendmentFactory(bill=bill, number=number, purpose=f"SAMPLE purpose {number}.")
    BillVoteFactory(bill=bill, roll_number=3, amendment_key="119-hamdt-60")
    response = browser.get(f"/bills/{bill.pk}/")
    page, html = words_of(response), response.content.decode()
    assert "60 offered, as of" in page
    assert "SAMPLE purpose 60." in page
    assert "SAMPLE purpose 50." not in page
    # The same address is a link without scripts and a fragment with them.
    address = f"/bills/{bill.pk}/amendments/"
    assert f'href="{address}" hx-get="{address}"' in html
    first = browser.get(address)
    assert 'id="amendment-list"' in first.content.decode()
    assert "1 to 50 of 60 amendments" in words_of(first)
    assert "House roll call 3: Passed 316 to 113" in words_of(first)
    second = words_of(browser.get(address, {"page": "2"}))
    assert "SAMPLE purpose 10." in second
    assert "SAMPLE purpose 60." not in second


def test_an_amendment_to_an_amendment_says_to_which(browser, bill):
    AmendmentFactory(bill=bill, amendment_type="samdt", chamber="senate", amends="119-samdt-5")
    assert "to S.Amdt. 5" in page_of(browser, bill)


def test_a_bill_without_amendments_has_an_empty_page_with_a_way_back(browser, bill):
    page = words_of(browser.get(f"/bills/{bill.pk}/amendments/"))
    assert "No amendment is known here" in page
    assert browser.get("/bills/119-hr-4040/amendments/").status_code == 404


def test_reports_and_estimates_lead_to_their_papers(browser, bill):
    CommitteeReport.objects.create(bill=bill, citation="H. Rept. 119-347", position=0)
    CboEstimate.objects.create(
        bill=bill,
        title="SAMPLE estimate",
        url="https://www.cbo.gov/publication/1",
        position=0,
        published_at=dt.datetime(2025, 9, 1, 12, tzinfo=dt.UTC),
    )
    html = browser.get(f"/bills/{bill.pk}/").content.decode()
    assert "https://www.congress.gov/congressional-report/119th-congress/house-report/347" in html
    assert 'href="https://www.cbo.gov/publication/1"' in html


def test_titles_stand_by_chamber_and_kind(browser, bill):
    for position, (chamber, kind, text) in enumerate(
        [
            ("", "Display Title", "SAMPLE display"),
            ("senate", "Short Title as Passed Senate", "SAMPLE senate"),
            ("house", "Short Title as Introduced", "SAMPLE one"),
            ("house", "Short Title as Introduced", "SAMPLE two"),
            ("house", "Short Title as Introduced", "SAMPLE two"),
        ]
    ):
        Title.objects.create(bill=bill, chamber=chamber, kind=kind, text=text, position=position)
    groups = browser.get(f"/bills/{bill.pk}/").context["page"].titles
    assert [(one.chamber, one.texts) for one in groups] == [
        ("", ("SAMPLE display",)),
        ("House", ("SAMPLE one", "SAMPLE two")),
        ("Senate", ("SAMPLE senate",)),
    ]


def test_the_newest_summary_is_open_and_the_earlier_ones_folded(browser, bill):
    for number, on in enumerate((dt.date(2025, 2, 7), dt.date(2025, 9, 1))):
        Summary.objects.create(
            bill=bill,
            version_code=f"{number:02d}",
            action_name=f"SAMPLE version {number}",
            acted_on=on,
            text=f"<p>SAMPLE words {number}</p>",
        )
    html = browser.get(f"/bills/{bill.pk}/").content.decode()
    newest, earlier = html.index("SAMPLE words 1"), html.index("SAMPLE words 0")
    assert newest < html.index("<summary>SAMPLE version 0") < earlier


def test_a_version_leads_to_what_it_changed_where_both_texts_are_here(browser, bill):
    for position, (code, on) in enumerate((("rh", dt.date(2025, 9, 1)), ("ih", dt.date(2025, 2, 7)))):
        TextVersion.objects.create(bill=bill, name=code, code=code, published_on=on, position=position)
        BillText.objects.create(
            measure=bill.pk, code=code, published_on=on, digest=code, words=1, sections=1, content=[]
        )
    TextVersion.objects.create(bill=bill, name="Engrossed", code="eh", position=2)
    lines = browser.get(f"/bills/{bill.pk}/").context["page"].texts
    assert [line.compare for line in lines] == [f"a={bill.pk}-ih&b={bill.pk}-rh", "", ""]


def test_committees_lead_to_their_pages_with_what_they_did(browser, bill):
    house = CommitteeFactory()
    part = CommitteeFactory(code="hsfa16", name="Africa", parent=house)
    for committee, name in ((house, "Markup By"), (part, "Hearings By")):
        BillCommittee.objects.create(
            bill=bill,
            committee=committee,
            activities=[{"name": name, "at": "2025-07-22T14:00:00+00:00"}],
        )
    response = browser.get(f"/bills/{bill.pk}/")
    assert "Markup by, Jul 22, 2025" in words_of(response)
    html = response.content.decode()
    assert html.index("/congress/committees/hsfa00/") < html.index("/congress/committees/hsfa16/")


def test_related_bills_name_who_related_them_and_long_lists_are_folded(browser, bill):
    for number in range(1, 16):
        RelatedBill.objects.create(
            bill=bill,
            other_id=f"119-s-{number}",
            title=f"SAMPLE related {number}",
            relationships=[{"type": "Identical bill", "identified_by": "CRS"}],
        )
    page = page_of(browser, bill)
    assert "Identical bill (CRS); not in this desk yet" in page
    assert "3 more related bills" in page


def test_sponsor_and_cosponsors_lead_to_their_pages(browser, bill):
    signed = CosponsorFactory(bill=bill)
    html = browser.get(f"/bills/{bill.pk}/").content.decode()
    for bioguide_id in (bill.sponsor_id, signed.legislator_id):
        assert f"/congress/legislators/{bioguide_id}/" in html


def test_a_long_list_of_cosponsors_is_folded_until_it_is_ordered(browser, bill):
    for _ in range(41):
        CosponsorFactory(bill=bill)
    assert "All 41 by name" in page_of(browser, bill)
    html = browser.get(f"/bills/{bill.pk}/", {"cosponsors": "state"}).content.decode()
    assert '<details class="fold prints" open>' in html


def test_more_of_everything_takes_no_more_queries(browser, bill):
    def add(many, start):
        for number in range(start, start + many):
            AmendmentFactory(bill=bill, number=number)
            BillVoteFactory(bill=bill, roll_number=number)
            BillVoteFactory(bill=bill, roll_number=1000 + number, amendment_key=f"119-hamdt-{number}")
            MemberVoteFactory(roll_call=RollCallFactory(number=number))
            CommitteeReport.objects.create(bill=bill, citation=f"H. Rept. 119-{number}", position=number)
            CboEstimate.objects.create(bill=bill, title="SAMPLE", position=number)
            Title.objects.create(bill=bill, kind="SAMPLE", text=f"SAMPLE {number}", position=number)
            Summary.objects.create(bill=bill, version_code=f"{number:02d}", text="<p>SAMPLE</p>")
            TextVersion.objects.create(bill=bill, name="SAMPLE", code="ih", position=number)

    addresses = [f"/bills/{bill.pk}/", f"/bills/{bill.pk}/amendments/"]
    add(1, 1)
    few = [queries_of(browser, address) for address in addresses]
    add(30, 2)
    assert [queries_of(browser, address) for address in addresses] == few


def test_staff_pull_from_the_page_as_before(bill):
    staff = signed_in(staff_member())
    assert staff.post(f"/bills/{bill.pk}/pull/").status_code == 302
    assert Job.objects.filter(kind="pull bills").exists()
