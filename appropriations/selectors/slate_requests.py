"""Slates as plain requests: what one says, and what is in force for a fiscal year and an addressee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from appropriations.asking import Request, Said, in_force, slate_text
from appropriations.models import Slate, SlateClearance, SlateItem
from common.citations import NBSP, fiscal_year


def request_of(item: SlateItem) -> Request:
    """Return an item as a plain request; its slate, line and the line's bundle must be loaded."""
    line, slate = item.line, item.slate
    return Request(
        line=line.slug,
        name=line.name,
        kind=item.kind,
        nature=item.nature,
        dollars=item.dollars,
        words=item.words,
        justification=item.justification,
        report_language=item.report_language,
        is_dropped=item.is_dropped,
        agency=line.agency or line.department,
        bundle=line.bundle.short_name,
        slate=slate.pk,
        adopted_at=slate.adopted_at,
    )


def items_of(slate: Slate) -> list[SlateItem]:
    """Return the items of a slate in their order, with lines and bundles loaded; one query."""
    return list(SlateItem.objects.filter(slate=slate).select_related("slate", "line__bundle"))


def requests_of(slate: Slate) -> tuple[Request, ...]:
    """Return what a slate itself says, in its order; one query."""
    return tuple(request_of(item) for item in items_of(slate))


def adopted_items(year: int, to: str, *, before: Slate | None = None) -> list[SlateItem]:
    """Return the items of the adopted slates of a year and addressee, the slate first, then its amendments; one query.

    `before` leaves out what was adopted with that slate or after it.
    """
    rows = SlateItem.objects.filter(slate__state="adopted", slate__fiscal_year=year, slate__to=to)
    # With a slate that is no longer in force its amendments are not, either.
    rows = rows.filter(Q(slate__amends__isnull=True) | Q(slate__amends__state="adopted"))
    if before is not None and before.adopted_at is not None:
        rows = rows.filter(slate__adopted_at__lt=before.adopted_at)
    rows = rows.select_related("slate__decision", "line__bundle")
    return list(rows.order_by("slate__adopted_at", "slate", "position", "id"))


def requests_in_force(year: int, to: str, *, before: Slate | None = None) -> dict[str, Request]:
    """Return the requests in force by line, each the latest adopted word on it, in the slate's order; one query."""
    return in_force(request_of(item) for item in adopted_items(year, to, before=before))


def before_amendment(slate: Slate) -> dict[str, Request] | None:
    """Return what an amendment changes: the requests in force before it; None for a slate that amends none."""
    if slate.amends_id is None:
        return None
    return requests_in_force(slate.fiscal_year, slate.to, before=slate)


def text_of(slate: Slate, requests: Sequence[Request] | None = None) -> str:
    """Return a slate as the Markdown text of a proposal or decision."""
    amends = ""
    if slate.amends is not None and slate.amends.decision is not None:
        amends = f"the {slate.amends}, adopted by decision {slate.amends.decision.number}"
    said = Said(
        year=fiscal_year(slate.fiscal_year).replace(NBSP, " "),
        addressee="Congress" if slate.to == "to_congress" else "the Office of Management and Budget",
        amends=amends,
    )
    return slate_text(said, requests if requests is not None else requests_of(slate), before_amendment(slate))


def clearances_by_key(slates: Iterable[Slate]) -> dict[tuple[str, str, str, str, str], SlateClearance]:
    """Return the clearances of slates by the key of the phrase they hold for; one query."""
    rows = SlateClearance.objects.filter(slate__in=list(slates)).select_related("cleared_by")
    return {(one.line_id or "", one.field, one.rule, one.phrase, one.sentence): one for one in rows}
