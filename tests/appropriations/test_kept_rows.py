"""Rows that staff keep: history, withdrawing, restoring, undoing; shipped facts never overwrite what staff did (P9)."""

from __future__ import annotations

import pytest

from appropriations.models import BundleBill, FundingEvent
from appropriations.services.first_rows import key_of, load_funding, load_vehicles
from appropriations.services.kept_rows import KeptError, keep_row, restore_row, undo_change, withdraw_row
from common.models import AuditEntry
from tests.factories.appropriations import (
    BundleBillFactory,
    BundleFactory,
    LanguageFoundFactory,
    LineFactory,
)
from tests.factories.members import staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return staff_member()


def changed(row, by, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    assert keep_row(row=row, by=by)
    return AuditEntry.objects.order_by("-pk").first()


def test_a_change_is_kept_with_what_was_and_what_is(staff):
    row = BundleBillFactory(note="division B")
    entry = changed(row, staff, note="division C")
    assert entry.verb == "changed bill that carries lines"
    assert entry.actor_id == staff.pk
    assert entry.detail["changed"] == {"note": ["division B", "division C"]}


def test_the_same_values_again_are_no_change(staff):
    row = BundleBillFactory()
    assert keep_row(row=BundleBill.objects.get(pk=row.pk), by=staff) is False
    assert not AuditEntry.objects.exists()


def test_a_change_is_undone_unless_there_was_another_since(staff):
    row = BundleBillFactory(note="one")
    first = changed(row, staff, note="two")
    second = changed(row, staff, note="three")
    with pytest.raises(KeptError, match="changed again since"):
        undo_change(row=row, entry_id=first.pk, by=staff)
    undo_change(row=row, entry_id=second.pk, by=staff)
    assert BundleBill.objects.get(pk=row.pk).note == "two"
    undo_change(row=row, entry_id=first.pk, by=staff)
    assert BundleBill.objects.get(pk=row.pk).note == "one"
    assert AuditEntry.objects.filter(verb__startswith="changed").count() == 4


def test_an_undo_that_would_clash_changes_nothing(staff):
    row = BundleBillFactory(citation="H.R. 1 (119th)")
    entry = changed(row, staff, citation="H.R. 2 (119th)")
    BundleBillFactory(bundle=row.bundle, citation="H.R. 1 (119th)")
    with pytest.raises(KeptError, match="clash"):
        undo_change(row=row, entry_id=entry.pk, by=staff)
    assert BundleBill.objects.get(pk=row.pk).citation == "H.R. 2 (119th)"


def test_a_change_of_another_row_is_not_undone_here(staff):
    entry = changed(BundleBillFactory(), staff, note="other")
    with pytest.raises(KeptError, match="no such change"):
        undo_change(row=BundleBillFactory(), entry_id=entry.pk, by=staff)


def test_a_row_is_withdrawn_with_the_reason_and_restored_as_it_was(staff):
    row = BundleBillFactory()
    with pytest.raises(KeptError, match="why"):
        withdraw_row(row=row, reason="  ", by=staff)
    withdraw_row(row=row, reason="another bill", by=staff)
    gone = BundleBill.objects.get(pk=row.pk)
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (staff, "another bill")
    assert not BundleBill.objects.standing().exists()
    with pytest.raises(KeptError, match="Restore it first"):
        keep_row(row=gone, by=staff)
    restore_row(row=row, by=staff)
    back = BundleBill.objects.standing().get()
    assert (back.withdrawn_at, back.withdrawn_reason) == (None, "")
    assert [entry.verb.split()[0] for entry in AuditEntry.objects.order_by("pk")] == ["withdrew", "restored"]


def test_what_took_the_place_of_a_withdrawn_row_stays(staff):
    found = LanguageFoundFactory()
    withdraw_row(row=found, reason="wrong page", by=staff)
    LanguageFoundFactory(language=found.language)
    with pytest.raises(KeptError, match="taken its place"):
        restore_row(row=found, by=staff)
    found.refresh_from_db()
    assert found.withdrawn_at


def bundles():
    for key in ("cjs", "labor-hhs", "nsrp", "homeland", "thud", "fsgg"):
        BundleFactory(key=key)


def test_what_staff_changed_or_withdrew_is_not_shipped_over(staff):
    bundles()
    load_vehicles()
    kept, gone, other = BundleBill.objects.all()[:3]
    changed(kept, staff, note="SAMPLE: looked up in the Act")
    withdraw_row(row=gone, reason="another bill", by=staff)
    BundleBill.objects.filter(pk=other.pk).update(note="altered by nobody")
    load_vehicles()
    assert BundleBill.objects.get(pk=kept.pk).note == "SAMPLE: looked up in the Act"
    assert BundleBill.objects.get(pk=gone.pk).withdrawn_at
    assert BundleBill.objects.get(pk=other.pk).note != "altered by nobody"
    assert BundleBill.objects.filter(key=gone.key).count() == 1


def test_what_is_no_longer_shipped_is_taken_out_with_an_entry_unless_staff_changed_it(staff):
    bundles()
    BundleBillFactory(key="cjs-2019-gone-law")
    changed(BundleBillFactory(key="cjs-2019-kept-law"), staff, note="ours")
    load_vehicles()
    assert not BundleBill.objects.filter(key="cjs-2019-gone-law").exists()
    assert BundleBill.objects.filter(key="cjs-2019-kept-law").exists()
    assert AuditEntry.objects.filter(verb="took out what is no longer shipped").count() == 1


def test_shipped_events_are_those_read_in_public_sources():
    for slug in ("doj-victim-services", "dol-ilab"):
        LineFactory(slug=slug, is_sample=False)
    load_funding()
    notice = FundingEvent.objects.get(line="doj-victim-services")
    assert (notice.due_on.isoformat(), notice.happened_on.isoformat()) == ("2025-10-01", "2025-12-30")
    assert FundingEvent.objects.get(line="dol-ilab").day_words == "in March 2025"
    assert not FundingEvent.objects.filter(document="").exists()


def test_a_shipped_bill_is_named_by_what_it_carries_its_year_and_its_part():
    row = {"bundle": "cjs", "fiscal_year": 2025, "citation": "P.L. 119-4", "bill": "", "role": "full_year_cr"}
    assert key_of(row) == "cjs-2025-pl-119-4-full-year-cr"
