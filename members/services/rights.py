"""Who of the secretariat may change whom: asked by the services themselves, whatever page called them."""

from __future__ import annotations

from members.models import User


class NotAllowed(Exception):  # noqa: N818 - it is an answer, not an error
    """Somebody may not do what they asked for; the message is fit to be shown."""


def require_staff(by: User) -> None:
    """Raise NotAllowed unless `by` belongs to the secretariat today."""
    if not _as_of_now(by).is_secretariat:
        raise NotAllowed("Only the secretariat may do this.")


def require_administrator(by: User) -> None:
    """Raise NotAllowed unless `by` is an administrator of the secretariat today."""
    if not _as_of_now(by).is_administrator:
        raise NotAllowed("Only an administrator of the secretariat may do this.")


def _as_of_now(by: User) -> User:
    # What the request read of its person may be older than a role that ended meanwhile.
    fresh: User = User.objects.get(pk=by.pk)
    return fresh
