"""Steps known from elsewhere, laid over the source's own list until it carries them."""

import datetime as dt

import pytest

from legislation.choices import Source
from legislation.models import Action, Bill
from legislation.services.lay_over import lay_over
from legislation.services.sync_bill import sync_bill
from tests.legislation.records import INTRODUCED, JULY, NOW, ORDERED, REFERRED, action, record

pytestmark = pytest.mark.django_db
BILL = "119-hr-9901"


def sync(**more):
    return sync_bill(record=record(**more), now=NOW)


def test_a_laid_over_step_follows_the_source_s_own_and_sets_the_stage():
    sync()
    signed = action("2025-12-01", "Signed by President.", type="President")
    assert lay_over(bill_id=BILL, action=signed, source=Source.PLAW, url="https://www.govinfo.gov/x")

    bill = Bill.objects.get(pk=BILL)
    assert (bill.stage, bill.stage_on) == ("enacted", dt.date(2025, 12, 1))
    assert [row.laid_over_source for row in bill.actions.all()] == ["", "", "plaw"]
    assert not lay_over(bill_id=BILL, action=signed, source=Source.PLAW, url="https://www.govinfo.gov/x")


def test_a_laid_over_step_yields_to_the_source_even_when_its_words_differ():
    sync()
    lay_over(
        bill_id=BILL,
        action=action("2025-07-22", "Ordered reported by voice vote.", committees=("hsfa00",)),
        source=Source.STAFF,
        url="https://example.org/record",
    )
    sync(source_updated_at=JULY, actions=(INTRODUCED, REFERRED, ORDERED))
    rows = Bill.objects.get(pk=BILL).actions
    assert list(rows.filter(acted_on="2025-07-22").values_list("text", "laid_over_source")) == [
        (ORDERED.text, "")
    ]


def test_a_laid_over_step_the_source_does_not_know_survives():
    sync()
    note = action("2025-09-01", "Ordered to be Reported by Voice Vote.", committees=("hsju00",))
    lay_over(bill_id=BILL, action=note, source=Source.STAFF, url="")
    sync(source_updated_at=JULY, actions=(INTRODUCED, REFERRED, ORDERED))
    assert Action.objects.filter(bill_id=BILL, laid_over_source="staff").count() == 1
    assert Bill.objects.get(pk=BILL).latest_action_on == dt.date(2025, 9, 1)
