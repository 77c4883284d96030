"""Sample requests of the sample coalition: to Congress for FY 2027, adopted; to OMB for FY 2028, in draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from appropriations.models import Line, Slate
from appropriations.services.slate_adoption import adopt_by_decision
from appropriations.services.slate_items import add_item, change_item
from appropriations.services.slates import build_slate, note_on_slate
from common.money import MILLION
from decisions.models import Decision
from legislation.selectors.watches import staff_today
from members.models import User

SAMPLE = Path(__file__).resolve().parent.parent / "facts" / "sample_requests.json"


@transaction.atomic
def make_sample_slates() -> str:
    """Make the sample slates where their sample decision is and there is no slate; return a line of summary."""
    facts: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    by = staff_today().first()
    decision = Decision.objects.in_force().filter(number=facts["decision"], is_sample=True).first()
    if by is None or decision is None or Slate.objects.exists():
        return "left as they are"
    slate = build_slate(fiscal_year=facts["fiscal_year"], to=facts["to"], by=by, is_sample=True)
    lines = Line.objects.in_bulk([row["line"] for row in facts["requests"]])
    for row in facts["requests"]:
        language = row["report_language"]
        add_item(
            slate=slate,
            line=lines[row["line"]],
            by=by,
            kind="both" if language else "amount",
            nature=row["nature"],
            dollars=row["millions"] * MILLION,
            justification=row["justification"],
            report_language=language,
        )
    adopt_by_decision(slate=slate, decision=decision, by=by)
    _make_next(facts["next"], slate, by)
    return f"{len(lines)} requests adopted, a draft of the next"


def _make_next(facts: dict[str, Any], last: Slate, by: User) -> None:
    last.refresh_from_db()
    slate = build_slate(fiscal_year=facts["fiscal_year"], to=facts["to"], by=by, start=last, is_sample=True)
    for row in facts["changes"]:
        item = slate.items.get(line=row["line"])
        change_item(item=item, by=by, dollars=row["millions"] * MILLION, justification=row["justification"])
    note_on_slate(slate=slate, note=facts["note"], by=by)
