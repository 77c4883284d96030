"""What legislation.kinship reads of bills: titles, sponsors, links, samples of texts; in bounded batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from django.db.models import Q

from common.citations import BILL_ID
from legislation import fingerprints
from legislation.kin_names import Link, Named
from legislation.models import Bill, BillText, Family, FamilyBill, RelatedBill, TextFingerprint, Title
from legislation.version_codes import order_of

# As many bills as are held at once: their titles come to some ten megabytes.
_BATCH = 4000
# A sample of a text's runs of words, with the version it was taken from.
_Sample = tuple[frozenset[int], str]


def vehicles_of(families: Iterable[Family]) -> dict[str, list[Named]]:
    """Return the vehicles of each family by its slug, in a constant number of queries."""
    parts = FamilyBill.objects.filter(family__in=list(families), part=FamilyBill.Part.VEHICLE)
    pairs = list(parts.order_by().values_list("family_id", "bill_id"))
    named = {one.bill: one for one in named_bills({bill for _, bill in pairs})}
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for family, bill in pairs:
        found[family].append(named[bill])
    return dict(found)


def links_of(bill_ids: Collection[str]) -> list[Link]:
    """Return what Congress's own systems relate to these bills, from either side."""
    rows = RelatedBill.objects.filter(Q(bill__in=bill_ids) | Q(other_id__in=bill_ids)).order_by()
    return [
        Link(bill, other, str(one.get("type", "")), str(one.get("by") or ""))
        for bill, other, relationships in rows.values_list("bill_id", "other_id", "relationships")
        if BILL_ID.match(other)
        for one in relationships
    ]


def linked_to(bill_ids: Collection[str]) -> set[str]:
    """Return the bills here that are linked with any of these, from either side."""
    ends = {end for link in links_of(bill_ids) for end in (link.bill, link.other)}
    return set(Bill.objects.filter(pk__in=ends).values_list("pk", flat=True))


def changed_since(moment: datetime) -> set[str]:
    """Return the bills with a fact or a text that changed here since a moment."""
    texts = BillText.objects.filter(as_of__gte=moment).values("measure")
    changed = Bill.objects.filter(Q(changed_at__gte=moment) | Q(pk__in=texts))
    return set(changed.order_by().values_list("pk", flat=True))


def named_bills(bill_ids: Collection[str] | None = None) -> Iterator[Named]:
    """Yield these bills, or all, as the rules read them; a batch at a time."""
    for batch in batches_of_named(bill_ids):
        yield from batch


def batches_of_named(bill_ids: Collection[str] | None = None) -> Iterator[list[Named]]:
    """Yield these bills, or all, in lists of bounded length."""
    rows = Bill.objects.order_by() if bill_ids is None else Bill.objects.filter(pk__in=bill_ids).order_by()
    found = rows.values_list("pk", "title", "short_title", "sponsor_id").iterator(chunk_size=_BATCH)
    samples = _samples(bill_ids)
    while batch := list(islice(found, _BATCH)):
        titles = _titles([row[0] for row in batch])
        yield [
            _named(bill, (title, short), sponsor or "", titles.get(bill, []), samples)
            for bill, title, short, sponsor in batch
        ]


def _named(
    bill: str,
    shown: tuple[str, str],
    sponsor: str,
    titles: list[tuple[str, str]],
    samples: Mapping[str, _Sample],
) -> Named:
    runs, version = samples.get(bill, (frozenset(), ""))
    named = [*titles, *(("Display Title", text) for text in shown if text)]
    return Named(bill, tuple(named), sponsor, runs, version)


def _titles(bill_ids: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = Title.objects.filter(bill__in=bill_ids).order_by("bill", "position")
    for bill, kind, text in rows.values_list("bill_id", "kind", "text"):
        found[bill].append((kind, text))
    return dict(found)


def _samples(bill_ids: Collection[str] | None) -> dict[str, _Sample]:
    """The newest text of each bill that has a fingerprint."""
    rows = TextFingerprint.objects.filter(rules=fingerprints.RULES)
    if bill_ids is not None:
        rows = rows.filter(text__measure__in=bill_ids)
    listed = rows.select_related("text").defer("text__content")
    ordered = sorted(listed, key=lambda one: (order_of(one.text.code), one.text.code))
    return {one.text.measure: (frozenset(one.runs), one.text.version) for one in ordered}
