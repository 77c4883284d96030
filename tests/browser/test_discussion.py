"""What members do in a real browser: talk about a bill, call one another, and follow the notice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from common.models import Notice
from decisions.models import Comment
from members.models import User
from members.services.notices import send_unsent
from tests.browser.conftest import PHONE, sign_in
from tests.factories.members import PASSWORD, OrganizationFactory, representative

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]
BILL = "/bills/119-s-9200/"


@pytest.fixture
def colleague(world: object) -> User:
    person = representative(OrganizationFactory(name="SAMPLE Open Door"))
    person.name = "Robin Sample"
    person.set_password(PASSWORD)
    person.save()
    return person


def test_a_member_starts_a_thread_calls_another_who_follows_the_notice(
    open_page: Opener, member: User, colleague: User
) -> None:
    page = open_page()
    sign_in(page, member)
    page.goto(BILL)
    page.get_by_role("link", name="Start a thread").click()
    box = page.get_by_label("What you want to say")
    expect(box).to_be_focused()
    expect(page).not_to_have_title(re.compile("Start a thread"))
    box.press_sequentially("SAMPLE Have you heard, @rob")
    expect(page.get_by_role("option", name="Robin Sample")).to_be_visible()
    box.press("Enter")
    box.press_sequentially("?")
    expect(box).to_have_value("SAMPLE Have you heard, @Robin Sample ?")
    expect(page).to_have_url(re.compile(f"{BILL}$"))
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Have you heard, @Robin Sample ?")).to_be_visible()

    send_unsent()
    letter = next(one for one in mail.outbox if one.to == [colleague.email])
    assert "SAMPLE Have" not in letter.subject + letter.body
    path = Notice.objects.get(recipient_id=colleague.pk, kind="mention").path
    assert path in letter.body

    other = open_page(PHONE)
    other.goto(path)
    other.get_by_label("Email").fill(colleague.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_text("Have you heard, @Robin Sample ?")).to_be_visible()
    other.get_by_label("What you want to say").fill("SAMPLE Not yet.")
    other.get_by_role("button", name="Reply", exact=True).click()
    expect(other.get_by_text("SAMPLE Not yet.")).to_be_visible()
    assert other.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert set(Notice.objects.filter(kind="discussion").values_list("recipient_id", flat=True)) == {member.pk}


def test_a_thread_is_begun_and_a_comment_deleted_without_scripts(open_page: Opener, member: User) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, member)
    page.goto(BILL)
    page.get_by_role("link", name="Start a thread").click()
    page.get_by_label("What you want to say").fill("SAMPLE words")
    page.get_by_role("button", name="Post").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"Deleted by {member.name}")).to_be_visible()
    assert Comment.objects.get().text == ""
