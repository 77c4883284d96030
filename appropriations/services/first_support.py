"""Loads the Member letters we ship; and for the sample coalition, SAMPLE deadlines and letters without a name on them.

No legislator is named in sample data: who signs what is a fact about a person, and nobody signed what is made up.
"""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from appropriations.cells import fiscal_year_of
from appropriations.models import Deadline, Line, MemberLetter
from appropriations.selectors.row_history import entries_about
from appropriations.services.deadlines import add_deadline, mark_done
from appropriations.services.member_letters import add_letter
from common.dates import today
from members.models import User

_FRIDAY = 4
LETTERS = Path(__file__).resolve().parent.parent / "facts" / "member_letters.json"


@transaction.atomic
def load_letters() -> str:
    """Write the shipped letters over what was shipped before; return a summary.

    What people changed of one, or took back, stays as they left it.
    """
    rows = _read()["letters"]
    for row in rows:
        identity = {"fiscal_year": row["year"], "bundle_id": row["bundle"], "subject": row["subject"]}
        known = MemberLetter.objects.filter(**identity, entered_by__isnull=True).first()
        if known and entries_about(known).exists():
            continue
        made, _ = MemberLetter.objects.update_or_create(
            **identity,
            entered_by=None,
            defaults={
                "chamber": row["chamber"],
                "delivered_on": date.fromisoformat(row["delivered_on"]),
                "signer_count": row["signer_count"],
                "note": row["note"],
                "source": row["source"],
                "source_url": row["source_url"],
                "as_of": date.fromisoformat(row["as_of"]),
            },
        )
        made.lines.set(Line.objects.filter(slug__in=row["lines"]))
    return f"{len(rows)} Member letters"


@transaction.atomic
def make_sample_calendar(*, by: User) -> int:
    """Make the SAMPLE deadlines and letters, their days counted from today; return how many.

    Nothing is made where sample rows are already, or the bills they name are not here.
    """
    if Deadline.objects.filter(is_sample=True).exists() or not Line.objects.exists():
        return 0
    facts = _read()
    running = fiscal_year_of(today())
    for row in facts["sample_deadlines"]:
        _make_deadline(row, running, by)
    for row in facts["sample_letters"]:
        _make_letter(row, running, by)
    return len(facts["sample_deadlines"]) + len(facts["sample_letters"])


def _make_deadline(row: dict[str, Any], running: int, by: User) -> None:
    due = _working_day(row["days"])
    fields = {
        "fiscal_year": running + row["year_after"],
        "kind": row["kind"],
        "title": row["title"],
        "due_on": due,
        "due_time": time.fromisoformat(row["time"]) if "time" in row else None,
        "chamber": row.get("chamber", ""),
        "bundle_id": row.get("bundle"),
        "form_url": row.get("form_url", ""),
        "filed_by_words": row.get("filed_by_words", ""),
        **_sample_source("SAMPLE notice, fictional"),
    }
    made = add_deadline(fields=fields, by=by, is_sample=True)
    if row.get("done"):
        mark_done(deadline=made, on=due, by=by)


def _make_letter(row: dict[str, Any], running: int, by: User) -> None:
    last = _working_day(row["days"])
    fields = {
        "fiscal_year": running + row["year_after"],
        "chamber": row["chamber"],
        "bundle_id": row["bundle"],
        "subject": row["subject"],
        "circulation_text": row["circulation_text"],
        "deadline_on": last,
        "delivered_on": last if row["days"] < 0 else None,
        "lines": list(Line.objects.filter(slug__in=row["lines"])),
        **_sample_source(row["source"]),
    }
    add_letter(fields=fields, by=by, is_sample=True)


def _working_day(days: int) -> date:
    """Return the day so many days from today, or the Friday before: nothing is due on a weekend."""
    day = today() + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _sample_source(words: str) -> dict[str, Any]:
    return {"source": words, "as_of": today()}


def _read() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(LETTERS.read_text(encoding="utf-8"))
    return content
