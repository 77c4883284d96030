"""The views of the grid a person keeps: the list, and how they are saved, renamed, deleted and put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.filters import LineFilter
from appropriations.forms.saved_views import SavedViewForm
from appropriations.models import Line, SavedView
from appropriations.selectors.saved_views import saved_views
from appropriations.services.saved_views import ViewError, change_view, delete_view, restore_view, save_view
from common.access import member


@member
@require_safe
def views(request: HttpRequest) -> HttpResponse:
    """One's own views, those that others share, and one's deleted ones, which can be put back."""
    deleted = SavedView.objects.deleted_by(request.user).order_by("-deleted_at")
    context = {"views": saved_views(request.user), "deleted": deleted}
    return render(request, "appropriations/views.html", context)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Keep what was asked of the grid; it comes in the address."""
    chosen = LineFilter(request.GET, queryset=Line.objects.visible_to(request.user), request=request)
    form = SavedViewForm(request.POST or None, user=request.user)  # type: ignore[arg-type]

    def save(data: dict[str, Any]) -> SavedView:
        return save_view(query=chosen.address, by=request.user, **data)  # type: ignore[arg-type]

    return _form(request, form, save, title="Save this view", words=chosen.in_words)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a view, or share it or not."""
    view = _own(request, pk)
    initial = {"name": view.name, "is_shared": view.is_shared}
    form = SavedViewForm(request.POST or None, user=request.user, initial=initial)  # type: ignore[arg-type]

    def save(data: dict[str, Any]) -> SavedView:
        shared = data.get("is_shared", False)
        return change_view(view=view, name=data["name"], is_shared=shared, by=request.user)  # type: ignore[arg-type]

    return _form(request, form, save, title="Change the view", view=view)


@member
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a view away; the list offers to put it back."""
    view = _own(request, pk)
    delete_view(view=view, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{view.name} was deleted. Put it back below, if that was a mistake.")
    return redirect("appropriations:views")


@member
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a deleted view back."""
    view = get_object_or_404(SavedView.objects.deleted_by(request.user), pk=pk)
    try:
        restore_view(view=view, by=request.user)  # type: ignore[arg-type]
    except ViewError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{view.name} is back.")
    return redirect("appropriations:views")


def _form(
    request: HttpRequest, form: SavedViewForm, save: Any, *, title: str, view: Any = None, words: Any = ()
) -> HttpResponse:
    """Show the form, or save and lead to the grid; a refusal is shown with nothing lost."""
    if request.method == "POST" and form.is_valid():
        try:
            kept = save(dict(form.cleaned_data))
        except ViewError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{kept.name} is saved.")
            return redirect(kept.get_absolute_url())
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "view": view, "words": words}
    return render(request, "appropriations/view_form.html", context, status=status)


def _own(request: HttpRequest, pk: int) -> SavedView:
    rows = SavedView.objects.visible_to(request.user).filter(owner=request.user)  # type: ignore[misc]
    view: SavedView = get_object_or_404(rows, pk=pk)
    return view
