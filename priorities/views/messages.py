"""The message library: the list, one message with where it was used, and what staff keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as said
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from common.choices import Tag
from common.clearing import cleared_keys
from common.sheets import FileReply, Kind, as_file, file_links
from priorities.exports import messages_sheet
from priorities.filters import MessageFilter
from priorities.forms.kept import MessageForm
from priorities.models import Message
from priorities.selectors.asks import cleared_in
from priorities.selectors.history import told_history
from priorities.selectors.messages import messages_for
from priorities.services.guarding import Refused
from priorities.services.messages import archive_message, change_message, clear_for_packets, write_message

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The messages: members read those cleared for packets, the secretariat all."""
    chosen = MessageFilter(request.GET, queryset=messages_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": [(one, _tags(one)) for one in page],
        "files": file_links("priorities:messages_file"),
        "rests_on_sample": any(one.is_sample for one in page),
    }
    return render(request, "priorities/messages/list.html", context)


@member
@require_safe
def messages_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same messages as a file."""
    chosen = MessageFilter(request.GET, queryset=messages_for(request.user))
    return as_file(messages_sheet(chosen.qs), kind)


@member
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; staff see its history too."""
    one = _found(request, pk)
    is_staff = request.user.is_secretariat  # type: ignore[union-attr]
    context = {
        "message": one,
        "tags": _tags(one),
        "cleared": cleared_in(one) if is_staff else [],
        "history": told_history(one) if is_staff else [],
        "rests_on_sample": one.is_sample,
    }
    return render(request, "priorities/messages/page.html", context)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Write a message."""
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_message(by=_by(request), clearing=form.clearing, **form.said())
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            said.success(request, "Written. Only the secretariat reads it until it is cleared for packets.")
            return redirect(made)
    return _edited(request, form, None)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a message; another wording is to be cleared for packets again."""
    one = _found(request, pk)
    initial = {"title": one.title, "text": one.text, "tags": one.tags, "decision": one.decision_id}
    form = MessageForm(request.POST or None, initial=initial)
    form.known_clearances = cleared_keys([one])[str(one.pk)]
    if request.method == "POST" and form.is_valid():
        try:
            now = change_message(message=one, by=_by(request), clearing=form.clearing, **form.said())
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            again = " It is to be cleared for packets again." if one.cleared_at and not now.cleared_at else ""
            said.success(request, f"Saved.{again}")
            return redirect(one)
    return _edited(request, form, one)


@staff
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear a message for packets in one's own name, or take that back."""
    is_cleared = request.POST.get("cleared") == "yes"
    return _done(
        request,
        pk,
        clear_for_packets,
        "Packets may carry it." if is_cleared else "No packet carries it now.",
        is_cleared=is_cleared,
    )


@staff
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message into the archive, or take it out."""
    is_archived = request.POST.get("archived") == "yes"
    words = "Archived; it can be taken out again." if is_archived else "Taken out of the archive."
    return _done(request, pk, archive_message, words, is_archived=is_archived)


def _done(request: HttpRequest, pk: int, service: Any, words: str, **what: bool) -> HttpResponse:
    one = _found(request, pk)
    try:
        service(message=one, by=_by(request), **what)
    except Refused as refused:
        said.error(request, str(refused))
    else:
        said.success(request, words)
    return redirect(one)


def _edited(request: HttpRequest, form: MessageForm, one: Message | None) -> HttpResponse:
    context = {"form": form, "message": one}
    return render(request, "priorities/messages/edit.html", context, status=422 if form.is_bound else 200)


def _tags(one: Message) -> list[tuple[str, str]]:
    return [(tag, str(Tag(tag).label)) for tag in one.tags if tag in Tag.values]


def _found(request: HttpRequest, pk: int) -> Message:
    found: Message = get_object_or_404(messages_for(request.user), pk=pk)
    return found


def _by(request: HttpRequest) -> Any:
    return request.user
