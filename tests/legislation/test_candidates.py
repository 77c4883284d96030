"""Candidates of families: suggested with their reasons, and left to a person."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from common.citations import NBSP
from common.models import Job, JobState, Notice
from legislation.models import Bill, BillText, FamilyBill, FamilyCandidate, RelatedBill, Title
from legislation.services.fingerprints import take_fingerprints
from legislation.services.suggest_candidates import (
    request_suggestions,
    run_suggestions_job,
    suggest_candidates,
)
from legislation.text_parts import TextPart, as_plain
from tests.factories.legislation import BillFactory, CongressFactory, FamilyBillFactory, FamilyFactory
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
NAME = "SAMPLE Victims Prevention and Protection Reauthorization Act of"


def vehicle(**more):
    bill = BillFactory(congress=CongressFactory(number=118), number=5856, title=f"{NAME} 2023", **more)
    return FamilyBillFactory(bill=bill).bill


def reasons(bill) -> list[str]:
    return [one["why"] for one in FamilyCandidate.objects.get(bill=bill).reasons]


def keep(bill, words: str) -> BillText:
    parts = [TextPart("section", "1", text=words)]
    return BillText.objects.create(
        measure=bill.pk, code="ih", origin="file", digest=str(hash(words)), words=1, sections=1,
        content=as_plain(parts),
    )  # fmt: skip


def test_a_reintroduction_is_suggested_with_its_reason_and_joins_nothing():
    vehicle()
    new = BillFactory(congress=CongressFactory(number=120), number=7, title=f"{NAME} 2027")
    BillFactory(number=8, title="SAMPLE Dairy Pricing Act of 2025")
    told = suggest_candidates()
    assert (told.looked_at, told.new) == (3, 1)
    row = FamilyCandidate.objects.get()
    assert (row.bill, row.state) == (new, "suggested")
    assert "2027" in row.reasons[0]["evidence"]
    assert not FamilyBill.objects.filter(bill=new).exists()


def test_looking_twice_changes_nothing():
    vehicle()
    BillFactory(number=7, title=f"{NAME} 2025")
    suggest_candidates()
    before = FamilyCandidate.objects.get().changed_at
    told = suggest_candidates()
    assert (told.new, told.changed, told.again, told.gone) == (0, 0, 0, 0)
    assert FamilyCandidate.objects.get().changed_at == before


def test_only_the_bills_named_are_looked_at_and_what_a_changed_vehicle_links_to():
    old = vehicle()
    same = BillFactory(number=7, title=f"{NAME} 2025")
    linked = BillFactory(number=9, title="SAMPLE Defense Act")
    RelatedBill.objects.create(
        bill=old, other_id=linked.pk, relationships=[{"type": "Identical bill", "by": "CRS"}]
    )
    assert suggest_candidates(bill_ids=[old.pk]).new == 1
    assert reasons(linked) == ["identical"]
    assert suggest_candidates(bill_ids=[same.pk]).looked_at == 1
    assert reasons(same) == ["same_title"]


def test_a_portions_title_is_read_from_the_titles():
    vehicle()
    carrier = BillFactory(number=47, title="SAMPLE Omnibus Act of 2025")
    kind = "Short Titles as Enacted for portions of this bill"
    Title.objects.create(bill=carrier, kind=kind, text=f"{NAME} 2025", position=1)
    suggest_candidates()
    assert reasons(carrier) == ["title_inside"]


def test_a_text_that_is_here_is_compared_by_its_fingerprint():
    words = " ".join(f"word{number} of section{number % 97}" for number in range(600))
    keep(vehicle(), words)
    other = BillFactory(number=11, title="SAMPLE Plain Act")
    keep(other, words)
    suggest_candidates()
    assert reasons(other) == ["similar_text"]
    assert take_fingerprints() == 0


def test_what_nobody_has_decided_is_taken_back_with_its_reasons():
    old = vehicle()
    linked = BillFactory(number=9, title="SAMPLE Defense Act")
    link = RelatedBill.objects.create(
        bill=old, other_id=linked.pk, relationships=[{"type": "Related bill", "by": "CRS"}]
    )
    suggest_candidates()
    link.delete()
    assert suggest_candidates().gone == 1
    assert not FamilyCandidate.objects.exists()


def test_members_and_archived_families_get_no_suggestions():
    old = vehicle()
    member = BillFactory(number=7, title=f"{NAME} 2025")
    FamilyBillFactory(family=old.family_parts.get().family, bill=member, part=FamilyBill.Part.NEIGHBOR)
    shelved = FamilyFactory(slug="shelved", archived_at=timezone.now())
    FamilyBillFactory(family=shelved, bill=old)
    suggest_candidates()
    assert not FamilyCandidate.objects.exists()


def test_a_dismissed_one_comes_back_only_with_a_new_reason():
    old = vehicle()
    bill = BillFactory(number=7, title=f"{NAME} 2025")
    suggest_candidates()
    row = FamilyCandidate.objects.get()
    row.state, row.why, row.decided_by, row.decided_at = "dismissed", "SAMPLE", staff_member(), timezone.now()
    row.weighed = [one["key"] for one in row.reasons]
    row.save()
    # Another vehicle of the same title is no new reason.
    third = BillFactory(congress=CongressFactory(number=117), number=3, title=f"{NAME} 2021")
    FamilyBillFactory(family=row.family, bill=third)
    assert suggest_candidates().again == 0
    RelatedBill.objects.create(
        bill=bill, other_id=old.pk, relationships=[{"type": "Identical bill", "by": "House"}]
    )
    assert suggest_candidates().again == 1
    row.refresh_from_db()
    assert (row.state, row.why) == ("suggested", "SAMPLE")


def test_a_look_is_asked_for_only_when_something_changed():
    vehicle()
    job, created = request_suggestions()
    assert created
    assert request_suggestions() == (job, False)
    done = run_suggestions_job(job_id=str(job.pk))
    assert done.state == JobState.DONE
    long_ago = timezone.now() - dt.timedelta(days=2)
    Bill.objects.update(changed_at=long_ago)
    assert request_suggestions() == (None, False)
    BillFactory(number=7, title=f"{NAME} 2025")
    again, created = request_suggestions()
    assert created
    assert run_suggestions_job(job_id=str(again.pk)).result["looked_at"] == 1
    assert FamilyCandidate.objects.count() == 1
    Job.objects.update(started_at=long_ago)
    whole, created = request_suggestions()
    assert created
    assert whole.arguments == {"since": None}


def test_a_vehicle_that_staff_added_leads_to_a_look_at_every_bill():
    vehicle()
    first, _ = request_suggestions()
    run_suggestions_job(job_id=str(first.pk))
    Bill.objects.update(changed_at=timezone.now() - dt.timedelta(days=2))
    assert request_suggestions() == (None, False)
    FamilyBillFactory(bill=BillFactory(number=3), staff_changed_at=timezone.now())
    Bill.objects.update(changed_at=timezone.now() - dt.timedelta(days=2))
    again, created = request_suggestions()
    assert created
    assert again.arguments == {"since": None}


def test_staff_are_told_once_of_a_bill_that_can_still_pass():
    vehicle()
    staff, member = staff_member(), representative()
    BillFactory(number=7, title=f"{NAME} 2025")
    BillFactory(congress=CongressFactory(number=112), number=9, title=f"{NAME} 2011")
    suggest_candidates()
    suggest_candidates()
    notice = Notice.objects.get(kind="candidate", recipient_id=staff.pk)
    assert notice.title.replace(NBSP, " ") == "H.R. 7 (119th) may belong to SAMPLE"
    assert not Notice.objects.filter(kind="candidate", recipient_id=member.pk).exists()


def test_the_command_tells_what_it_found():
    vehicle()
    new = BillFactory(number=7, title=f"{NAME} 2025")
    out = StringIO()
    call_command("suggest_candidates", bill=[new.pk], json=True, stdout=out)
    assert json.loads(out.getvalue())["new"] == 1
    with pytest.raises(CommandError):
        call_command("suggest_candidates", bill=["nonsense"])
