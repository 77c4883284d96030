"""The triage: what the desk's watches found, and what staff make of it; by buttons, by keys, one or many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from common.sheets import FileReply, Kind, as_file
from decisions.services.proposals import ProposalError
from members.models import User
from priorities.exports import triage_sheet
from priorities.filters import TriageFilter
from priorities.forms import ActForm, TriageNotesForm
from priorities.models import TriageItem
from priorities.selectors.triage import counts, history_of, items_for, triage_rows
from priorities.services.elevate import elevate
from priorities.services.triage import TriageError, dismiss, note_down, put_back, track
from priorities.services.triage import undo as take_back

A_PAGE = 30


@member
@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    """The bills that await a look, or those of another state, the newest find first."""
    chosen = TriageFilter(request.GET, queryset=items_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": triage_rows(list(page), request.user),
        "counts": counts(request.user),
        "here": request.get_full_path(),
    }
    return render(request, "priorities/triage.html", context)


@member
@require_safe
def triage_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same bills as a file."""
    chosen = TriageFilter(request.GET, queryset=items_for(request.user))
    return as_file(triage_sheet(triage_rows(list(chosen.qs), request.user)), kind)


@member
@require_safe
def item(request: HttpRequest, bill_id: str) -> HttpResponse:
    """One bill of the triage with its notes and everything that was done."""
    one = _found(request, bill_id)
    history = history_of(one)
    context = {
        "one": triage_rows([one], request.user)[0],
        "history": history,
        "can_undo": any(
            not line.change.undoes_id and not hasattr(line.change, "undone_by") for line in history
        ),
        "here": request.get_full_path(),
    }
    return render(request, "priorities/triage_item.html", context)


@staff
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Track, dismiss, elevate or put back the bills that were chosen; a refusal changes nothing."""
    form = ActForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.first_error)
        return redirect(_back(request))
    items = list(form.cleaned_data["items"])
    try:
        said, leads_to = _ACTS[form.cleaned_data["act"]](items, request.user, form.cleaned_data["reason"])
    except (TriageError, ProposalError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
        if leads_to:
            return redirect(leads_to)
    return redirect(_back(request))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Risk, note, owner, tags and date of one bill."""
    one = _found(request, bill_id)
    form = TriageNotesForm(
        request.POST or None, initial={name: getattr(one, name) for name in TriageNotesForm.NAMES}
    )
    if request.method == "POST" and form.is_valid():
        try:
            note_down(item=one, by=_user(request), **form.cleaned_data)
        except TriageError as refused:
            form.add_error("risk_note", str(refused))
        else:
            messages.success(request, f"Kept with {one.bill}.")
            return redirect(one)
    status = 422 if form.is_bound else 200
    return render(request, "priorities/triage_notes.html", {"form": form, "item": one}, status=status)


@staff
@require_POST
def undo(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Take back the newest change of one bill."""
    one = _found(request, bill_id)
    try:
        last = take_back(item=one, by=_user(request))
    except TriageError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Undone for {one.bill}: {last.what}.")
    return redirect(_back(request))


def _track(items: list[TriageItem], by: User, _reason: str) -> tuple[str, Any]:
    return f"{_bills(track(items=items, by=by))} tracked: refreshed every two hours from now on.", None


def _dismiss(items: list[TriageItem], by: User, reason: str) -> tuple[str, Any]:
    return f"{_bills(dismiss(items=items, reason=reason, by=by))} dismissed.", None


def _put_back(items: list[TriageItem], by: User, _reason: str) -> tuple[str, Any]:
    return f"{_bills(put_back(items=items, by=by))} taken as new again.", None


def _elevate(items: list[TriageItem], by: User, _reason: str) -> tuple[str, Any]:
    if len(items) != 1:
        raise TriageError("Elevate one bill at a time: each becomes a proposal of its own.")
    draft = elevate(item=items[0], by=by)
    return f"A draft about {items[0].bill} was started. Finish it, then open it for answers.", draft


_ACTS: dict[str, Callable[[list[TriageItem], User, str], tuple[str, Any]]] = {
    "track": _track,
    "dismiss": _dismiss,
    "elevate": _elevate,
    "put_back": _put_back,
}


def _bills(number: int) -> str:
    return "1 bill is" if number == 1 else f"{number} bills are"


def _found(request: HttpRequest, bill_id: str) -> TriageItem:
    one: TriageItem = get_object_or_404(
        items_for(request.user).select_related("bill"), bill_id=bill_id.lower()
    )
    return one


def _back(request: HttpRequest) -> str:
    """Where the buttons were pressed, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "priorities:triage"


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
