"""What members share with one another: the posts, another, and changing or taking back one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from common.access import member
from decisions.choices import SharingLevel
from decisions.filters import SharedFilter
from decisions.forms import ShareForm
from decisions.models import SharedItem
from decisions.selectors.shared import shared_about
from decisions.selectors.subjects import find_shared_about
from decisions.services.sharing import (
    SharingRefused,
    acts_for,
    delete_shared,
    edit_shared,
    may_delete_shared,
    share_information,
)

PER_PAGE = 25
GET_OR_POST = ["GET", "HEAD", "POST"]


@member
@require_http_methods(GET_OR_POST)
def shared(request: HttpRequest) -> HttpResponse:
    """The posts, all or about one subject (`?about=legislation.bill:119-s-2012`), and the form for another."""
    named = request.GET.get("about", "")
    about = find_shared_about(named, request.user)
    acting_for = request.acting_for  # type: ignore[attr-defined]
    # The filters of the same page have a level too.
    form = ShareForm(request.POST or None, auto_id="id_share_%s") if acting_for else None
    if form and named and about is None and request.method == "POST":
        form.add_error(
            None, "What it was to be about is not there. Open the bill, line or priority and begin again."
        )
    elif form and form.is_valid() and _share(request, form, about):
        messages.success(request, "Shared: everyone inside will hear of it.")
        # Without a place of its own the browser would stay at the form, out of sight of what was said.
        return redirect(f"{request.get_full_path()}#main")
    rows = shared_about(about, request.user) if about else SharedItem.objects.visible_to(request.user)
    rows = rows.select_related("organization", "posted_by", "deleted_by", "content_type")
    chosen = SharedFilter(request.GET, queryset=rows.prefetch_related("target"))
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "about": about,
        "not_found": bool(named and about is None),
        "form": form,
        "acting_for": acting_for,
        "ours": {one.organization_id for one in request.user.current_affiliations},  # type: ignore[union-attr]
        "rests_on_sample": any(one.is_sample for one in page),
    }
    return render(request, "decisions/shared.html", context, status=422 if form and form.errors else 200)


@member
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what one's organization shared."""
    item = _item(request, pk)
    if not acts_for(user=request.user, organization=item.organization):  # type: ignore[arg-type]
        raise Http404
    initial = {"title": item.title, "text": item.text, "level": item.level}
    form = ShareForm(request.POST or None, initial=initial)
    if form.is_valid() and _change(request, form, item):
        messages.success(request, "Changed; the post says when.")
        return redirect(item)
    context = {"item": item, "form": form}
    return render(request, "decisions/edit_shared.html", context, status=422 if form.errors else 200)


@member
@require_http_methods(GET_OR_POST)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a post back; for whoever acts for its organization, and the secretariat."""
    item = _item(request, pk)
    if not may_delete_shared(item=item, user=request.user):  # type: ignore[arg-type]
        raise Http404
    if request.method == "POST":
        try:
            delete_shared(item=item, by=request.user)  # type: ignore[arg-type]
        except SharingRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, "Deleted. That something stood there stays visible; what it said is gone."
            )
        return redirect(item)
    return render(request, "decisions/delete_shared.html", {"item": item})


def _item(request: HttpRequest, pk: int) -> SharedItem:
    rows = SharedItem.objects.visible_to(request.user).live().select_related("organization")
    item: SharedItem = get_object_or_404(rows, pk=pk)
    return item


def _share(request: HttpRequest, form: ShareForm, about: Model | None) -> bool:
    return _try(
        form,
        share_information,
        organization=request.acting_for.organization,  # type: ignore[attr-defined]
        by=request.user,
        subject=about,
    )


def _change(request: HttpRequest, form: ShareForm, item: SharedItem) -> bool:
    return _try(form, edit_shared, item=item, by=request.user)


def _try(form: ShareForm, service: Any, **known: Any) -> bool:
    """Call a service with what the form holds; a refusal becomes the form's error."""
    data = form.cleaned_data
    try:
        service(title=data["title"], text=data["text"], level=SharingLevel(data["level"]), **known)
    except SharingRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
