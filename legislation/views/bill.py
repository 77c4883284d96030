"""The page of one bill, and the choice of staff to track it or stop."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common.access import member, staff
from common.models import Job
from legislation.forms import TrackForm
from legislation.models import Bill
from legislation.selectors.authorizations import authorization_lines
from legislation.selectors.bill_page import bill_page
from legislation.selectors.families import family_strips
from legislation.selectors.news_since import news_since
from legislation.services.tracking import track_bill, untrack_bill
from members.services.visits import note_page_visit

ACTIONS_SHOWN = 25
# What was just given up, so that it can be taken up again as it was.
UNDO = "untracked"


@member
def bill(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Where a bill stands, who is on it, what happened, and where each fact comes from."""
    try:
        page = bill_page(request.user, bill_id.lower(), cosponsor_order=request.GET.get("cosponsors", "date"))
    except Bill.DoesNotExist as error:
        raise Http404(f"No bill {bill_id} is known here; an id looks like 119-hr-1144.") from error
    last_look = note_page_visit(user=request.user, page_of=page.bill)  # type: ignore[arg-type]
    context = {
        "page": page,
        "news": news_since(page.bill, last_look),
        "bill": page.bill,
        "newest_actions": page.actions[:ACTIONS_SHOWN],
        "older_actions": page.actions[ACTIONS_SHOWN:],
        "families": family_strips(request.user, page.family_slugs) if page.family_slugs else [],
        "proposed": authorization_lines(page.proposed),
        "job": _open_pull(page.bill),
        "can_undo": request.session.get(UNDO, {}).get("bill") == page.bill.pk,
    }
    return render(request, "legislation/bill.html", context)


@staff
@require_POST
def track(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Follow the bill; after an undo, as it was followed before."""
    chosen = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id)
    form = TrackForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    kept = request.session.pop(UNDO, {})
    if kept.get("bill") == chosen.pk:
        since = datetime.fromisoformat(kept["since"])
        track_bill(bill=chosen, actor_id=request.user.pk, reason=kept["reason"], since=since)
    else:
        track_bill(bill=chosen, actor_id=request.user.pk, reason=reason)
    messages.success(request, f"{chosen.citation} is tracked: it is refreshed every two hours.")
    return redirect("legislation:bill", bill_id=chosen.pk)


@staff
@require_POST
def untrack(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Stop following the bill; its facts stay, and the page offers to undo it."""
    chosen = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id)
    kept = untrack_bill(bill=chosen, actor_id=request.user.pk)
    if kept:
        request.session[UNDO] = {"bill": chosen.pk, "since": kept.since.isoformat(), "reason": kept.reason}
        messages.success(request, f"{chosen.citation} is no longer tracked. Its facts stay as they are.")
    return redirect("legislation:bill", bill_id=chosen.pk)


def _open_pull(chosen: Bill) -> Job | None:
    waiting = Job.objects.of_kind("pull bills").open()
    return next((job for job in waiting if chosen.pk in (job.arguments.get("bills") or [])), None)
