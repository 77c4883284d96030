"""Facts of a bill that the feed does not show yet: entered, listed with their history, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.access import staff
from legislation.forms import EnteredFactForm, WithdrawFactForm
from legislation.models import Bill, EnteredFact
from legislation.selectors.entered import entered_lines, facts_of
from legislation.services.enter_fact import FactError, NewFact, enter_fact, withdraw_fact


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, bill_id: str) -> HttpResponse:
    """The facts entered for a bill, and the form for one more."""
    bill = get_object_or_404(Bill.objects.visible_to(request.user).select_related("congress"), pk=bill_id)
    form = EnteredFactForm(bill, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        kind = EnteredFact.Kind(said.pop("kind"))
        try:
            enter_fact(bill=bill, fact=NewFact(kind=kind, **said), by=request.user)
        except FactError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Entered with its source; it yields when the feed carries it.")
            return redirect("legislation:entered_facts", bill_id=bill.pk)
    lines = entered_lines(facts_of(bill.pk))
    context = {
        "bill": bill,
        "form": form,
        "standing": [line for line in lines if line.fact.is_standing],
        "ended": [line for line in lines if not line.fact.is_standing],
    }
    return render(request, "legislation/entered_facts.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def withdraw(request: HttpRequest, bill_id: str, pk: int) -> HttpResponse:
    """Take a fact back, with the reason."""
    fact: EnteredFact = get_object_or_404(EnteredFact, pk=pk, measure=bill_id)
    form = WithdrawFactForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why the fact is taken back.")
        return redirect("legislation:entered_facts", bill_id=bill_id)
    try:
        withdraw_fact(fact=fact, reason=form.cleaned_data["reason"], by=request.user)
    except FactError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back; it stays in the history with the reason.")
    return redirect("legislation:entered_facts", bill_id=bill_id)
