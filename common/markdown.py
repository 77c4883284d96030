"""Markdown as people write it, made into HTML that can be trusted: rendered, then cut down to an allow-list."""

from __future__ import annotations

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# A page's own title is h1 and its sections h2: a heading in somebody's text begins below both.
DEMOTED_BY = 2
LOWEST = 6
TAGS = {"a", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}
TAGS |= {"h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
ADDRESSES = {"http", "https", "mailto"}
LINK_REL = "noopener nofollow"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return reader.disable("image")


_READER = _reader()


def render(text: str) -> SafeString:
    """Return Markdown as HTML safe to show: no HTML of the author's, no images, links to the web and mail only.

    Headings begin at h3, so that none outranks the page's own; links carry rel="noopener nofollow".
    """
    tokens = _READER.parse(text or "")
    for token in tokens:
        _demote(token)
    html = _READER.renderer.render(tokens, _READER.options, {})
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=ADDRESSES,
        url_relative="deny",
        link_rel=LINK_REL,
    )
    # Safe: everything that is not on the list is gone by now, whatever the renderer let through.
    return mark_safe(cleaned)


def for_paper(text: str, heading: str) -> SafeString:
    """Return Markdown for a printed page: headings of the one rank `heading`, so that none is skipped.

    A header cell says what it heads, as a tagged PDF asks.
    """
    html = re.sub(r"<(/?)h[3-6]>", rf"<\1{heading}>", render(text))
    # Cleaned above; only the names of tags were changed.
    return mark_safe(html.replace("<th>", '<th scope="col">'))


def _demote(token: Token) -> None:
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(int(token.tag[1:]) + DEMOTED_BY, LOWEST)}"
