"""The door of every private feed: its address alone opens it, as long as its reader is inside the coalition."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

# The public function of the same name never counts a GET, and feeds are read by nothing else.
from allauth.core.internal.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from common.access import public
from common.private_feeds import kind_named
from members.services.feeds import AddressEnded, Reader, UnknownAddress, open_feed

Feed = Callable[[HttpRequest, Reader], HttpResponse]
WORDS = "text/plain; charset=utf-8"


def private_feed(name: str) -> Callable[[Feed], Callable[..., HttpResponse]]:
    """Return a decorator for the view of the registered kind `name`; it gets the Reader instead of the secret.

    A wrong address is 404, and 429 after many of them from one place; one that was ended, or whose reader has
    left, is 410, upon which calendars and feed readers stop asking. Nothing of an answer is kept or indexed.
    """

    def decorate(view: Feed) -> Callable[..., HttpResponse]:
        @public
        @require_safe
        @wraps(view)
        def feed(request: HttpRequest, secret: str) -> HttpResponse:
            answer = _answer(request, view, name, secret)
            answer["Cache-Control"] = "no-store, private"
            answer["X-Robots-Tag"] = "noindex, nofollow"
            answer["Referrer-Policy"] = "no-referrer"
            return answer

        return feed

    return decorate


def _answer(request: HttpRequest, view: Feed, name: str, secret: str) -> HttpResponse:
    kind = kind_named(name)
    if kind is None:
        raise Http404
    try:
        return view(request, open_feed(kind=kind, secret=secret))
    except AddressEnded:
        return HttpResponse("This feed has ended.\n", content_type=WORDS, status=410)
    except UnknownAddress:
        # Only misses are counted: calendars of many people ask from the same few machines.
        if not consume(request, app="allauth.account", action="wrong_feed", limit_get=True):
            return HttpResponse("Too many wrong addresses.\n", content_type=WORDS, status=429)
        return HttpResponse("There is no feed at this address.\n", content_type=WORDS, status=404)
