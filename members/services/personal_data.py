"""A copy of what the desk keeps of one person, for that person."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common import audit, personal_data
from common.models import AuditEntry, Notice, Token
from common.personal_data import plain
from members.models import NoticeChoice, PageVisit, Subscription, User
from members.services.rights import require_staff

SIGNING_IN = {"account", "mfa", "usersessions", "admin"}


@transaction.atomic
def export_personal_data(*, person: User, by: User) -> dict[str, Any]:
    """Return everything the desk keeps of `person` as plain values, and log who took it.

    A person takes their own copy; the secretariat takes it for them. Raises NotAllowed for anybody else.
    """
    if by.pk != person.pk:
        require_staff(by)
    audit.record("exported personal data", person, actor_id=by.pk)
    return {"made_at": timezone.now().isoformat(), **personal_data.collected(person)}


def profile(user: User) -> list[dict[str, Any]]:
    """Return who the person is to the desk."""
    factors = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return [
        {
            "number": user.pk,
            "name": user.name,
            "email": user.email,
            "account_made_at": user.joined_at,
            "account_open": user.is_active,
            "last_visit_at": user.visit_at,
            "second_factors": sorted(factors),
        }
    ]


def roles(user: User) -> list[dict[str, Any]]:
    """Return every role the person has or had."""
    places = [
        (str(one.organization), one)
        for one in user.affiliations.select_related("organization").order_by("starts_on")
    ]
    places += [("secretariat", one) for one in user.secretariat_terms.all()]
    return [
        {"for": place, "role": one.role, "first_day": one.starts_on, "last_day": one.ends_on}
        for place, one in places
    ]


def sessions(user: User) -> list[dict[str, Any]]:
    """Return where the person is signed in."""
    rows = UserSession.objects.filter(user=user)
    return plain(rows, "created_at", "last_seen_at", "ip", "user_agent")


def sign_ins_and_actions(user: User) -> list[dict[str, Any]]:
    """Return what the audit log holds of what the person did, and of what was done to their account."""
    about = Q(subject_type="members.user", subject_id=str(user.pk)) | Q(detail__user=user.pk)
    rows = AuditEntry.objects.filter(Q(actor_id=user.pk) | about).order_by("at", "id")
    return [
        {
            "at": one.at,
            "what": one.verb,
            "on": f"{one.subject_type} {one.subject_id}".strip(),
            "by_you": one.actor_id == user.pk,
            # Whom else an entry names by number is theirs, not this person's.
            "details": one.detail if one.actor_id == user.pk else {},
        }
        for one in rows
    ]


def notices(user: User) -> list[dict[str, Any]]:
    """Return what the person was told, and how they chose to hear of it."""
    told = Notice.objects.filter(recipient_id=user.pk).order_by("created_at")
    chosen = NoticeChoice.objects.filter(user=user)
    return [
        *plain(told, "created_at", "kind", "title", "sent_at", "seen_at"),
        *plain(chosen, "kind", "delivery"),
    ]


def alerts(user: User) -> list[dict[str, Any]]:
    """Return what the person wanted to be told of, and which pages they looked at last."""
    chosen = Subscription.objects.visible_to(user).order_by("created_at")
    looked = PageVisit.objects.filter(user=user).order_by("visit_at")
    return [
        *plain(chosen, "content_type__model", "object_id", "delivery", "created_at"),
        *plain(looked, "content_type__model", "object_id", "visit_at", "previous_at"),
    ]


def links(user: User) -> list[dict[str, Any]]:
    """Return the secret links made for the person; the secrets themselves are kept nowhere."""
    rows = Token.objects.filter(Q(user_id=user.pk) | Q(detail__email=user.email)).order_by("created_at")
    return plain(rows, "purpose", "created_at", "expires_at", "used_at", "revoked_at")


def marks_on_the_record(user: User) -> list[dict[str, Any]]:
    """Return the rows of every app that keep who acted, by kind and number; an app's own part has their words."""
    found = []
    for relation in _keeps_who_acted():
        model = relation.related_model
        for key in model._base_manager.filter(**{relation.field.name: user}).values_list("pk", flat=True):  # noqa: SLF001
            kind = str(model._meta.verbose_name)  # noqa: SLF001
            found.append({"kind": kind, "number": str(key), "as": relation.field.name.replace("_", " ")})
    return found


def _keeps_who_acted() -> list[Any]:
    """Relations of every app's tables to a person, except those of signing in, which say nothing of acts."""
    relations: list[Any] = User._meta.get_fields(include_hidden=True)  # noqa: SLF001 - Django documents _meta
    return [
        one
        for one in relations
        if (one.one_to_many or one.one_to_one)
        and one.auto_created
        and one.related_model._meta.app_label not in SIGNING_IN  # noqa: SLF001
        and not one.related_model._meta.auto_created  # noqa: SLF001
    ]


def register() -> None:
    """Name the parts of a copy that this app keeps; called once when the site starts."""
    for name, collect in {
        "profile": profile,
        "roles": roles,
        "sessions": sessions,
        "sign-ins and actions": sign_ins_and_actions,
        "notices": notices,
        "alerts": alerts,
        "links": links,
        "marks on the record": marks_on_the_record,
    }.items():
        personal_data.register(name, collect)
