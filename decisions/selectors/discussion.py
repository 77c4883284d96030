"""Threads as they are read: those on one subject, those on all, one with its replies (P5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Greatest, RowNumber

from common.naming import address_of
from common.querysets import count_of
from decisions.models import Comment, CommentVersion
from members.models import Affiliation, Organization, User
from members.selectors.people import people_inside

SPEAKER = ("author", "organization", "deleted_by")
# What a subject's own page shows before it leads on to the thread.
THREADS_SHOWN, REPLIES_SHOWN = 5, 3
REPLIES_PER_PAGE = 25


@dataclass(frozen=True)
class Thread:
    """A thread in short: what began it, how many replied, and the last of them, oldest first."""

    start: Comment
    replies: int
    last_at: datetime
    latest: tuple[Comment, ...]

    @property
    def earlier(self) -> int:
        return self.replies - len(self.latest)


@dataclass(frozen=True)
class Discussion:
    """What was said on one subject: how many threads, and the newest of them."""

    address: str
    count: int
    threads: tuple[Thread, ...]


def threads(user: Any) -> QuerySet[Comment]:
    """Return what began each thread that `user` may read, the one spoken in last first, with `reply_count`."""
    rows: QuerySet[Comment] = Comment.objects.visible_to(user).threads()
    # Not joined and grouped: that would sort every word ever said, with its text, before a page is cut.
    replies = Comment.objects.filter(reply_to=OuterRef("pk")).order_by("-posted_at")
    last_at = Greatest("posted_at", Subquery(replies.values("posted_at")[:1]))
    return (
        rows.annotate(reply_count=count_of(replies), last_at=last_at)
        .select_related(*SPEAKER, "content_type")
        .order_by("-last_at", "-pk")
    )


def threads_about(subject: Model, user: Any) -> QuerySet[Comment]:
    """Return the threads on one subject, as `threads` does."""
    kind = ContentType.objects.get_for_model(subject)
    return threads(user).filter(content_type=kind, object_id=str(subject.pk))


def discussion_of(subject: Model, user: Any) -> Discussion:
    """Return what a subject's page shows of its threads; the same number of queries however long they are."""
    rows = threads_about(subject, user)
    starts: list[Any] = list(rows[:THREADS_SHOWN])
    latest = _latest_replies([one.pk for one in starts])
    return Discussion(
        address=address_of(subject),
        count=rows.count(),
        threads=tuple(
            Thread(one, one.reply_count, one.last_at, tuple(latest.get(one.pk, ()))) for one in starts
        ),
    )


def _latest_replies(thread_ids: list[int]) -> dict[int, list[Comment]]:
    place = Window(RowNumber(), partition_by="reply_to", order_by=[F("posted_at").desc(), F("pk").desc()])
    rows = Comment.objects.filter(reply_to__in=thread_ids).annotate(from_end=place)
    found: dict[int, list[Comment]] = {}
    for one in rows.filter(from_end__lte=REPLIES_SHOWN).select_related(*SPEAKER):
        found.setdefault(one.reply_to_id, []).append(one)
    return found


def replies_of(thread: Comment) -> QuerySet[Comment]:
    """Return a thread's replies, oldest first; whoever may read the thread may read them."""
    return thread.replies.select_related(*SPEAKER).order_by("posted_at", "pk")


def page_of(reply: Comment) -> int:
    """Return on which page of its thread a reply stands, counted from 1."""
    before = Comment.objects.filter(reply_to=reply.reply_to_id, posted_at__lte=reply.posted_at)
    earlier = before.exclude(posted_at=reply.posted_at, pk__gte=reply.pk).count()
    return earlier // REPLIES_PER_PAGE + 1


def versions_of(comment: Comment) -> QuerySet[CommentVersion]:
    """Return what a comment said before, the newest first; whoever may read the comment may read them."""
    return comment.versions.order_by("-written_at", "-pk")


def names_to_mention() -> list[tuple[str, Organization | User]]:
    """Return whom a text can mention: people inside by name, active organizations by name and short name."""
    named: list[tuple[str, Organization | User]] = [
        (person.name, person) for person in people_inside().order_by("sort_key", "pk")
    ]
    for one in Organization.objects.active().order_by("sort_key"):
        named += [(name, one) for name in dict.fromkeys((one.name, one.short_name)) if name]
    return [(name, whom) for name, whom in named if name]


def people_of(organizations: list[Organization]) -> QuerySet[User]:
    """Return everyone who acts for one of these organizations today."""
    current = Affiliation.objects.current().filter(organization__in=organizations)
    return people_inside().filter(pk__in=current.values("user"))
