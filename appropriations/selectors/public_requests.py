"""The public record of requests: what the coalition adopted and hands to offices, and nothing else (P5).

Whatever is for outside is made from `PublicRequest` alone, which has no place for a note, a tally or an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from appropriations.asking import Request, amount_in_words
from appropriations.choices import SlateTo
from appropriations.models import SlateItem
from decisions.models import Decision


@dataclass(frozen=True)
class PublicRequest:
    """One adopted request as anyone may read it."""

    fiscal_year: int
    addressee: str
    line: str
    agency: str
    asked: str
    dollars: int | None
    justification: str
    report_language: str
    decision: str
    decided_on: date
    is_sample: bool


def public_items() -> QuerySet[SlateItem]:
    """Return the requests in force that rest on a public decision, newest year first, for a filter to narrow.

    A request that a later slate changed or dropped is not here, even where that one's decision is not public: its words
    would say what is no longer asked.
    """
    stands = Q(slate__amends__isnull=True) | Q(slate__amends__state="adopted")
    of_year = SlateItem.objects.filter(
        stands,
        slate__state="adopted",
        slate__fiscal_year=OuterRef("slate__fiscal_year"),
        slate__to=OuterRef("slate__to"),
    )
    same_moment = Q(slate__adopted_at=OuterRef("slate__adopted_at"), slate_id__gt=OuterRef("slate_id"))
    later = of_year.filter(
        Q(slate__adopted_at__gt=OuterRef("slate__adopted_at")) | same_moment, line=OuterRef("line")
    )
    rows: QuerySet[SlateItem] = (
        SlateItem.objects.filter(
            stands,
            slate__state="adopted",
            slate__decision__in=Decision.objects.public(),
            is_dropped=False,
        )
        .exclude(Exists(later))
        .order_by(
            F("slate__fiscal_year").desc(),
            "slate__to",
            "line__bundle__position",
            "slate__amends_id",
            "position",
            "id",
        )
    )
    return rows


def as_public(rows: QuerySet[SlateItem]) -> Iterator[PublicRequest]:
    """Yield the public record of `rows`, which must come from `public_items`; one query."""
    loaded = rows.select_related("slate__decision", "line")
    return (_record(item) for item in loaded if item.slate.decision is not None)


def _record(item: SlateItem) -> PublicRequest:
    slate, line = item.slate, item.line
    request = Request(
        line.slug,
        line.name,
        item.kind,
        item.nature,
        item.dollars,
        item.words,
        report_language=item.report_language,
    )
    decision = slate.decision
    if decision is None:
        raise ValueError("An adopted slate rests on a decision.")
    return PublicRequest(
        fiscal_year=slate.fiscal_year,
        addressee=str(SlateTo(slate.to).label).removeprefix("to "),
        line=line.name,
        agency=line.agency or line.department,
        asked=amount_in_words(request),
        dollars=item.dollars,
        justification=item.justification,
        report_language=item.report_language,
        decision=decision.number,
        decided_on=decision.decided_on,
        is_sample=slate.is_sample,
    )
