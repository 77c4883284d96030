"""P9: facts before opinion, and true ones."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from legislation.choices import FactGroup, Source
from legislation.models import Action, Bill, BillFacts
from legislation.selectors.facts import bill_facts
from legislation.services import first_data
from legislation.services.import_bills import import_billstatus
from legislation.services.lay_over import lay_over
from legislation.services.sync_bill import Outcome, sync_bill
from tests.factories.legislation import (
    BillFactory,
    BillFactsFactory,
    BillVoteFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
)
from tests.factories.members import representative
from tests.factories.outreach import OfficeFactory
from tests.legislation.records import INTRODUCED, JULY, JUNE, NOW, ORDERED, REFERRED, action, record
from tests.pages import signed_in, words_of

pytestmark = pytest.mark.django_db
BILL = "119-hr-9901"
SIGNED = action("2023-01-05", "Signed by President.")


def test_a_pull_never_deletes_a_bill():
    sync_bill(record=record(), now=NOW)
    empty = record(
        source_updated_at=JULY,
        actions=None,
        cosponsors=(),
        committees=(),
        subjects=(),
        titles=(),
        related_bills=(),
    )
    sync_bill(record=empty, now=NOW)
    assert Bill.objects.filter(pk=BILL).exists()
    assert Action.objects.filter(bill_id=BILL).count() == 2


def test_a_pull_never_touches_judgment():
    """No table of an app above holds a column that writing a bill's facts could reach."""
    from django.apps import apps

    sources = Path("legislation/services")
    higher = ("priorities", "appropriations", "outreach", "briefings")
    for module in sources.glob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert not any(f"from {app}" in text or f"import {app}" in text for app in higher), module
    named = {field.name for field in Bill._meta.get_fields() if field.concrete}
    opinions = {"priority", "position", "ask", "risk", "stance", "score"}
    assert not named & opinions
    assert apps.get_app_config("legislation").label == "legislation"


def test_an_older_copy_never_overwrites_a_newer_one():
    sync_bill(record=record(source_updated_at=JULY, title="SAMPLE newer"), now=NOW)
    assert sync_bill(record=record(source_updated_at=JUNE), now=NOW) is Outcome.UNCHANGED
    assert Bill.objects.get(pk=BILL).title == "SAMPLE newer"


def test_entered_facts_are_rows_of_their_own_laid_over_pulled_ones():
    sync_bill(record=record(), now=NOW)
    lay_over(bill_id=BILL, action=SIGNED, source=Source.PLAW, url="https://www.govinfo.gov/x")

    laid = Action.objects.get(bill_id=BILL, laid_over_source=Source.PLAW)
    assert laid.laid_over_url == "https://www.govinfo.gov/x"
    # Other facts of the source come and go; ours stays.
    sync_bill(record=record(source_updated_at=JULY, actions=(INTRODUCED, REFERRED, ORDERED)), now=NOW)
    assert Action.objects.filter(pk=laid.pk).exists()
    assert Bill.objects.get(pk=BILL).stage == "enacted"


def test_entered_facts_yield_when_the_source_carries_them():
    sync_bill(record=record(), now=NOW)
    lay_over(bill_id=BILL, action=SIGNED, source=Source.PLAW, url="https://www.govinfo.gov/x")
    theirs = action("2023-01-05", "Signed by President.", code="36000", source_name="Library of Congress")

    sync_bill(record=record(source_updated_at=JULY, actions=(INTRODUCED, theirs)), now=NOW)
    row = Action.objects.get(bill_id=BILL, text="Signed by President.")
    assert (row.laid_over_source, row.source_name) == ("", "Library of Congress")


def test_importing_the_older_files_leaves_the_signatures_of_two_laws(shared_data):
    first_data.load_congresses()
    first_data.load_bills()
    # The copies at hand were made on 2022-12-29, before the signatures.
    folder = shared_data / "congress" / "billstatus"
    tally = import_billstatus(paths=[folder / "BILLSTATUS-117s3946.xml", folder / "BILLSTATUS-117s3949.xml"])
    assert (tally.read, tally.failed) == (2, 0)

    for bill, law in {"117-s-3946": "117-347", "117-s-3949": "117-348"}.items():
        facts = bill_facts(bill)
        assert (facts["stage"], facts["stage_date"], facts["law"]) == ("enacted", "2023-01-05", law)
        last = [(each["date"], each["text"], each["source"]) for each in facts["actions"][-2:]]
        assert last == [
            ("2023-01-05", "Signed by President.", "govinfo public law text"),
            ("2023-01-05", f"Became Public Law No: {law}.", "govinfo public law text"),
        ]


def test_the_shipped_laws_of_2023_are_laid_over_with_their_own_source():
    first_data.load_congresses()
    first_data.load_bills()
    laid = Action.objects.exclude(laid_over_source="")
    assert set(laid.values_list("bill_id", flat=True)) == {"117-s-3946", "117-s-3949"}
    assert all("PLAW-117publ34" in row.laid_over_url for row in laid)


def test_each_fact_has_its_source_and_as_of():
    sync_bill(record=record(), now=NOW)
    groups = BillFacts.objects.get(pk=BILL).groups()
    assert set(groups) == set(FactGroup.values)
    for row in groups.values():
        assert row.source == Source.GOVINFO
        assert row.source_url
        assert row.checked_at
    facts = bill_facts(BILL)
    assert (facts["as_of"], facts["source"]) == ("2025-06-01", "govinfo BILLSTATUS")


def test_a_list_known_to_be_incomplete_is_told_as_such():
    offered = record(incomplete=frozenset({FactGroup.COSPONSORS}), incomplete_reasons=("originals only",))
    sync_bill(record=offered, now=NOW)
    assert bill_facts(BILL)["cosponsors_complete"] is False


@pytest.mark.parametrize(("is_complete", "age"), [(False, 0), (True, 100)])
def test_whom_to_ask_says_no_negative_from_a_list_that_is_incomplete_or_old(is_complete, age):
    bill = BillFactory(number=9001)
    checked = timezone.now() - timedelta(days=age)
    for group in FactGroup:
        BillFactsFactory(bill=bill, group=group, checked_at=checked, is_complete=is_complete)
    bill.committees.add(CommitteeFactory())
    office = OfficeFactory()
    CommitteeSeatFactory(legislator=office.legislator)

    text = signed_in(representative()).get("/bills/119-hr-9001/whom-to-ask/").content.decode()
    assert office.legislator.last_name in text
    assert "Not known" in text
    assert "unless already on it" in text
    assert "Not yet" not in text


def test_of_a_vote_no_source_told_by_party_the_page_says_so_and_gives_no_zeros():
    BillVoteFactory(chamber="senate", roll_number=12, action_text="SAMPLE words without totals")
    page = words_of(signed_in(representative()).get("/congress/votes/119-senate-1-12/"))
    assert "How each party voted in the Senate is not published in the source we read" in page
    assert "The outcome is not in the source at hand." in page
    assert "0 to 0" not in page
