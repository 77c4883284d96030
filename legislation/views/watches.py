"""Watches: the list, what one found, and how they are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member
from legislation.filters import BillFilter
from legislation.forms import WatchForm
from legislation.models import Watch
from legislation.selectors.search import search
from legislation.selectors.watches import in_words, match_rows, matches_of, watch_rows
from legislation.services.watches import (
    WatchError,
    change_watch,
    delete_watch,
    make_watch,
    pause_watch,
    resume_watch,
)

A_PAGE = 30
# Of the list's filters, those that say what is watched.
_NOT_WATCHED = ("scope", "sort", "stale")


@member
@require_safe
def watches(request: HttpRequest) -> HttpResponse:
    """The desk's watches and one's own."""
    return render(request, "legislation/watches.html", {"rows": watch_rows(request.user)})


@member
@require_safe
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """What one watch looks for and what it found."""
    one = _found(request, pk)
    page = Paginator(matches_of(one), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "watch": one,
        "words": in_words([one.search])[0],
        "address": one.search.as_watched.as_address(),
        "page": page,
        "rows": match_rows(list(page), request.user),
        "may_keep": _may_keep(request, one),
    }
    return render(request, "legislation/watch.html", context)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Keep a search as a watch; it comes from the list of bills, in the address."""
    chosen = BillFilter(request.POST or request.GET, user=request.user)
    form = WatchForm(request.POST or None, user=request.user, initial={"name": chosen.query.q[:120]})  # type: ignore[arg-type]

    def save(data: dict[str, Any]) -> Watch:
        own = data.pop("own", False) or not request.user.is_secretariat  # type: ignore[union-attr]
        return make_watch(query=chosen.query, by=request.user, own=own, **data)  # type: ignore[arg-type]

    return _form(request, form, chosen, save, title="Watch a search")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a watch looks for, its name, or who looks after it."""
    one = _kept(request, pk)
    chosen = BillFilter(request.POST or QueryDict(one.search.as_address()), user=request.user)
    initial = {"name": one.name, "responsible": one.responsible}
    form = WatchForm(
        request.POST or None,
        user=request.user,  # type: ignore[arg-type]
        is_new=False,
        own=one.owner_id is not None,
        initial=initial,
    )

    def save(data: dict[str, Any]) -> Watch:
        return change_watch(watch=one, query=chosen.query, by=request.user, **data)  # type: ignore[arg-type]

    return _form(request, form, chosen, save, title="Change the watch", watch=one)


@member
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a watch rest."""
    one = _kept(request, pk)
    pause_watch(watch=one, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{one.name} rests until it is resumed.")
    return redirect(one)


@member
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a watch look again."""
    one = _kept(request, pk)
    found = resume_watch(watch=one, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{one.name} looks again; {found} came to fit while it rested.")
    return redirect(one)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before a watch is deleted, then delete it."""
    one = _kept(request, pk)
    if request.method != "POST":
        return render(request, "legislation/watch_delete.html", {"watch": one, "found": one.matches.count()})
    name = one.name
    delete_watch(watch=one, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{name} was deleted. The bills it found stay.")
    return redirect("legislation:watches")


def _form(
    request: HttpRequest,
    form: WatchForm,
    chosen: BillFilter,
    save: Any,
    *,
    title: str,
    watch: Watch | None = None,
) -> HttpResponse:
    """Show the form, or save and lead to the watch; a refusal is shown with nothing lost."""
    if request.method == "POST" and form.is_valid() and not chosen.form.errors:
        try:
            kept = save(dict(form.cleaned_data))
        except WatchError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{kept.name} is watched.")
            return redirect(kept)
    searched = [chosen.form[name] for name in chosen.form.fields if name not in _NOT_WATCHED]
    context = {"form": form, "searched": searched, "title": title, "watch": watch}
    if chosen.query.as_watched.narrows and not chosen.problem:
        context["fits"] = search(chosen.query.as_watched, request.user).count()
    status = 422 if request.method == "POST" else 200
    return render(request, "legislation/watch_form.html", context, status=status)


def _found(request: HttpRequest, pk: int) -> Watch:
    rows = Watch.objects.visible_to(request.user).select_related("responsible", "owner")
    one: Watch = get_object_or_404(rows, pk=pk)
    return one


def _kept(request: HttpRequest, pk: int) -> Watch:
    """Return a watch that whoever asks may change: the desk's for the secretariat, one's own for oneself."""
    one = _found(request, pk)
    if not _may_keep(request, one):
        raise Http404("This watch is kept by the secretariat.")
    return one


def _may_keep(request: HttpRequest, one: Watch) -> bool:
    if one.owner_id is None:
        return bool(request.user.is_secretariat)  # type: ignore[union-attr]
    return bool(one.owner_id == request.user.pk)
