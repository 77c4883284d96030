"""Which texts of bills are here, how people name them, and which two are worth comparing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count

from common.citations import cite, cite_in_full, ordinal
from legislation.choices import BillId, UnknownBillId
from legislation.models import Bill, BillText, FamilyBill, RelatedBill, TextVersion
from legislation.version_codes import VERSIONS, order_of

# As many as a list of suggestions in a form still helps with.
OFFERED = 400
_PAIRS_WITHOUT_BILL = 12
# A bill cited without its Congress is parsed with this one, which held none of our bills.
_ANY = 1
_LABEL = re.compile(r"^(?P<bill>.+?)\s*\((?P<congress>\d{1,3})(?:st|nd|rd|th)\)\s*(?:,\s*(?P<version>.*))?$")
_WITH_CODE = re.compile(
    rf"^(?P<bill>.*\d)[\s-]*(?P<code>{'|'.join(sorted(VERSIONS, key=len, reverse=True))})$", re.IGNORECASE
)
_COMPANION = re.compile(r"identical|companion", re.IGNORECASE)


class NoSuchTextError(Exception):
    """No text that the person may see is named so; the message says what to do."""


@dataclass(frozen=True)
class Pair:
    """Two texts worth comparing, the older first, and why."""

    old: BillText
    new: BillText
    why: str

    @property
    def query(self) -> str:
        """The address of their comparison, after the question mark."""
        return f"a={self.old.key}&b={self.new.key}"


def find_text(user: Any, words: str) -> BillText:
    """Return the text a person names: "119-hr-1144-ih", "H.R. 1144 (119th), Introduced in House" or a bill alone.

    A bill alone means its newest text here. Raises NoSuchTextError.
    """
    said = " ".join(words.split())
    visible = BillText.objects.visible_to(user)
    exact: BillText | None = visible.keyed(said.lower()).first()
    if exact is not None:
        return exact
    bill, version = _named(said)
    found = _of_bill(visible, bill)
    named = (
        [each for each in found if version.lower() in {each.code, each.version.lower()}] if version else found
    )
    if not found:
        raise NoSuchTextError(f"No text of {_cited(bill)} is here yet.")
    if not named:
        here = ", ".join(each.version for each in found)
        raise NoSuchTextError(f"{_cited(bill)} is here in other versions: {here}.")
    chosen: BillText = visible.get(pk=named[-1].pk)
    return chosen


def _named(said: str) -> tuple[BillId, str]:
    """The bill and, where they are named, the version's name or code; a bill cited without Congress is of _ANY."""
    labeled, coded = _LABEL.match(said), _WITH_CODE.match(said)
    tries: list[tuple[str, int, str]] = [(said, _ANY, "")]
    if coded:
        tries.append((coded["bill"], _ANY, coded["code"]))
    if labeled:
        tries.insert(0, (labeled["bill"], int(labeled["congress"]), labeled["version"] or ""))
    for bill, congress, version in tries:
        try:
            return BillId.parse(bill, congress=congress), version
        except UnknownBillId:
            continue
    raise NoSuchTextError(
        "Name a bill and, if you like, its version: “H.R. 1144 (119th), Introduced in House”."
    )


def _of_bill(visible: Any, bill: BillId) -> list[BillText]:
    """The texts of a bill; of one cited without Congress, those of the newest Congress that has any."""
    if bill.congress != _ANY:
        return _in_order(visible.listed().filter(measure=str(bill)))
    of_any = _in_order(visible.listed().filter(measure__endswith=f"-{bill.type.value}-{bill.number}"))
    return [each for each in of_any if each.measure == of_any[0].measure]


def _cited(bill: BillId) -> str:
    return cite(str(bill)) if bill.congress == _ANY else cite_in_full(str(bill))


def offered(user: Any) -> list[BillText]:
    """Return the texts to choose from as one types: those of tracked bills, then the newest Congress's."""
    tracked = set(Bill.objects.visible_to(user).tracked().values_list("pk", flat=True))
    listed = BillText.objects.visible_to(user).listed()
    first = list(listed.filter(measure__in=tracked)[:OFFERED])
    others = list(
        listed.exclude(measure__in=tracked).order_by("-as_of", "measure", "code")[: OFFERED - len(first)]
    )
    return sorted([*first, *others], key=lambda one: (one.measure not in tracked, _reading_order(one)))


