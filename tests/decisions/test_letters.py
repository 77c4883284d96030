"""Letters: drafted by the secretariat, opened on a decision, signed by each organization for itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.models import AuditEntry, Notice
from common.naming import find_named
from decisions.choices import LetterState, ProposalState, Result
from decisions.models import Letter, OutsideSigner, Proposal, Signature, Subject
from decisions.selectors.letters import may_still_sign, signatories, suggested_decision, to_sign
from decisions.services.letters import (
    LetterRefused,
    close_letter,
    discard_draft,
    draft_letter,
    edit_draft,
    move_deadline,
    open_letter,
)
from decisions.services.outside_signers import (
    EntriesRefused,
    Entry,
    enter_outside_signers,
    export_consents,
    take_off_outside_signer,
)
from decisions.services.proposals import open_proposal
from decisions.services.signatures import sign_letter, take_off_former_member, withdraw_signature
from members.choices import Role
from members.models import Organization, User
from tests.factories.decisions import DecisionFactory, ProposalFactory
from tests.factories.letters import LetterFactory, a_letter_to_sign, a_signature, an_outside_signer
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=7)
WORDS = {"title": "SAMPLE", "recipients": "SAMPLE Chair", "text": "SAMPLE"}


def about(letter, proposal):
    """Name the letter as what a draft proposal concerns."""
    kind = Subject._meta.get_field("content_type").related_model.objects.get_for_model(Letter)
    return Subject.objects.create(proposal=proposal, content_type=kind, object_id=str(letter.pk))


def leave(organization):
    """The organization left yesterday."""
    organization.left_on = timezone.localdate() - timedelta(days=1)
    organization.save()


def open_as_it_is(proposal):
    OrganizationFactory()
    return open_proposal(proposal=proposal, deadline_at=timezone.now() + AHEAD, by=staff_member())


# --- drafting and opening ----------------------------------------------------------------------


def test_a_draft_is_written_changed_and_discarded_by_the_secretariat():
    staff = staff_member()
    letter = draft_letter(title=" SAMPLE ", recipients="One\n\n Two ", text="Dear", by=staff)
    assert (letter.title, letter.recipients) == ("SAMPLE", "One\nTwo")
    assert edit_draft(letter=letter, title="New", recipients="One", text="Dear", by=staff).title == "New"
    discard_draft(letter=letter, by=staff)
    assert not Letter.objects.exists()
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["drafted letter", "edited letter", "discarded letter"]


def test_a_draft_says_what_it_lacks():
    with pytest.raises(LetterRefused, match="recipients and its text"):
        draft_letter(title="SAMPLE", recipients=" \n ", text=" ", by=staff_member())


def test_members_draft_open_and_close_nothing():
    member, draft, letter = representative(), LetterFactory(), a_letter_to_sign()
    later = timezone.now() + 2 * AHEAD
    attempts = [
        lambda: draft_letter(**WORDS, by=member),
        lambda: edit_draft(letter=draft, **WORDS, by=member),
        lambda: discard_draft(letter=draft, by=member),
        lambda: open_letter(letter=draft, decision=letter.decision, deadline_at=later, by=member),
        lambda: move_deadline(letter=letter, deadline_at=later, reason="SAMPLE", by=member),
        lambda: close_letter(letter=letter, by=member, early=True),
        lambda: enter_outside_signers(letter=letter, entries=[Entry("A", "", "c")], by=member),
        lambda: export_consents(letter=letter, by=member),
    ]
    for attempt in attempts:
        with pytest.raises(LetterRefused, match="secretariat"):
            attempt()


def test_a_letter_opens_on_a_decision_in_force_only():
    draft, staff, ahead = LetterFactory(), staff_member(), timezone.now() + AHEAD
    refused = DecisionFactory(outcome="not_adopted")
    corrected = DecisionFactory()
    correction = DecisionFactory(corrects=corrected)
    for decision in (refused, corrected):
        with pytest.raises(LetterRefused, match="not in force"):
            open_letter(letter=draft, decision=decision, deadline_at=ahead, by=staff)
    opened = open_letter(letter=draft, decision=correction, deadline_at=ahead, by=staff)
    assert (opened.state, opened.decision) == (LetterState.OPEN, correction)
    with pytest.raises(LetterRefused, match="draft"):
        open_letter(letter=opened, decision=correction, deadline_at=ahead, by=staff)


@pytest.mark.parametrize(
    ("soft", "hard", "why"), [(None, -1, "lie ahead"), (3, 2, "cannot come after the deadline")]
)
def test_deadlines_lie_ahead_in_their_order(soft, hard, why):
    now = timezone.now()
    with pytest.raises(LetterRefused, match=why):
        open_letter(
            letter=LetterFactory(),
            decision=DecisionFactory(),
            soft_deadline_at=now + timedelta(days=soft) if soft else None,
            deadline_at=now + timedelta(days=hard),
            by=staff_member(),
        )


def test_those_who_sign_hear_of_it_in_neutral_words_and_nobody_hears_of_a_sample():
    organization = OrganizationFactory()
    speaker = representative(organization)
    AffiliationFactory(organization=organization, role=Role.STAFF)
    a_letter_to_sign(title="SAMPLE canary title")
    assert not Notice.objects.exists()
    letter = a_letter_to_sign(title="canary title", is_sample=False)
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.path) == (speaker.pk, letter.get_absolute_url())
    assert "canary" not in notice.title
    close_letter(letter=letter, by=staff_member(), early=True)
    assert [one.title for one in Notice.objects.order_by("id")] == [
        "A letter is open for signing",
        "A letter is closed",
    ]


def test_the_audit_log_holds_ids_and_no_words():
    letter = a_letter_to_sign(title="canary title")
    a_signature(letter, OrganizationFactory(name="canary organization"))
    an_outside_signer(letter, "canary outside", "canary place", "canary consent")
    later = letter.deadline_at + AHEAD
    move_deadline(letter=letter, deadline_at=later, reason="canary reason", by=staff_member())
    export_consents(letter=letter, by=staff_member())
    close_letter(letter=letter, by=staff_member(), early=True)
    logged = str(list(AuditEntry.objects.values()))
    assert "canary" not in logged
    assert all(verb in logged for verb in ("signed letter", "moved letter deadline", "exported signatories"))


# --- a proposal about it -----------------------------------------------------------------------


def test_a_proposal_can_concern_a_letter_and_shows_its_draft_to_those_it_asks():
    draft, member, staff = LetterFactory(), representative(), staff_member()
    named = f"decisions.letter:{draft.pk}"
    assert find_named(named, staff) == draft
    assert find_named(named, member) is None
    proposal = ProposalFactory()
    about(draft, proposal)
    assert find_named(named, member) is None
    Subject.objects.all().delete()
    asked = ProposalFactory()
    about(draft, asked)
    open_as_it_is(asked)
    assert find_named(named, member) == draft
    assert find_named(named, User()) is None


def test_while_organizations_decide_on_a_draft_its_words_stand():
    draft, staff, proposal = LetterFactory(), staff_member(), ProposalFactory()
    about(draft, proposal)
    open_as_it_is(proposal)
    with pytest.raises(LetterRefused, match="deciding on this text"):
        edit_draft(letter=draft, **WORDS, by=staff)
    with pytest.raises(LetterRefused, match="stays in the record"):
        discard_draft(letter=draft, by=staff)


def test_the_decision_of_a_proposal_about_it_is_suggested():
    draft, staff, proposal = LetterFactory(), staff_member(), ProposalFactory()
    about(draft, proposal)
    DecisionFactory()
    assert suggested_decision(draft, staff) is None
    open_as_it_is(proposal)
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.CLOSED, result=Result.ADOPTED, closed_at=timezone.now()
    )
    decision = DecisionFactory(proposal=proposal)
    assert suggested_decision(draft, staff) == decision


# --- signing -----------------------------------------------------------------------------------


def test_an_organization_signs_withdraws_and_signs_again_and_every_row_is_kept():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    person = representative(organization)
    sign_letter(letter=letter, organization=organization, by=person)
    withdraw_signature(letter=letter, organization=organization, by=person)
    assert signatories(letter) == []
    sign_letter(letter=letter, organization=organization, by=person)
    assert [bool(one.revoked_at) for one in Signature.objects.order_by("id")] == [True, False]
    assert [one.name for one in signatories(letter)] == [organization.name]
    entries = AuditEntry.objects.filter(acting_for=organization.pk).order_by("id")
    assert [one.verb for one in entries] == ["signed letter", "withdrew signature", "signed letter"]


def test_signing_twice_leaves_the_signature_that_stands():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    first = a_signature(letter, organization)
    assert a_signature(letter, organization) == first


def test_the_secretariat_signs_for_nobody_and_neither_do_staff_or_others():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    clerk = AffiliationFactory(organization=organization, role=Role.STAFF).user
    a_signature(letter, organization)
    for person in (staff_member(), clerk, representative()):
        for act in (sign_letter, withdraw_signature):
            with pytest.raises(LetterRefused, match="representative or alternate"):
                act(letter=letter, organization=organization, by=person)


def test_an_alternate_signs_and_the_representative_may_withdraw():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    alternate = AffiliationFactory(organization=organization, role=Role.ALTERNATE).user
    sign_letter(letter=letter, organization=organization, by=alternate)
    withdraw_signature(letter=letter, organization=organization, by=representative(organization))
    with pytest.raises(LetterRefused, match="has not signed"):
        withdraw_signature(letter=letter, organization=organization, by=alternate)


def test_an_organization_that_left_does_not_sign():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    person = representative(organization)
    leave(organization)
    with pytest.raises(LetterRefused, match="not a member"):
        sign_letter(letter=letter, organization=organization, by=person)


def test_a_member_that_left_stays_on_the_letter_until_it_asks_to_be_taken_off():
    letter, organization, staff = a_letter_to_sign(), OrganizationFactory(), staff_member()
    signature = a_signature(letter, organization)
    with pytest.raises(LetterRefused, match="withdraws for itself"):
        take_off_former_member(signature=signature, by=staff)
    leave(organization)
    assert [one.left_on for one in signatories(letter)] == [organization.left_on]
    take_off_former_member(signature=signature, by=staff)
    assert signatories(letter) == []
    with pytest.raises(LetterRefused, match="no longer on this letter"):
        take_off_former_member(signature=signature, by=staff)


def test_signatories_stand_in_one_alphabet_members_and_outside_alike():
    letter = a_letter_to_sign()
    for name in ("The Éclair SAMPLE", "sample zebra", "Delta SAMPLE"):
        a_signature(letter, OrganizationFactory(name=name))
    an_outside_signer(letter, "Ecole SAMPLE", "Portland, OR")
    an_outside_signer(letter, "the SAMPLE Alpha")
    names = [one.name for one in signatories(letter)]
    assert names == ["Delta SAMPLE", "The Éclair SAMPLE", "Ecole SAMPLE", "sample zebra", "the SAMPLE Alpha"]


def test_a_later_name_does_not_change_what_was_signed():
    letter, organization = a_letter_to_sign(), OrganizationFactory(name="SAMPLE Before")
    a_signature(letter, organization)
    organization.name = "SAMPLE After"
    organization.save()
    assert [one.name for one in signatories(letter)] == ["SAMPLE Before"]


def test_what_awaits_an_organization_and_who_may_still_sign():
    ours, other = OrganizationFactory(name="SAMPLE A"), OrganizationFactory(name="SAMPLE B")
    person, now = representative(ours), timezone.now()
    later = a_letter_to_sign(now + timedelta(days=9, hours=1))
    sooner = a_letter_to_sign(now + timedelta(days=2, hours=1))
    LetterFactory()
    a_signature(later, other)
    assert [(one.letter, one.days_left) for one in to_sign(ours.pk, person, now)] == [(sooner, 2), (later, 9)]
    assert may_still_sign(later) == [ours]
    sign_letter(letter=sooner, organization=ours, by=person)
    assert [one.letter for one in to_sign(ours.pk, person, now)] == [later]
    assert to_sign(ours.pk, person, now + timedelta(days=30)) == []


# --- outside signers ---------------------------------------------------------------------------


def test_outside_signers_come_with_their_consent_and_go_again():
    letter = a_letter_to_sign()
    signer = an_outside_signer(letter, "SAMPLE Clinic", "Portland, ME", "by letter of its director")
    take_off_outside_signer(signer=signer, by=staff_member())
    assert signatories(letter) == []
    assert OutsideSigner.objects.get().removed_at
    with pytest.raises(LetterRefused, match="no longer on this letter"):
        take_off_outside_signer(signer=signer, by=staff_member())
    an_outside_signer(letter, "SAMPLE Clinic")


def test_entries_come_all_or_none_with_a_reason_for_each_line():
    letter, staff = a_letter_to_sign(), staff_member()
    OrganizationFactory(name="SAMPLE Member Organization", short_name="SMO")
    an_outside_signer(letter, "SAMPLE There Already")
    lines = [
        Entry("SAMPLE New", "", "by email", 1),
        Entry("sample  member organization", "", "by email", 2),
        Entry("SMO", "", "by email", 3),
        Entry("The SAMPLE There Already", "", "by email", 4),
        Entry("SAMPLE Silent", "", " ", 5),
        Entry("The SAMPLE New", "", "by email", 6),
    ]
    with pytest.raises(EntriesRefused) as refused:
        enter_outside_signers(letter=letter, entries=lines, by=staff)
    assert [reason.partition(":")[0] for reason in refused.value.reasons] == [
        f"Line {number}" for number in (2, 3, 4, 5, 6)
    ]
    assert [one.name for one in signatories(letter)] == ["SAMPLE There Already"]


def test_an_outside_signer_that_joins_signs_for_itself_and_stands_once():
    letter = a_letter_to_sign()
    an_outside_signer(letter, "SAMPLE Newcomer")
    a_signature(letter, OrganizationFactory(name="SAMPLE Newcomer"))
    assert [bool(one.signature) for one in signatories(letter)] == [True]


def test_the_consents_are_handed_to_the_secretariat_with_who_signed():
    letter = a_letter_to_sign()
    signature = a_signature(letter, OrganizationFactory(name="SAMPLE A"))
    an_outside_signer(letter, "SAMPLE B", "Portland, OR", "by email")
    rows = export_consents(letter=letter, by=staff_member())
    assert [(row[0], row[2], row[3], row[5]) for row in rows] == [
        ("SAMPLE A", "member", str(signature.signed_by), ""),
        ("SAMPLE B", "outside signer", "", "by email"),
    ]


# --- deadline and close ------------------------------------------------------------------------


def test_the_deadline_moves_later_only_for_a_reason_that_is_kept():
    letter, staff = a_letter_to_sign(), staff_member()
    before = letter.deadline_at
    with pytest.raises(LetterRefused, match="later only"):
        move_deadline(letter=letter, deadline_at=before, reason="SAMPLE", by=staff)
    with pytest.raises(LetterRefused, match="why"):
        move_deadline(letter=letter, deadline_at=before + AHEAD, reason=" ", by=staff)
    move_deadline(letter=letter, deadline_at=before + AHEAD, reason="SAMPLE recess", by=staff)
    change = letter.deadline_changes.get()
    assert (change.before, change.after, change.reason) == (before, before + AHEAD, "SAMPLE recess")


def test_a_letter_closes_before_its_deadline_only_when_that_is_confirmed():
    letter, staff = a_letter_to_sign(), staff_member()
    with pytest.raises(LetterRefused, match="Confirm"):
        close_letter(letter=letter, by=staff)
    assert close_letter(letter=letter, by=staff, early=True).state == LetterState.CLOSED
    with pytest.raises(LetterRefused, match="open for signing"):
        close_letter(letter=letter, by=staff, early=True)


def test_after_the_close_nothing_can_be_changed():
    letter, staff = a_letter_to_sign(), staff_member()
    organization = OrganizationFactory()
    person, signature = representative(organization), a_signature(letter)
    outside = an_outside_signer(letter, "SAMPLE Outside")
    close_letter(letter=letter, by=staff, early=True)
    leave(Organization.objects.get(pk=signature.organization_id))
    attempts = [
        lambda: sign_letter(letter=letter, organization=organization, by=person),
        lambda: withdraw_signature(letter=letter, organization=organization, by=person),
        lambda: take_off_former_member(signature=signature, by=staff),
        lambda: enter_outside_signers(letter=letter, entries=[Entry("A", "", "c")], by=staff),
        lambda: take_off_outside_signer(signer=outside, by=staff),
        lambda: move_deadline(
            letter=letter, deadline_at=letter.deadline_at + AHEAD, reason="SAMPLE", by=staff
        ),
    ]
    for attempt in attempts:
        with pytest.raises(LetterRefused, match="no longer takes signatures"):
            attempt()
    assert len(signatories(letter)) == 2
