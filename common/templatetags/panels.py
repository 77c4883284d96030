"""`{% panel "bill.beside" bill %}`: what higher apps have to show in a named slot of a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common import panels

register = template.Library()


@register.simple_tag(takes_context=True)
def panel(context: Context, slot: str, subject: Any = None) -> SafeString:
    """Return the fragments of `slot` about `subject` for whoever asks, one after another."""
    shown = panels.fragments(slot, subject, context["request"].user)
    return format_html_join("\n", "{}", ((fragment,) for fragment in shown))
