"""An organization signs a letter for itself, and may withdraw until the deadline (P3)."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from common import audit
from decisions.models import Letter, Signature
from decisions.services.letters import LetterRefused, locked_while_open, require_secretariat
from decisions.services.outside_signers import take_off_same_name
from members.models import Organization, User
from members.selectors.people import speakers_of


@transaction.atomic
def sign_letter(*, letter: Letter, organization: Organization, by: User) -> Signature:
    """Sign `letter` for `organization`; who signs again gets the signature that stands.

    Only a representative or alternate of an active member signs, and never the secretariat in its place. If the
    organization was entered as an outside signer before it joined, its own signature takes that place.
    Raises LetterRefused when the deadline has passed or `by` does not speak for it; the database refuses the
    same on its own, by its own clock.
    """
    current = locked_while_open(letter)
    signer = _locked_member(organization)
    _refuse_unless_theirs(by, signer)
    standing = Signature.objects.in_force().filter(letter=current, organization=signer).first()
    if standing:
        return standing  # type: ignore[no-any-return]
    signature = Signature(letter=current, organization=signer, name=signer.name, signed_by=by)
    _write(signature)
    take_off_same_name(letter=current, name=signer.name, by=by)
    audit.record("signed letter", signature, actor_id=by.pk, acting_for=signer.pk, letter=current.pk)
    return signature


@transaction.atomic
def withdraw_signature(*, letter: Letter, organization: Organization, by: User) -> Signature:
    """Withdraw the organization's signature before the deadline; the row stays, and it may sign again.

    Raises LetterRefused when the deadline has passed, `by` does not speak for it, or it has not signed.
    """
    current = locked_while_open(letter)
    _refuse_unless_theirs(by, organization)
    signature = Signature.objects.in_force().filter(letter=current, organization=organization).first()
    if signature is None:
        raise LetterRefused(f"{organization} has not signed this letter.")
    return _revoke(signature, by, "withdrew signature")


@transaction.atomic
def take_off_former_member(*, signature: Signature, by: User) -> Signature:
    """Take off, at its word, an organization that signed and has left since: nobody can sign in for it.

    A signature given by a member stands otherwise. Raises LetterRefused for an active member, which withdraws for
    itself, after the deadline, and for everyone but the secretariat.
    """
    require_secretariat(by)
    locked_while_open(signature.letter)
    current = Signature.objects.select_for_update().get(pk=signature.pk)
    if current.revoked_at:
        raise LetterRefused(f"{current.name} is no longer on this letter.")
    if Organization.objects.active().filter(pk=current.organization_id).exists():
        raise LetterRefused(f"{current.name} is a member: it withdraws for itself.")
    return _revoke(current, by, "took off former member")


def _locked_member(organization: Organization) -> Organization:
    """Return the organization as it is now; whoever lets it leave waits until the signature is written."""
    rows = Organization.objects.active().select_for_update(no_key=True)
    member: Organization | None = rows.filter(pk=organization.pk).first()
    if member is None:
        raise LetterRefused(f"{organization} is not a member today.")
    return member


def _refuse_unless_theirs(by: User, organization: Organization) -> None:
    # Asked of the database and not of the request, which may have begun before a role ended.
    active = Organization.objects.active().filter(pk=organization.pk).exists()
    if not active or not speakers_of(organization).filter(pk=by.pk).exists():
        raise LetterRefused(f"Only a representative or alternate signs for {organization}.")


def _revoke(signature: Signature, by: User, verb: str) -> Signature:
    signature.revoked_by, signature.revoked_at = by, timezone.now()
    _write(signature)
    audit.record(
        verb, signature, actor_id=by.pk, acting_for=signature.organization_id, letter=signature.letter_id
    )
    return signature


def _write(signature: Signature) -> None:
    """Save; the database's clock is the last word on a deadline that passes within the request."""
    try:
        with transaction.atomic():
            signature.save()
    except IntegrityError as error:
        raise LetterRefused("This letter no longer takes signatures.") from error
