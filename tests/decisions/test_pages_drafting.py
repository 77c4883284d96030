"""Pages on which the secretariat drafts a proposal, looks at it and opens it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from common.dates import eastern
from common.deadlines import usual_deadlines
from common.naming import address_of
from decisions.choices import ProposalState
from decisions.models import Attachment, Proposal, Subject
from decisions.services.attachments import attach
from tests.factories.decisions import ProposalFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.letters import LetterFactory
from tests.factories.members import AllyFactory, OrganizationFactory, representative, staff_member
from tests.pages import signed_in
from tests.uploads import PDF, a_file

pytestmark = pytest.mark.django_db
NEW = "/decisions/proposals/new/"


def typed(**more: object) -> dict[str, object]:
    """What staff type into the form of a draft."""
    return {
        "question": "Shall we do the SAMPLE thing?",
        "kind": "statement",
        "text": "SAMPLE **text**",
        "commits_us_to": "SAMPLE work",
        "rule": "consensus",
        **more,
    }


def test_a_draft_is_saved_with_its_subjects_and_files_and_shown_as_members_will_read_it():
    bill = BillFactory(number=9001)
    sent = typed(subjects=[f"legislation.bill:{bill.pk}", "members.user:1"], added=[a_file()], quorum="3")
    page = signed_in(staff_member()).post(NEW, sent, follow=True)
    draft = Proposal.objects.get()
    assert (draft.state, draft.quorum, draft.rule) == (ProposalState.DRAFT, 3, "consensus")
    assert [one.target for one in draft.subjects.all()] == [bill]
    text = page.content.decode()
    assert "<strong>text</strong>" in text
    assert "SAMPLE brief.pdf" in text
    assert "Open for answers" in text


def test_the_line_ends_of_browsers_are_no_part_of_a_text():
    signed_in(staff_member()).post(NEW, typed(text="SAMPLE one\r\n\r\ntwo"))
    assert Proposal.objects.get().text == "SAMPLE one\n\ntwo"


@pytest.mark.parametrize("kind", ["letter", "membership"])
def test_a_link_names_what_a_new_draft_is_about_and_its_kind(kind):
    subject = (
        LetterFactory(title="SAMPLE Lantern") if kind == "letter" else AllyFactory(name="SAMPLE Lantern")
    )
    page = signed_in(staff_member()).get(NEW, {"about": address_of(subject), "kind": kind})
    form = page.context["form"]
    assert (form.subjects, form["kind"].value()) == ([subject], kind)
    assert f'value="{address_of(subject)}" checked' in page.content.decode()


@pytest.mark.parametrize("about", ["members.user:1", "decisions.letter:" + "9" * 30, "<script>:1", ":", ""])
def test_what_a_link_cannot_name_is_left_out(about):
    page = signed_in(staff_member()).get(NEW, {"about": about, "kind": "<script>"})
    assert page.status_code == 200
    assert page.context["form"].subjects == []
    assert "<script>:" not in page.content.decode()


def test_what_a_link_named_is_no_longer_there_once_it_was_unticked():
    letter = LetterFactory()
    address = f"{NEW}?about={address_of(letter)}&kind=letter"
    signed_in(staff_member()).post(address, typed(subjects=[]))
    assert not Subject.objects.exists()


def test_a_draft_letter_leads_to_the_proposal_about_it():
    letter, browser = LetterFactory(), signed_in(staff_member())
    link = f"{NEW}?about={address_of(letter)}&amp;kind=letter"
    assert link in browser.get(letter.get_absolute_url()).content.decode()


def test_a_wrong_field_is_named_and_nothing_is_lost():
    page = signed_in(staff_member()).post(NEW, typed(question="", quorum="0", text="SAMPLE long text"))
    assert page.status_code == 422
    assert {"question", "quorum"} <= page.context["form"].errors.keys()
    assert "SAMPLE long text" in page.content.decode()
    assert not Proposal.objects.exists()


def test_a_refused_file_is_named_and_the_draft_is_not_half_saved():
    sent = typed(added=[a_file("good.pdf"), a_file("page.pdf", b"<html></html>")])
    page = signed_in(staff_member()).post(NEW, sent)
    assert page.status_code == 422
    assert "“page.pdf” is not what its name says" in page.content.decode()
    assert not Proposal.objects.exists()
    assert not Attachment.objects.exists()


def test_a_name_in_the_text_is_asked_about_before_it_is_saved():
    page = signed_in(staff_member()).post(NEW, typed(text="SAMPLE words of Jane Q. Doe, jane@example.org."))
    assert page.status_code == 422
    assert "jane@example.org" in str(page.context["form"].errors["text"])


def test_without_scripts_looking_for_a_subject_keeps_what_was_typed_and_saves_nothing():
    bill, other = BillFactory(number=9001), BillFactory(number=9002)
    sent = typed(question="", subjects=[f"legislation.bill:{other.pk}"], find="H.R. 9001", look="1")
    page = signed_in(staff_member()).post(NEW, sent)
    form = page.context["form"]
    assert [one.key for one in form.chosen] == [f"legislation.bill:{other.pk}"]
    assert [one.key for one in form.found] == [f"legislation.bill:{bill.pk}"]
    assert "SAMPLE **text**" in page.content.decode()
    assert not form.errors
    assert not Proposal.objects.exists()


def test_with_scripts_the_finder_alone_is_asked_for():
    bill = BillFactory(number=9001)
    page = signed_in(staff_member()).get("/decisions/proposals/subjects/", {"find": "hr 9001"})
    text = page.content.decode()
    assert f'value="legislation.bill:{bill.pk}"' in text
    assert "<html" not in text


def test_a_draft_is_changed_with_the_subjects_and_files_it_keeps():
    staff, bill = staff_member(), BillFactory(number=9001)
    draft = ProposalFactory()
    Subject.objects.create(
        proposal=draft, content_type=ContentType.objects.get_for_model(bill), object_id=bill.pk
    )
    gone, kept = (attach(proposal=draft, upload=a_file(f"{n}.pdf", PDF + n.encode()), by=staff) for n in "ab")
    browser, address = signed_in(staff), draft.get_absolute_url() + "edit/"
    assert [one.label for one in browser.get(address).context["form"].chosen]
    sent = typed(subjects=[f"legislation.bill:{bill.pk}"], drop=[gone.pk], text="SAMPLE other")
    assert browser.post(address, sent).status_code == 302
    draft.refresh_from_db()
    assert draft.text == "SAMPLE other"
    assert list(draft.attachments.all()) == [kept]
    assert draft.subjects.count() == 1


def test_a_file_of_another_proposal_cannot_be_taken_off():
    staff, draft = staff_member(), ProposalFactory()
    other = attach(proposal=ProposalFactory(), upload=a_file(), by=staff)
    attach(proposal=draft, upload=a_file(), by=staff)
    page = signed_in(staff).post(draft.get_absolute_url() + "edit/", typed(drop=[other.pk]))
    assert page.status_code == 422
    assert Attachment.objects.count() == 2


def test_opening_offers_deadlines_in_eastern_time_and_freezes_the_text():
    OrganizationFactory.create_batch(2)
    draft, browser = ProposalFactory(), signed_in(staff_member())
    address = draft.get_absolute_url() + "open/"
    page = browser.get(address)
    assert "2 organizations" in page.content.decode()
    sent = {"soft_deadline_at": "2099-06-01T17:00", "deadline_at": "2099-06-05T17:00"}
    assert browser.post(address, sent).status_code == 302
    draft.refresh_from_db()
    assert draft.state == ProposalState.OPEN
    assert draft.deadline_at == datetime(2099, 6, 5, 21, tzinfo=UTC)
    assert browser.get(draft.get_absolute_url() + "edit/").url == draft.get_absolute_url()


@time_machine.travel(datetime(2026, 11, 18, 15, tzinfo=UTC))
def test_the_usual_deadlines_are_ten_and_fourteen_days_ahead_at_five():
    soft, hard = usual_deadlines().values()
    # The tenth day is a Saturday.
    assert f"{soft:%a %b %d %H:%M}" == "Mon Nov 30 17:00"
    assert f"{hard:%a %b %d %H:%M}" == "Wed Dec 02 17:00"
    assert eastern(hard).utcoffset() == timedelta(hours=-5)


def test_a_deadline_on_a_weekend_is_asked_about_once():
    OrganizationFactory()
    draft, browser = ProposalFactory(), signed_in(staff_member())
    address, sent = draft.get_absolute_url() + "open/", {"deadline_at": "2099-06-06T17:00"}
    page = browser.post(address, sent)
    assert page.status_code == 422
    assert "This is a Saturday" in page.content.decode()
    assert browser.post(address, {**sent, "weekend_is_meant": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"deadline_at": "2020-06-05T17:00"}, "deadline_at"),
        ({"deadline_at": "2099-06-05T17:00", "soft_deadline_at": "2099-06-08T17:00"}, "soft_deadline_at"),
        ({"deadline_at": "soon"}, "deadline_at"),
        ({"deadline_at": ""}, "deadline_at"),
    ],
)
def test_a_deadline_that_cannot_be_is_named(sent, field):
    page = signed_in(staff_member()).post(ProposalFactory().get_absolute_url() + "open/", sent)
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_a_draft_is_discarded_after_a_question():
    draft, browser = ProposalFactory(), signed_in(staff_member())
    address = draft.get_absolute_url() + "discard/"
    assert "Discard this draft?" in browser.get(address).content.decode()
    assert Proposal.objects.exists()
    assert browser.post(address).url == "/decisions/proposals/"
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("step", ["edit", "open", "discard"])
def test_drafting_is_the_secretariats_and_ends_with_the_opening(step):
    draft, opened = ProposalFactory(), an_open_proposal()
    assert signed_in(representative()).post(f"{draft.get_absolute_url()}{step}/").status_code == 403
    assert signed_in(staff_member()).post(f"{opened.get_absolute_url()}{step}/").status_code == 302
    opened.refresh_from_db()
    assert opened.state == ProposalState.OPEN
    assert opened.deadline_at > timezone.now()
