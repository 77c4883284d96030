"""Who hears of a comment: in neutral words, never its text nor the name of what it is about (P5)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, Q

from decisions.models import Comment, Proposal
from decisions.selectors.subjects import may_read
from members.choices import ANSWERING_ROLES
from members.models import Affiliation, User
from members.selectors.people import people_inside
from members.services.notices import notify

DISCUSSION, MENTION = "discussion", "mention"


def tell_of_mentions(*, comment: Comment, target: Model, people: Iterable[User]) -> None:
    """Tell the people mentioned that they were, once a comment, as far as they may read it; never its author."""
    told = _readers(target, (one for one in people if one.pk != comment.author_id))
    notify(
        recipient_ids=[one.pk for one in told],
        kind=MENTION,
        title="You were mentioned in a discussion",
        path=comment.get_absolute_url(),
        event_key=f"mention-{comment.pk}",
    )


def tell_of_comment(*, comment: Comment, target: Model) -> None:
    """Tell of a reply those who take part in its thread, and of a new thread on a proposal those who answer it.

    Whoever was mentioned hears of that alone.
    """
    if comment.reply_to_id:
        people, title = _participants(comment), "New reply in a discussion you take part in"
    elif isinstance(target, Proposal):
        people, title = _asked(target), "New discussion on a proposal"
    else:
        return
    mentioned = set(comment.mentions.values_list("pk", flat=True))
    notify(
        recipient_ids=[
            one.pk
            for one in _readers(target, people)
            if one.pk != comment.author_id and one.pk not in mentioned
        ],
        kind=DISCUSSION,
        title=title,
        path=comment.get_absolute_url(),
        event_key=f"comment-{comment.pk}",
    )


def _readers(target: Model, people: Iterable[User]) -> list[User]:
    return [one for one in people if may_read(target, one)]


def _participants(reply: Comment) -> Iterable[User]:
    """Everyone inside who spoke in the thread."""
    thread = Comment.objects.filter(Q(pk=reply.reply_to_id) | Q(reply_to=reply.reply_to_id))
    return people_inside().filter(pk__in=thread.values("author"))


def _asked(proposal: Proposal) -> Iterable[User]:
    """Everyone who answers for an organization the proposal is put to."""
    speaking = Affiliation.objects.current().filter(
        organization__in=proposal.electors.values("organization"), role__in=ANSWERING_ROLES
    )
    return people_inside().filter(pk__in=speaking.values("user"))
