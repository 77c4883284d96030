"""Keeping views of the grid: saved, renamed, shared, deleted and put back."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from appropriations.models import SavedView
from common import audit
from members.models import User

# A deleted view can be put back for so long; then it goes for good, with the next one that is deleted.
KEPT_DELETED = timedelta(days=30)


class ViewError(Exception):
    """A view cannot be kept so; the message is fit to be shown."""


@transaction.atomic
def save_view(*, name: str, query: str, by: User, is_shared: bool = False) -> SavedView:
    """Keep what was asked of the grid (`query` as its address carries it) under a name, for `by` alone or all staff.

    Raises ViewError when `by` has a view of that name, or shares one without being of the secretariat.
    """
    _check(by, is_shared=is_shared)
    view = SavedView(name=name.strip(), query=query, owner=by, is_shared=is_shared)
    _write(view)
    audit.record("saved a view of the money", view, actor_id=by.pk, shared=is_shared)
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, by: User, is_shared: bool) -> SavedView:
    """Rename a view, or share it or not. Raises ViewError as `save_view`."""
    _check(by, is_shared=is_shared)
    was = {"name": view.name, "shared": view.is_shared}
    view.name, view.is_shared = name.strip(), is_shared
    _write(view)
    audit.record(
        "changed a view of the money",
        view,
        actor_id=by.pk,
        was=was,
        now={"name": view.name, "shared": is_shared},
    )
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Put a view away; it can be put back for 30 days. Older ones of the same person go for good."""
    now = timezone.now()
    SavedView.objects.deleted_by(by).filter(deleted_at__lt=now - KEPT_DELETED).delete()
    view.deleted_at = now
    view.save(update_fields=["deleted_at"])
    audit.record("deleted a view of the money", view, actor_id=by.pk)


@transaction.atomic
def restore_view(*, view: SavedView, by: User) -> None:
    """Put a deleted view back. Raises ViewError when another has its name by now."""
    view.deleted_at = None
    _write(view)
    audit.record("put back a view of the money", view, actor_id=by.pk)


def _check(by: User, *, is_shared: bool) -> None:
    if is_shared and not by.is_secretariat:
        raise ViewError("Only the secretariat shares views with its staff.")


def _write(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewError(f"You have a view named “{view.name}” already. Choose another name.") from error
