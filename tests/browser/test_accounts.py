"""Accounts in a real browser: taking up an invitation, changing one's address and undoing it, a second step."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from playwright.sync_api import Page, expect

from members.choices import Role
from members.models import User
from members.services import invitations
from tests.browser.conftest import PHONE, sign_in
from tests.factories.members import PASSWORD, OrganizationFactory, staff_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]
# A code holds for so many seconds; typed at their end it comes too late.
PERIOD, TIME_TO_TYPE = 30, 8


def path_in(letter: mail.EmailMessage) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def give_password(page: Page) -> None:
    """The password once more, before what is delicate."""
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_an_invitation_leads_to_a_password_and_home(open_page: Opener, world: object) -> None:
    organization = OrganizationFactory(name="SAMPLE Newly Joined")
    secret = invitations.invite(
        email="new@sample.example",
        name="Newcomer",
        organization=organization,
        role=Role.REPRESENTATIVE,
        by=staff_member(),
    )
    page = open_page(PHONE)
    page.goto(f"/people/invitation/{secret}/")
    expect(page.get_by_text("act for SAMPLE Newly Joined as representative")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Email").fill("new@sample.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(r"/member/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Newcomer")


def test_a_changed_address_is_undone_from_the_old_mailbox(open_page: Opener, member: User) -> None:
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    old = member.email
    page = open_page()
    sign_in(page, member)
    page.goto("/account/email/")
    give_password(page)
    page.get_by_label("New email address").fill("moved@sample.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("moved@sample.example")).to_be_visible()
    page.goto(path_in(mail.outbox[-1]))
    page.get_by_role("button", name="Use this address").click()
    expect(page.get_by_text("Your new address is confirmed")).to_be_visible()
    owner = open_page(PHONE)
    assert mail.outbox[-1].to == [old]
    owner.goto(path_in(mail.outbox[-1]))
    owner.get_by_role("button", name="Undo the change").click()
    expect(owner.get_by_role("heading", name="The account is yours again")).to_be_visible()
    page.goto("/people/me/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    owner.goto(path_in(mail.outbox[-1]))
    for label in ("New password", "New password (again)"):
        owner.get_by_label(label, exact=True).fill("a new and longer sentence")
    owner.get_by_role("button", name="Save the password").click()
    expect(owner.get_by_role("heading", name="Your password is saved")).to_be_visible()
    member.refresh_from_db()
    assert member.email == old


def test_an_authenticator_app_is_set_up_and_asked_for_at_the_next_sign_in(
    open_page: Opener, member: User
) -> None:
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    page = open_page()
    sign_in(page, member)
    page.goto("/account/2fa/totp/activate/")
    give_password(page)
    secret = page.locator("code.secret").inner_text()
    page.locator("[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text(re.compile("recovery codes", re.IGNORECASE)).first).to_be_visible()
    page.get_by_role("button", name="Sign out").first.click()
    other = open_page(PHONE)
    other.goto("/account/login/")
    other.get_by_label("Email").fill(member.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("heading", name="The second step")).to_be_visible()
    other.locator("[name=code]").first.fill(code_of(secret))
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other).to_have_url(re.compile(r"/member/$"))


def code_of(secret: str) -> str:
    """What an authenticator app shows now, with time enough left to type it."""
    left = PERIOD - time.time() % PERIOD
    if left < TIME_TO_TYPE:
        time.sleep(left)
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
