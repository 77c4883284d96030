"""Minutes of decisions on paper: confidential for those inside, or the public record alone for outside (P5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common import markdown
from common.pdf import Printed, html_to_pdf
from decisions.selectors.public_record import PublicRecord
from decisions.selectors.record import Record

STYLESHEET = settings.BASE_DIR / "static" / "css" / "minutes.css"


@dataclass(frozen=True)
class Minutes:
    """What is printed. The records are of one kind: full ones inside, public ones for outside."""

    heading: str
    printed_at: datetime
    records: Sequence[Record] | Sequence[PublicRecord]
    is_draft: bool = False

    @property
    def title(self) -> str:
        return f"{settings.COALITION_NAME}: {self.heading}"


def print_inside(minutes: Minutes) -> Printed:
    """Print full records, each page marked confidential. Raises common.pdf.PdfError."""
    return _print(minutes, "inside", [_with_text(one, one.decision.text) for one in minutes.records])  # type: ignore[union-attr]


def print_outside(minutes: Minutes) -> Printed:
    """Print public records: number, date, title, text and "adopted". Raises common.pdf.PdfError."""
    return _print(minutes, "outside", [_with_text(one, one.text) for one in minutes.records])  # type: ignore[union-attr]


def minutes_html(minutes: Minutes, edition: str, records: Sequence[tuple[object, SafeString]]) -> str:
    """Return the minutes as HTML, the one template of an edition that is printed."""
    sample = any(getattr(one, "is_sample", False) or getattr(one, "has_sample", False) for one, _ in records)
    context = {
        "minutes": minutes,
        "records": records,
        "coalition": settings.COALITION_NAME,
        "is_sample": sample,
    }
    return render_to_string(f"decisions/print/minutes_{edition}.html", context)


def inside_html(minutes: Minutes) -> str:
    """Return full records as the HTML that is printed."""
    return minutes_html(minutes, "inside", [_with_text(one, one.decision.text) for one in minutes.records])  # type: ignore[union-attr]


def _with_text(record: object, text: str) -> tuple[object, SafeString]:
    return record, markdown.for_paper(text, heading="h3")


def _print(minutes: Minutes, edition: str, records: Sequence[tuple[object, SafeString]]) -> Printed:
    return html_to_pdf(
        minutes_html(minutes, edition, records),
        stylesheets=[STYLESHEET],
        title=minutes.title,
        created=minutes.printed_at,
        identifier=f"{edition} {minutes.title} {minutes.printed_at:%Y%m%d%H%M%S}",
    )
