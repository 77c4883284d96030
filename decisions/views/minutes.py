"""Minutes as PDF: of one decision or of some days, confidential or for outside."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.access import member
from common.dates import today
from common.pdf import PdfError
from decisions.choices import PrintEdition
from decisions.forms.register import MinutesForm
from decisions.models import Decision
from decisions.render.minutes import Minutes, print_inside, print_outside
from decisions.selectors.minutes import TooManyError, decisions_between, public_between
from decisions.selectors.public_record import public_record
from decisions.selectors.record import record_of
from decisions.services.minutes import note_inside_minutes


@member
@require_safe
def minutes(request: HttpRequest) -> HttpResponse:
    """Choose days and an edition; with both chosen, the print itself."""
    if "since" not in request.GET:
        first = today().replace(month=1, day=1)
        form = MinutesForm(initial={"since": first, "until": today(), "edition": PrintEdition.INSIDE})
        return render(request, "decisions/minutes.html", {"form": form})
    form = MinutesForm(request.GET)
    if form.is_valid():
        try:
            return _of_days(request, **form.cleaned_data)
        except (TooManyError, PdfError, LookupError) as refused:
            form.add_error(None, str(refused.args[0]))
    return render(request, "decisions/minutes.html", {"form": form}, status=422)


@member
@require_safe
def of_decision(request: HttpRequest, number: str) -> HttpResponse:
    """The minutes of one decision; `?edition=outside` prints its public record, if it has one."""
    rows = Decision.objects.visible_to(request.user).select_related("corrects", "corrected_by")
    one = get_object_or_404(rows, number=number)
    heading = f"Decision {one.number}"
    try:
        if request.GET.get("edition") != PrintEdition.OUTSIDE:
            return _inside(request, Minutes(heading, timezone.now(), [record_of(one, request.user)]))
        public = public_record(number)
        if public is None:
            raise Http404("It is not on the public record.")
        return _outside(Minutes(heading, timezone.now(), [public]))
    except PdfError as refused:
        messages.error(request, f"The minutes could not be printed. {refused}")
        return redirect(one)


def _of_days(request: HttpRequest, since: date, until: date, edition: str) -> HttpResponse:
    heading = f"Decisions of {since:%b %-d, %Y}" + (f" to {until:%b %-d, %Y}" if until != since else "")
    inside = edition == PrintEdition.INSIDE
    records = decisions_between(since, until, request.user) if inside else public_between(since, until)
    if not records:
        raise LookupError(f"No decision{'' if inside else ' on the public record'} is of these days.")
    printed = Minutes(heading, timezone.now(), records)
    return _inside(request, printed) if inside else _outside(printed)


def _inside(request: HttpRequest, printed: Minutes) -> HttpResponse:
    data = print_inside(printed).data
    numbers = [one.decision.number for one in printed.records]  # type: ignore[union-attr]
    note_inside_minutes(numbers=numbers, by=request.user)  # type: ignore[arg-type]
    return _pdf(data, f"{printed.heading} confidential")


def _outside(printed: Minutes) -> HttpResponse:
    return _pdf(print_outside(printed).data, printed.heading)


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    plain = name.replace(",", "").replace(".", "").replace(" ", "-").lower()
    response.headers["Content-Disposition"] = f'inline; filename="{plain}.pdf"'
    return response
