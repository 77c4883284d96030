"""The door of every private feed, whose address alone opens it while its reader is inside; and the feed of alerts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

# The public function of the same name never counts a GET, and feeds are read by nothing else.
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.syndication.views import Feed as Syndicated
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from common.access import public
from common.models import Notice
from common.private_feeds import FeedKind, kind_named
from members.selectors.alerts import alerts_of, subscription_of
from members.services.alert_letters import item_of
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


NEWEST = 60
ALERTS = FeedKind(
    name="alerts",
    title="Your alerts",
    about="What moves at the bills, families, program lines, legislators, committees and watches you have alerts on, "
    "for a feed reader. “What came” of one alert says what to add to the address to read that one alone.",
    path=lambda secret: reverse("members:alerts_feed", args=[secret]),
)


class AlertsFeed(Syndicated):
    """One person's alerts, all or those of one subscription: facts of Congress, each with the day it happened."""

    feed_type = Atom1Feed
    title = "Alerts from the policy desk"
    subtitle = "What moved in Congress at what you chose."

    def get_object(self, request: HttpRequest, reader: Reader) -> tuple[HttpRequest, Reader]:
        return request, reader

    def link(self, _obj: Any) -> str:
        return f"{settings.SITE_URL}{reverse('members:alerts')}"

    def feed_url(self, _obj: Any) -> str:
        # The true address holds the secret, which must not travel on with what is read there.
        return f"{settings.SITE_URL}{reverse('members:alerts')}"

    def feed_guid(self, obj: tuple[HttpRequest, Reader]) -> str:
        return f"tag:{settings.SITE_HOST},2026:alerts-of-{obj[1].user.pk}"

    def author_name(self, _obj: Any) -> str:
        return str(settings.COALITION_NAME)

    def items(self, obj: tuple[HttpRequest, Reader]) -> list[Notice]:
        request, reader = obj
        wanted = request.GET.get("on", "")
        only = subscription_of(reader.user, wanted)
        if wanted and only is None:
            return []
        return list(alerts_of(reader.user, only)[:NEWEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return render_to_string("members/feed_alert.html", {"item": item_of(item)})

    def item_link(self, item: Notice) -> str:
        return f"{settings.SITE_URL}{item.path}"

    def item_guid(self, item: Notice) -> str:
        return f"tag:{settings.SITE_HOST},2026:alert-{item.pk}"

    def item_pubdate(self, item: Notice) -> datetime:
        return item.created_at

    item_updateddate = item_pubdate


_alerts = AlertsFeed()


@private_feed(ALERTS.name)
def alerts_feed(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One person's alerts as an Atom feed."""
    return _alerts(request, reader)
