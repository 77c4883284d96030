"""Keeping second factors sealed, and taking away those that are lost."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from common import audit, sealed
from members.choices import ResetReason
from members.models import User
from members.services.leaving import sign_out_everywhere
from members.services.rights import NotAllowed, require_administrator

# What of a factor's data is secret: the authenticator app's key and the recovery codes' seed.
SECRET_PARTS = ("secret", "seed")


@transaction.atomic
def seal_anew() -> int:
    """Seal every second factor under the present SECRET_KEY and return how many there are.

    Raises sealed.CannotOpen, and changes nothing, when one was sealed under a key that is not known any more.
    """
    factors = list(Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN))
    for factor in factors:
        parts = {
            key: sealed.seal(sealed.unseal(factor.data[key])) for key in SECRET_PARTS if key in factor.data
        }
        factor.data = {**factor.data, **parts}
        factor.save(update_fields=["data"])
    return len(factors)


@transaction.atomic
def reset_second_factor(*, person: User, reason: ResetReason, by: User) -> int:
    """Take away every second factor of `person`, sign them out everywhere, tell them; return how many there were.

    They sign in with their password alone then; the secretariat is led to add a factor at once. An administrator
    does this for others only: one's own needs one's own recovery codes. Raises NotAllowed.
    """
    require_administrator(by)
    if person.pk == by.pk:
        raise NotAllowed("Another administrator resets yours; your recovery codes still let you in.")
    gone: int = Authenticator.objects.filter(user_id=person.pk).delete()[0]
    sign_out_everywhere(user_id=person.pk)
    audit.record("reset second factor", person, actor_id=by.pk, reason=str(reason), factors=gone)
    send_mail(
        "Your second step was reset",
        "An administrator of the secretariat took the second step off your account and signed you out everywhere.\n"
        f"Sign in with your password and add a new one: {settings.SITE_URL}/account/2fa/\n\n"
        f"If you did not ask for this, write to {settings.CONTACT_EMAIL} at once.\n",
        None,
        [person.email],
    )
    return gone
