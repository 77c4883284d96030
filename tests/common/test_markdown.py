"""What people write in Markdown, and what comes of it whoever they are."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common.markdown import TAGS, render

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![x](https://example.org/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](/account/logout/)",
    "[x](//evil.example/x)",
    '<a href="https://example.org" style="position:fixed" onclick="x()">x</a>',
    "<svg/onload=alert(1)>",
    "<iframe src=https://example.org></iframe>",
    "<style>body{display:none}</style>",
    '[x](https://example.org "onmouseover=alert(1)")',
    "`<b onmouseover=x>`",
    "<!-- --!><script>alert(1)</script>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text):
    html = render(text)
    assert not re.search(r"<(script|img|svg|iframe|style|object|form|input|base|meta)", html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\s(on\w+|style|src|class|id)\s*=", html, re.IGNORECASE)
    assert all(
        address.startswith(("http://", "https://", "mailto:"))
        for address in re.findall(r'href="([^"]*)"', html)
    )


@given(st.text(alphabet="<>\"'&;:/()[]!#*`_~|\\\n javascriptonxh=1."))
def test_only_the_listed_tags_come_out_of_any_text(text):
    assert set(re.findall(r"</?([a-zA-Z0-9]+)", render(text))) <= TAGS


def test_what_one_writes_is_set_as_it_is_meant():
    html = render("A **bold** word, a [page](https://example.org/a).\n\n- one\n- two")
    assert "<strong>bold</strong>" in html
    assert "<li>one</li>" in html
    assert 'href="https://example.org/a"' in html
    assert 'rel="noopener nofollow"' in html


def test_headings_never_outrank_the_pages_own():
    html = render("# First\n\n## Second\n\n##### Fifth\n\nSetext\n===")
    assert re.findall(r"<(h\d)>", html) == ["h3", "h4", "h6", "h3"]


def test_tables_are_tables():
    assert "<td>$20</td>" in render("| line | amount |\n|---|---|\n| SAMPLE | $20 |")


def test_mail_addresses_may_be_linked():
    assert 'href="mailto:desk@example.org"' in render("[write](mailto:desk@example.org)")


def test_html_is_shown_as_it_was_typed():
    assert "&lt;b&gt;" in render("<b>bold</b>")


def test_no_text_is_no_html():
    assert render("") == ""


def test_templates_have_it_as_a_filter():
    text = Template("{% load desk %}{{ text|markdown }}").render(Context({"text": "*so* <i>"}))
    assert text.strip() == "<p><em>so</em> &lt;i&gt;</p>"
