"""A member's ten minutes a week on a phone: what awaits an answer, what to follow, how to hear of things."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from members.models import Follow, NoticeChoice, User
from members.services.notices import notify
from tests.browser.conftest import PHONE, sign_in
from tests.factories.decisions import an_open_proposal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]


def on_a_phone(open_page: Opener, person: User, **options: object) -> Page:
    page = open_page(PHONE, **options)
    sign_in(page, person)
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_home_one_tap_leads_to_the_answer(open_page: Opener, member: User, scripts: bool) -> None:  # noqa: FBT001
    organization = member.current_affiliations[0].organization
    proposal = an_open_proposal([organization], question="Shall we do this SAMPLE thing?")
    page = on_a_phone(open_page, member, java_script_enabled=scripts)
    page.get_by_role("link", name=re.compile("^Answer.*SAMPLE thing")).click()
    expect(page).to_have_url(re.compile(rf"/decisions/proposals/{proposal.pk}/#answer$"))


def test_how_to_hear_of_things_is_chosen_by_keyboard(open_page: Opener, member: User) -> None:
    page = on_a_phone(open_page, member)
    page.goto("/notices/choices/")
    proposals = page.get_by_role("group", name="Proposals")
    proposals.get_by_label("By email, as it happens").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(proposals.get_by_label("In a weekly digest")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("from now on you hear of things this way")).to_be_visible()
    assert NoticeChoice.objects.get(user=member, kind="proposal").delivery == "weekly"


def test_a_notice_is_seen_in_the_frame_and_opened(open_page: Opener, member: User) -> None:
    notify(
        recipient_ids=[member.pk],
        kind="decision",
        title="A decision was recorded",
        path="/decisions/",
        event_key="1",
    )
    page = on_a_phone(open_page, member)
    page.locator(".topbar").get_by_role("link", name="Notices 1 not read").click()
    page.get_by_role("button", name="A decision was recorded").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".topbar").get_by_role("link", name="Notices", exact=True)).to_be_visible()


def test_a_bill_is_followed_on_its_page_and_comes_to_the_home(open_page: Opener, member: User) -> None:
    page = on_a_phone(open_page, member)
    page.goto("/bills/119-s-9200/")
    page.get_by_role("button", name="Follow").click()
    page.get_by_role("link", name="We follow this").click()
    expect(page.get_by_role("heading", name="What we follow")).to_be_visible()
    assert Follow.objects.get().object_id == "119-s-9200"
    page.get_by_role("button", name="Stop following").click()
    expect(page.get_by_text("Nothing is followed yet")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/member/", "/notices/", "/notices/choices/", "/week/", "/member/following/"]
)
def test_nothing_of_it_is_wider_than_a_phone(open_page: Opener, member: User, path: str) -> None:
    page = on_a_phone(open_page, member)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
