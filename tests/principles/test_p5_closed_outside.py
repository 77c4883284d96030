"""P5, open inside, closed outside: unique words planted in deliberation, searched for at every address."""

from __future__ import annotations

import uuid

import pytest
from django.core import mail
from django.test import Client

from appropriations.models import Slate, SlateClearance, SlateItem
from appropriations.services.slates import note_on_slate
from briefings.models import SavedTemplate
from common import audit
from common.dates import today
from common.models import AuditEntry, Notice, PhraseClearance
from decisions.choices import Answer
from decisions.models import Comment, Decision, Proposal, Response, SharedItem
from decisions.services.comments import delete_comment, edit_comment, post_comment
from decisions.services.consultations import record_consultation
from decisions.services.decisions import switch_visibility
from decisions.services.sharing import share_information
from members.services.notices import send_unsent
from outreach.models import Meeting, Office
from priorities.models import Ask, CutFlag, Message
from tests.access_table import PAGES
from tests.factories.acts import ActCandidateFactory
from tests.factories.appropriations import money_kept
from tests.factories.common import JobFactory
from tests.factories.decisions import DecisionFactory, an_answer, an_open_proposal
from tests.factories.imports import StagedCellFactory
from tests.factories.legislation import BillFactory, CommitteeMeetingFactory, FamilyFactory
from tests.factories.letters import a_letter_to_sign
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    UserFactory,
    former_member,
    representative,
    staff_member,
)
from tests.factories.outreach import MeetingFactory, SeatEntryFactory
from tests.factories.priorities import MessageFactory, plan_kept
from tests.factories.slates import a_request, a_slate, put_forward
from tests.factories.support import DeadlineFactory, MemberLetterFactory, OfficeRequestFactory
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
CANARIES = [
    f"canary{word}"
    for word in (
        "question",
        "template",
        "cover",
        "text",
        "reason",
        "restricted",
        "minority",
        "tally",
        "notes",
        "shared",
        "group",
        "heard",
        "why",
        "switch",
        "audit",
        "thread",
        "before",
        "reply",
        "sought",
        "deadline",
        "filing",
        "letter",
        "circulates",
        "champion",
        "slatenote",
        "slatedraft",
        "slatesought",
        "slateproposed",
        "position",
        "despite",
        "cuts",
        "ask",
        "message",
        "unclearedmessage",
    )
]
# As it is opened, and as it is searched.
QUERIES = [{}, {"search": "canary", "q": "canary", "about": "decisions.proposal:1"}]
OUTSIDERS = {
    "anonymous": None,
    "nobody's person": UserFactory,
    "former member": former_member,
    "ally": lambda: AffiliationFactory(organization=AllyFactory()).user,
}


@pytest.fixture
def world():
    """Deliberation with a unique word in each place, and an example of all that an address names."""
    organization = OrganizationFactory(slug="sample-one")
    BillFactory(number=9001)
    FamilyFactory()
    proposal = an_open_proposal([organization], question="Shall we canaryquestion?", text="SAMPLE canarytext")
    an_answer(proposal, organization, Answer.BLOCK, "SAMPLE canaryreason")
    restricted = DecisionFactory(
        number="2026-01",
        title="SAMPLE canaryrestricted",
        is_public=False,
        restriction_reason="SAMPLE canarywhy",
        minority_view="SAMPLE canaryminority",
        tally="canarytally",
    )
    for is_public, reason in ((True, "SAMPLE canaryswitch"), (False, "SAMPLE canarywhy")):
        switch_visibility(decision=restricted, is_public=is_public, reason=reason, by=staff_member())
    meeting = MeetingFactory(notes="SAMPLE canarynotes")
    person = representative(organization)
    share_information(
        organization=organization, by=person, title="SAMPLE canaryshared", text="SAMPLE canaryshared"
    )
    record_consultation(
        target=proposal,
        group="SAMPLE canarygroup",
        held_on=today(),
        how="in writing",
        heard="SAMPLE canaryheard",
        what_changed="nothing",
        by=staff_member(),
    )
    audit.record("did canaryaudit", actor_id=person.pk)
    thread = a_thread(proposal, person)
    staff = staff_member()
    staged = StagedCellFactory()
    slate = a_draft_and_a_proposed_slate(staff)
    candidate = ActCandidateFactory()
    return {
        "proposal": proposal.pk,
        "comment": thread.pk,
        "shared": SharedItem.objects.get().pk,
        "letter": a_letter_to_sign().pk,
        "person": staff.pk,
        "role": AffiliationFactory().pk,
        "term": staff.secretariat_terms.get().pk,
        "deadline": DeadlineFactory(title="SAMPLE canarydeadline", note="SAMPLE canaryfiling").pk,
        "member_letter": MemberLetterFactory(
            subject="SAMPLE canaryletter", circulation_text="canarycirculates"
        ).pk,
        "office_request": OfficeRequestFactory(note="SAMPLE canarychampion").pk,
        "office": meeting.office.key,
        "meeting": CommitteeMeetingFactory().pk,
        "seat_entry": SeatEntryFactory().pk,
        **money_kept(sought="SAMPLE canarysought"),
        **a_plan_with_canaries(),
        "slate": slate.pk,
        "slate_item": slate.items.get().pk,
        "job": JobFactory().pk,
        "table": staged.imported_id,
        "staged_cell": staged.pk,
        "act": candidate.reading_id,
        "candidate": candidate.pk,
        "template": SavedTemplate.objects.create(
            name="canarytemplate",
            kind="office",
            choices={"cover_note": "canarycover"},
            made_by=staff_member(),
        ).pk,
        "secret": "none",
        "nothing": uuid.uuid4(),
    }


