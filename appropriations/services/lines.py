"""Program lines as staff keep them: added, changed, joined to the authorizations they draw on, and changed back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from appropriations.models import Line
from appropriations.services.row_changes import RowError, change_row, undo_row
from common import audit
from legislation.models import Authorization
from members.models import User

_LONGEST = 60
# Addresses that the desk itself uses below /money/lines/.
_TAKEN = {"new"}


@transaction.atomic
def add_line(*, line: Line, by: User) -> Line:
    """Write a new line under a slug of its name. Raises RowError where another line has that very name."""
    if Line.objects.filter(name__iexact=line.name, department__iexact=line.department).exists():
        raise RowError("There is a line of that name in that department already.")
    line.slug = _free_slug(line.short_name or line.name)
    line.staff_changed_at = timezone.now()
    line.save(force_insert=True)
    audit.record("added the line", line, actor_id=by.pk)
    return line


@transaction.atomic
def edit_line(*, line: Line, fields: Mapping[str, Any], by: User) -> bool:
    """Set fields of a line; return whether that changed something. What was and what is are recorded."""
    row = _locked(line)
    row.staff_changed_at = timezone.now()
    return bool(change_row(row=row, fields=fields, verb="changed the line", by=by))


@transaction.atomic
def set_authorizations(*, line: Line, authorizations: Iterable[Authorization], by: User) -> bool:
    """Say which authorizations of appropriations a line draws on; return whether that changed something."""
    row = _locked(line)
    row.staff_changed_at = timezone.now()
    fields = {"authorizations": list(authorizations)}
    return bool(change_row(row=row, fields=fields, verb="changed the authorizations", by=by))


@transaction.atomic
def undo_line(*, line: Line, by: User) -> str:
    """Take back the newest change of a line that still stands; return what it was.

    Raises RowError when there is none, or the values were changed again since.
    """
    return undo_row(row=_locked(line), by=by).verb


def _locked(line: Line) -> Line:
    row: Line = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    return row


def _free_slug(name: str) -> str:
    base = slugify(name)[: _LONGEST - 4].strip("-") or "line"
    taken = set(Line.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | _TAKEN
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
