"""Pages of letters: who may open what, the one main action, the secretariat's forms, files."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone

from common.dates import eastern
from common.deadlines import close_of_business, usual_deadlines
from decisions.choices import LetterState
from decisions.forms.letters import OutsideSignersForm
from decisions.models import Letter, Signature
from decisions.panels import letters_of_proposal
from decisions.services.letters import close_letter
from members.choices import Role
from tests.factories.decisions import DecisionFactory, ProposalFactory
from tests.factories.letters import LetterFactory, a_letter_to_sign, a_signature, an_outside_signer
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    former_member,
    representative,
    staff_member,
)
from tests.pages import queries_of, sheet_rows, signed_in


def text_of(browser, address):
    page = browser.get(address)
    assert page.status_code == 200
    return page.content.decode()


def local(moment):
    """A moment as the browser sends it."""
    return eastern(moment).strftime("%Y-%m-%dT%H:%M")


# --- the page of a letter ----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_question_comes_first_and_signing_is_one_click():
    letter, organization = a_letter_to_sign(), OrganizationFactory(name="SAMPLE Ours")
    browser, address = signed_in(representative(organization)), letter.get_absolute_url()
    page = text_of(browser, address)
    assert (
        page.index("Shall we sign?") < page.index("Sign for SAMPLE Ours") < page.index("<h2>The letter</h2>")
    )
    assert "<strong>words</strong>" in page
    sent = browser.post(address + "sign/", {"organization": organization.pk}, follow=True).content.decode()
    assert "SAMPLE Ours has signed" in sent
    assert "Withdraw our signature" in sent
    sent = browser.post(
        address + "withdraw/", {"organization": organization.pk}, follow=True
    ).content.decode()
    assert "SAMPLE Ours is no longer on the letter" in sent


@pytest.mark.django_db
def test_the_button_signs_for_the_organization_it_names_whatever_was_chosen_since():
    letter = a_letter_to_sign()
    first, second = OrganizationFactory(name="SAMPLE A"), OrganizationFactory(name="SAMPLE B")
    person = representative(first)
    AffiliationFactory(user=person, organization=second)
    browser = signed_in(person)
    assert "You act for" in text_of(browser, letter.get_absolute_url())
    browser.post("/people/act-for/", {"organization": second.pk})
    browser.post(letter.get_absolute_url() + "sign/", {"organization": first.pk})
    assert Signature.objects.get().organization == first


@pytest.mark.django_db
def test_nobody_signs_or_withdraws_for_another_organization():
    letter, other = a_letter_to_sign(), OrganizationFactory()
    a_signature(letter, other)
    for person in (representative(), staff_member()):
        browser = signed_in(person)
        for act in ("sign", "withdraw"):
            for named in (other.pk, OrganizationFactory().pk, "", "x"):
                browser.post(f"{letter.get_absolute_url()}{act}/", {"organization": named})
    assert Signature.objects.in_force().get().organization == other


@pytest.mark.django_db
def test_the_page_offers_each_what_is_theirs():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    clerk = AffiliationFactory(organization=organization, role=Role.STAFF).user
    page = text_of(signed_in(clerk), letter.get_absolute_url())
    assert "Its representative or alternate can" in page
    assert "Sign for" not in page
    page = text_of(signed_in(staff_member()), letter.get_absolute_url())
    assert "The secretariat signs for none" in page
    assert "For the secretariat" in page
    assert "For the secretariat" not in text_of(signed_in(representative()), letter.get_absolute_url())


@pytest.mark.django_db
def test_a_draft_is_found_by_the_secretariat_alone_and_a_letter_by_those_inside():
    draft, letter = LetterFactory(title="SAMPLE hidden draft"), a_letter_to_sign()
    outside, member = signed_in(former_member()), signed_in(representative())
    assert outside.get(letter.get_absolute_url()).status_code == 403
    for end in ("", "letter.pdf", "signatories.csv"):
        assert member.get(draft.get_absolute_url() + end).status_code == 404
    assert "SAMPLE hidden draft" not in text_of(member, "/decisions/letters/")
    assert "SAMPLE hidden draft" in text_of(signed_in(staff_member()), "/decisions/letters/")


@pytest.mark.django_db
def test_who_left_since_is_told_to_the_secretariat_before_printing():
    letter, organization = a_letter_to_sign(), OrganizationFactory(name="SAMPLE Gone")
    signature = a_signature(letter, organization)
    organization.left_on = timezone.localdate() - timedelta(days=1)
    organization.save()
    staff = signed_in(staff_member())
    for end in ("", "close/"):
        assert "Look again before printing" in text_of(staff, letter.get_absolute_url() + end)
    assert "Look again" not in text_of(signed_in(representative()), letter.get_absolute_url())
    staff.post(f"{letter.get_absolute_url()}signatures/{signature.pk}/take-off/")
    assert not Signature.objects.in_force().exists()


@pytest.mark.django_db
def test_a_row_of_another_letter_is_not_taken_off_through_this_one():
    letter, other = a_letter_to_sign(), a_letter_to_sign()
    outside, signature = an_outside_signer(other, "SAMPLE Outside"), a_signature(other)
    browser, at = signed_in(staff_member()), letter.get_absolute_url()
    assert browser.post(f"{at}signers/{outside.pk}/take-off/").status_code == 404
    assert browser.post(f"{at}signatures/{signature.pk}/take-off/").status_code == 404


@pytest.mark.django_db
def test_more_letters_and_signatories_take_no_more_queries():
    browser, letter = signed_in(representative()), a_letter_to_sign()
    a_signature(letter)
    an_outside_signer(letter, "SAMPLE 0")
    addresses = ("/decisions/letters/", letter.get_absolute_url(), "/member/")
    few = [queries_of(browser, address) for address in addresses]
    for number in range(1, 25):
        a_letter_to_sign()
        a_signature(letter)
        an_outside_signer(letter, f"SAMPLE {number}")
    assert [queries_of(browser, address) for address in addresses] == few


# --- the secretariat's pages -------------------------------------------------------------------


@pytest.mark.django_db
def test_a_letter_goes_from_draft_to_close_on_the_pages():
    browser, decision = signed_in(staff_member()), DecisionFactory(number="2026-77")
    words = {"title": "SAMPLE Re", "recipients": "SAMPLE Chair", "text": "Dear **Chair**"}
    preview = browser.post("/decisions/letters/new/", {**words, "preview": "yes"}).content.decode()
    assert "<strong>Chair</strong>" in preview
    assert not Letter.objects.exists()
    browser.post("/decisions/letters/new/", words)
    letter = Letter.objects.get()
    at = letter.get_absolute_url()
    browser.post(at + "edit/", {**words, "title": "SAMPLE New"})
    opening = {
        "decision": decision.pk,
        "soft_deadline_at": local(close_of_business(10)),
        "deadline_at": local(close_of_business(14)),
    }
    refused = browser.post(at + "open/", opening)
    assert refused.status_code == 422
    assert "Compare the letter with the decision first" in refused.content.decode()
    browser.post(at + "open/", {**opening, "same_text": "on"})
    letter.refresh_from_db()
    assert (letter.title, letter.state, letter.deadline_at) == (
        "SAMPLE New",
        LetterState.OPEN,
        close_of_business(14),
    )
    moved = {"deadline_at": local(close_of_business(20)), "reason": "SAMPLE recess"}
    assert browser.post(at + "deadline/", moved).status_code == 302
    assert "SAMPLE recess" in text_of(browser, at)
    browser.post(at + "close/", {})
    assert Letter.objects.get().state == LetterState.OPEN
    browser.post(at + "close/", {"early": "yes"})
    assert Letter.objects.get().state == LetterState.CLOSED
    assert browser.get(at + "close/").status_code == 404


@pytest.mark.django_db
def test_a_letter_that_seems_to_name_a_person_is_asked_about_and_its_addressee_is_not():
    browser = signed_in(staff_member())
    words = {"title": "SAMPLE Re", "recipients": "Ada Samplesenator", "text": "Dear Ada Samplesenator"}
    asked = browser.post("/decisions/letters/new/", {**words, "text": "Jane Roe told us. jane@roe.example"})
    assert asked.status_code == 422
    assert "It looks as if this names a person" in asked.content.decode()
    assert "jane@roe.example" in asked.content.decode()
    assert browser.post("/decisions/letters/new/", words).status_code == 302
    assert Letter.objects.get().text == "Dear Ada Samplesenator"


@pytest.mark.django_db
def test_the_deadlines_offered_are_ten_and_fourteen_days_at_five():
    page = text_of(signed_in(staff_member()), LetterFactory().get_absolute_url() + "open/")
    for offered in usual_deadlines().values():
        assert eastern(offered).hour == 17
        assert f'value="{local(offered)}"' in page


@pytest.mark.django_db
def test_only_decisions_in_force_are_offered():
    in_force = DecisionFactory()
    corrected = DecisionFactory()
    correction = DecisionFactory(corrects=corrected)
    DecisionFactory(outcome="not_adopted")
    page = signed_in(staff_member()).get(LetterFactory().get_absolute_url() + "open/")
    assert set(page.context["form"].fields["decision"].queryset) == {in_force, correction}


@pytest.mark.django_db
def test_a_draft_is_discarded_after_one_more_question():
    letter, browser = LetterFactory(), signed_in(staff_member())
    assert "Discard this draft?" in text_of(browser, letter.get_absolute_url() + "discard/")
    assert browser.post(letter.get_absolute_url() + "discard/").status_code == 302
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_entered_is_told_by_line_and_nothing_is_lost():
    letter, browser = a_letter_to_sign(), signed_in(staff_member())
    OrganizationFactory(name="SAMPLE Member")
    lines = "SAMPLE One; Portland, OR\nSAMPLE Member"
    page = browser.post(letter.get_absolute_url() + "signers/", {"lines": lines, "consent": "by email"})
    assert page.status_code == 422
    assert "Line 2: SAMPLE Member is a member, so it signs for itself." in page.content.decode()
    assert "SAMPLE One; Portland, OR" in page.content.decode()
    assert not letter.outside_signers.exists()
    browser.post(letter.get_absolute_url() + "signers/", {"lines": lines[:24], "consent": "by email"})
    signer = letter.outside_signers.get()
    assert (signer.name, signer.place, signer.consent) == ("SAMPLE One", "Portland, OR", "by email")
    browser.post(f"{letter.get_absolute_url()}signers/{signer.pk}/take-off/")
    assert not letter.outside_signers.in_force().exists()


def test_lines_are_read_as_name_place_and_consent():
    lines = "A; Portland, OR; by mail\n\n B ;; \n; Boston\nC; x; y; z\nD\na\n" + "E" * 161
    form = OutsideSignersForm({"lines": lines, "consent": ""})
    assert form.errors["lines"] == [
        "Line 3: B needs its consent, here or for all below.",
        "Line 4: the name is missing.",
        "Line 5: more than name; place; consent.",
        "Line 6: D needs its consent, here or for all below.",
        "Line 7: a needs its consent, here or for all below.",
        f"Line 8: {'E' * 161} needs its consent, here or for all below.",
    ]
    form = OutsideSignersForm(
        {"lines": f"A; Portland, OR; by mail\nB\na\n{'E' * 161}", "consent": "by email"}
    )
    assert form.errors["lines"] == [
        "Line 3: a stands here twice.",
        "Line 4: the name is longer than 160 characters.",
    ]
    form = OutsideSignersForm({"lines": "A; Portland, OR; by mail\nB", "consent": "by email"})
    assert form.is_valid()
    assert [(one.name, one.place, one.consent, one.line) for one in form.cleaned_data["entries"]] == [
        ("A", "Portland, OR", "by mail", 1),
        ("B", "", "by email", 2),
    ]


# --- files -------------------------------------------------------------------------------------


def opened(response):
    assert response["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(response.content))


@pytest.mark.django_db
def test_the_pdf_is_reachable_by_members_and_the_same_once_closed():
    letter, browser = a_letter_to_sign(), signed_in(representative())
    a_signature(letter)
    address = letter.get_absolute_url() + "letter.pdf"
    assert "draft" in browser.get(address)["Content-Disposition"]
    close_letter(letter=letter, by=staff_member(), early=True)
    first = browser.get(address)
    assert "draft" not in first["Content-Disposition"]
    assert len(opened(first).pages) == 1
    organization = Signature.objects.get().organization
    organization.name = "SAMPLE renamed"
    organization.save()
    assert browser.get(address).content == first.content


@pytest.mark.django_db
def test_signatories_come_as_a_file_without_consent_and_no_cell_runs():
    letter = a_letter_to_sign()
    an_outside_signer(letter, "=SAMPLE", "Portland, OR", "canary consent")
    a_signature(letter, OrganizationFactory(name="SAMPLE Member"))
    browser = signed_in(representative())
    assert sheet_rows(browser.get(letter.get_absolute_url() + "signatories.csv")) == [
        ["Name", "Place"],
        ["'=SAMPLE", "Portland, OR"],
        ["SAMPLE Member", ""],
    ]
    assert browser.get(letter.get_absolute_url() + "consents.csv").status_code == 403
    staff = signed_in(staff_member()).get(letter.get_absolute_url() + "consents.csv")
    assert "canary consent" in str(sheet_rows(staff))


@pytest.mark.django_db
def test_consents_stay_with_the_secretariat():
    letter = a_letter_to_sign()
    an_outside_signer(letter, "SAMPLE Outside", consent="canary consent")
    assert "canary consent" not in text_of(signed_in(representative()), letter.get_absolute_url())


# --- panels ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_letters_stand_beside_their_decision_and_its_proposal_and_on_the_members_home():
    letter = a_letter_to_sign(title="SAMPLE letter of panels")
    person = representative()
    browser = signed_in(person)
    assert "SAMPLE letter of panels" in text_of(browser, letter.decision.get_absolute_url())
    assert "Letters you may sign" in text_of(browser, "/member/")
    browser.post(
        letter.get_absolute_url() + "sign/", {"organization": person.current_affiliations[0].organization_id}
    )
    assert "Letters you may sign" not in text_of(browser, "/member/")


@pytest.mark.django_db
def test_a_proposal_leads_to_the_letter_that_came_of_it():
    letter, person = a_letter_to_sign(title="SAMPLE letter of panels"), representative()
    proposal = ProposalFactory()
    assert letters_of_proposal(proposal, person) is None
    proposal.decision = letter.decision
    assert "SAMPLE letter of panels" in letters_of_proposal(proposal, person)
    assert letters_of_proposal(proposal, former_member()) is None
