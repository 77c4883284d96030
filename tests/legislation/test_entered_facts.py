"""Facts the feed does not show yet: laid over, shown as such, overtaken by the feed, surviving a reload."""

import datetime as dt

import pytest
import time_machine

from common.models import AuditEntry
from legislation.models import Action, Bill, Cosponsor, EnteredFact
from legislation.overlays import Signed, carries_cosponsor, carries_withdrawal
from legislation.selectors.entered import late_facts
from legislation.services.enter_fact import FactError, NewFact, enter_fact, withdraw_fact
from legislation.services.sync_bill import sync_bill
from tests.factories.legislation import CommitteeFactory, LegislatorFactory, TermFactory
from tests.factories.members import staff_member
from tests.legislation.records import INTRODUCED, JULY, NOW, ORDERED, REFERRED, cosponsor, record
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
BILL, URL = "119-hr-9901", "/bills/119-hr-9901/facts/"
KIND = EnteredFact.Kind
DAY = dt.date(2025, 7, 22)
ORDER = "Ordered to be Reported by the Yeas and Nays: 30 - 10."


@pytest.fixture(autouse=True)
def friday():
    with time_machine.travel("2026-11-27T15:00:00Z", tick=True):
        yield


@pytest.fixture
def bill():
    sync_bill(record=record(), now=NOW)
    return Bill.objects.get(pk=BILL)


def enter(bill, kind=KIND.ACTION, **more):
    values = {"on": DAY, "as_of": DAY, "document": "Daily Digest, July 22"} | more
    return enter_fact(bill=bill, fact=NewFact(kind=kind, **values), by=staff_member())


def person():
    return TermFactory(legislator=LegislatorFactory(bioguide_id="X000009")).legislator


def test_an_entered_action_counts_for_the_stage_and_is_shown_with_its_source(bill):
    enter(bill, text=ORDER, committee=CommitteeFactory())
    bill.refresh_from_db()
    assert (bill.step, bill.step_on, bill.step_committee_id) == ("ordered_reported", DAY, "hsfa00")
    page = signed_in(staff_member()).get(bill.get_absolute_url()).content.decode()
    assert ORDER in page
    assert "Entered by staff" in page
    assert "Daily Digest, July 22" in page
    assert AuditEntry.objects.filter(verb="entered a fact", subject_id=BILL).exists()


def test_it_yields_when_the_feed_carries_the_step_and_says_when_and_how(bill):
    fact = enter(bill, text=ORDER, committee=CommitteeFactory())
    sync_bill(record=record(source_updated_at=JULY, actions=(INTRODUCED, REFERRED, ORDERED)), now=NOW)
    fact.refresh_from_db()
    assert fact.yielded_at
    assert ORDERED.text in fact.yielded_how
    assert list(Action.objects.filter(bill=BILL, acted_on=DAY).values_list("text", flat=True)) == [
        ORDERED.text
    ]
    page = signed_in(staff_member()).get(URL).content.decode()
    assert "Yielded Nov 27, 2026" in page


def test_entered_facts_survive_that_all_facts_of_the_bill_are_deleted_and_loaded_again(bill):
    enter(bill, text=ORDER)
    enter(bill, KIND.COSPONSOR, legislator=person())
    bill.delete()
    sync_bill(record=record(), now=NOW)
    again = Bill.objects.get(pk=BILL)
    assert again.step == "ordered_reported"
    assert again.cosponsors.filter(legislator="X000009").exists()
    assert again.cosponsor_count == 2


def test_an_older_pull_or_the_same_again_changes_nothing_of_what_was_entered(bill):
    enter(bill, text=ORDER)
    enter(bill, KIND.COSPONSOR, legislator=person())
    for _ in range(2):
        sync_bill(record=record(source_updated_at=JULY, title="SAMPLE, renamed"), now=NOW)
    assert Action.objects.filter(bill=BILL, laid_over_source="staff").count() == 1
    assert Cosponsor.objects.filter(bill=BILL, laid_over_id__isnull=False).count() == 1


def test_an_entered_cosponsor_is_counted_and_gives_way_without_a_double(bill):
    fact = enter(bill, KIND.COSPONSOR, legislator=person())
    bill.refresh_from_db()
    assert bill.cosponsor_count == 2
    assert bill.cosponsors.current().by_party() == {"D": 2}
    page = signed_in(staff_member()).get(bill.get_absolute_url()).content.decode()
    assert "1 of this entered by staff, not in the feed yet" in page
    listed = (cosponsor("X000002"), cosponsor("X000009", "2025-07-23"))
    sync_bill(record=record(source_updated_at=JULY, cosponsors=listed), now=NOW)
    fact.refresh_from_db()
    rows = Cosponsor.objects.filter(bill=BILL, legislator="X000009")
    assert [(row.cosponsored_on, row.laid_over_id) for row in rows] == [(dt.date(2025, 7, 23), None)]
    assert fact.yielded_at