def a_plan_with_canaries():
    """A position that is not public with its reason, a flag, an ask, a message cleared and one that is not."""
    MessageFactory(text="SAMPLE canaryunclearedmessage")
    return plan_kept(
        summary="SAMPLE canaryposition",
        despite="SAMPLE canarydespite",
        cuts="SAMPLE canarycuts",
        ask="SAMPLE canaryask",
        message="SAMPLE canarymessage",
    )


def a_thread(proposal, author):
    """A thread that was edited, a reply in it, and one that was deleted, whose words nobody finds again."""
    said = {"by": author, "organization": author.current_affiliations[0].organization}
    others = f"@{representative().name} and @{former_member().name}"
    thread = post_comment(target=proposal, text=f"SAMPLE canarybefore {others}", **said).comment
    edit_comment(comment=thread, text=f"SAMPLE canarythread {others}", by=author)
    post_comment(target=proposal, text="SAMPLE canaryreply", reply_to=thread, **said)
    gone = post_comment(target=proposal, text="SAMPLE canarygone", reply_to=thread, **said).comment
    delete_comment(comment=gone, by=author)
    return thread


def a_draft_and_a_proposed_slate(staff):
    """Requests nobody adopted yet, one slate in draft with a note, one before the organizations."""
    proposed = a_slate(0, by=staff, year=2029)
    a_request(proposed, by=staff, justification="SAMPLE canaryslateproposed")
    put_forward(proposed, by=staff)
    slate = a_slate(0, by=staff)
    a_request(
        slate,
        by=staff,
        justification="SAMPLE canaryslatedraft",
        kind="both",
        report_language="canaryslatesought",
    )
    note_on_slate(slate=slate, note="SAMPLE canaryslatenote", by=staff)
    return slate


def crawl(client, world):
    """Every address, with what it answers when it is opened and when a search is made there."""
    for entry in PAGES:
        address = entry.example.format(**world)
        for query in QUERIES if not address.startswith("/admin/") else QUERIES[:1]:
            response = client.get(address, query, follow=True)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            yield address, body.decode(errors="replace") + str(response.headers)


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_outsider_finds_a_word_of_the_deliberation_at_any_address(outsider, world):
    make = OUTSIDERS[outsider]
    client = signed_in(make()) if make else Client()
    found, fetched = [], []
    for address, answer in crawl(client, world):
        fetched.append(address)
        found += [(address, word) for word in CANARIES if word in answer]
    assert found == []
    assert len(set(fetched)) == len({entry.example for entry in PAGES})


def test_the_same_search_finds_every_word_for_someone_inside(world):
    """The crawl is worth something: inside, each planted word is there to be found."""
    seen = "".join(answer for _, answer in crawl(signed_in(staff_member()), world))
    assert [word for word in CANARIES if word not in seen] == []
    assert "canarygone" not in seen


def test_no_queryset_gives_an_outsider_anything_inside(world):
    for make in filter(None, OUTSIDERS.values()):
        person = make()
        for model in (
            Proposal,
            Response,
            Comment,
            SharedItem,
            Meeting,
            Office,
            Slate,
            SlateItem,
            SlateClearance,
            Ask,
            CutFlag,
            Message,
            PhraseClearance,
        ):
            assert not model.objects.visible_to(person).exists(), model
        assert not Decision.objects.visible_to(person).filter(is_public=False).exists()


def test_every_active_organization_reads_everything(world):
    person = representative()
    for model in (Proposal, Response, Comment, SharedItem, Meeting, Decision, Slate, SlateItem):
        assert model.objects.visible_to(person).count() == model.objects.count() > 0, model


def test_letters_carry_a_neutral_title_and_a_link_behind_the_sign_in(world):
    assert Notice.objects.exists()
    send_unsent()
    letters = "".join(f"{letter.subject}{letter.body}" for letter in mail.outbox)
    assert "You were mentioned in a discussion" in letters
    assert [word for word in CANARIES if word in letters] == []


def test_the_audit_log_and_the_notices_hold_no_word_of_a_thread_and_no_name(world):
    rows = str(list(AuditEntry.objects.values())) + str(list(Notice.objects.values()))
    author = Comment.objects.get(pk=world["comment"]).author
    assert "posted comment" in rows
    assert [
        word for word in ("canarythread", "canarybefore", "canaryreply", author.name) if word in rows
    ] == []


def test_a_former_member_who_is_mentioned_or_took_part_is_told_nothing(world):
    thread = Comment.objects.get(pk=world["comment"])
    left, still = thread.author, representative(thread.organization)
    left.affiliations.update(ends_on="2025-01-01")
    Notice.objects.all().delete()
    post_comment(
        target=thread.target,
        text=f"SAMPLE @{left.name}",
        by=still,
        organization=thread.organization,
        reply_to=thread,
    )
    assert not Notice.objects.filter(recipient_id=left.pk).exists()
