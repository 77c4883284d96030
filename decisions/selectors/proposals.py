"""What the pages of proposals show: who was asked, who answered, and what may be seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Model, OuterRef, QuerySet, Value, When

from common.querysets import count_of
from decisions.models import Consultation, Elector, Proposal, Response, Subject
from members.models import Organization, User


@dataclass(frozen=True)
class Voice:
    """One organization asked: whether it answered, and the answer where it may be seen.

    `to_confirm`: what it answered was an earlier round.
    """

    organization: Organization
    has_answered: bool
    to_confirm: bool
    response: Response | None


@dataclass(frozen=True)
class SubjectLink:
    """What a proposal concerns: its name and page."""

    name: str
    url: str


@dataclass(frozen=True)
class Asked:
    """A proposal as it awaits an organization's answer."""

    proposal: Proposal
    days_left: int


def with_counts(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return proposals with `asked` and how many `answered` the present round, in one query.

    Counted by row, and so for the rows of a page only: joined, each elector would meet each answer.
    """
    asked = Elector.objects.filter(proposal=OuterRef("pk"))
    answered = Response.objects.filter(proposal=OuterRef("pk"), round=OuterRef("round"))
    return rows.annotate(asked=count_of(asked), answered=count_of(answered)).order_by(
        F("deadline_at").asc(nulls_last=True), "pk"
    )


def in_order_of_use(rows: QuerySet[Proposal], organization_id: int | None) -> QuerySet[Proposal]:
    """Return proposals with counts: what awaits the organization first, then what is open by deadline, then the rest.

    Drafts come before what has ended, which comes newest first; `awaits_us` marks the first ones.
    """
    ours = Proposal.objects.awaiting(organization_id).values("pk") if organization_id else []
    counted = with_counts(rows).annotate(
        awaits_us=Case(When(pk__in=ours, then=Value(value=True)), default=Value(value=False)),
        rank=Case(
            When(pk__in=ours, then=0), When(state="open", then=1), When(state="draft", then=2), default=3
        ),
        due=Case(When(state="open", then="deadline_at")),
    )
    return counted.order_by(
        "rank", F("due").asc(nulls_last=True), F("closed_at").desc(nulls_last=True), "-pk"
    )


def voices(proposal: Proposal, user: Any) -> list[Voice]:
    """Return every organization asked, alphabetical (P3); who answered is always seen, the answer if `user` may."""
    organizations = Organization.objects.filter(pk__in=proposal.electors.values("organization"))
    rounds = dict(proposal.responses.values_list("organization_id", "round"))
    seen = {
        one.organization_id: one for one in proposal.responses.visible_to(user).select_related("answered_by")
    }
    return [
        Voice(
            organization=one,
            has_answered=rounds.get(one.pk) == proposal.round,
            to_confirm=0 < rounds.get(one.pk, 0) < proposal.round,
            response=seen.get(one.pk),
        )
        for one in organizations.order_by("sort_key")
    ]


def subject_links(proposal: Proposal) -> list[SubjectLink]:
    """Return what a proposal concerns; one query per kind of subject, however many there are."""
    subjects = proposal.subjects.select_related("content_type").prefetch_related("target")
    return [link for subject in subjects if (link := _link(subject))]


def proposals_about(target: Model, user: Any) -> QuerySet[Proposal]:
    """Return the proposals on one thing (a letter, an organization) that `user` may see, newest first."""
    kind = ContentType.objects.get_for_model(target)
    named = Subject.objects.filter(content_type=kind, object_id=str(target.pk))
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(user).filter(pk__in=named.values("proposal"))
    return rows.order_by("-pk")


def _link(subject: Subject) -> SubjectLink | None:
    target = subject.target
    if target is None:
        return SubjectLink(subject.object_id, "")
    url = target.get_absolute_url() if hasattr(target, "get_absolute_url") else ""
    return SubjectLink(str(getattr(target, "subject_label", target)), url)


def consultations_of(target: Any, user: Any) -> list[Consultation]:
    """Return the dated steps by which groups were consulted on a proposal or a priority (P4)."""
    kind = ContentType.objects.get_for_model(target)
    rows = Consultation.objects.visible_to(user).filter(content_type=kind, object_id=str(target.pk))
    return list(rows)


def had_consultation(targets: Sequence[Any]) -> set[str]:
    """Return the keys of those among `targets` (of one model) that had a consultation, for the packet's gate."""
    if not targets:
        return set()
    kind = ContentType.objects.get_for_model(targets[0])
    keys = [str(one.pk) for one in targets]
    rows = Consultation.objects.filter(content_type=kind, object_id__in=keys)
    return set(rows.values_list("object_id", flat=True))


def awaiting(organization_id: int, user: User, now: datetime) -> list[Asked]:
    """Return what awaits an organization's answer, the nearest deadline first, with whole days left."""
    rows = Proposal.objects.visible_to(user).awaiting(organization_id).order_by("deadline_at", "pk")
    return [Asked(one, (one.deadline_at - now).days) for one in rows]


def due_before(user: User, until: date) -> QuerySet[Proposal]:
    """Return open proposals whose deadline falls on or before a day, for the secretariat's home."""
    rows: QuerySet[Proposal] = Proposal.objects.visible_to(user).open()
    return with_counts(rows.filter(deadline_at__date__lte=until))
