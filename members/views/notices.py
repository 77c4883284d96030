"""A person's notices, and how they want to hear of things."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member
from common.models import Notice
from members.forms import NoticeChoicesForm
from members.notice_kinds import KINDS
from members.selectors.notices import deliveries_of, notices_of, unread_count
from members.services.notices import choose_delivery, mark_all_read, mark_read

PER_PAGE = 25


@member
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What one should hear of, the unread first."""
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "members/notices.html", {"page": page, "unread": unread_count(request.user).notices}
    )


@member
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and lead to what it tells of."""
    found: Notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    mark_read(notice=found)
    return redirect(found.path)


@member
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice as read."""
    count = mark_all_read(user=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{count} notice{'' if count == 1 else 's'} marked as read.")
    return redirect("members:notices")


@member
@require_http_methods(["GET", "HEAD", "POST"])
def notice_choices(request: HttpRequest) -> HttpResponse:
    """How one hears of each kind of notice."""
    form = NoticeChoicesForm(request.POST or None, chosen=deliveries_of(request.user))
    if form.is_valid():
        choose_delivery(user=request.user, choices=form.choices())  # type: ignore[arg-type]
        messages.success(request, "Kept: from now on you hear of things this way.")
        return redirect("members:notice_choices")
    fixed = [one for one in KINDS if not one.can_be_changed]
    context = {"form": form, "fixed": fixed}
    return render(request, "members/notice_choices.html", context, status=422 if form.errors else 200)
