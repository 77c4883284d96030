"""Inviting a person by an e-mailed link that expires; the link itself is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from common import audit, tokens
from common.dates import today
from common.models import Token
from members.choices import Role
from members.models import Affiliation, Organization, User
from members.services.people import create_person
from members.services.roles import give_role

PURPOSE = "invitation"
LASTS = timedelta(days=7)
GONE = "This invitation no longer works. Ask the secretariat for a new one."


class InvitationError(Exception):
    """An invitation cannot be made or used; the message is fit to be shown."""


@dataclass(frozen=True)
class Invitation:
    """What an invitation's link offers."""

    token_id: int
    email: str
    name: str
    organization: Organization
    role: Role


@transaction.atomic
def invite(*, email: str, name: str, organization: Organization, role: Role, by: User) -> str:
    """Offer a role in `organization` to the holder of `email` for seven days; return the link's secret.

    An earlier open invitation to the same address and organization stops working.
    Raises InvitationError when the person has an open role there already.
    """
    email = email.strip().lower()
    if Affiliation.objects.current().filter(user__email=email, organization=organization).exists():
        raise InvitationError("This person already acts for that organization.")
    open_invitations().filter(detail__email=email, detail__organization=organization.pk).update(
        revoked_at=timezone.now()
    )
    secret, token = tokens.issue(
        purpose=PURPOSE,
        lasts=LASTS,
        email=email,
        name=name,
        organization=organization.pk,
        role=str(role),
        invited_by=by.pk,
    )
    audit.record("invited", token, actor_id=by.pk, organization=organization.pk, role=str(role))
    return secret


def mail_invitation(*, email: str, secret: str) -> None:
    """E-mail the link. Raises what the mail server raises."""
    link = settings.SITE_URL + reverse("members:accept", args=[secret])
    send_mail(
        f"You are invited to the {settings.COALITION_NAME} policy desk",
        f"You have been invited to the policy desk of {settings.COALITION_NAME}.\n\n"
        f"Open this link within {LASTS.days} days to choose a password:\n{link}\n\n"
        f"If you did not expect this, leave it be, or write to {settings.CONTACT_EMAIL}.\n",
        None,
        [email],
    )


def open_invitations() -> QuerySet[Token]:
    """Return the invitations that can still be used, newest first."""
    return Token.objects.filter(
        purpose=PURPOSE, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )


@transaction.atomic
def revoke(*, token_id: int, by: User) -> None:
    """Stop an open invitation; one that was used or has expired is left as it is."""
    if token := open_invitations().select_for_update().filter(pk=token_id).first():
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record("revoked invitation", token, actor_id=by.pk)


@transaction.atomic
def read_invitation(*, secret: str) -> Invitation:
    """Return what the link offers. Raises InvitationError when it was used, revoked, has expired or never was."""
    token = tokens.find(secret, purpose=PURPOSE)
    if token is None:
        raise InvitationError(GONE)
    organization = Organization.objects.active().filter(pk=token.detail["organization"]).first()
    if organization is None:
        raise InvitationError(GONE)
    return Invitation(
        token.pk, token.detail["email"], token.detail["name"], organization, Role(token.detail["role"])
    )


@transaction.atomic
def accept(*, secret: str, name: str, password: str | None, user: User | None = None) -> User:
    """Use the link: make the account (or use that of `user`, who is signed in) and give the role.

    Raises InvitationError when the link does not work, or leads to another person's address.
    """
    invitation = read_invitation(secret=secret)
    existing = User.objects.filter(email=invitation.email).first()
    if existing and existing != user:
        raise InvitationError("There is an account with this address: sign in with it first.")
    person = existing or create_person(email=invitation.email, name=name, password=password)
    token = Token.objects.get(pk=invitation.token_id)
    give_role(
        user=person,
        organization=invitation.organization,
        role=invitation.role,
        starts_on=today(),
        by=token.detail["invited_by"],
    )
    tokens.use(token)
    audit.record("accepted invitation", token, actor_id=person.pk, acting_for=invitation.organization.pk)
    return person
