"""Threads: the discussion over all subjects, one thread, and speaking in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.access import member
from common.naming import address_of
from decisions.filters import ThreadFilter
from decisions.forms.comments import CommentForm
from decisions.models import Comment, Proposal
from decisions.selectors.discussion import (
    REPLIES_PER_PAGE,
    names_to_mention,
    page_of,
    replies_of,
    threads,
    threads_about,
    versions_of,
)
from decisions.selectors.subjects import find_discussed, kind_of, may_read
from decisions.services.comments import CommentRefused, Posted, delete_comment, edit_comment, post_comment

PER_PAGE = 25
GET_OR_POST = ["GET", "HEAD", "POST"]


@member
@require_safe
def discussion(request: HttpRequest) -> HttpResponse:
    """The threads on every subject, or on one (`?about=legislation.bill:119-s-2012`), the latest word first."""
    about = _about(request) if request.GET.get("about") else None
    rows = threads_about(about, request.user) if about else threads(request.user)
    chosen = ThreadFilter(request.GET, queryset=rows.prefetch_related("target"), request=request)
    page = Paginator(chosen.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "about": about,
        "about_address": address_of(about) if about else "",
        "rests_on_sample": any(one.is_sample for one in page),
    }
    return render(request, "decisions/discussion.html", context)


@member
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a thread on the subject named by `?about=`."""
    about = _about(request)
    form = CommentForm(request.POST or None)
    form.fields["text"].widget.attrs["autofocus"] = True
    if form.is_valid() and (posted := _post(request, form, target=about)):
        return redirect(posted.comment)
    context = {**_speaking(request, about), "form": form}
    return render(request, "decisions/begin_thread.html", context, status=422 if form.errors else 200)


@member
@require_http_methods(GET_OR_POST)
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread with its replies and the form for another; a reply's address leads to its place there."""
    one = _comment(request, pk)
    if one.reply_to_id:
        at = reverse("decisions:thread", args=[one.reply_to_id])
        return redirect(f"{at}?page={page_of(one)}#comment-{one.pk}")
    form = CommentForm(request.POST or None)
    if form.is_valid() and (posted := _post(request, form, target=one.target, reply_to=one)):
        return redirect(posted.comment)
    replies = Paginator(replies_of(one), REPLIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_speaking(request, one.target),
        "thread": one,
        "page": replies,
        "form": form,
        "reader": request.user,
        "rests_on_sample": one.is_sample,
    }
    return render(request, "decisions/thread.html", context, status=422 if form.errors else 200)


@member
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own comment."""
    one = _comment(request, pk)
    if one.author_id != request.user.pk or one.is_deleted:
        raise Http404
    form = CommentForm(request.POST or None, initial={"text": one.text})
    if form.is_valid() and (posted := _change(request, form, one)):
        return redirect(posted.comment)
    context = {**_speaking(request, one.target), "comment": one, "form": form}
    return render(request, "decisions/edit_comment.html", context, status=422 if form.errors else 200)


@member
@require_http_methods(GET_OR_POST)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a comment back; for its author and the secretariat."""
    one = _comment(request, pk)
    if one.is_deleted or not (one.author_id == request.user.pk or request.user.is_secretariat):  # type: ignore[union-attr]
        raise Http404
    if request.method == "POST":
        try:
            delete_comment(comment=one, by=request.user)  # type: ignore[arg-type]
        except CommentRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, "Deleted. That something stood there stays visible; what it said is gone."
            )
        return redirect(one)
    context = {**_speaking(request, one.target), "comment": one, "reader": request.user}
    return render(request, "decisions/delete_comment.html", context)


@member
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What a comment said before it was edited."""
    one = _comment(request, pk)
    context = {**_speaking(request, one.target), "comment": one, "versions": versions_of(one)}
    return render(request, "decisions/comment_versions.html", context)


@member
@require_safe
def names(_request: HttpRequest) -> JsonResponse:
    """The names that a text can mention, for the list that opens at an @."""
    return JsonResponse({"names": [name for name, _ in names_to_mention()]})


def _about(request: HttpRequest) -> Model:
    about = find_discussed(request.GET.get("about", ""), request.user)
    if about is None:
        raise Http404
    return about


def _comment(request: HttpRequest, pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related("author", "organization", "deleted_by")
    one: Comment = get_object_or_404(rows.select_related("reply_to", "content_type"), pk=pk)
    if one.target is None or not may_read(one.target, request.user):
        raise Http404
    return one


def _speaking(request: HttpRequest, about: Any) -> dict[str, Any]:
    """What every page of a thread says: the subject, for whom one speaks, and who reads along."""
    return {
        "about": about,
        "about_kind": kind_of(about),
        "about_address": address_of(about),
        "acting_for": request.acting_for,  # type: ignore[attr-defined]
        "is_draft": isinstance(about, Proposal) and about.state == "draft",
    }


def _post(request: HttpRequest, form: CommentForm, **where: Any) -> Posted | None:
    acting_for = request.acting_for  # type: ignore[attr-defined]
    try:
        posted = post_comment(
            text=form.cleaned_data["text"],
            by=request.user,  # type: ignore[arg-type]
            organization=acting_for.organization if acting_for else None,
            **where,
        )
    except CommentRefused as refused:
        form.add_error("text", str(refused))
        return None
    _tell(request, posted, "Posted.")
    return posted


def _change(request: HttpRequest, form: CommentForm, one: Comment) -> Posted | None:
    try:
        posted = edit_comment(comment=one, text=form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]
    except CommentRefused as refused:
        form.add_error("text", str(refused))
        return None
    _tell(request, posted, "Changed. What it said before stays readable inside.")
    return posted


def _tell(request: HttpRequest, posted: Posted, done: str) -> None:
    messages.success(request, done)
    if posted.unmatched:
        calls = ", ".join(f"@{name}" for name in posted.unmatched)
        messages.warning(
            request,
            f"Nobody was told of {calls}: the name fits no one inside, or more than one. Edit to change it.",
        )
