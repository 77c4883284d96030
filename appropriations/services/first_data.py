"""Loads the money we ship: bundles with their subcommittees and bills, lines, and every sourced amount.

Shipped rows are told apart from what people entered (`entered_by`): a person's figure is never changed here,
and a shipped figure that changes leaves its old value in the audit log.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from appropriations.choices import CellKind, Nature
from appropriations.models import (
    Amount,
    Bundle,
    BundleSubcommittee,
    Line,
    PublishedFigure,
)
from appropriations.services import first_rows
from appropriations.services.deadline_years import keep_milestones
from appropriations.services.first_support import LETTERS, load_letters, make_sample_calendar
from appropriations.services.sample_slates import make_sample_slates
from common.audit import record
from common.facts import load_when_changed
from legislation.choices import Chamber
from legislation.models import Authorization, Committee
from members.models import User

FACTS = Path(__file__).resolve().parent.parent / "facts"
BUNDLES, LINES, AMOUNTS = FACTS / "bundles.json", FACTS / "lines.json", FACTS / "amounts.json"
# What makes an amount another amount; a change of one of these is written to the audit log.
_TELLING = ("kind", "nature", "dollars", "dollars_high", "is_about", "words", "rate_of_fiscal_year")


_NO_LONGER_SHIPPED = "No longer in the table of shipped figures"


class BadFacts(ValueError):  # noqa: N818 - named for what is wrong
    """A shipped table of money contradicts itself; the message names the row."""


def load_first_data() -> Iterator[str]:
    """Load what has changed since the last time; yield one line of summary a table.

    Links to bills, committees and authorizations are renewed each time, as those may have come since.
    """
    yield load_when_changed("money: bundles and lines", [BUNDLES, LINES], _load_lines)
    yield load_when_changed("money: bills that carry lines", [BUNDLES], first_rows.load_vehicles)
    yield load_when_changed("money: after enactment", [LINES, first_rows.FUNDING], first_rows.load_funding)
    yield load_when_changed(
        "money: sample report language", [LINES, first_rows.SAMPLE_LANGUAGE], first_rows.load_sample_language
    )
    yield load_when_changed("money: amounts", [LINES, AMOUNTS], lambda: load_amounts(facts=_read(AMOUNTS)))
    yield f"sample requests: {make_sample_slates()}"
    yield f"money: {_link_facts()}"
    yield load_when_changed("money: Member letters", [LINES, LETTERS], load_letters)
    yield f"money: {keep_milestones()} days set by statute added"
    staff = User.objects.filter(is_sample=True, secretariat_terms__isnull=False).order_by("pk").first()
    if staff is not None:
        yield f"money: {make_sample_calendar(by=staff)} sample deadlines and Member letters"


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _load_lines() -> str:
    facts = _read(BUNDLES)
    for position, row in enumerate(facts["bundles"]):
        Bundle.objects.update_or_create(
            key=row["key"],
            defaults={"name": row["name"], "short_name": row["short_name"], "position": position},
        )
    lines = _read(LINES)["lines"]
    for row in lines:
        _save_line(row)
    first_rows.load_parts_of_lines(lines)
    return f"{len(facts['bundles'])} bundles, {len(lines)} lines"


def _save_line(row: dict[str, Any]) -> None:
    """Write a line, unless staff changed it. A line inside another comes after it in the table."""
    if Line.objects.filter(slug=row["slug"], staff_changed_at__isnull=False).exists():
        return
    Line.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "short_name": row["short_name"],
            "department": row["department"],
            "agency": row["agency"],
            "account": row["account"],
            "bundle_id": row["bundle"],
            "within_id": row.get("within"),
            "former_names": row.get("former_names", []),
            "tags": row["tags"],
            "what_it_does": row.get("what_it_does", ""),
            "what_it_does_source": row.get("what_it_does_source", ""),
            "note": row.get("note", ""),
            "empty_reason": row.get("empty_reason", ""),
        },
    )


def load_amounts(*, facts: dict[str, Any]) -> str:
    """Write a table of amounts (documents, amounts, published) over what was shipped before; return a summary.

    Figures that people entered stay as they are. Raises BadFacts where the table contradicts itself.
    """
    by_hand = Q(entered_by__isnull=False) | Q(touched_at__isnull=False)
    kept = Amount.objects.printed().filter(by_hand, is_inner=False)
    taken = set(kept.values_list("line_id", "fiscal_year", "stage", "nature"))
    shipped = Amount.objects.filter(entered_by__isnull=True).select_related("parent")
    known = {amount.key: amount for amount in shipped}
    keys = set()
    # Wholes before their parts, which point at them.
    for row in sorted(facts["amounts"], key=lambda row: "parent" in row):
        key = key_of(row)
        if key in keys:
            raise BadFacts(f"amounts.json names {key} twice; give one of them a `part`")
        keys.add(key)
        _save_amount(key, _fields(row, facts["documents"], taken), row.get("parent", ""), known)
    gone = _withdraw(known, keys)
    for row in facts["published"]:
        _save_published(row, facts["documents"])
    return f"{len(keys)} amounts, {len(facts['published'])} published totals" + (
        f", {gone} withdrawn" if gone else ""
    )


def key_of(row: dict[str, Any]) -> str:
    """Return the stable name of a shipped amount: line, year, stage, and the part where there are several."""
    parts = [row["line"], str(row["year"]), row["stage"].replace("_", "-"), row.get("part", "")]
    return "-".join(part for part in parts if part)


def _fields(row: dict[str, Any], documents: dict[str, Any], taken: set[Any]) -> dict[str, Any]:
    document = documents[row["document"]]
    nature = row.get("nature", Nature.WHOLE)
    # A figure that a person chose to print stays the one we print.
    overruled = (row["line"], row["year"], row["stage"], nature) in taken
    return {
        "line_id": row["line"],
        "fiscal_year": row["year"],
        "stage": row["stage"],
        "kind": row.get("kind", CellKind.DOLLARS),
        "nature": nature,
        "dollars": row.get("dollars"),
        "dollars_high": row.get("dollars_high"),
        "is_about": row.get("about", False),
        "words": row.get("words", ""),
        "rate_of_fiscal_year": row.get("rate_of"),
        "document": document["document"],
        "url": document["url"],
        "source_kind": document["source_kind"],
        "as_of": date.fromisoformat(document["as_of"]),
        "page": row.get("page", ""),
        "note": row.get("note", ""),
        "is_preferred": row.get("preferred", True) and not overruled,
        "preferred_reason": row.get("preferred_reason", ""),
        "is_sample": row.get("sample", False),
    }


def _save_amount(key: str, fields: dict[str, Any], parent: str, known: dict[str, Amount]) -> None:
    if parent and parent not in known:
        raise BadFacts(f"amounts.json: {key} is part of {parent}, which is not in the table")
    fields["parent"] = known[parent] if parent else None
    before = known.get(key)
    if before is None:
        known[key] = Amount.objects.create(key=key, **fields)
        return
    if before.touched_at is not None:
        return
    # What is shipped again was taken out of the table before.
    fields |= {"withdrawn_at": None, "withdrawn_reason": ""}
    was = {name: getattr(before, name) for name in _TELLING}
    for name, value in fields.items():
        setattr(before, name, value)
    before.save()
    now = {name: fields[name] for name in _TELLING}
    if was != now:
        record("changed shipped amount", before, actor_id=None, was=was, now=now)


def _withdraw(known: dict[str, Amount], keys: set[str]) -> int:
    """Withdraw what is no longer shipped and nobody changed; a figure is never deleted."""
    gone = [
        amount
        for key, amount in known.items()
        if key not in keys and amount.touched_at is None and amount.withdrawn_at is None
    ]
    for amount in gone:
        was = {name: getattr(amount, name) for name in _TELLING}
        record("withdrew shipped amount", amount, actor_id=None, key=amount.key, was=was)
        amount.withdrawn_at, amount.withdrawn_reason = timezone.now(), _NO_LONGER_SHIPPED
        amount.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return len(gone)


def _save_published(row: dict[str, Any], documents: dict[str, Any]) -> None:
    document = documents[row["document"]]
    PublishedFigure.objects.update_or_create(
        key=row["key"],
        defaults={
            "title": row["title"],
            "first_fiscal_year": row["first_year"],
            "last_fiscal_year": row["last_year"],
            "dollars": row["dollars"],
            "words": row["words"],
            "document": document["document"],
            "url": document["url"],
            "source_kind": document["source_kind"],
            "as_of": date.fromisoformat(document["as_of"]),
        },
    )


def _link_facts() -> str:
    facts = _read(BUNDLES)
    first_rows.link_vehicles()
    missing = _link_committees(facts["bundles"]) + _link_authorizations()
    return "every committee and authorization is linked" if not missing else f"not known yet: {missing}"


def _link_committees(rows: list[dict[str, Any]]) -> str:
    wanted = [(row["key"], chamber, row[chamber]) for row in rows for chamber in Chamber.values]
    known = set(
        Committee.objects.filter(code__in=[code for *_, code in wanted]).values_list("code", flat=True)
    )
    for bundle, chamber, code in wanted:
        if code in known:
            BundleSubcommittee.objects.get_or_create(bundle_id=bundle, chamber=chamber, committee_id=code)
    missing = len(wanted) - len(known)
    return f"{missing} committees " if missing else ""


def _link_authorizations() -> str:
    missing = 0
    for row in _read(LINES)["lines"]:
        keys = row.get("authorizations", [])
        line = Line.objects.get(slug=row["slug"])
        if not keys or line.staff_changed_at is not None:
            continue
        known = list(Authorization.objects.filter(key__in=keys))
        line.authorizations.add(*known)
        missing += len(set(keys)) - len(known)
    return f"{missing} authorizations" if missing else ""
