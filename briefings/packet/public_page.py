"""The address of the public page with our positions and requests, where the site has one that others can open."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from briefings.packet.parts import ReadMore
from priorities.choices import public_code


def read_more(bill_id: str = "") -> ReadMore | None:
    """Return the public page of a bill, or of all; None on a site that only this machine can open."""
    if settings.SITE_IS_LOCAL:
        return None
    path = (
        reverse("priorities:public_bill", args=[public_code(bill_id)])
        if bill_id
        else reverse("priorities:public_positions")
    )
    url = f"{settings.SITE_URL.rstrip('/')}{path}"
    return ReadMore(url, url.partition("://")[2].rstrip("/"))
