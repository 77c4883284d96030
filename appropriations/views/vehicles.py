"""The bills that carry the lines, a fiscal year at a time, and what staff enter of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from appropriations.exports.vehicles import vehicles_sheet
from appropriations.filters import VehicleFilter
from appropriations.forms.vehicles import VehicleForm
from appropriations.models import BundleBill
from appropriations.selectors.vehicles import VehiclesPage, place_labels, vehicles_page
from appropriations.services.vehicles import add_vehicles, keep_vehicle
from common.access import is_staff, member, staff
from common.sheets import FileReply, Kind, as_file, file_links

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def vehicles(request: HttpRequest) -> HttpResponse:
    """How far the bills of a fiscal year came, chamber by chamber."""
    chosen, page = _page(request, with_history=is_staff(request.user))
    context = {
        "filter": chosen,
        "shown": page,
        "places": place_labels(),
        "files": file_links("appropriations:vehicles_file"),
        "rests_on_sample": page.has_sample,
    }
    return render(request, "appropriations/vehicles/page.html", context)


@member
@require_safe
def vehicles_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same bills as a file."""
    return as_file(vehicles_sheet(_page(request, with_history=False)[1]), kind)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Add a bill that carries lines."""
    year, bundle = request.GET.get("year", ""), request.GET.get("bundle", "")
    initial = {"fiscal_year": year if year.isdigit() else None, "bundles": [bundle] if bundle else []}
    form = VehicleForm(request.POST or None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid():
        added = add_vehicles(row=form.instance, bundles=form.cleaned_data["bundles"], by=_by(request))
        many = f" for {len(added)} regular bills" if len(added) > 1 else ""
        messages.success(request, f"{added[0].citation} was added{many}.")
        return redirect(added[0])
    return _form_page(request, form, None)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a bill that carries lines."""
    rows = BundleBill.objects.standing().select_related("bundle", "bill__congress")
    row: BundleBill = get_object_or_404(rows, pk=pk)
    form = VehicleForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        keep_vehicle(row=form.instance, by=_by(request))
        messages.success(request, f"{row.citation} was saved. What is shipped no longer overwrites it.")
        return redirect(row)
    return _form_page(request, form, row)


def _page(request: HttpRequest, *, with_history: bool) -> tuple[VehicleFilter, VehiclesPage]:
    chosen = VehicleFilter(request.GET, queryset=BundleBill.objects.visible_to(request.user))
    return chosen, vehicles_page(chosen.fiscal_year, chosen.bundles, with_history=with_history)


def _form_page(request: HttpRequest, form: VehicleForm, row: BundleBill | None) -> HttpResponse:
    context = {"form": form, "row": row}
    return render(request, "appropriations/vehicles/edit.html", context, status=422 if form.is_bound else 200)


def _by(request: HttpRequest) -> Any:
    return request.user
