"""Every component of the desk on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atest.samples import charts, style_page
from common.access import staff
from common.tasks import for_page


@staff
def style(request: HttpRequest) -> HttpResponse:
    """The parts with their names and sample rows."""
    return render(request, "atest/style.html", style_page() | {"charts": [for_page(one) for one in charts()]})
