"""What changed since a packet was made, on one printed page. Reads no database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from briefings.packet.changes import Change
from briefings.packet.since import Since
from briefings.packet.wording import day, long_day
from briefings.render import STYLESHEETS
from common.pdf import Printed, lay_out

TEMPLATE = "briefings/change_sheet.html"
# A page holds about this many; what is left over is counted on it.
AT_MOST = 40


@dataclass(frozen=True)
class ChangeSheet:
    """The sheet: of which packet, made when, and what changed; `more` are changes that found no room."""

    id: str
    title: str
    made_on: date
    made_as: str
    since: Since
    changes: tuple[Change, ...]
    more: int = 0

    @property
    def sections(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """The changes by the heading they stand under, in the order of the packet."""
        groups: dict[str, list[Change]] = {}
        for one in self.changes:
            groups.setdefault(one.section, []).append(one)
        return tuple((name, tuple(rows)) for name, rows in groups.items())

    @property
    def mark(self) -> str:
        """What stands on a sheet that is not for handing over: the packet was no final, or would be none today."""
        if self.made_as == "final" and not self.since.would_be_refused:
            return ""
        return f"DRAFT · oldest fact as of {day(self.since.today.oldest_as_of)}"


def change_sheet(packet: Any, since: Since) -> ChangeSheet:
    """Return the sheet of a packet's row and what changed since it was made."""
    kept = since.changes[:AT_MOST]
    return ChangeSheet(
        id=str(packet.pk),
        title=str(packet),
        made_on=date.fromisoformat(packet.manifest["on"]),
        made_as=packet.state,
        since=since,
        changes=kept,
        more=len(since.changes) - len(kept),
    )


def sheet_html(sheet: ChangeSheet) -> str:
    """Return the sheet as HTML, the one template that is printed."""
    today = sheet.since.today
    context = {"sheet": sheet, "packet": today, "made": long_day(sheet.made_on), "now": long_day(today.on)}
    return render_to_string(TEMPLATE, context)


def print_change_sheet(packet: Any, since: Since) -> Printed:
    """Print the changes on one tagged page: as many as it holds, and how many more there are.

    Raises common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    sheet = change_sheet(packet, since)
    laid = lay_out(sheet_html(sheet), stylesheets=STYLESHEETS)
    while laid.page_count > 1 and len(sheet.changes) > 1:
        fewer = max(1, len(sheet.changes) * 3 // 4)
        sheet = replace(sheet, changes=sheet.changes[:fewer], more=len(since.changes) - fewer)
        laid = lay_out(sheet_html(sheet), stylesheets=STYLESHEETS)
    return laid.write(
        title=f"What changed since {day(sheet.made_on)}: {sheet.title}",
        created=since.today.made_at,
        identifier=f"changes {sheet.id} {since.today.on}",
    )