def pairs_of(user: Any, bill_id: str) -> list[Pair]:
    """Return what a bill's texts are worth comparing with: its versions, companions, predecessors; two queries each."""
    companions, vehicles, predecessors = _relatives(bill_id)
    texts = _by_bill(user, [bill_id, *companions, *vehicles, *predecessors])
    own = texts.get(bill_id, [])
    pairs = [Pair(old, new, "Versions of the bill") for old, new in pairwise(own)]
    if len(own) > 2:  # noqa: PLR2004 - first and last are not neighbors
        pairs.insert(0, Pair(own[0], own[-1], "First and newest version"))
    if own:
        pairs += [Pair(texts[one][-1], own[-1], "Companion") for one in companions if one in texts]
        pairs += [
            Pair(texts[one][-1], own[-1], "Vehicle of the same family") for one in vehicles if one in texts
        ]
        pairs += [
            Pair(
                texts[one][-1], own[-1], f"Predecessor in the {ordinal(int(one.partition('-')[0]))} Congress"
            )
            for one in predecessors
            if one in texts
        ]
    return pairs


def pairs_here(user: Any) -> list[Pair]:
    """Return first and newest version of bills that are here in several, tracked ones first."""
    several = (
        BillText.objects.visible_to(user)
        .values("measure")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("-n", "measure")
        .values_list("measure", flat=True)
    )
    tracked = set(Bill.objects.visible_to(user).tracked().filter(pk__in=several).values_list("pk", flat=True))
    chosen = sorted(several, key=lambda one: one not in tracked)[:_PAIRS_WITHOUT_BILL]
    texts = _by_bill(user, chosen)
    return [Pair(texts[one][0], texts[one][-1], "First and newest version") for one in chosen]


def not_here(user: Any, bill_id: str) -> int:
    """Return how many published versions of a bill have no text here."""
    here = BillText.objects.filter(measure=bill_id).values("code")
    listed = TextVersion.objects.filter(bill__in=Bill.objects.visible_to(user).filter(pk=bill_id)).exclude(
        code=""
    )
    return listed.exclude(code__in=here).values("code").distinct().count()


def _relatives(bill_id: str) -> tuple[list[str], list[str], list[str]]:
    """The ids of a bill's companions, of its families' other vehicles, and of those in earlier Congresses."""
    congress = int(bill_id.partition("-")[0])
    own = FamilyBill.objects.filter(bill=bill_id)
    families = FamilyBill.objects.filter(family__in=own.values("family"), part=FamilyBill.Part.VEHICLE)
    kin = list(families.order_by("-bill__congress_id", "bill_id").values_list("bill_id", "bill__congress"))
    companions = set(own.filter(companion__isnull=False).values_list("companion_id", flat=True))
    companions |= {
        row.other_id
        for row in RelatedBill.objects.filter(bill=bill_id)
        if any(_COMPANION.search(str(kind.get("type", ""))) for kind in row.relationships)
    }
    live = {each for each, number in kin if number == congress} - companions
    earlier = [each for each, number in kin if number < congress]
    return sorted(companions - {bill_id}), sorted(live - {bill_id}), list(dict.fromkeys(earlier))


def _by_bill(user: Any, bill_ids: Sequence[str]) -> dict[str, list[BillText]]:
    texts: defaultdict[str, list[BillText]] = defaultdict(list)
    for text in _in_order(BillText.objects.visible_to(user).listed().filter(measure__in=bill_ids)):
        texts[text.measure].append(text)
    return dict(texts)


def _in_order(texts: Iterable[BillText]) -> list[BillText]:
    return sorted(texts, key=_reading_order)


def _reading_order(text: BillText) -> tuple[int, str, int, int, str]:
    bill = BillId.parse(text.measure)
    return (-bill.congress, bill.type.value, bill.number, order_of(text.code), text.code)
