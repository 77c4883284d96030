"""Two texts of bills side by side, and asking for texts that are not here yet."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common import doors
from common.access import member, staff
from legislation.forms import CompareForm
from legislation.models import Bill, BillText
from legislation.selectors.comparison import comparison_page
from legislation.selectors.texts_here import not_here, offered, pairs_here, pairs_of
from legislation.services.pull_texts import request_texts
from legislation.tasks import run_text_pull


@member
def compare(request: HttpRequest) -> HttpResponse:
    """Any two texts by section and word; without two, a choice of which."""
    asked = {name: request.GET.get(name, "").strip() for name in ("a", "b")}
    form = CompareForm(request.user, asked if any(asked.values()) else None)
    context: dict[str, Any] = {
        "form": form,
        "offered": offered(request.user),
        "whole": "whole" in request.GET,
    }
    if form.is_bound and form.is_valid():
        old, new = form.cleaned_data["a"], form.cleaned_data["b"]
        context |= {"old": old, "new": new, "comparison": comparison_page(old, new, whole=context["whole"])}
        context |= _around(request, new)
        # The fields say in words what was chosen, whichever way it was named.
        context["form"] = CompareForm(request.user, initial={"a": old.label, "b": new.label})
    else:
        context |= _choice(request)
    return render(request, "legislation/compare/page.html", context)


@staff
@require_POST
def pull_texts(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Ask govinfo for the published texts of a bill that are not here, and show how far that is."""
    chosen = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id)
    with transaction.atomic():
        job, created = request_texts(bill_ids=[chosen.pk], requested_by=request.user.pk)
        if created:
            doors.send(run_text_pull, str(job.pk))
    return redirect("job", job_id=job.pk)


def _around(request: HttpRequest, new: BillText) -> dict[str, Any]:
    """What else the newer bill is worth comparing with."""
    return {"pairs": pairs_of(request.user, new.measure)}


def _choice(request: HttpRequest) -> dict[str, Any]:
    """Pairs to choose from: of the bill the person came from, or of all."""
    named = request.GET.get("bill", "").strip().lower()
    bill = Bill.objects.visible_to(request.user).filter(pk=named).first() if named else None
    if bill is None:
        return {"pairs": pairs_here(request.user)}
    return {
        "bill": bill,
        "pairs": pairs_of(request.user, bill.pk),
        "not_here": not_here(request.user, bill.pk),
    }