def test_an_entered_withdrawal_takes_a_cosponsor_off_until_it_is_taken_back(bill):
    who = LegislatorFactory(bioguide_id="X000002")
    fact = enter(bill, KIND.WITHDRAWAL, legislator=who)
    bill.refresh_from_db()
    assert bill.cosponsor_count == 0
    withdraw_fact(fact=fact, reason="SAMPLE: it was another bill", by=staff_member())
    bill.refresh_from_db()
    assert bill.cosponsor_count == 1
    assert not Cosponsor.objects.filter(bill=BILL, laid_over_id__isnull=False).exists()
    fact.refresh_from_db()
    assert fact.withdrawn_reason == "SAMPLE: it was another bill"


def test_taking_an_action_back_takes_its_step_back(bill):
    fact = enter(bill, text=ORDER)
    withdraw_fact(fact=fact, reason="SAMPLE", by=staff_member())
    bill.refresh_from_db()
    assert bill.step == "referred"
    with pytest.raises(FactError):
        withdraw_fact(fact=fact, reason="again", by=staff_member())


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (KIND.ACTION, {"text": ORDER, "document": ""}, "where it is known from"),
        (KIND.ACTION, {"text": ""}, "what happened"),
        (KIND.ACTION, {"text": ORDER, "on": dt.date(2027, 1, 1)}, "a day to come"),
        (KIND.ACTION, {"text": ORDER, "on": dt.date(2020, 1, 1)}, "before the bill was introduced"),
        (KIND.ACTION, {"text": REFERRED.text, "on": REFERRED.date}, "has this step already"),
        (KIND.COSPONSOR, {}, "Choose who it is"),
    ],
)
def test_what_cannot_be_is_refused_in_words(bill, kind, values, words):
    with pytest.raises(FactError, match=words):
        enter(bill, kind, **values)
    assert not EnteredFact.objects.exists()


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [
        (KIND.COSPONSOR, "X000001", "sponsor is no cosponsor"),
        (KIND.COSPONSOR, "X000002", "has this legislator already"),
        (KIND.COSPONSOR, "X000008", "held no seat"),
        (KIND.WITHDRAWAL, "X000008", "not on the list"),
    ],
)
def test_people_who_cannot_be_on_the_list_are_refused(bill, kind, who, words):
    with pytest.raises(FactError, match=words):
        enter(bill, kind, legislator=LegislatorFactory(bioguide_id=who))


def test_a_fact_the_feed_does_not_catch_up_with_is_flagged(bill):
    enter(bill, text=ORDER)
    assert late_facts() == []
    with time_machine.travel("2026-12-20T15:00:00Z"):
        assert [line.fact.text for line in late_facts()] == [ORDER]
        assert "Not caught up" in signed_in(staff_member()).get(URL).content.decode()


def test_the_page_takes_a_fact_and_asks_for_its_source(bill):
    client = signed_in(staff_member())
    asked = {"kind": "action", "on": "2025-07-22", "as_of": "2025-07-22", "text": ORDER}
    refused = client.post(URL, asked)
    assert refused.status_code == 422
    assert "Say where it is known from" in refused.content.decode()
    assert client.post(URL, asked | {"url": "https://example.org/notice"}).status_code == 302
    fact = EnteredFact.objects.get()
    assert (fact.url, fact.entered_by_id is not None) == ("https://example.org/notice", True)
    client.post(f"{URL}{fact.pk}/withdraw/", {"reason": ""})
    fact.refresh_from_db()
    assert fact.is_standing
    client.post(f"{URL}{fact.pk}/withdraw/", {"reason": "SAMPLE"})
    fact.refresh_from_db()
    assert not fact.is_standing


def test_another_fact_is_shown_and_sets_no_stage(bill):
    enter(bill, KIND.NOTE, text="SAMPLE: a vote is announced")
    bill.refresh_from_db()
    assert bill.step == "referred"
    assert (
        "SAMPLE: a vote is announced"
        in signed_in(staff_member()).get(bill.get_absolute_url()).content.decode()
    )


def test_a_cosponsorship_withdrawn_before_is_another_than_the_one_entered():
    before = Signed(dt.date(2025, 2, 1), dt.date(2025, 3, 1))
    assert not carries_cosponsor(dt.date(2025, 7, 1), [before])
    assert carries_cosponsor(dt.date(2025, 7, 1), [before, Signed(dt.date(2025, 7, 2), None)])
    assert carries_withdrawal([before])
    assert not carries_withdrawal([])
