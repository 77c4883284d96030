"""Speaking in a thread: who may, what is kept, what is gone, who is told."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import AuditEntry, Notice
from decisions.models import Comment, CommentVersion
from decisions.services.comments import CommentRefused, delete_comment, edit_comment, post_comment
from members.choices import Role
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import CommentFactory, DecisionFactory, ProposalFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    UserFactory,
    former_member,
    representative,
    staff_member,
)
from tests.factories.priorities import PriorityFactory

pytestmark = pytest.mark.django_db


def say(person, target, text="SAMPLE words", **more):
    affiliations = person.current_affiliations
    organization = affiliations[0].organization if affiliations else None
    return post_comment(**{"organization": organization, **more}, target=target, text=text, by=person)


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


@pytest.mark.parametrize("make", [an_open_proposal, BillFactory, LineFactory, PriorityFactory])
def test_a_thread_begins_on_a_proposal_a_bill_a_line_or_a_priority(make):
    person = AffiliationFactory(role=Role.STAFF).user
    target = make()
    comment = say(person, target).comment
    assert comment.target == target
    assert comment.organization == person.current_affiliations[0].organization


def test_on_anything_else_nobody_speaks():
    for target in (DecisionFactory(), OrganizationFactory()):
        with pytest.raises(CommentRefused):
            say(staff_member(), target)


def test_the_secretariat_speaks_as_the_secretariat():
    assert say(staff_member(), BillFactory()).comment.organization is None


def test_nobody_speaks_for_an_organization_that_is_not_theirs_nor_as_the_secretariat():
    bill = BillFactory()
    for organization in (OrganizationFactory(), None):
        with pytest.raises(CommentRefused):
            say(representative(), bill, organization=organization)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "make", [UserFactory, former_member, lambda: AffiliationFactory(organization=AllyFactory()).user]
)
def test_nobody_outside_speaks(make):
    person = make()
    affiliation = person.affiliations.first()
    with pytest.raises(CommentRefused):
        say(person, BillFactory(), organization=affiliation.organization if affiliation else None)


def test_a_draft_is_talked_of_by_the_secretariat_until_it_is_opened():
    draft = ProposalFactory()
    staff, member = staff_member(), representative()
    comment = say(staff, draft, f"SAMPLE @{member.name} shall not hear yet").comment
    with pytest.raises(CommentRefused):
        say(member, draft)
    assert not Comment.objects.visible_to(member).exists()
    assert Comment.objects.visible_to(staff).get() == comment
    assert told("mention") == set()
    other = an_open_proposal()
    on_other = CommentFactory(target=other)
    assert Comment.objects.visible_to(member).get() == on_other


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_said_is_refused(text):
    with pytest.raises(CommentRefused):
        say(representative(), BillFactory(), text)


def test_a_reply_to_a_reply_joins_the_thread():
    bill, person = BillFactory(), representative()
    start = say(person, bill).comment
    first = say(person, bill, reply_to=start).comment
    second = say(person, bill, reply_to=first).comment
    assert first.reply_to == second.reply_to == start


def test_a_reply_stays_with_the_subject_of_its_thread():
    start = CommentFactory(target=BillFactory())
    with pytest.raises(CommentRefused):
        say(representative(), BillFactory(), reply_to=start)


def test_an_edit_shows_and_keeps_what_was_said_before():
    person = representative()
    comment = say(person, BillFactory(), "SAMPLE first").comment
    edit_comment(comment=comment, text="SAMPLE second", by=person)
    edited = edit_comment(comment=comment, text="SAMPLE third", by=person).comment
    assert edited.text == "SAMPLE third"
    assert edited.edited_at > comment.posted_at
    kept = list(comment.versions.values_list("text", "written_at"))
    assert [text for text, _ in kept] == ["SAMPLE first", "SAMPLE second"]
    assert kept[0][1] == comment.posted_at < kept[1][1]


def test_the_same_words_are_no_edit():
    person = representative()
    comment = say(person, BillFactory(), "SAMPLE words").comment
    assert edit_comment(comment=comment, text=" SAMPLE words ", by=person).comment.edited_at is None
    assert not CommentVersion.objects.exists()


def test_nobody_but_the_author_edits_and_not_after_leaving():
    comment = CommentFactory(target=BillFactory(), author=former_member())
    for person in (comment.author, staff_member(), representative(comment.organization)):
        with pytest.raises(CommentRefused):
            edit_comment(comment=comment, text="SAMPLE other", by=person)
    comment.refresh_from_db()
    assert comment.text == "SAMPLE words"


@pytest.mark.parametrize("by_staff", [False, True])
def test_a_deletion_stays_visible_and_the_words_are_gone(by_staff):
    author = representative()
    person = staff_member() if by_staff else author
    comment = say(author, BillFactory(), f"SAMPLE canary @{representative().name}").comment
    edit_comment(comment=comment, text="SAMPLE canary two", by=author)
    deleted = delete_comment(comment=comment, by=person)
    assert (deleted.text, deleted.deleted_by) == ("", person)
    assert deleted.deleted_at
    assert not CommentVersion.objects.exists()
    assert not deleted.mentions.exists()
    with pytest.raises(CommentRefused):
        edit_comment(comment=comment, text="SAMPLE back", by=author)
    assert delete_comment(comment=comment, by=person).deleted_at == deleted.deleted_at


def test_others_delete_nothing():
    comment = CommentFactory(target=BillFactory())
    for person in (representative(comment.organization), former_member()):
        with pytest.raises(CommentRefused):
            delete_comment(comment=comment, by=person)


def test_the_database_keeps_no_words_of_a_deleted_comment_and_no_empty_one():
    comment = CommentFactory(target=BillFactory())
    for fields in ({"text": ""}, {"deleted_at": timezone.now(), "deleted_by": comment.author}):
        with pytest.raises(IntegrityError, match="comment_said_or_deleted"), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**fields)


def test_a_person_and_everyone_of_an_organization_hear_when_they_are_mentioned():
    author, person = representative(), representative()
    door = OrganizationFactory(name="SAMPLE Open Door Youth", short_name="Open Door")
    of_door = {representative(door).pk, AffiliationFactory(organization=door, role=Role.STAFF).user.pk}
    AffiliationFactory(organization=door, ends_on="2025-01-01")
    posted = say(author, BillFactory(), f"@{person.name}, @Open Door: SAMPLE? @Nobody @{author.name}")
    assert told("mention") == {person.pk, *of_door}
    assert posted.unmatched == ("Nobody",)
    assert {one.pk for one in posted.comment.mentions.all()} == {person.pk, *of_door, author.pk}


def test_an_edit_tells_only_those_it_newly_mentions():
    author, first, second = representative(), representative(), representative()
    comment = say(author, BillFactory(), f"@{first.name} SAMPLE").comment
    Notice.objects.all().delete()
    edit_comment(comment=comment, text=f"@{first.name} and @{second.name} SAMPLE", by=author)
    assert told("mention") == {second.pk}


def test_those_who_take_part_hear_of_a_reply_once_and_its_author_does_not():
    bill = BillFactory()
    starter, replier, mentioned, left = (representative() for _ in range(4))
    start = say(starter, bill).comment
    for person in (replier, mentioned, left):
        say(person, bill, reply_to=start)
    left.affiliations.update(ends_on="2025-01-01")
    Notice.objects.all().delete()
    say(replier, bill, f"SAMPLE @{mentioned.name}", reply_to=start)
    assert told("discussion") == {starter.pk}
    assert told("mention") == {mentioned.pk}


def test_a_thread_on_a_proposal_is_told_to_those_who_answer_it():
    asked, other = OrganizationFactory(), representative()
    speaker, author = representative(asked), representative(asked)
    AffiliationFactory(organization=asked, role=Role.STAFF)
    proposal = an_open_proposal([asked])
    start = say(author, proposal).comment
    assert told("discussion") == {speaker.pk}
    say(other, proposal, reply_to=start)
    assert told("discussion") == {speaker.pk, author.pk}
    notice = Notice.objects.get(recipient_id=speaker.pk)
    assert notice.title == "New discussion on a proposal"
    assert notice.path == start.get_absolute_url()


def test_a_thread_on_a_bill_calls_nobody_who_is_not_mentioned():
    representative()
    say(representative(), BillFactory())
    assert not Notice.objects.exists()


def test_notices_and_the_audit_log_hold_no_word_of_it():
    author = representative()
    bill = BillFactory(title="SAMPLE canarytitle")
    comment = say(author, bill, f"SAMPLE canarytext @{representative().name}").comment
    edit_comment(comment=comment, text="SAMPLE canaryedit", by=author)
    delete_comment(comment=comment, by=author)
    rows = str(list(Notice.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "canary" not in rows
    assert {"posted comment", "edited comment", "deleted comment"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )
