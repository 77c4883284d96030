"""Inviting a person by an e-mailed link that expires; the link itself is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from common import audit, tokens
from common.dates import today
from common.models import Token
from members.choices import InvitationState, Role, SecretariatRole, TokenPurpose
from members.models import Affiliation, Organization, SecretariatTerm, User
from members.services.people import create_person
from members.services.rights import NotAllowed, require_administrator, require_staff
from members.services.roles import RoleError, give_role, give_secretariat_role

PURPOSE = TokenPurpose.INVITATION
LASTS = timedelta(days=7)
GONE = "This invitation no longer works. Ask the secretariat for a new one."


class InvitationError(Exception):
    """An invitation cannot be made or used; the message is fit to be shown."""


@dataclass(frozen=True)
class Invitation:
    """What an invitation's link offers: a role in an organization, or in the secretariat where that is None."""

    token_id: int
    email: str
    name: str
    organization: Organization | None
    role: Role | SecretariatRole
    invited_by: int

    @property
    def place(self) -> str:
        """For whom the person will act, in words."""
        return str(self.organization) if self.organization else "the secretariat"


@transaction.atomic
def invite(*, email: str, name: str, organization: Organization, role: Role, by: User) -> str:
    """Offer a role in `organization` to the holder of `email` for seven days; return the link's secret.

    An earlier open invitation to the same address and organization stops working.
    Raises InvitationError when the person has an open role there already, NotAllowed unless `by` is of the
    secretariat.
    """
    require_staff(by)
    email = email.strip().lower()
    if Affiliation.objects.running().filter(user__email=email, organization=organization).exists():
        raise InvitationError("This person already acts for that organization.")
    return _offer(email, name, by, organization=organization.pk, role=role)


@transaction.atomic
def invite_to_secretariat(*, email: str, name: str, role: SecretariatRole, by: User) -> str:
    """Offer a role in the secretariat for seven days; return the link's secret.

    Raises InvitationError when the person holds that role already, NotAllowed unless `by` is an administrator.
    """
    require_administrator(by)
    email = email.strip().lower()
    if SecretariatTerm.objects.running().filter(user__email=email, role=role).exists():
        raise InvitationError("This person holds that role already.")
    return _offer(email, name, by, organization=None, role=role)


@transaction.atomic
def invite_again(*, token_id: int, by: User) -> tuple[str, str]:
    """Make a new link for an invitation that is open or has expired; return (address, secret). The old one stops.

    Raises InvitationError when it was used or revoked or its organization has left, and as `invite` does.
    """
    token = Token.objects.select_for_update().filter(pk=token_id, purpose=PURPOSE).first()
    if token is None or state_of(token) not in {InvitationState.OPEN, InvitationState.EXPIRED}:
        raise InvitationError("This invitation was used or revoked: make a new one.")
    offer = token.detail
    if offer["organization"] is None:
        secret = invite_to_secretariat(
            email=offer["email"], name=offer["name"], role=SecretariatRole(offer["role"]), by=by
        )
    else:
        organization = Organization.objects.active().filter(pk=offer["organization"]).first()
        if organization is None:
            raise InvitationError("The organization is no member any more.")
        secret = invite(
            email=offer["email"],
            name=offer["name"],
            organization=organization,
            role=Role(offer["role"]),
            by=by,
        )
    # One that had expired is not among the open ones that `invite` stops: it leaves the list with this one.
    Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    return offer["email"], secret


def mail_invitation(*, email: str, secret: str) -> None:
    """E-mail the link. Raises what the mail server raises."""
    link = settings.SITE_URL + reverse("members:accept", args=[secret])
    send_mail(
        f"You are invited to the {settings.COALITION_NAME} policy desk",
        f"You have been invited to the policy desk of {settings.COALITION_NAME}.\n\n"
        f"Open this link within {LASTS.days} days to take the invitation up:\n{link}\n\n"
        f"If you did not expect this, leave it be, or write to {settings.CONTACT_EMAIL}.\n",
        None,
        [email],
    )


def all_invitations() -> QuerySet[Token]:
    """Return every invitation there was, newest first."""
    return Token.objects.filter(purpose=PURPOSE).order_by("-created_at", "-pk")


def open_invitations() -> QuerySet[Token]:
    """Return the invitations that can still be used, newest first."""
    return in_state(all_invitations(), InvitationState.OPEN)


def in_state(rows: QuerySet[Token], state: InvitationState) -> QuerySet[Token]:
    """Return the invitations of `rows` that are in one state now."""
    unused = Q(used_at__isnull=True, revoked_at__isnull=True)
    return rows.filter(
        {
            InvitationState.OPEN: unused & Q(expires_at__gt=timezone.now()),
            InvitationState.ACCEPTED: Q(used_at__isnull=False),
            InvitationState.REVOKED: Q(used_at__isnull=True, revoked_at__isnull=False),
            InvitationState.EXPIRED: unused & Q(expires_at__lte=timezone.now()),
        }[state]
    )


def state_of(token: Token) -> InvitationState:
    """Return the state an invitation is in now."""
    if token.used_at:
        return InvitationState.ACCEPTED
    if token.revoked_at:
        return InvitationState.REVOKED
    expired = token.expires_at is not None and token.expires_at <= timezone.now()
    return InvitationState.EXPIRED if expired else InvitationState.OPEN


@transaction.atomic
def revoke(*, token_id: int, by: User) -> None:
    """Stop an open invitation; one that was used or has expired is left as it is.

    Raises NotAllowed unless `by` is of the secretariat, and for its own roles an administrator.
    """
    require_staff(by)
    if token := open_invitations().select_for_update().filter(pk=token_id).first():
        if token.detail["organization"] is None:
            require_administrator(by)
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record("revoked invitation", token, actor_id=by.pk)


@transaction.atomic
def read_invitation(*, secret: str) -> Invitation:
    """Return what the link offers. Raises InvitationError when it was used, revoked, has expired or never was."""
    return _read(secret)[0]


@transaction.atomic
def accept(*, secret: str, name: str, password: str | None, user: User | None = None) -> User:
    """Use the link: make the account (or use that of `user`, who is signed in) and give the role.

    Raises InvitationError when the link does not work, leads to another person's address, or whoever sent it
    may not give that role any more.
    """
    invitation, token = _read(secret)
    existing = User.objects.filter(email=invitation.email).first()
    if existing and existing != user:
        raise InvitationError("There is an account with this address: sign in with it first.")
    if not existing and user:
        raise InvitationError("You are signed in as somebody else: sign out first.")
    try:
        with transaction.atomic():
            person = existing or create_person(email=invitation.email, name=name, password=password)
            _give(invitation, person)
    except (RoleError, NotAllowed) as refused:
        raise InvitationError(f"{refused} {GONE}") from refused
    except IntegrityError:
        raise InvitationError("There is an account with this address: sign in with it first.") from None
    # So that the address it was sent to is found with the person, whatever their address is by then.
    token.user_id = person.pk
    token.save(update_fields=["user_id"])
    tokens.use(token)
    place = invitation.organization.pk if invitation.organization else None
    audit.record("accepted invitation", token, actor_id=person.pk, acting_for=place)
    return person


def _offer(email: str, name: str, by: User, *, organization: int | None, role: str) -> str:
    """Stop open invitations of the same address to the same place, and make a new one."""
    same = open_invitations().filter(detail__email=email, detail__organization=organization)
    same.update(revoked_at=timezone.now())
    secret, token = tokens.issue(
        purpose=PURPOSE,
        lasts=LASTS,
        email=email,
        name=name,
        organization=organization,
        role=str(role),
        invited_by=by.pk,
    )
    audit.record("invited", token, actor_id=by.pk, organization=organization, role=str(role))
    return secret


def _read(secret: str) -> tuple[Invitation, Token]:
    token = tokens.find(secret, purpose=PURPOSE)
    if token is None:
        raise InvitationError(GONE)
    offer = token.detail
    organization = None
    if offer["organization"] is not None:
        organization = Organization.objects.active().filter(pk=offer["organization"]).first()
        if organization is None:
            raise InvitationError(GONE)
    role = Role(offer["role"]) if organization else SecretariatRole(offer["role"])
    return (
        Invitation(token.pk, offer["email"], offer["name"], organization, role, offer["invited_by"]),
        token,
    )


def _give(invitation: Invitation, person: User) -> None:
    """Give the role on the word of whoever invited, who must still be one to give it."""
    by, day = invitation.invited_by, today()
    if invitation.organization:
        give_role(
            user=person,
            organization=invitation.organization,
            role=Role(invitation.role),
            starts_on=day,
            by=by,
        )
    else:
        give_secretariat_role(user=person, role=SecretariatRole(invitation.role), starts_on=day, by=by)
