"""What members share with one another."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from common.access import member
from decisions.choices import SharingLevel
from decisions.forms import ShareForm
from decisions.models import SharedItem
from decisions.selectors.shared import find_subject, shared_about
from decisions.services.sharing import SharingRefused, share_information

PER_PAGE = 25


@member
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest) -> HttpResponse:
    """The posts, all or about one subject (`?about=legislation.bill:119-s-2012`), and the form for another."""
    about = find_subject(request.GET.get("about", ""), request.user)
    acting_for = request.acting_for  # type: ignore[attr-defined]
    form = ShareForm(request.POST or None) if acting_for else None
    if form and form.is_valid():
        try:
            share_information(
                organization=acting_for.organization,
                by=request.user,  # type: ignore[arg-type]
                title=form.cleaned_data["title"],
                text=form.cleaned_data["text"],
                level=SharingLevel(form.cleaned_data["level"]),
                subject=about,
            )
        except SharingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Shared: everyone inside will hear of it.")
            return redirect(request.get_full_path())
    rows = shared_about(about, request.user) if about else SharedItem.objects.visible_to(request.user)
    rows = rows.select_related("organization", "posted_by", "content_type").prefetch_related("target")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "decisions/shared.html",
        {"page": page, "about": about, "form": form, "rests_on_sample": any(one.is_sample for one in page)},
    )
