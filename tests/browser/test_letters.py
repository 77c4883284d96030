"""Signing a letter in a real browser, on a phone and at a desk, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from decisions.models import Letter, Signature
from members.models import User
from tests.browser.conftest import PHONE, sign_in
from tests.factories.decisions import DecisionFactory
from tests.factories.letters import LetterFactory, a_letter_to_sign
from tests.factories.members import AffiliationFactory, OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_letter_is_signed_and_withdrawn_on_a_phone(
    open_page: Opener, member: User, *, scripts: bool
) -> None:
    a_letter_to_sign(title="SAMPLE letter")
    page = open_page(PHONE, java_script_enabled=scripts)
    sign_in(page, member)
    page.get_by_role("link", name="SAMPLE letter").click()
    ours = member.current_affiliations[0].organization
    page.get_by_role("button", name=f"Sign for {ours}").click()
    expect(page.locator("#sign")).to_contain_text(f"{ours} has signed")
    expect(page.locator("#signatories")).to_contain_text(str(ours))
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("button", name="Withdraw our signature").click()
    expect(page.get_by_role("button", name=f"Sign for {ours}")).to_be_visible()
    assert not Signature.objects.in_force().exists()


def test_who_acts_for_several_sees_for_which_one_it_signs(open_page: Opener, member: User) -> None:
    second = OrganizationFactory(name="SAMPLE Zebra")
    AffiliationFactory(user=member, organization=second)
    letter = a_letter_to_sign()
    page = open_page(PHONE)
    sign_in(page, member)
    page.goto(letter.get_absolute_url())
    page.get_by_label("You act for").select_option("SAMPLE Zebra")
    page.get_by_role("button", name="Switch").click()
    page.get_by_role("button", name="Sign for SAMPLE Zebra").click()
    expect(page.locator("#sign")).to_contain_text("SAMPLE Zebra has signed")
    assert Signature.objects.get().organization == second


def test_the_secretariat_opens_a_draft_enters_signers_and_takes_the_letter_along(signed_in: Opener) -> None:
    letter, decision = LetterFactory(title="SAMPLE letter"), DecisionFactory(title="SAMPLE approval")
    page = signed_in()
    page.goto(letter.get_absolute_url())
    page.get_by_role("link", name="Open for signing").click()
    page.get_by_label("Decision that approved the text").select_option(f"{decision.number}: SAMPLE approval")
    page.get_by_label("I compared them").check()
    page.get_by_role("button", name="Open for signing").click()
    page.get_by_role("link", name="Outside signers").click()
    page.get_by_label("Outside signers, one a line").fill("SAMPLE Clinic; Portland, ME\nSAMPLE Choir")
    page.get_by_label("Consent of all of them").fill("SAMPLE by email")
    page.get_by_role("button", name="Enter them").click()
    expect(page.get_by_role("row")).to_have_count(3)
    page.goto(letter.get_absolute_url())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="The letter as PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    assert Letter.objects.get().outside_signers.count() == 2
