"""What the pages and the print of letters show: who signed, who may still, what awaits an organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, OuterRef, QuerySet, When

from common.dates import eastern
from common.querysets import count_of
from decisions.choices import LetterState
from decisions.models import Decision, Letter, OutsideSigner, Signature, Subject
from members.choices import ANSWERING_ROLES
from members.models import Affiliation, Organization, User


@dataclass(frozen=True)
class Signatory:
    """One organization on a letter, member or outside: the same line for each (P3).

    `signature` or `outside` is the row it comes from; `left_on` is set when a member has left since it signed.
    """

    name: str
    place: str
    sort_key: str
    signature: Signature | None = None
    outside: OutsideSigner | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class ToSign:
    """A letter as it awaits an organization's signature."""

    letter: Letter
    days_left: int


@dataclass(frozen=True)
class PrintedLetter:
    """All that a letter's print says; equal ones give equal bytes."""

    key: str
    coalition: str
    title: str
    dated: datetime
    recipients: tuple[str, ...]
    text: str
    signatories: tuple[tuple[str, str], ...]
    is_draft: bool
    is_sample: bool
    draft_words: str = "not yet closed for signatures"


def listed(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Return letters, drafts first, then open, then closed; `signed` counts members and outside signers."""
    places = [When(state=state, then=place) for place, state in enumerate(LetterState.values)]
    members = Signature.objects.in_force().filter(letter=OuterRef("pk"))
    outside = OutsideSigner.objects.in_force().filter(letter=OuterRef("pk"))
    return rows.annotate(
        place=Case(*places),
        signed=count_of(members) + count_of(outside),
    ).order_by("place", F("deadline_at").desc(nulls_first=True), "-pk")


def signatories(letter: Letter) -> list[Signatory]:
    """Return who signed, members and outside signers in one list by the stored sort key, without tiers (P3)."""
    members = Signature.objects.in_force().filter(letter=letter).select_related("organization", "signed_by")
    outside = OutsideSigner.objects.in_force().filter(letter=letter)
    active = set(Organization.objects.active().values_list("pk", flat=True))
    lines = [
        Signatory(
            name=one.name,
            place="",
            sort_key=one.sort_key,
            signature=one,
            left_on=None if one.organization_id in active else one.organization.left_on,
        )
        for one in members
    ]
    lines += [Signatory(one.name, one.place, one.sort_key, outside=one) for one in outside]
    return sorted(lines, key=lambda line: (line.sort_key, line.name))


def may_still_sign(letter: Letter) -> list[Organization]:
    """Return active members whose name is not on the letter, alphabetical; for those inside only."""
    signed = Signature.objects.in_force().filter(letter=letter).values("organization")
    return list(Organization.objects.active().exclude(pk__in=signed).order_by("sort_key"))


def to_sign(organization_id: int, user: User, now: datetime) -> list[ToSign]:
    """Return letters an organization may still sign, the nearest deadline first, with whole days left."""
    rows = Letter.objects.visible_to(user).awaiting(organization_id, now).order_by("deadline_at", "pk")
    return [ToSign(one, (one.deadline_at - now).days) for one in rows]


def who_signs() -> QuerySet[User]:
    """Return everyone who may sign for an active member today: its representatives and alternates."""
    roles = Affiliation.objects.current().filter(
        organization__in=Organization.objects.active(), role__in=ANSWERING_ROLES
    )
    people: QuerySet[User] = User.objects.filter(is_active=True, pk__in=roles.values("user"))
    return people


def before_the_organizations(letter: Letter, *, open_only: bool = False) -> bool:
    """Whether a proposal put the letter to the organizations, or puts it to them now."""
    asked = _concerning(letter).exclude(proposal__state="draft")
    return (asked.filter(proposal__state="open") if open_only else asked).exists()


def suggested_decision(letter: Letter, user: Any) -> Decision | None:
    """Return the newest decision in force that came of a proposal about the letter, if there is one."""
    proposals = _concerning(letter).values("proposal")
    return Decision.objects.visible_to(user).in_force().filter(proposal__in=proposals).first()


def _concerning(letter: Letter) -> QuerySet[Subject]:
    kind = ContentType.objects.get_for_model(Letter)
    return Subject.objects.filter(content_type=kind, object_id=str(letter.pk))


def letters_of(decision_id: int, user: Any) -> list[Letter]:
    """Return the letters whose text a decision approved, as far as `user` may see them."""
    return list(listed(Letter.objects.visible_to(user).filter(decision=decision_id)))


def printed_letter(letter: Letter, lines: Sequence[Signatory], now: datetime) -> PrintedLetter:
    """Return the letter as it is printed: dated its close, or `now` while it is a draft or open."""
    return PrintedLetter(
        key=f"letter-{letter.pk}",
        coalition=settings.COALITION_NAME,
        title=letter.title,
        dated=eastern(letter.closed_at or now),
        recipients=tuple(letter.recipients.splitlines()),
        text=letter.text,
        signatories=tuple((one.name, one.place) for one in lines),
        is_draft=letter.state != LetterState.CLOSED,
        is_sample=letter.is_sample,
    )
