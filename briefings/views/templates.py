"""Saved templates: the list, changing one, deleting one and putting it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.choices import PacketKind
from briefings.composing.starting import start_from_template, template_rows, templates_for
from briefings.forms.composer import ComposerForm
from briefings.forms.templates import TemplateNameForm
from briefings.models import SavedTemplate
from briefings.offers import OFFERS
from briefings.services.clearing import Cleared
from briefings.services.templates import (
    NameTakenError,
    change_template,
    delete_template,
    restore_template,
)
from common.access import staff

PER_PAGE = 25


@staff
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The templates in use, and those deleted lately, which can be put back."""
    page = Paginator(templates_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    deleted = SavedTemplate.objects.visible_to(request.user).filter(deleted_at__isnull=False)
    context = {
        "page": page,
        "rows": template_rows(page),
        "deleted": deleted.order_by("-deleted_at")[:PER_PAGE],
    }
    return render(request, "briefings/templates/list.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def edit_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a template chooses, and its name."""
    one = get_object_or_404(templates_for(request.user), pk=pk)
    start = start_from_template(one)
    kind = PacketKind(one.kind)
    if request.method != "POST":
        if start.kept.gone:
            messages.warning(
                request, f"Left out, because it is no longer here: {'; '.join(start.kept.gone)}."
            )
        initial = start.kept.choices.as_json()
        form = ComposerForm(
            kind=kind, user=request.user, for_template=True, address=one.get_absolute_url(), initial=initial
        )
        return _page(request, one, form, TemplateNameForm(initial={"name": one.name}))
    form = ComposerForm(
        request.POST, kind=kind, user=request.user, for_template=True, address=one.get_absolute_url()
    )
    form.known_clearances = start.cleared
    if button := request.POST.get("press", ""):
        typed = TemplateNameForm(initial={"name": request.POST.get("name", one.name)})
        return _page(request, one, form.press(button), typed)
    # A form of a model writes into its row; the service writes this one.
    named = TemplateNameForm(request.POST, instance=SavedTemplate(pk=one.pk))
    if form.is_valid() and named.is_valid():
        cleared = Cleared(form.guarded_texts(), form.cleared, form.cleared_reason, request.user.pk or 0)
        try:
            kept = change_template(
                template=one,
                name=named.cleaned_data["name"],
                choices=form.choices,
                by=request.user,  # type: ignore[arg-type]
                cleared=cleared,
            )
        except NameTakenError as error:
            named.add_error("name", str(error))
        else:
            messages.success(request, f"“{kept}” is changed. Packets made from it before stay as they are.")
            return redirect("briefings:templates")
    return _page(request, one, form, named, status=422)


@staff
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a template no more; the list puts it back."""
    one = get_object_or_404(templates_for(request.user), pk=pk)
    delete_template(template=one, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"“{one}” is deleted. “Put back” below the list undoes it.")
    return redirect("briefings:templates")


@staff
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a deleted template again."""
    one = get_object_or_404(SavedTemplate.objects.visible_to(request.user), pk=pk)
    try:
        restore_template(template=one, by=request.user)  # type: ignore[arg-type]
    except NameTakenError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{one}” is offered again.")
    return redirect("briefings:templates")


def _page(
    request: HttpRequest,
    one: SavedTemplate,
    form: ComposerForm,
    named: TemplateNameForm,
    status: int = 200,
) -> HttpResponse:
    context = {"template": one, "form": form, "named": named, "offer": OFFERS[PacketKind(one.kind)]}
    return render(request, "briefings/templates/edit.html", context, status=status)
