"""Deliberation: speaking in a thread, changing one's words, taking them back; each visibly (P5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from common import audit
from common.access import is_inside
from decisions.mentions import find, known_by
from decisions.models import Comment, CommentVersion
from decisions.selectors.discussion import names_to_mention, people_of
from decisions.selectors.subjects import may_read
from decisions.services.comment_notices import tell_of_comment, tell_of_mentions
from decisions.services.sharing import acts_for
from members.models import Organization, User


class CommentRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """It cannot be said, changed or taken back; the message is fit to be shown."""


@dataclass(frozen=True)
class Posted:
    """A comment as it was kept, and the names in it that nobody was told of."""

    comment: Comment
    unmatched: tuple[str, ...] = ()


@transaction.atomic
def post_comment(
    *,
    target: Model,
    text: str,
    by: User,
    organization: Organization | None = None,
    reply_to: Comment | None = None,
    is_sample: bool = False,
) -> Posted:
    """Begin a thread on `target`, or reply in one; tell whom it mentions, who takes part, and who was asked.

    `by` speaks for `organization`, or without one for the secretariat. A reply to a reply joins the same thread.
    Raises CommentRefused when `by` may not read the target or does not act for the organization, when nothing
    is said, or when the thread is about something else.
    """
    _check_speaker(target, by, organization)
    thread = (reply_to.reply_to or reply_to) if reply_to else None
    if thread and not _is_about(thread, target):
        raise CommentRefused("That thread is about something else.")
    comment = Comment.objects.create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=str(target.pk),
        reply_to=thread,
        text=_said(text),
        author=by,
        organization=organization,
        is_sample=is_sample,
    )
    mentioned, unmatched = _mention(comment)
    tell_of_mentions(comment=comment, target=target, people=mentioned)
    tell_of_comment(comment=comment, target=target)
    acting_for = organization.pk if organization else None
    audit.record("posted comment", comment, actor_id=by.pk, acting_for=acting_for)
    return Posted(comment, unmatched)


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, by: User) -> Posted:
    """Change one's own words; what they were before is kept and readable inside, who is newly mentioned is told.

    Raises CommentRefused when `by` is not the author, cannot read the target any more, says nothing, or the
    comment was deleted.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.author_id != by.pk or not _may_still_read(comment, by):
        raise CommentRefused("Only its author changes a comment.")
    if comment.is_deleted:
        raise CommentRefused("It was deleted.")
    said = _said(text)
    if said == comment.text:
        return Posted(comment)
    written_at = comment.edited_at or comment.posted_at
    CommentVersion.objects.create(comment=comment, text=comment.text, written_at=written_at)
    comment.text, comment.edited_at = said, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    mentioned, unmatched = _mention(comment)
    tell_of_mentions(comment=comment, target=comment.target, people=mentioned)  # type: ignore[arg-type]
    audit.record("edited comment", comment, actor_id=by.pk)
    return Posted(comment, unmatched)


@transaction.atomic
def delete_comment(*, comment: Comment, by: User) -> Comment:
    """Take a comment back: its text, earlier versions and mentions are gone, that it stood there stays visible.

    Raises CommentRefused when `by` is neither the author nor of the secretariat.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not _may_still_read(comment, by) or not (comment.author_id == by.pk or by.is_secretariat):
        raise CommentRefused("Its author or the secretariat deletes a comment.")
    if comment.is_deleted:
        return comment
    comment.versions.all().delete()
    comment.mentions.clear()
    comment.text, comment.deleted_at, comment.deleted_by = "", timezone.now(), by
    comment.save(update_fields=["text", "deleted_at", "deleted_by"])
    audit.record("deleted comment", comment, actor_id=by.pk, author=comment.author_id)
    return comment


def _check_speaker(target: Model, by: User, organization: Organization | None) -> None:
    if not may_read(target, by):
        raise CommentRefused("You cannot speak on this.")
    if organization is None and not by.is_secretariat:
        raise CommentRefused("Choose the organization you speak for.")
    if organization and not acts_for(user=by, organization=organization):
        raise CommentRefused(f"You do not act for {organization}.")


def _is_about(comment: Comment, target: Model) -> bool:
    kind = ContentType.objects.get_for_model(target)
    return comment.content_type_id == kind.pk and comment.object_id == str(target.pk)


def _may_still_read(comment: Comment, by: User) -> bool:
    return bool(is_inside(by) and comment.target and may_read(comment.target, by))


def _said(text: str) -> str:
    if not (said := text.strip()):
        raise CommentRefused("Write what you want to say.")
    return said


def _mention(comment: Comment) -> tuple[list[User], tuple[str, ...]]:
    """Keep whom the text mentions; return those who were not mentioned in it before, and the unmatched names."""
    found = find(comment.text, known_by(names_to_mention()))
    organizations = [one for one in found.mentioned if isinstance(one, Organization)]
    people = {one for one in found.mentioned if isinstance(one, User)} | set(people_of(organizations))
    before = set(comment.mentions.all())
    comment.mentions.set(people)
    return [one for one in people if one not in before], found.unmatched
