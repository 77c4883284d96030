"""Panels: higher apps add to a page of a lower one without being named there."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import format_html

from common import panels


def first(subject, user):
    return format_html("<p>first {}</p>", subject)


def second(subject, user):
    return format_html("<p>{}</p>", "second")


def nothing(subject, user):
    return None


def draw(slot, subject):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    template = Template("{% load panels %}[{% panel slot subject %}]")
    return template.render(Context({"request": request, "slot": slot, "subject": subject}))


def test_fragments_come_by_position_and_once_each():
    panels.fill("test.order", second, position=20)
    panels.fill("test.order", first, position=10)
    panels.fill("test.order", first, position=10)
    assert draw("test.order", "S. 2012") == "[<p>first S. 2012</p>\n<p>second</p>]"


def test_what_a_subject_is_called_is_escaped():
    panels.fill("test.escape", first)
    assert "&lt;b&gt;" in draw("test.escape", "<b>")


def test_an_empty_slot_and_a_fragment_with_nothing_to_say_show_nothing():
    panels.fill("test.silent", nothing)
    assert draw("test.silent", None) == "[]"
    assert draw("test.of_nobody", None) == "[]"
