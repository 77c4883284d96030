"""`{% panel "bill.beside" bill %}`: what higher apps have to show in a named slot of a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common import panels

register = template.Library()


@register.simple_tag(takes_context=True)
def panel(context: Context, slot: str, subject: Any = None) -> SafeString:
    """Return the fragments of `slot` about `subject` for whoever asks, one after another."""
    request = context["request"]
    shown = panels.fragments(slot, subject, request.user)
    return format_html_join("\n", "{}", ((_html(one, request),) for one in shown))


def _html(fragment: SafeString | panels.Shown, request: HttpRequest) -> SafeString:
    if isinstance(fragment, panels.Shown):
        return render_to_string(fragment.template, dict(fragment.context), request=request)
    return fragment
