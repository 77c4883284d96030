"""What people do, in a real browser: sign in, look around, filter, make a packet, on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from briefings.models import Packet
from briefings.services.run import run_packet_job
from legislation.models import TrackedBill
from members.models import User
from tests.briefings.world import SENATOR
from tests.browser.conftest import PHONE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]

LIST_PAGES = ("/home/", "/bills/", "/bills/families/", "/money/", "/decisions/", "/people/organizations/")


def test_the_public_page_leads_to_the_sign_in(open_page: Opener, world: object) -> None:
    page = open_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(open_page: Opener, staff: User) -> None:
    page = open_page()
    page.goto("/account/login/")
    page.get_by_label("Email").fill(staff.email)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("not correct")).to_be_visible()


def test_staff_land_on_their_home_and_sign_out_again(signed_in: Opener) -> None:
    page = signed_in()
    expect(page.get_by_role("heading", name="What moved")).to_be_visible()
    expect(page.get_by_role("link", name="Shall we do the SAMPLE thing?")).to_be_visible()
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/home/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_member_lands_on_the_home_of_members(open_page: Opener, member: User) -> None:
    page = open_page()
    sign_in(page, member)
    expect(page).to_have_url(re.compile(r"/member/$"))
    assert page.request.get("/packets/").status == 403


def test_filters_change_the_list_without_a_new_page(signed_in: Opener) -> None:
    page = signed_in()
    page.goto("/bills/")
    page.evaluate("window.stays = true")
    rows = page.locator("#results tbody tr")
    before = rows.count()
    page.get_by_label("Search bills").fill("S. 9200")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/bills/\?q=S\.(\+|%20)9200$"))
    assert before > 1
    assert page.evaluate("window.stays") is True


def test_filters_work_without_scripts(signed_in: Opener) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto("/bills/")
    page.get_by_label("Search bills").fill("S. 9200")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("#results tbody tr")).to_have_count(1)


def test_a_bill_opens_from_the_list_and_its_source_can_be_asked_for(signed_in: Opener) -> None:
    page = signed_in()
    page.goto("/bills/?q=S.+9200")
    page.get_by_role("link", name="S. 9200").click()
    expect(page.get_by_role("list", name="Stage of S. 9200")).to_be_visible()
    mark = page.locator("#cosponsors .source").first
    mark.click()
    expect(page.get_by_text("As of").first).to_be_visible()


def test_tracking_is_stopped_and_undone_by_clicking(signed_in: Opener) -> None:
    page = signed_in()
    page.goto("/bills/119-s-9200/")
    page.get_by_role("button", name="Stop tracking").click()
    expect(page.get_by_text("is no longer tracked")).to_be_visible()
    assert not TrackedBill.objects.filter(bill="119-s-9200").exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Stop tracking")).to_be_visible()
    assert TrackedBill.objects.filter(bill="119-s-9200").exists()


def test_a_packet_is_made_by_clicking(signed_in: Opener) -> None:
    page = signed_in()
    page.get_by_label("For which office?").fill("samplesen")
    page.get_by_role("button", name="Make a draft").click()
    page.wait_for_url("**/packets/*/")
    packet = Packet.objects.get()
    assert packet.office.legislator_id == SENATOR
    # What the worker does beside the site.
    run_packet_job(job_id=str(packet.job_id))
    link = page.get_by_role("link", name="Download the PDF")
    expect(link).to_be_visible()
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("path", [*LIST_PAGES, "/bills/119-s-9200/", "/packets/"])
def test_nothing_is_wider_than_a_phone(signed_in: Opener, path: str) -> None:
    page = signed_in(PHONE)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.get_by_role("navigation", name="Rooms")).to_be_in_viewport()


def test_the_keyboard_goes_past_the_rail_and_opens_a_bill(signed_in: Opener) -> None:
    page = signed_in()
    page.goto("/bills/?q=S.+9200")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("link", name="S. 9200").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/bills/119-s-9200/$"))


def test_dark_follows_the_system_and_can_be_chosen(signed_in: Opener) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page = signed_in(color_scheme="dark")
    page.goto("/home/")
    assert page.evaluate(paper) == "rgb(20, 23, 26)"
    page.locator(".rail").get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == "rgb(251, 250, 247)"
    page.goto("/bills/")
    assert page.evaluate(paper) == "rgb(251, 250, 247)"
