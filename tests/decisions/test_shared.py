"""What members share: found, edited and deleted visibly, by whoever acts for the organization (P6)."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import AuditEntry
from decisions.choices import SharingLevel
from decisions.models import SharedItem
from decisions.selectors.shared import shared_since
from decisions.services.sharing import SharingRefused, delete_shared, edit_shared, share_information
from members.choices import Role
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import SharedItemFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member
from tests.factories.priorities import PriorityFactory
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/decisions/shared/"
SUBJECTS = [BillFactory, LineFactory, PriorityFactory]


def share(person, **more):
    organization = person.current_affiliations[0].organization
    return share_information(
        **{"title": "SAMPLE news", "text": "SAMPLE An office asked.", **more},
        organization=organization,
        by=person,
    )


def about(subject):
    return f"{PAGE}?about={quote(f'{subject._meta.label_lower}:{subject.pk}')}"


@pytest.mark.parametrize("make", SUBJECTS)
def test_the_page_of_a_subject_shows_what_bears_on_it_and_leads_to_sharing_more(make):
    subject = make()
    for number in range(4):
        share(representative(), subject=subject, title=f"SAMPLE post{number}")
    share(representative(), title="SAMPLE elsewhere")
    page = signed_in(representative()).get(subject.get_absolute_url()).content.decode()
    assert [number for number in range(4) if f"post{number}" in page] == [1, 2, 3]
    assert "elsewhere" not in page
    assert f"{about(subject)}#post" in page
    assert "All that was shared" in page


@pytest.mark.parametrize("make", SUBJECTS)
def test_more_posts_take_no_more_queries_of_the_subjects_page(make):
    subject, browser = make(), signed_in(representative())
    SharedItemFactory(target=subject)
    few = queries_of(browser, subject.get_absolute_url())
    SharedItemFactory.create_batch(29, target=subject)
    assert queries_of(browser, subject.get_absolute_url()) == few


def test_a_proposal_is_talked_of_in_its_threads_and_not_shared_about():
    proposal, person = an_open_proposal(), representative()
    with pytest.raises(SharingRefused):
        share(person, subject=proposal)
    browser = signed_in(person)
    sent = {"title": "SAMPLE news", "text": "SAMPLE text", "level": "inside"}
    page = browser.post(about(proposal), sent)
    assert page.status_code == 422
    assert "SAMPLE text" in page.content.decode()
    assert not SharedItem.objects.exists()


def test_whoever_acts_for_the_organization_edits_what_it_shared_and_it_shows():
    author = representative()
    item = share(author)
    colleague = AffiliationFactory(organization=item.organization, role=Role.STAFF).user
    browser = signed_in(colleague)
    sent = {"title": "SAMPLE newer", "text": "SAMPLE text", "level": "public"}
    assert browser.post(f"{PAGE}{item.pk}/edit/", sent).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.level) == ("SAMPLE newer", "public")
    assert item.edited_at
    assert "edited" in browser.get(PAGE).content.decode()
    entry = AuditEntry.objects.get(verb="edited shared information")
    assert entry.detail == {"before": "inside", "after": "public"}


def test_the_same_words_are_no_edit():
    person = representative()
    item = share(person)
    same = edit_shared(item=item, title=item.title, text=item.text, level=SharingLevel.INSIDE, by=person)
    assert same.edited_at is None


def test_others_edit_nothing():
    item = share(representative())
    for person in (representative(), staff_member()):
        with pytest.raises(SharingRefused):
            edit_shared(item=item, title="x", text="y", level=SharingLevel.PUBLIC, by=person)
        assert signed_in(person).get(f"{PAGE}{item.pk}/edit/").status_code == 404
    with pytest.raises(SharingRefused):
        delete_shared(item=item, by=representative())
    assert signed_in(representative()).post(f"{PAGE}{item.pk}/delete/").status_code == 404
    item.refresh_from_db()
    assert (item.title, item.deleted_at) == ("SAMPLE news", None)


@pytest.mark.parametrize("by_staff", [False, True])
def test_a_deletion_stays_visible_and_the_words_are_gone(by_staff):
    author = representative()
    item = share(author, title="SAMPLE canary", text="SAMPLE canary", level=SharingLevel.PUBLIC)
    person = staff_member() if by_staff else author
    browser = signed_in(person)
    assert "canary" in browser.get(f"{PAGE}{item.pk}/delete/").content.decode()
    browser.post(f"{PAGE}{item.pk}/delete/")
    page = browser.get(PAGE).content.decode()
    assert "canary" not in page
    assert f"Deleted by {person.name} on" in page
    item.refresh_from_db()
    assert (item.title, item.text, item.deleted_by) == ("", "", person)
    assert "canary" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(SharingRefused):
        edit_shared(item=item, title="x", text="y", level=SharingLevel.INSIDE, by=author)
    assert browser.get(f"{PAGE}{item.pk}/delete/").status_code == 404


def test_the_database_keeps_no_words_of_a_deleted_post_and_no_empty_one():
    item = SharedItemFactory()
    for fields in ({"text": ""}, {"deleted_at": timezone.now(), "deleted_by": item.posted_by}):
        with pytest.raises(IntegrityError, match="shared_item_said_or_deleted"), transaction.atomic():
            SharedItem.objects.filter(pk=item.pk).update(**fields)


def test_posts_are_found_by_kind_level_organization_and_word():
    bill, priority = BillFactory(), PriorityFactory()
    first, second = representative(OrganizationFactory()), representative(OrganizationFactory())
    on_bill = share(first, subject=bill, title="SAMPLE alpha", level=SharingLevel.PUBLIC)
    on_plan = share(second, subject=priority, text="SAMPLE beta")
    browser = signed_in(representative())

    def found(**query):
        return [one.pk for one in browser.get(PAGE, query).context["page"]]

    assert found() == [on_plan.pk, on_bill.pk]
    assert found(kind="legislation.bill") == found(level="public") == found(search="alpha") == [on_bill.pk]
    assert found(organization=on_plan.organization.pk) == found(search="beta") == [on_plan.pk]
    assert found(about=f"priorities.priority:{priority.pk}", level="public") == []


def test_a_post_that_cannot_be_saved_is_told_and_kept():
    browser = signed_in(representative())
    page = browser.post(PAGE, {"title": "", "text": "SAMPLE long words", "level": "inside"})
    assert page.status_code == 422
    assert "SAMPLE long words" in page.content.decode()


def test_what_was_shared_since_a_moment_for_the_digest():
    reader, now = representative(), timezone.now()
    SharedItemFactory(posted_at=now - timedelta(days=8))
    new, gone = SharedItemFactory(posted_at=now - timedelta(days=1)), SharedItemFactory(posted_at=now)
    delete_shared(item=gone, by=staff_member())
    assert list(shared_since(now - timedelta(days=7), reader)) == [new]
    assert not shared_since(now - timedelta(days=7), AffiliationFactory(ends_on="2025-01-01").user).exists()


def test_a_deleted_post_is_gone_from_homes_and_subjects():
    bill, person = BillFactory(), representative()
    item = share(person, subject=bill)
    delete_shared(item=item, by=person)
    assert f"#item-{item.pk}" not in signed_in(representative()).get(bill.get_absolute_url()).content.decode()
    assert f"#item-{item.pk}" not in signed_in(representative()).get("/member/").content.decode()


def test_whoever_shared_lands_where_it_is_said_and_no_name_of_a_field_is_given_twice():
    browser = signed_in(representative())
    ids = re.findall(r' id="([^"]+)"', browser.get(PAGE).content.decode())
    assert sorted(ids) == sorted(set(ids))
    sent = browser.post(PAGE, {"title": "SAMPLE news", "text": "SAMPLE An office asked.", "level": "inside"})
    assert sent.url == f"{PAGE}#main"
