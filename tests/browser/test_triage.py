"""The triage by keys alone, and the key that leads to the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from priorities.models import TriageItem
from tests.factories.legislation import BillFactory
from tests.factories.watches import a_found_bill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_morning_of_triage_takes_no_mouse(signed_in: Callable[..., Page]) -> None:
    first, second, third = (
        a_found_bill(bill=BillFactory(number=number, title=f"SAMPLE bill {number}"))
        for number in (71, 72, 73)
    )
    page = signed_in()
    page.goto("/triage/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("t")
    expect(page.get_by_text("1 bill is tracked")).to_be_visible()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_text("2 bills chosen")).to_be_visible()
    page.keyboard.press("d")
    page.keyboard.type("SAMPLE not ours")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 bills are dismissed")).to_be_visible()
    states = dict(TriageItem.objects.values_list("bill_id", "state"))
    assert states == {third.bill_id: "tracking", second.bill_id: "dismissed", first.bill_id: "dismissed"}


def test_one_bill_is_dismissed_opened_and_taken_back_by_keys(signed_in: Callable[..., Page]) -> None:
    item = a_found_bill(bill=BillFactory(number=71, title="SAMPLE bill 71"))
    page = signed_in()
    page.goto("/triage/")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("SAMPLE only typed, j and k too")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 bill is dismissed")).to_be_visible()
    page.goto("/triage/?state=dismissed")
    page.keyboard.press("j")
    page.keyboard.press("u")
    expect(page.get_by_text("Undone for H.R. 71: dismissed")).to_be_visible()
    page.goto("/triage/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**{item.get_absolute_url()}")


def test_a_slash_leads_to_the_search_and_what_is_typed_is_found(signed_in: Callable[..., Page]) -> None:
    BillFactory(number=71, title="SAMPLE Lantern Act")
    page = signed_in()
    page.goto("/bills/?scope=all")
    page.keyboard.press("/")
    page.keyboard.type("lantern")
    expect(page.locator("mark", has_text="Lantern")).to_be_visible()
    expect(page.get_by_role("link", name="Watch this search")).to_be_visible()
