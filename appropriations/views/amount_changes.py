"""What was done to figures, by whom and when; and undoing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from appropriations.filters import ChangeFilter
from appropriations.models import ChangeSet
from appropriations.selectors.amount_changes import changes_in_words, entries_of_amounts
from appropriations.services.amounts import AmountError, undo_change
from common.access import member, staff

A_PAGE = 30


@member
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every change of a figure, the newest first."""
    chosen = ChangeFilter(request.GET, queryset=entries_of_amounts(), request=request)
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "changes": changes_in_words(page)}
    return render(request, "appropriations/figures/changes.html", context)


@staff
@require_POST
def undo(request: HttpRequest, pk: Any) -> HttpResponse:
    """Undo what was done in one go, and lead back to where the button was."""
    change = get_object_or_404(ChangeSet, pk=pk)
    by: Any = request.user
    try:
        undo_change(change=change, by=by)
    except AmountError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone: the figures are as they were.")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(back if safe else reverse("appropriations:changes"))
