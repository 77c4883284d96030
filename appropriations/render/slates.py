"""A slate on paper: what is asked for, beside what was asked and given before, and the words in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from appropriations.selectors.slate_rows import SlateTable
from common import markdown
from common.pdf import Printed, html_to_pdf

TEMPLATE = "appropriations/print/slate.html"
STYLESHEETS = [settings.BASE_DIR / "static" / "css" / name for name in ("minutes.css", "slate-print.css")]


@dataclass(frozen=True)
class PrintedSlate:
    """What is printed; `text` is Markdown, the words the organizations decided or are to decide on."""

    title: str
    state: str
    is_adopted: bool
    is_sample: bool
    decision: str
    table: SlateTable
    text: str
    printed_at: datetime


def print_slate(slate: PrintedSlate) -> Printed:
    """Print a slate as a tagged PDF, marked DRAFT until it is adopted.

    Raises common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    html = render_to_string(
        TEMPLATE,
        {
            "slate": slate,
            "coalition": settings.COALITION_NAME,
            "text": markdown.for_paper(slate.text, heading="h3"),
        },
    )
    return html_to_pdf(
        html,
        stylesheets=STYLESHEETS,
        title=f"{settings.COALITION_NAME}: {slate.title}",
        created=slate.printed_at,
        identifier=f"slate {slate.title} {slate.state} {slate.printed_at:%Y%m%d%H%M%S}",
    )
