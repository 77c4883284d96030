"""A proposal in a real browser: staff draft, open, amend and close it; a member answers from a reminder's link."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from decisions.choices import Answer
from decisions.models import Decision, Proposal, Response
from members.models import Organization, User
from tests.browser.conftest import PHONE, sign_in
from tests.factories.decisions import an_answer, an_open_proposal
from tests.factories.members import PASSWORD, representative
from tests.uploads import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opener = Callable[..., Page]


@pytest.fixture
def asked(member: User) -> Proposal:
    """A proposal put to the member's organization and one more."""
    ours = member.current_affiliations[0].organization
    return an_open_proposal([ours, representative().current_affiliations[0].organization])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_member_answers_on_a_phone_from_the_link_of_a_reminder(
    open_page: Opener, member: User, asked: Proposal, *, scripts: bool
) -> None:
    page = open_page(PHONE, java_script_enabled=scripts)
    page.goto(f"{asked.get_absolute_url()}#answer")
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(rf"{asked.get_absolute_url()}#answer$"))
    expect(page.get_by_role("heading", name=re.compile("The answer of"))).to_be_in_viewport()
    # The reason comes with the choice of an answer.
    expect(page.get_by_label("Why, in a sentence or two")).to_be_hidden()
    page.get_by_label(re.compile("^Support with reservation")).check()
    page.get_by_label("Why, in a sentence or two").fill("SAMPLE concern")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("You answered support with reservation")).to_be_visible()
    response = Response.objects.get()
    assert (response.answer, response.reason, response.answered_by) == (
        Answer.RESERVATION,
        "SAMPLE concern",
        member,
    )
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"] if scripts else True


def test_an_answer_is_given_by_keyboard_alone(open_page: Opener, member: User, asked: Proposal) -> None:
    page = open_page()
    sign_in(page, member)
    page.goto(asked.get_absolute_url())
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("SAMPLE typed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You answered support with reservation")).to_be_visible()
    assert Response.objects.get().reason == "SAMPLE typed"


def test_an_earlier_answer_is_confirmed_with_one_click_on_a_phone(
    open_page: Opener, signed_in: Opener, member: User, asked: Proposal
) -> None:
    ours = member.current_affiliations[0].organization
    an_answer(asked, ours, Answer.SUPPORT)
    staff_page = signed_in()
    staff_page.goto(f"{asked.get_absolute_url()}rounds/new/")
    staff_page.get_by_label("What changed, in a sentence").fill("SAMPLE one word")
    staff_page.get_by_label("The proposal", exact=True).fill("SAMPLE words")
    staff_page.get_by_role("button", name="Begin round 2").click()
    expect(staff_page.get_by_text("Round 2 has begun")).to_be_visible()
    page = open_page(PHONE)
    sign_in(page, member)
    page.goto(f"{asked.get_absolute_url()}#answer")
    expect(page.get_by_text("To be confirmed.")).to_be_visible()
    page.get_by_role("button", name="Confirm for round 2").click()
    expect(page.get_by_text("You answered support")).to_be_visible()
    assert Response.objects.get().round == 2


def test_staff_draft_open_amend_and_close_a_proposal(signed_in: Opener, tmp_path: Path) -> None:
    brief = tmp_path / "SAMPLE brief.pdf"
    brief.write_bytes(PDF)
    page = signed_in()
    page.goto("/decisions/proposals/")
    page.get_by_role("link", name="New proposal").click()
    page.get_by_label("The question, in one sentence").fill("Shall we support the SAMPLE bill?")
    page.get_by_label("The proposal", exact=True).fill("# SAMPLE\n\nWe *support* it.")
    page.get_by_label("Find a bill, line, priority, letter or organization").fill("S. 9200")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^S. 9200")).check()
    page.get_by_label("Attach files").set_input_files(brief)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("This is how the organizations will see it.").first).to_be_visible()
    expect(page.get_by_role("link", name="SAMPLE brief.pdf")).to_be_visible()
    expect(page.get_by_role("link", name="S. 9200")).to_be_visible()

    page.get_by_role("link", name="Open for answers").click()
    page.get_by_role("button", name="Open it for answers").click()
    expect(page.get_by_text("The proposal is open")).to_be_visible()
    proposal = Proposal.objects.get(question="Shall we support the SAMPLE bill?")

    page.get_by_role("link", name="Change the text: new round").click()
    page.get_by_label("What changed, in a sentence").fill("SAMPLE warmer words")
    page.get_by_label("The proposal", exact=True).fill("# SAMPLE\n\nWe *welcome* it.")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#preview ins")).to_contain_text("welcome")
    page.get_by_role("button", name="Begin round 2").click()
    expect(page.get_by_text("SAMPLE warmer words")).to_be_visible()

    for organization in Organization.objects.filter(proposals=proposal):
        an_answer(proposal, organization)
    page.reload()
    page.get_by_role("link", name="Close and record the decision").click()
    page.get_by_label("Title of the decision").fill("SAMPLE Support the sample bill")
    page.get_by_role("button", name="Close: adopted").click()
    expect(page.get_by_role("heading", name="SAMPLE Support the sample bill")).to_be_visible()
    assert Decision.objects.get(proposal=proposal).outcome == Decision.Outcome.ADOPTED


@pytest.mark.parametrize("path", ["", "history/", "rounds/1/", "record/", "rounds/new/", "deadline/"])
def test_no_page_of_a_proposal_is_wider_than_a_phone(signed_in: Opener, asked: Proposal, path: str) -> None:
    page = signed_in(PHONE)
    page.goto(asked.get_absolute_url() + path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
