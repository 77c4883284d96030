"""Loads what we ship of the bills that carry lines, of what became of money, and sample report language.

Each shipped row has a key. A row that staff changed or withdrew is theirs: it stays as they left it (P9).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from appropriations.models import (
    BundleBill,
    FundingEvent,
    LanguageFound,
    LineEffect,
    LinePlacement,
    ReportLanguage,
)
from common.audit import record
from decisions.models import Decision
from legislation.models import Bill

FACTS = Path(__file__).resolve().parent.parent / "facts"
BUNDLES, FUNDING = FACTS / "bundles.json", FACTS / "funding.json"
SAMPLE_LANGUAGE = FACTS / "sample_language.json"


def load_vehicles() -> str:
    """Write the shipped bills that carry lines over what was shipped before; return a summary."""
    rows = {key_of(row): row for row in _read(BUNDLES)["bills"]}
    for key, row in rows.items():
        fields = {
            "bundle_id": row["bundle"],
            "fiscal_year": row["fiscal_year"],
            "role": row["role"],
            "citation": row["citation"],
            "starts_on": _day(row.get("starts_on")),
            "ends_on": _day(row.get("ends_on")),
            "note": row["note"],
            "source": row["source"],
            "source_url": row.get("url", ""),
            "as_of": _day(row["as_of"]),
        }
        _write(BundleBill.objects.filter(key=key), key, fields)
    _take_out(BundleBill.objects.exclude(key=""), rows)
    return f"{len(rows)} bills"


def link_vehicles() -> None:
    """Join the shipped rows to the bills at hand; a bill that is not at hand keeps its citation, that is no fault."""
    named = {key_of(row): row["bill"] for row in _read(BUNDLES)["bills"] if row["bill"]}
    known = set(Bill.objects.filter(pk__in=named.values()).values_list("pk", flat=True))
    waiting = BundleBill.objects.filter(key__in=named, bill__isnull=True, staff_changed_at__isnull=True)
    for row in waiting:
        if named[row.key] in known:
            row.bill_id = named[row.key]
            row.save(update_fields=["bill"])


def load_funding() -> str:
    """Write the shipped events after enactment over what was shipped before; return a summary."""
    rows = {row["key"]: row for row in _read(FUNDING)["events"]}
    for key, row in rows.items():
        fields = {
            "line_id": row["line"],
            "fiscal_year": row["fiscal_year"],
            "kind": row["kind"],
            "happened_on": _day(row.get("happened_on")),
            "due_on": _day(row.get("due_on")),
            "ended_on": _day(row.get("ended_on")),
            "day_words": row.get("day_words", ""),
            "dollars": row.get("dollars"),
            "words": row["words"],
            "document": row["document"],
            "page": row.get("page", ""),
            "url": row["url"],
            "source_kind": row["source_kind"],
            "as_of": _day(row["as_of"]),
        }
        _write(FundingEvent.objects.filter(key=key), key, fields)
    _take_out(FundingEvent.objects.exclude(key=""), rows)
    return f"{len(rows)} events"


def load_parts_of_lines(lines: list[dict[str, Any]]) -> None:
    """Write where shipped lines stood in other years, and what they do for people and the economy."""
    placements = {
        f"{line['slug']}-{row['first']}": (line, row) for line in lines for row in line.get("placements", [])
    }
    for key, (line, row) in placements.items():
        fields = {
            "line_id": line["slug"],
            "bundle_id": row["bundle"],
            "first_fiscal_year": row["first"],
            "last_fiscal_year": row.get("last"),
            "name_then": row.get("name", ""),
            "agency": row.get("agency", ""),
            "account": row.get("account", ""),
            "source": row["source"],
            "source_url": row.get("url", ""),
            "as_of": _day(row["as_of"]),
        }
        _write(LinePlacement.objects.filter(key=key), key, fields)
    _take_out(LinePlacement.objects.exclude(key=""), placements)
    effects = {
        f"{line['slug']}-{row['key']}": (line, row) for line in lines for row in line.get("effects", [])
    }
    for key, (line, row) in effects.items():
        fields = {
            "line_id": line["slug"],
            "for_whom": row["for"],
            "text": row["text"],
            "source": row["source"],
            "source_url": row.get("url", ""),
            "as_of": _day(row["as_of"]),
            "position": row.get("position", 0),
        }
        _write(LineEffect.objects.filter(key=key), key, fields)
    _take_out(LineEffect.objects.exclude(key=""), effects)


def load_sample_language() -> str:
    """Write the sample passages once, and only where the sample coalition is; return a summary."""
    if not Decision.objects.filter(is_sample=True).exists():
        return "no sample coalition"
    added = 0
    for row in _read(SAMPLE_LANGUAGE)["passages"]:
        identity = {"line_id": row["line"], "fiscal_year": row["fiscal_year"], "title": row["title"]}
        if ReportLanguage.objects.filter(**identity).exists():
            continue
        passage = ReportLanguage.objects.create(
            **identity, sought=row["sought"], source=row["source"], as_of=_day(row["as_of"]), is_sample=True
        )
        for found in row["found"]:
            LanguageFound.objects.create(
                language=passage, **{**found, "as_of": _day(found["as_of"])}, is_sample=True
            )
        added += 1
    return f"{added} passages"


def key_of(row: dict[str, Any]) -> str:
    """Return the stable name of a shipped bill: what it carries, the year, the bill, and as what."""
    bill = row["bill"] or slugify(row["citation"])
    return f"{row['bundle']}-{row['fiscal_year']}-{bill}-{row['role'].replace('_', '-')}"


def _write(known: QuerySet[Any], key: str, fields: dict[str, Any]) -> None:
    row = known.first()
    if row is None:
        known.model.objects.create(key=key, **fields)
    elif row.staff_changed_at is None:
        known.update(**fields)


def _take_out(shipped: QuerySet[Any], keys: Collection[str]) -> None:
    """Take out what is no longer shipped and nobody changed, with an entry in the record."""
    for row in shipped.filter(staff_changed_at__isnull=True).exclude(key__in=keys):
        record("took out what is no longer shipped", row, actor_id=None, key=row.key)
        row.delete()


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
