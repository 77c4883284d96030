"""Families as staff keep them: validated, audited, undoable, and never overwritten by shipped facts (P9)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from common.models import AuditEntry
from legislation.models import (
    Authorization,
    Family,
    FamilyBill,
    FamilyCandidate,
    FamilyLaw,
    RemovedFamilyRow,
)
from legislation.services.answer_candidates import AlreadyAnswered, confirm_candidate, dismiss_candidate
from legislation.services.families import archive_family, edit_family, restore_family
from legislation.services.family_facts import load_authorizations, load_families
from legislation.services.family_rows import keep_row, put_back, remove_row
from legislation.services.suggest_candidates import suggest_candidates
from tests.factories.legislation import (
    AuthorizationFactory,
    BillFactory,
    CongressFactory,
    FamilyBillFactory,
    FamilyFactory,
    FamilyLawFactory,
)
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
FAMILY = "/bills/families/sample-family"
NAME = "SAMPLE Victims Prevention and Protection Reauthorization Act of"
LAW = {"law": "117-348", "title": "SAMPLE Act", "source": "SAMPLE", "as_of": "2026-11-21"}


def shipped(**more) -> list[dict]:
    return [
        {
            "slug": "sample-family",
            "name": "SAMPLE shipped name",
            "short_name": "SHIPPED",
            "about": "",
            "position": 1,
            "bills": [{"bill": "119-hr-1", "note": "shipped", "source": "SAMPLE"}],
            "laws": [LAW],
        }
        | more
    ]


@pytest.fixture
def staff(client: Client):
    user = staff_member()
    client.force_login(user)
    return user


# What is shipped, and what staff made of it.


def test_shipped_facts_are_updated_until_staff_change_them():
    BillFactory(number=1)
    load_families(shipped())
    load_families(shipped(name="SAMPLE better name"))
    family = Family.objects.get()
    assert family.name == "SAMPLE better name"
    edit_family(family=family, words={"name": "SAMPLE our name"}, by=staff_member())
    part = FamilyBill.objects.get()
    part.note = "ours"
    keep_row(row=part, by=staff_member())
    load_families(shipped(name="SAMPLE third name"))
    assert Family.objects.get().name == "SAMPLE our name"
    assert FamilyBill.objects.get().note == "ours"


def test_what_staff_removed_is_not_loaded_again_and_can_be_put_back():
    BillFactory(number=1)
    load_families(shipped())
    removed = remove_row(row=FamilyLaw.objects.get(), why="SAMPLE not ours", by=staff_member())
    remove_row(row=FamilyBill.objects.get(), why="SAMPLE not ours", by=staff_member())
    load_families(shipped())
    assert not FamilyLaw.objects.exists()
    assert not FamilyBill.objects.exists()
    put_back(removed=removed, by=staff_member())
    assert FamilyLaw.objects.get().title == "SAMPLE Act"
    assert RemovedFamilyRow.objects.count() == 1


def test_a_shipped_authorization_that_staff_changed_or_removed_stays_so():
    FamilyFactory()
    node = {
        "key": "sample", "family": "sample-family", "name": "SAMPLE", "status": "in_law", "law": "SAMPLE Act",
        "first_fiscal_year": 2018, "last_fiscal_year": 2021, "dollars": 5, "source": "SAMPLE",
        "as_of": "2026-11-21",
    }  # fmt: skip
    load_authorizations([node])
    one = Authorization.objects.get()
    one.dollars = 7
    keep_row(row=one, by=staff_member())
    load_authorizations([node])
    assert Authorization.objects.get().dollars == 7
    remove_row(row=one, why="SAMPLE", by=staff_member())
    load_authorizations([node])
    assert not Authorization.objects.exists()


def test_what_pointed_at_a_removed_authorization_points_at_it_again():
    from tests.factories.appropriations import LineFactory

    one = AuthorizationFactory(family=FamilyFactory())
    line = LineFactory()
    line.authorizations.add(one)
    back = put_back(removed=remove_row(row=one, why="SAMPLE", by=staff_member()), by=staff_member())
    assert list(line.authorizations.all()) == [back]


def test_every_change_is_audited_with_before_and_after():
    part = FamilyBillFactory(bill=BillFactory(number=1), note="before")
    part.note = "after"
    by = staff_member()
    keep_row(row=part, by=by)
    keep_row(row=part, by=by)
    entry = AuditEntry.objects.get(verb="changed a family's bill")
    assert entry.actor_id == by.pk
    assert entry.detail["changed"] == {"note": ["before", "after"]}
    remove_row(row=part, why="SAMPLE reason", by=by)
    assert AuditEntry.objects.get(verb="removed a family's bill").detail["why"] == "SAMPLE reason"


def test_an_archived_family_is_not_listed_and_comes_back_whole(client, staff):
    family = FamilyBillFactory(bill=BillFactory(number=1)).family
    archive_family(family=family, by=staff)
    page = client.get("/bills/families/").content.decode()
    assert "Archived" in page
    assert client.get(f"{FAMILY}/").status_code == 200
    restore_family(family=family, by=staff)
    assert "Archived" not in client.get("/bills/families/").content.decode()
    assert FamilyBill.objects.count() == 1


# The pages.


def test_a_family_is_added_with_its_address_from_the_short_name(client, staff):
    said = {"name": "SAMPLE Housing Act", "short_name": "SHA Act", "about": ""}
    response = client.post("/bills/families/new/", said)
    assert response["Location"] == "/bills/families/sha-act/keep/"
    again = client.post("/bills/families/new/", said)
    assert "already" in again.content.decode()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"short_name": "New", "slug": "new"}, "Choose another address"),
        ({"short_name": "S", "slug": "s", "about": "The Act lapsed in 2021."}, "did not lapse"),
        ({"short_name": "sample", "slug": "s"}, "There is a family"),
    ],
)
def test_a_family_that_cannot_be_says_why(client, staff, said, message):
    FamilyFactory()
    page = client.post("/bills/families/new/", {"name": "SAMPLE", "about": ""} | said).content.decode()
    assert message in page
    assert Family.objects.count() == 1


def test_a_bill_is_added_as_it_is_cited_and_pairs_with_its_companion(client, staff):
    house, senate = BillFactory(number=1), BillFactory(number=2, bill_type="s")
    FamilyBillFactory(bill=senate)
    said = {"bill": "H.R. 1 (119th)", "part": "vehicle", "companion": "119-s-2", "source": "SAMPLE"}
    assert client.post(f"{FAMILY}/bill/add/", said).status_code == 302
    assert FamilyBill.objects.get(bill=house).companion == senate
    assert FamilyBill.objects.get(bill=senate).companion == house
    assert "in the family already" in client.post(f"{FAMILY}/bill/add/", said).content.decode()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"bill": "H.R. 99 (119th)"}, "is not here yet"),
        ({"bill": "H.R. 7"}, "of several Congresses"),
        ({"bill": "nonsense"}, "as it is cited"),
        ({"source": ""}, "required"),
        ({"companion": "H.R. 7 (119th)"}, "other chamber"),
        ({"companion": "S. 8 (118th)"}, "other chamber"),
    ],
)
def test_a_bill_that_cannot_be_added_says_why(client, staff, said, message):
    FamilyFactory()
    for congress in (118, 119):
        BillFactory(number=7, congress=CongressFactory(number=congress))
    BillFactory(number=8, bill_type="s", congress=CongressFactory(number=118))
    BillFactory(number=1)
    posted = {"bill": "119-hr-1", "part": "vehicle", "companion": "", "source": "SAMPLE"} | said
    assert message in client.post(f"{FAMILY}/bill/add/", posted).content.decode()
    assert not FamilyBill.objects.exists()


def authorization(**more) -> dict:
    return {
        "name": "SAMPLE program", "status": "in_law", "law": "SAMPLE Act", "bill": "", "bill_version": "",
        "first_fiscal_year": 2027, "last_fiscal_year": 2031, "dollars": "$23,000,000", "words": "",
        "source": "SAMPLE", "source_url": "", "as_of": "2026-11-21", "usc_section": "",
    } | more  # fmt: skip


def test_an_authorization_is_entered_in_whole_dollars(client, staff):
    FamilyFactory()
    assert client.post(f"{FAMILY}/authorization/add/", authorization()).status_code == 302
    one = Authorization.objects.get()
    assert (one.dollars, one.such_sums, one.bill) == (23_000_000, False, None)
    assert one.staff_changed_at


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"bill": "119-hr-1"}, "leave it empty"),
        ({"status": "proposed", "law": ""}, "Name the bill"),
        ({"status": "proposed", "bill": "119-hr-1", "bill_version": "as introduced"}, "leave it empty"),
        ({"law": ""}, "Name the law"),
        ({"last_fiscal_year": 2026}, "comes after the first"),
        ({"first_fiscal_year": 27}, "such as 2027"),
        ({"such_sums": "on"}, "one of the two"),
        ({"dollars": ""}, "one of the two"),
        ({"dollars": "lots"}, "no amount of money"),
        ({"as_of": "2030-01-01"}, "a day to come"),
        ({"source": ""}, "required"),
    ],
)
def test_an_authorization_that_cannot_be_says_why(client, staff, more, message):
    FamilyFactory()
    BillFactory(number=1)
    page = client.post(f"{FAMILY}/authorization/add/", authorization(**more)).content.decode()
    assert message in page
    assert not Authorization.objects.exists()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"law_number": "x"}, "no public law number"),
        ({"enacted_on": ""}, "Give the day"),
        ({"bill": "117-s-3949", "law_number": "117-347"}, "became P.L. 117-348"),
        ({"law_number": "116-1"}, "in the family already"),
    ],
)
def test_a_law_that_cannot_be_says_why(client, staff, more, message):
    FamilyLawFactory(law_number="116-1")
    seventeenth = CongressFactory(number=117)
    BillFactory(number=3949, bill_type="s", congress=seventeenth, stage="enacted", law_number="117-348")
    said = {"law_number": "117-9", "title": "SAMPLE", "enacted_on": "2022-01-05", "source": "SAMPLE"}
    page = client.post(f"{FAMILY}/law/add/", said | {"as_of": "2026-11-21", "bill": ""} | more)
    assert message in page.content.decode()
    assert FamilyLaw.objects.count() == 1


def test_a_row_is_removed_with_a_reason_and_put_back_from_the_page(client, staff):
    part = FamilyBillFactory(bill=BillFactory(number=1))
    at = f"{FAMILY}/bill/{part.pk}/remove/"
    assert "required" in client.post(at, {"why": ""}).content.decode()
    client.post(at, {"why": "SAMPLE mistake"})
    page = client.get(f"{FAMILY}/keep/").content.decode()
    assert "SAMPLE mistake" in page
    removed = RemovedFamilyRow.objects.get()
    client.post(f"{FAMILY}/removed/{removed.pk}/back/")
    assert FamilyBill.objects.get().bill_id == "119-hr-1"


def test_a_row_of_another_family_or_of_no_kind_is_not_found(client, staff):
    part = FamilyBillFactory(bill=BillFactory(number=1))
    FamilyFactory(slug="other")
    assert client.get(f"/bills/families/other/bill/{part.pk}/edit/").status_code == 404
    assert client.get(f"{FAMILY}/nonsense/add/").status_code == 404


def test_a_change_is_undone_from_the_record_unless_there_was_another_since(client, staff):
    part = FamilyBillFactory(bill=BillFactory(number=1), note="first")
    for note in ("second", "third"):
        part.note = note
        keep_row(row=part, by=staff)
    newer, older = AuditEntry.objects.filter(verb="changed a family's bill").order_by("-pk")
    assert "first → second" in client.get(f"{FAMILY}/keep/").content.decode()
    page = client.post(f"{FAMILY}/changes/{older.pk}/undo/", follow=True).content.decode()
    assert "changed again since" in page
    client.post(f"{FAMILY}/changes/{newer.pk}/undo/")
    assert FamilyBill.objects.get().note == "second"


def test_the_words_of_a_family_are_undone_too(client, staff):
    family = FamilyFactory()
    edit_family(family=family, words={"name": "SAMPLE other"}, by=staff)
    entry = AuditEntry.objects.get(verb="changed a family")
    client.post(f"{FAMILY}/changes/{entry.pk}/undo/")
    assert Family.objects.get().name == "SAMPLE Reauthorization"
    assert "no such change" in client.post(f"{FAMILY}/changes/0/undo/", follow=True).content.decode()


# Candidates.


@pytest.fixture
def candidate() -> FamilyCandidate:
    BillFactory(number=7, title=f"{NAME} 2025")
    eighteenth = CongressFactory(number=118)
    FamilyBillFactory(bill=BillFactory(congress=eighteenth, number=1, title=f"{NAME} 2023"))
    suggest_candidates()
    return FamilyCandidate.objects.get()


def test_a_candidate_is_confirmed_into_a_part(client, staff, candidate):
    at = f"/bills/families/candidates/{candidate.pk}/"
    assert "less its year" in client.get(at).content.decode()
    client.post(f"{at}confirm/", {"part": "vehicle", "companion": "", "note": "", "source": "SAMPLE"})
    candidate.refresh_from_db()
    assert (candidate.state, candidate.decided_by) == ("confirmed", staff)
    assert FamilyBill.objects.get(bill="119-hr-7").part == "vehicle"
    assert AuditEntry.objects.filter(verb="confirmed a candidate").exists()
    with pytest.raises(AlreadyAnswered):
        confirm_candidate(candidate=candidate, part="vehicle", source="SAMPLE", by=staff)


def test_a_candidate_is_dismissed_with_a_reason_and_can_be_reopened(client, staff, candidate):
    at = f"/bills/families/candidates/{candidate.pk}/"
    assert "required" in client.post(f"{at}dismiss/", {"why": " "}).content.decode()
    client.post(f"{at}dismiss/", {"why": "SAMPLE another subject"})
    assert (
        "SAMPLE another subject" in client.get("/bills/families/candidates/?state=dismissed").content.decode()
    )
    assert suggest_candidates().again == 0
    with pytest.raises(AlreadyAnswered):
        dismiss_candidate(candidate=candidate, why="SAMPLE", by=staff)
    client.post(f"{at}reopen/")
    candidate.refresh_from_db()
    assert candidate.state == "suggested"


def test_a_bill_added_by_hand_is_no_candidate_any_more(staff, candidate):
    keep_row(row=FamilyBill(family=candidate.family, bill=candidate.bill, source="SAMPLE"), by=staff)
    candidate.refresh_from_db()
    assert candidate.state == "confirmed"


def test_the_database_refuses_an_answer_without_a_person_or_a_reason(candidate):
    for wrong in ({"state": "confirmed"}, {"state": "dismissed", "why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FamilyCandidate.objects.filter(pk=candidate.pk).update(**wrong)


def test_staff_see_what_awaits_on_home_family_and_bill_and_members_do_not(client, staff, candidate):
    pages = ("/home/", "/bills/families/", f"{FAMILY}/", f"{FAMILY}/keep/")
    for path in pages:
        assert "1 candidate awaits an answer" in client.get(path).content.decode(), path
    assert "May belong to SAMPLE" in client.get("/bills/119-hr-7/").content.decode()
    client.force_login(representative())
    for path in ("/bills/families/", f"{FAMILY}/"):
        assert "awaits an answer" not in client.get(path).content.decode(), path
    assert "May belong" not in client.get("/bills/119-hr-7/").content.decode()


def test_a_look_at_every_bill_can_be_asked_for(client, staff, candidate):
    response = client.post("/bills/families/candidates/look/")
    assert response["Location"].startswith("/jobs/")
