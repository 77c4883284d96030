"""The grid by keys alone: typing into a row in its place, leaving it, and a column pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from playwright.sync_api import Locator, Page, expect

from appropriations.models import Amount
from tests.factories.appropriations import AmountFactory, LineFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def lines() -> list[str]:
    """Three lines in their order with 10 enacted for FY 2026 in the first, as rows of the page."""
    found = [LineFactory(slug=f"sample-{letter}", name=f"SAMPLE line {letter}") for letter in "abc"]
    AmountFactory(line=found[0], fiscal_year=2026)
    return [f"line-{one.slug}" for one in found]


def first_cell(page: Page, row: str) -> Locator:
    return page.locator(f"#{row} td[data-at]").first


def typed() -> QuerySet[Amount]:
    return Amount.objects.filter(line__in=("sample-a", "sample-b", "sample-c"))


def test_a_row_is_typed_into_in_its_place_by_keys(signed_in: Callable[..., Page], lines: list[str]) -> None:
    page = signed_in()
    page.goto("/money/?q=SAMPLE+line&first=2025&last=2026")
    first_cell(page, lines[0]).focus()
    page.keyboard.press("ArrowDown")
    expect(first_cell(page, lines[1])).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-money-editing]")).to_have_id(lines[1])
    expect(page.get_by_label("FY 2025 Enacted")).to_be_focused()
    page.keyboard.type("11.0 & language")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Name the document that says so.")).to_be_visible()
    page.get_by_label("Document").fill("SAMPLE table")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 cell saved: SAMPLE line b.")).to_be_visible()
    assert Amount.objects.get(line="sample-b").words == "language"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: the figures are as they were.")).to_be_visible()
    assert not Amount.objects.standing().filter(line="sample-b").exists()


def test_escape_leaves_a_row_and_an_arrow_goes_on_without_loss(
    signed_in: Callable[..., Page], lines: list[str]
) -> None:
    page = signed_in()
    page.goto("/money/?q=SAMPLE+line&first=2025&last=2026")
    first_cell(page, lines[0]).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("FY 2025 Enacted")).to_be_focused()
    page.keyboard.type("7")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-money-editing]")).to_have_id(lines[0])
    page.keyboard.press("Escape")
    expect(page.locator("[data-money-editing]")).to_have_count(0)
    expect(first_cell(page, lines[0])).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("FY 2025 Enacted")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(first_cell(page, lines[1])).to_be_focused()
    assert typed().count() == 1


def test_a_column_pasted_into_a_cell_is_previewed_and_saved_when_confirmed(
    signed_in: Callable[..., Page], lines: list[str]
) -> None:
    page = signed_in()
    page.goto("/money/?q=SAMPLE+line&first=2025&last=2026")
    first_cell(page, lines[1]).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("FY 2025 Enacted")).to_be_focused()
    page.evaluate(PASTE, "1.5\nTBD\n")
    expect(page.get_by_role("button", name="Save 2 cells")).to_be_visible()
    assert typed().count() == 1
    page.get_by_label("Document").fill("SAMPLE table")
    page.get_by_role("button", name="Save 2 cells").click()
    expect(page.get_by_text("2 cells saved: FY 2025, enacted.")).to_be_visible()
    assert Amount.objects.get(line="sample-b").dollars == 1_500_000
    assert Amount.objects.get(line="sample-c").kind == "tbd"
