"""What anyone may open: the front page, and whether the service is well."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from atest.selectors import front_page
from common.access import public


@public
def front(request: HttpRequest) -> HttpResponse:
    """The public page; those signed in go to their home."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "atest/front.html", front_page())


@public
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes one
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
