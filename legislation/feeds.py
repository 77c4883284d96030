"""The private calendar feed: what lies ahead, and lately was, for whoever has its address."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from common.ics import MEDIA_TYPE, calendar_file
from legislation.selectors.calendar import feed_entries
from members.feeds import private_feed
from members.services.feeds import Reader

# A month back, so that what was moved or canceled of late is told to calendars that were away.
BACK, AHEAD = timedelta(days=31), timedelta(days=400)


@private_feed("calendar")
def calendar_feed(_request: HttpRequest, reader: Reader) -> HttpResponse:
    """What the person's feed carries, as a calendar."""
    entries = feed_entries(reader.user, reader.carries, back=BACK, ahead=AHEAD)
    content = calendar_file(entries, name=f"{settings.COALITION_NAME} policy desk", now=timezone.now())
    return HttpResponse(content, content_type=MEDIA_TYPE)
