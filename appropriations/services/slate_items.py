"""The lines of a draft slate: added, changed, moved, taken out, and each change taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError

from appropriations.choices import ItemKind, Nature
from appropriations.models import Line, Slate, SlateItem
from appropriations.selectors.slate_requests import before_amendment
from appropriations.services.slates import ASKED_FOR, SlateRefused, locked_draft
from common import audit
from common.models import AuditEntry
from members.models import User

FIELDS = ("kind", "nature", "dollars", "words", "justification", "report_language", "is_dropped")
UNDONE = "took back a change of a request"
CAN_BE_UNDONE = ("added request", "changed request", "removed request")
_WORDS = 300


@transaction.atomic
def add_item(*, slate: Slate, line: Line, by: User, **fields: Any) -> SlateItem:
    """Add a line to a draft, at its end; `fields` are those of FIELDS.

    An amendment begins with what is in force for the line. Raises SlateRefused when it is no draft, holds the line
    already, or asks for what is never asked (P2).
    """
    current = locked_draft(slate, by)
    if current.items.filter(line=line).exists():
        raise SlateRefused(f"{line} is on this slate already.")
    last = current.items.aggregate(last=Max("position"))["last"] or 0
    item = SlateItem(slate=current, line=line, position=last + 1)
    standing = (before_amendment(current) or {}).get(line.slug)
    if standing is not None:
        for name in FIELDS[:-1]:
            setattr(item, name, getattr(standing, name))
    _set(item, fields)
    item.save()
    audit.record("added request", current, actor_id=by.pk, line=line.slug, was=None, now=_kept(item))
    return item


@transaction.atomic
def change_item(*, item: SlateItem, by: User, **fields: Any) -> bool:
    """Change a request of a draft; return whether that changed something.

    Raises SlateRefused when it is no draft, the request was taken out meanwhile, or it asks for what is never asked.
    """
    current = locked_draft(item.slate, by)
    found = _found(current, item)
    was = _kept(found)
    _set(found, fields)
    now = _kept(found)
    if was == now:
        return False
    found.save()
    audit.record("changed request", current, actor_id=by.pk, line=found.line_id, was=was, now=now)
    return True


@transaction.atomic
def remove_item(*, item: SlateItem, by: User) -> AuditEntry:
    """Take a line out of a draft; return the entry by which that is taken back.

    Raises SlateRefused when it is no draft, it is gone already, or its report language is followed.
    """
    current = locked_draft(item.slate, by)
    found = _found(current, item)
    was = _kept(found)
    _delete(found)
    return audit.record("removed request", current, actor_id=by.pk, line=found.line_id, was=was, now=None)


@transaction.atomic
def move_item(*, item: SlateItem, by: User, up: bool) -> None:
    """Move a line of a draft one place up or down; at the end of the list nothing changes."""
    current = locked_draft(item.slate, by)
    found = _found(current, item)
    order = list(current.items.order_by("position", "id"))
    here = order.index(found)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, one in enumerate(order, start=1):
        one.position = position
    SlateItem.objects.bulk_update(order, ["position"])
    audit.record("moved request", current, actor_id=by.pk, line=found.line_id, up=up)


@transaction.atomic
def undo_change(*, slate: Slate, entry: AuditEntry, by: User) -> str:
    """Take back one change of a draft, an addition or a removal; return the line's slug.

    Raises SlateRefused when it is no draft, the entry is none of its changes, it was taken back, or the line was
    changed again since.
    """
    current = locked_draft(slate, by)
    mine = entry.subject_type == "appropriations.slate" and entry.subject_id == str(current.pk)
    if not mine or entry.verb not in CAN_BE_UNDONE:
        raise SlateRefused("This is no change of this slate that can be taken back.")
    line = str(entry.detail["line"])
    found = current.items.filter(line_id=line).first()
    if _asks(_kept(found) if found else None) != _asks(entry.detail["now"]):
        raise SlateRefused("It was changed again since, or taken back already.")
    _put(current, found, line, entry.detail["was"])
    audit.record(UNDONE, current, actor_id=by.pk, line=line, entry=entry.pk)
    return line


def _put(slate: Slate, found: SlateItem | None, line: str, was: dict[str, Any] | None) -> None:
    """Make a line of a draft what it was; nothing where it was not there."""
    if was is None:
        if found:
            _delete(found)
        return
    item = found or SlateItem(slate=slate, line_id=line)
    for name, value in was.items():
        setattr(item, name, value)
    item.save()


def _set(item: SlateItem, fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - set(FIELDS):
        raise TypeError(f"No field of a request: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    _refuse(item)


def _refuse(item: SlateItem) -> None:
    """Raise SlateRefused, naming the line, for what a request never is (P2) or cannot be."""
    name = item.line.name
    if item.dollars is not None and item.dollars <= 0:
        raise SlateRefused(f"{name}: a request asks for new budget authority, more than nothing.")
    if item.nature not in ASKED_FOR:
        raise SlateRefused(f"{name}: a request is a whole amount or “not less than”.")
    if item.is_dropped and item.slate.amends_id is None:
        raise SlateRefused(f"{name}: only an amendment drops a request; take the line out instead.")
    if item.kind == ItemKind.LANGUAGE and (item.dollars is not None or item.words):
        raise SlateRefused(f"{name}: it asks for report language only, so it names no amount.")
    if len(item.words) > _WORDS:
        raise SlateRefused(f"{name}: the words are longer than {_WORDS} characters.")


def _found(slate: Slate, item: SlateItem) -> SlateItem:
    found: SlateItem | None = slate.items.filter(pk=item.pk).select_related("line").first()
    if found is None:
        raise SlateRefused("This line was taken out meanwhile.")
    found.slate = slate
    return found


def _delete(item: SlateItem) -> None:
    try:
        with transaction.atomic():
            SlateItem.objects.get(pk=item.pk).delete()
    except ProtectedError as error:
        raise SlateRefused("Its report language is followed already, so the line stays.") from error


def _asks(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a line asks for, wherever it stands: moving it stands in the way of nothing."""
    return {name: kept[name] for name in FIELDS} if kept else None


def _kept(item: SlateItem) -> dict[str, Any]:
    plain = {name: getattr(item, name) for name in FIELDS}
    return {
        **plain,
        "kind": ItemKind(item.kind).value,
        "nature": Nature(item.nature).value,
        "position": item.position,
    }
