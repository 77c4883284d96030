"""Keeping the requests of offices: who was asked by whom, what was submitted, what declined. No score (P1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.models import OfficeRequest
from appropriations.services.row_changes import RowError, change_row, record_cleared, undo_row
from common import audit
from common.access import is_staff
from common.models import AuditEntry
from members.models import User

_GUARDED = ("words",)


@transaction.atomic
def add_office_request(
    *, fields: Mapping[str, Any], by: User, cleared: Sequence[str] = (), is_sample: bool = False
) -> OfficeRequest:
    """Enter that an office was asked for, or submitted, a request for a line; `fields` are those of OfficeRequestForm.

    Dollars are whole dollars; `cleared` are phrases that `by` cleared: they mention and do not ask (P2). Raises
    RowError for others than staff, or the same request twice.
    """
    _check_staff(by)
    made = OfficeRequest(**fields, entered_by=by, is_sample=is_sample)
    _check(made)
    made.save()
    audit.record("entered a request of an office", made, actor_id=by.pk)
    record_cleared(row=made, fields=_GUARDED, phrases=cleared, by=by)
    return made


@transaction.atomic
def change_office_request(
    *, request_of: OfficeRequest, fields: Mapping[str, Any], by: User, cleared: Sequence[str] = ()
) -> OfficeRequest:
    """Change what is known of a request, such as that it was submitted. Raises RowError as above."""
    current = _locked(request_of, by)
    change_row(row=current, fields=fields, verb="changed a request of an office", by=by, check=_check)
    record_cleared(row=current, fields=_GUARDED, phrases=cleared, by=by)
    return current


@transaction.atomic
def take_back_office_request(*, request_of: OfficeRequest, by: User) -> OfficeRequest:
    """Take back a request entered by mistake; row and history stay. Raises RowError for one taken back."""
    current = _locked(request_of, by)
    if current.taken_back_at:
        raise RowError("It was taken back already.")
    fields = {"taken_back_at": timezone.now()}
    change_row(row=current, fields=fields, verb="took back a request of an office", by=by)
    return current


@transaction.atomic
def undo_office_request(*, request_of: OfficeRequest, by: User) -> AuditEntry:
    """Undo the newest change of a request. Raises RowError when there is none, or it was changed otherwise since."""
    current = _locked(request_of, by)
    return undo_row(row=current, by=by, check=_check)


def _check(one: OfficeRequest) -> None:
    if one.submitted_on and one.declined_on:
        raise RowError(
            "An office that submitted the request has not declined it: leave one of the days empty."
        )
    twin = OfficeRequest.objects.standing().filter(
        line=one.line_id, fiscal_year=one.fiscal_year, legislator=one.legislator_id, kind=one.kind
    )
    if one.taken_back_at is None and twin.exclude(pk=one.pk).exists():
        raise RowError(
            "This office's request of that kind for the line and year is here already: change that one."
        )


def _locked(request_of: OfficeRequest, by: User) -> OfficeRequest:
    _check_staff(by)
    current: OfficeRequest = OfficeRequest.objects.select_for_update().get(pk=request_of.pk)
    return current


def _check_staff(by: User) -> None:
    if not is_staff(by):
        raise RowError("The secretariat keeps the requests of offices.")
