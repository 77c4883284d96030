"""Organizations in a real browser: a profile edited on a phone, and what one more organization would add."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from members.models import Organization, User
from tests.browser.conftest import PHONE, sign_in
from tests.factories.members import OrganizationFactory, ReachFactory, SkillFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]


def test_a_representative_edits_the_profile_on_a_phone_without_scripts(
    open_page: Opener, member: User
) -> None:
    SkillFactory(name="Sample sewing")
    organization = member.current_affiliations[0].organization
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, member)
    page.goto(organization.get_absolute_url())
    page.get_by_role("link", name="Edit the profile").click()
    page.get_by_label("About").fill("We sew SAMPLE things.")
    page.get_by_label("Sample sewing").check()
    page.get_by_label("Oregon").check()
    page.get_by_label("Countries").fill("Ghanna")
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_text("Did you mean Ghana?")).to_be_visible()
    expect(page.get_by_label("Oregon")).to_be_checked()
    page.get_by_label("Countries").fill("Ghana")
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_text("Oregon, abroad: Ghana")).to_be_visible()
    expect(page.get_by_text("We sew SAMPLE things.")).to_be_visible()
    assert Organization.objects.get(pk=organization.pk).reach.count() == 2


def test_what_one_more_would_add_is_described_with_the_keyboard(open_page: Opener, member: User) -> None:
    ReachFactory(organization=member.current_affiliations[0].organization, code="OR")
    page = open_page()
    sign_in(page, member)
    page.goto("/people/reach/")
    page.get_by_role("link", name="What would one more add?").click()
    for state in ("Oregon", "Alaska"):
        page.get_by_label(state).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.get_by_text("New to the coalition: 1 state (Alaska).")).to_be_visible()
    expect(page.get_by_text("From one organization to two: 1 state (Oregon).")).to_be_visible()
    # The address is the whole question: whoever is inside opens it and reads the same.
    page.goto(page.url)
    expect(page.get_by_text("New to the coalition: 1 state (Alaska).")).to_be_visible()


@pytest.mark.parametrize("path", ["/people/reach/", "/people/reach/addition/?organization=sample-maybe"])
def test_maps_and_tables_are_no_wider_than_a_phone(open_page: Opener, member: User, path: str) -> None:
    prospect = OrganizationFactory(kind="prospective", joined_on=None, slug="sample-maybe")
    for code in ("AK", "ME", "OR"):
        ReachFactory(organization=prospect, code=code)
        ReachFactory(organization=member.current_affiliations[0].organization, code=code)
    page = open_page(PHONE)
    sign_in(page, member)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
