"""A sign-on letter on paper: letterhead, recipients, text, signatories in alphabetical columns."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from common import markdown
from common.pdf import Printed, html_to_pdf
from decisions.selectors.letters import PrintedLetter

TEMPLATE = "decisions/print/letter.html"
STYLESHEET = settings.BASE_DIR / "static" / "css" / "letter.css"
# So many names stand in one column under one another; more are set in two, many in three.
ONE_COLUMN, TWO_COLUMNS = 6, 60


def letter_html(letter: PrintedLetter) -> str:
    """Return the letter as HTML, the one template that is printed."""
    return render_to_string(
        TEMPLATE,
        {
            "letter": letter,
            "text": markdown.for_paper(letter.text, heading="h2"),
            "columns": _columns(letter),
        },
    )


def print_letter(letter: PrintedLetter) -> Printed:
    """Print the letter as a tagged PDF; equal letters give equal bytes.

    Raises common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    return html_to_pdf(
        letter_html(letter),
        stylesheets=[STYLESHEET],
        title=letter.title,
        created=letter.dated,
        identifier=letter.key,
    )


def _columns(letter: PrintedLetter) -> str:
    many = len(letter.signatories)
    return "one" if many <= ONE_COLUMN else "two" if many <= TWO_COLUMNS else "three"
