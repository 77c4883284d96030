"""Loading the facts of Congress that we ship: Congresses, the roster, bills, families, authorizations."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from common.facts import load_when_changed
from legislation.models import Bill, Congress, Legislator, TrackedBill
from legislation.services import family_facts
from legislation.services.known_rows import KnownRows
from legislation.services.lay_over import lay_over
from legislation.services.load_legislators import OlderRoster, load_roster
from legislation.services.sync_bill import Outcome, sync_bill
from legislation.sources import facts_table
from legislation.sources.facts_table import LaidOver
from legislation.sources.records import BillRecord

FACTS = Path(settings.BASE_DIR) / "legislation" / "facts"
_ROSTER_FILES = (
    "roster_as_of.txt",
    "legislators.csv",
    "committees.csv",
    "seats.csv",
    "district_offices.csv",
)


def load_first_data() -> Iterator[str]:
    """Load each shipped table that has changed; yield a line about each.

    Newer facts already here are kept: the tables go through the same services as every other source.
    Raises facts_table.UnreadableFacts; a table that fails leaves nothing of itself behind.
    """
    yield load_when_changed("Congresses", [FACTS / "congresses.csv"], load_congresses)
    yield load_when_changed("legislators", [FACTS / name for name in _ROSTER_FILES], _load_roster)
    yield load_when_changed("bills", [FACTS / "bills.jsonl", FACTS / "people.csv"], load_bills)
    yield load_when_changed("families", [FACTS / "families.json"], load_families)
    yield load_when_changed("authorizations", [FACTS / "authorizations.json"], load_authorizations)
    yield load_when_changed("tracked bills", [FACTS / "tracked.json"], load_tracked)


def load_congresses() -> str:
    """Write the Congresses and their dates; return a line of summary."""
    rows = [
        Congress(
            number=int(row["number"]),
            starts_on=dt.date.fromisoformat(row["starts_on"]),
            ends_on=dt.date.fromisoformat(row["ends_on"]),
        )
        for row in facts_table.read_rows(FACTS / "congresses.csv")
    ]
    Congress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["number"], update_fields=["starts_on", "ends_on"]
    )
    return f"{len(rows)}"


def _load_roster() -> str:
    try:
        return str(load_roster(roster=facts_table.read_roster(FACTS)))
    except OlderRoster as older:
        return str(older)


def load_bills() -> str:
    """Write the shipped bills through the one way every source takes; return a line of summary."""
    names = facts_table.read_names(facts_table.read_rows(FACTS / "people.csv"))
    names |= {
        row.bioguide_id: facts_table.Name(row.first_name, row.middle_name, row.last_name)
        for row in Legislator.objects.all()
    }
    now, known = timezone.now(), KnownRows()
    counted = Counter(
        _load_bill(record, laid, now, known)
        for record, laid in facts_table.read_bills(FACTS / "bills.jsonl", names)
    )
    return ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome)


def _load_bill(
    record: BillRecord, laid_over: tuple[LaidOver, ...], now: dt.datetime, known: KnownRows
) -> Outcome:
    outcome = sync_bill(record=record, now=now, known=known)
    for laid in laid_over:
        lay_over(bill_id=laid.bill, action=laid.action, source=laid.source, url=laid.url)
    return outcome


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FACTS / name).read_text(encoding="utf-8"))
    return rows


def load_families() -> str:
    """Write the families with their bills and laws; what staff added or changed stays."""
    return family_facts.load_families(_read("families.json"))


def load_authorizations() -> str:
    """Write the authorizations, in law and proposed; what staff changed stays."""
    return family_facts.load_authorizations(_read("authorizations.json"))


def load_tracked() -> str:
    """Follow the shipped choice of bills; one that staff stopped following is not taken up again."""
    rows = _read("tracked.json")
    here = set(Bill.objects.filter(pk__in=[row["bill"] for row in rows]).values_list("pk", flat=True))
    for row in rows:
        if row["bill"] in here:
            TrackedBill.objects.get_or_create(bill_id=row["bill"], defaults={"reason": row["reason"]})
    return f"{TrackedBill.objects.count()}"
