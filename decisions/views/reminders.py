"""Reminding those who have not answered a proposal or signed a letter, by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.access import staff
from decisions.models import Letter, Proposal
from decisions.selectors.reminders import reminder_desk
from decisions.services.reminders import ReminderRefused, remind_now


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def remind_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before the organizations that have not answered a proposal are reminded, then remind them."""
    return _remind(request, get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def remind_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before the organizations that have not signed a letter are reminded, then remind them."""
    return _remind(request, get_object_or_404(Letter.objects.visible_to(request.user), pk=pk))


def _remind(request: HttpRequest, row: Proposal | Letter) -> HttpResponse:
    if request.method != "POST":
        reminders = reminder_desk(row, timezone.now())
        return render(
            request,
            "decisions/remind.html",
            {"row": row, "reminders": reminders, "rests_on_sample": row.is_sample},
        )
    try:
        count = remind_now(row=row, by=request.user)  # type: ignore[arg-type]
    except ReminderRefused as refused:
        messages.error(request, str(refused))
    else:
        people = "1 person" if count == 1 else f"{count} people"
        messages.success(request, f"Reminded: {people} will hear of it within minutes.")
    return redirect(row)
