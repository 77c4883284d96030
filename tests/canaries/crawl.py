"""Walking the site as one visitor, and fetching the addresses found as another."""

from __future__ import annotations

import io
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pikepdf
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

# Enough of each kind of address to meet every kind of row, without the hundreds of bills and offices.
PER_ROUTE = 2
# What ends the visit or is no page.
LEFT_OUT = ("/account/logout/", "/static/", "/admin/logout/", "/admin/jsi18n/")


@dataclass
class Fetched:
    """One answer: its address, status, and all the text in it."""

    address: str
    status: int
    text: str
    links: list[str] = field(default_factory=list)


def fetch(client: Client, address: str) -> Fetched:
    """Open an address; the text of a PDF is taken out of its pages."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    if "pdf" in kind:
        return Fetched(address, answer.status_code, headers + pdf_text(body))
    text = body.decode("utf-8", "replace")
    links = _links(address, text) if "html" in kind and text.strip() else []
    return Fetched(address, answer.status_code, f"{headers}\n{text}", links)


def pdf_text(content: bytes) -> str:
    """Return what a PDF says, its bookmarks, attachments' names and properties included."""
    import subprocess

    words = subprocess.run(
        ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return (
            words + str(pdf.open_metadata()) + str(pdf.trailer.get("/Info", "")) + str(list(pdf.attachments))
        )


def walk(client: Client, start: list[str]) -> list[Fetched]:
    """Follow every link from `start`, some of each route, and return what was opened in that order."""
    waiting, seen, per_route, opened = deque(start), set(start), Counter[str](), []
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if route is None or per_route[route] >= PER_ROUTE:
            continue
        per_route[route] += 1
        page = fetch(client, address)
        opened.append(page)
        for link in page.links:
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return opened


def _route(address: str) -> str | None:
    if address.startswith(LEFT_OUT):
        return None
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return found.route + ("?" if "?" in address else "")


def _links(address: str, text: str) -> list[str]:
    tree = html.fromstring(text)
    named = tree.xpath(
        "//a/@href | //link/@href | //img/@src | //form[not(@method) or @method='get']/@action"
    )
    whole = (urldefrag(urljoin(f"http://testserver{address}", str(one))).url for one in named)
    return [one.removeprefix("http://testserver") for one in whole if one.startswith("http://testserver/")]
