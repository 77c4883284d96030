"""Sample letters, for the sample coalition only."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from common.dates import EASTERN, today
from decisions.services.decisions import record_decision
from decisions.services.letters import close_letter, draft_letter, open_letter
from decisions.services.outside_signers import Entry, enter_outside_signers
from decisions.services.signatures import sign_letter
from members.models import Organization, User
from members.selectors.people import speakers_of

SAMPLE = Path(__file__).resolve().parent.parent / "facts" / "sample_letters.yaml"
CLOSE_OF_BUSINESS = time(17, 0)


@transaction.atomic
def make_sample_letters(*, by: User) -> int:
    """Make the sample letters with their decisions, deadlines counted from today; return how many."""
    rows = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    for row in rows:
        _make_letter(row, by)
    return len(rows)


def _make_letter(row: dict[str, Any], by: User) -> None:
    decision = record_decision(**row["decision"], by=by.pk, is_sample=True)
    draft = draft_letter(
        title=row["title"], recipients=row["recipients"], text=row["text"], by=by, is_sample=True
    )
    letter = open_letter(
        letter=draft,
        decision=decision,
        soft_deadline_at=_in_days(row["soft_days"]),
        deadline_at=_in_days(row["days"]),
        by=by,
    )
    for slug in row["signed"]:
        organization = Organization.objects.get(slug=slug)
        speaker = speakers_of(organization).order_by("pk")[0]
        sign_letter(letter=letter, organization=organization, by=speaker)
    enter_outside_signers(letter=letter, entries=[Entry(*one) for one in row["outside"]], by=by)
    if row.get("closed"):
        close_letter(letter=letter, by=by, early=True)


def _in_days(days: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), CLOSE_OF_BUSINESS, EASTERN)
