"""Named slots on a page, which higher apps fill: the page of a bill shows positions without importing priorities.

A higher app registers a function (subject, user) -> HTML or nothing in its AppConfig.ready(); the page's
template names the slot with `{% panel "bill.beside" bill %}`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Shown:
    """A fragment that is rendered with the page's request: one with a form needs its CSRF token."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Fragment = Callable[[Any, Any], SafeString | Shown | None]

_slots: dict[str, list[tuple[int, Fragment]]] = defaultdict(list)


def fill(slot: str, fragment: Fragment, *, position: int = 100) -> None:
    """Add `fragment` to `slot`; lower positions come first. Adding the same function twice counts once."""
    entry = (position, fragment)
    if entry not in _slots[slot]:
        _slots[slot].append(entry)
        _slots[slot].sort(key=lambda pair: pair[0])


def fragments(slot: str, subject: Any, user: Any) -> list[SafeString | Shown]:
    """Return what the higher apps have to show in `slot` about `subject` to `user`, nothing dropped silently."""
    shown = (fragment(subject, user) for _, fragment in _slots[slot])
    return [html for html in shown if html]
