"""Positions and asks that ended with a Congress, and proposing one again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.access import staff
from decisions.services.proposals import ProposalError
from legislation.models import Bill, Congress
from priorities.models import Ask, Position
from priorities.selectors.ended import ended_page
from priorities.services.propose_again import CannotProposeAgain, propose_again

_KINDS: dict[str, type[Position | Ask]] = {"position": Position, "ask": Ask}


@staff
@require_safe
def ended(request: HttpRequest, congress: int) -> HttpResponse:
    """What expired with a Congress, by bill, with what could take each bill's place."""
    page = ended_page(request.user, get_object_or_404(Congress, pk=congress))
    return render(request, "priorities/ended.html", {"page": page, "rests_on_sample": page.has_sample})


@staff
@require_POST
def again(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Draft a proposal that takes up what ended, about the bill that was chosen."""
    model = _KINDS.get(kind)
    if model is None:
        raise Http404("There is nothing of this kind.")
    visible = model.objects.visible_to(request.user)  # type: ignore[attr-defined]
    what = get_object_or_404(visible.select_related("bill__congress", "decision"), pk=pk)
    bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=request.POST.get("bill", ""))
    try:
        draft = propose_again(what=what, bill=bill, by=request.user)  # type: ignore[arg-type]
    except (CannotProposeAgain, ProposalError) as refused:
        messages.error(request, str(refused))
        return redirect("priorities:ended", congress=what.bill.congress_id if what.bill else 0)
    messages.success(request, "A draft is begun; only the secretariat sees it until it is opened.")
    return redirect(draft)
