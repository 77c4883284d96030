"""Verbs of saved templates: kept, changed, deleted, put back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.choices import PacketKind
from briefings.models import SavedTemplate
from briefings.packet.menu import fitted
from briefings.packet.order import Choices
from briefings.services.clearing import Cleared
from common import audit
from members.models import User


class NameTakenError(Exception):
    """Another template in use has the name; the message is fit to be shown."""


@transaction.atomic
def save_template(
    *, name: str, kind: PacketKind, choices: Choices, by: User, cleared: Cleared | None = None
) -> SavedTemplate:
    """Keep choices under a name, with what was cleared in them. Raises NameTakenError."""
    kept = SavedTemplate(name=name, kind=kind, choices=fitted(choices, kind).as_json(), made_by=by)
    _write(kept, "saved a template", by)
    if cleared:
        cleared.keep(kept)
    return kept


@transaction.atomic
def change_template(
    *, template: SavedTemplate, name: str, choices: Choices, by: User, cleared: Cleared | None = None
) -> SavedTemplate:
    """Give a template another name or other choices. Raises NameTakenError."""
    current: SavedTemplate = SavedTemplate.objects.select_for_update().get(pk=template.pk)
    was = {"name": current.name, "choices": current.choices}
    current.name = name
    current.choices = fitted(choices, PacketKind(current.kind)).as_json()
    current.changed_by, current.changed_at = by, timezone.now()
    _write(current, "changed a template", by, was)
    if cleared:
        cleared.keep(current)
    return current


@transaction.atomic
def delete_template(*, template: SavedTemplate, by: User) -> None:
    """Offer a template no more; packets made from it stay, and it can be put back."""
    current: SavedTemplate = SavedTemplate.objects.select_for_update().get(pk=template.pk)
    if current.deleted_at is None:
        current.deleted_at = timezone.now()
        _write(current, "deleted a template", by)


@transaction.atomic
def restore_template(*, template: SavedTemplate, by: User) -> SavedTemplate:
    """Offer a deleted template again. Raises NameTakenError where its name was given to another since."""
    current: SavedTemplate = SavedTemplate.objects.select_for_update().get(pk=template.pk)
    if current.deleted_at is not None:
        current.deleted_at = None
        _write(current, "put a template back", by)
    return current


def _write(template: SavedTemplate, verb: str, by: User, was: Mapping[str, object] | None = None) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise NameTakenError(
            f"There is a template “{template.name}” already. Choose another name."
        ) from error
    audit.record(verb, template, actor_id=by.pk, was=dict(was or {}))
