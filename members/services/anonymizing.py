"""Taking a former member's name and address out of the desk, while the record of who acted stays by number."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common import audit, personal_data
from common.models import Notice, Token
from members.models import NoticeChoice, PageVisit, Subscription, User
from members.services.leaving import sign_out_everywhere
from members.services.rights import require_administrator

# A name that can never receive mail (RFC 2606).
NOWHERE = "anonymized.invalid"


class CannotAnonymize(Exception):  # noqa: N818 - it is an answer, not an error
    """Somebody still has a role, or is anonymized already; the message is fit to be shown."""


@transaction.atomic
def anonymize(*, person: User, by: User) -> User:
    """Replace name and address by a number, delete sign-in, sessions, links and notices; ids stay everywhere.

    Raises NotAllowed when `by` is no administrator, CannotAnonymize while a role runs or when it was done before.
    """
    require_administrator(by)
    user: User = User.objects.select_for_update().get(pk=person.pk)
    if user.anonymized_at:
        raise CannotAnonymize("This person is anonymized already.")
    if user.affiliations.running().exists() or user.secretariat_terms.running().exists():
        raise CannotAnonymize("This person still has a role: end it first.")
    personal_data.erase(user)
    sign_out_everywhere(user_id=user.pk)
    user.name, user.email = f"Former member {user.pk}", f"former-{user.pk}@{NOWHERE}"
    user.is_active, user.is_superuser = False, False
    user.visit_at = user.previous_visit_at = user.last_login = None
    user.anonymized_at = timezone.now()
    user.set_unusable_password()
    user.save()
    audit.record("anonymized", user, actor_id=by.pk)
    return user


def erase(user: User) -> None:
    """Delete what this app and the sign-in library keep of a person besides their row; links hold their address."""
    Authenticator.objects.filter(user=user).delete()
    Token.objects.filter(Q(user_id=user.pk) | Q(detail__email=user.email)).delete()
    EmailAddress.objects.filter(user=user).delete()
    Notice.objects.filter(recipient_id=user.pk).delete()
    for chosen in (NoticeChoice, Subscription, PageVisit):
        chosen.objects.filter(user=user).delete()
