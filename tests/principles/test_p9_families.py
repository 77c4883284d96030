"""P9 for families: nothing joins or leaves one without a person, and shipped facts keep what a person decided."""

from __future__ import annotations

import pytest

from legislation.models import FamilyBill, FamilyCandidate
from legislation.services.family_rows import keep_row, remove_row
from legislation.services.first_data import load_authorizations, load_bills, load_congresses, load_families
from legislation.services.suggest_candidates import suggest_candidates
from tests.factories.legislation import BillFactory, CongressFactory, FamilyBillFactory
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
NAME = "SAMPLE Victims Prevention and Protection Reauthorization Act of"


def test_a_suggestion_is_never_a_member_and_is_seen_by_staff_alone():
    FamilyBillFactory(bill=BillFactory(number=1, title=f"{NAME} 2025"))
    new = BillFactory(number=2, title=f"{NAME} 2027", congress=CongressFactory(number=120))
    suggest_candidates()
    assert not FamilyBill.objects.filter(bill=new).exists()
    assert FamilyCandidate.objects.visible_to(staff_member()).count() == 1
    assert not FamilyCandidate.objects.visible_to(representative()).exists()


def test_a_later_load_of_the_shipped_facts_keeps_what_staff_decided():
    load_congresses()
    load_bills()
    load_families()
    load_authorizations()
    by = staff_member()
    changed, removed = FamilyBill.objects.filter(family="rhytpa")[:2]
    changed.note = "SAMPLE note of ours"
    keep_row(row=changed, by=by)
    remove_row(row=removed, why="SAMPLE", by=by)
    load_families()
    assert FamilyBill.objects.get(pk=changed.pk).note == "SAMPLE note of ours"
    assert not FamilyBill.objects.filter(family="rhytpa", bill=removed.bill_id).exists()
