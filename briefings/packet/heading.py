"""What every kind of packet says of itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from briefings.packet.order import Order
from briefings.packet.parts import Contact
from briefings.packet.public_page import read_more

SAMPLE_COALITION = "Demo Coalition"


def headings(order: Order) -> dict[str, Any]:
    """Return what every kind of packet says of itself: id, day, coalition, contact, draft or final."""
    return {
        "id": order.id,
        "made_at": order.made_at,
        "on": order.on,
        "kind": order.kind,
        "coalition": settings.COALITION_NAME,
        "coalition_line": settings.COALITION_LINE,
        "is_draft": order.is_draft,
        "contact": Contact(settings.CONTACT_NAME, settings.CONTACT_EMAIL, settings.CONTACT_PHONE),
        "sample_reasons": _sample_reasons(),
        "more": read_more(),
        "for_information": order.choices.for_information,
    }


def _sample_reasons() -> tuple[str, ...]:
    """The shipped coalition is fictional: whatever carries its name rests on sample data."""
    if settings.COALITION_NAME == SAMPLE_COALITION:
        return (f"{SAMPLE_COALITION} and its contact are fictional.",)
    return ()
