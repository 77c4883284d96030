"""The public record as an Atom feed, which anyone may follow."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import condition

from common import markdown
from common.access import public
from common.dates import EASTERN
from decisions.selectors.public_record import PublicRecord, as_records, public_rows

NEWEST = 50
# What XML 1.0 has no place for; one such character pasted into a decision would end the feed for everyone.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    """A text with a space for each character that XML does not take."""
    return NOT_IN_XML.sub(" ", text)


def newest() -> list[PublicRecord]:
    """What the feed carries: the newest decisions on the public record."""
    return list(as_records(public_rows()[:NEWEST]))


class PublicRecordFeed(Feed):
    """Number, date, title, text and "adopted" of each decision that is public (P5)."""

    feed_type = Atom1Feed
    subtitle = "Adopted decisions: number, date and text."

    def title(self) -> str:
        return f"{settings.COALITION_NAME}: public register of decisions"

    def link(self) -> str:
        return f"{settings.SITE_URL}{reverse('decisions:public_register')}"

    def feed_url(self) -> str:
        return f"{settings.SITE_URL}{reverse('decisions:public_feed')}"

    def author_name(self) -> str:
        return str(settings.COALITION_NAME)

    def items(self) -> list[PublicRecord]:
        return newest()

    def item_title(self, item: Any) -> str:
        sample = "SAMPLE " if item.is_sample and "SAMPLE" not in item.title else ""
        return in_xml(f"Decision {item.number}, adopted: {sample}{item.title}")

    def item_description(self, item: Any) -> str:
        return in_xml(markdown.render(item.text))

    def item_link(self, item: PublicRecord) -> str:
        return f"{settings.SITE_URL}{reverse('decisions:public_decision', args=[item.number])}"

    def item_pubdate(self, item: PublicRecord) -> datetime:
        # A decision has a day; a feed wants a moment: noon of it in Washington.
        return datetime.combine(item.decided_on, time(12), EASTERN)

    item_updateddate = item_pubdate


_feed = PublicRecordFeed()


def _state(_request: HttpRequest) -> str:
    return f'"{hashlib.sha256(repr(newest()).encode()).hexdigest()[:32]}"'


@public
@condition(etag_func=_state)
def public_feed(request: HttpRequest) -> HttpResponse:
    """The feed; asked again with its ETag it answers whether anything changed, a restriction included."""
    response = _feed(request)
    patch_cache_control(response, public=True, no_cache=True)
    return response
