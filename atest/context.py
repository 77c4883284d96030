"""What every template knows: who we are, and the rooms of the desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from common.access import is_inside
from members.selectors.notices import Unread, unread_count

# label, name of the page, names of apps whose pages belong to the room, and the least access it takes
ROOMS = (
    ("Home", "home", ("home", "member_home"), "member"),
    ("Bills", "legislation:bills", ("legislation",), "member"),
    ("Money", "appropriations:grid", ("appropriations",), "member"),
    ("Plan", "priorities:plan", ("priorities",), "member"),
    ("Decisions", "decisions:decisions", ("decisions",), "member"),
    ("People", "members:organizations", ("members", "outreach"), "member"),
    ("Packets", "briefings:packets", ("briefings",), "staff"),
)

# What is one's own stands in the room one comes home to.
OWN_PAGES = {
    f"members:{name}"
    for name in (
        "home",
        "me",
        "my_data",
        "following",
        "notices",
        "notice_choices",
        "feeds",
        "make_feed",
        "alerts",
    )
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `site`: names, contact, demo flag, and the rooms this visitor may enter, the current one marked.

    The same stands under `desk` for the frame of the pages: allauth's views put another `site` over ours.
    """
    facts = {
        "name": settings.COALITION_NAME,
        "line": settings.COALITION_LINE,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_name": settings.CONTACT_NAME,
        "contact_phone": settings.CONTACT_PHONE,
        "demo": settings.DEMO,
        "stale_after_days": settings.STALE_AFTER_DAYS,
        "rooms": _rooms(request),
        # Asked only by what draws the frame, and once however often it shows it.
        "unread": SimpleLazyObject(lambda: _unread(request)),
    }
    return {"site": facts, "desk": facts}


def _unread(request: HttpRequest) -> Unread:
    user = getattr(request, "user", None)
    return unread_count(user) if user is not None and is_inside(user) else Unread()


def _rooms(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not is_inside(user):
        return []
    match = request.resolver_match
    here = (match.app_name or match.url_name or "") if match else ""
    here = "home" if match and match.view_name in OWN_PAGES else here
    return [
        {"label": label, "url": reverse(name), "current": here in belongs}
        for label, name, belongs, least in ROOMS
        if least == "member" or user.is_secretariat
    ]
