"""What is known of all sitting legislators that bears on some bills, read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from appropriations.models import BundleSubcommittee, Line
from legislation.models import Bill, CommitteeSeat, Cosponsor, FamilyBill, Term
from legislation.selectors.asking import bill_now, nobody_on
from legislation.selectors.leadership import Post, floor_leaders
from legislation.selectors.terms import seated_terms
from legislation.signing import BillNow, OnBill
from members.models import Organization
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office
from outreach.office_states import OfficeStanding
from outreach.selectors.line_support import Supported, support_by_family
from outreach.selectors.office_states import office_standings


@dataclass(frozen=True)
class Reached:
    """A state that member organizations name: those that may be named there, and how many others there are."""

    named: tuple[str, ...]
    unnamed: int


@dataclass(frozen=True)
class About:
    """One bill that is asked about: where it is, who signed it, and its sitting supporters by their state."""

    bill: Bill
    now: BillNow
    names: OnBill
    signed: Mapping[str, Sequence[Cosponsor]]
    colleagues: Mapping[str, Sequence[Term]]


@dataclass(frozen=True)
class Known:
    """The facts, by bioguide id unless said otherwise."""

    on: date
    terms: Mapping[str, Term]
    offices: Mapping[str, OfficeStanding]
    seats: Mapping[str, Sequence[CommitteeSeat]]
    leaders: Mapping[str, Post]
    families: Mapping[str, frozenset[str]]
    """The families of each bill, by bill id."""
    vehicles: Mapping[str, tuple[Bill, ...]]
    """The vehicles of each family, newest Congress first."""
    signed_earlier: Mapping[str, frozenset[str]]
    """The bills of those families that each legislator cosponsors, or cosponsored and did not leave."""
    lines: Mapping[tuple[str, str], tuple[str, ...]]
    """The program lines by the subcommittee that writes them and the family whose authorizations they rest on."""
    reach: Mapping[str, Reached]
    """By state."""
    support: Mapping[tuple[str, str], tuple[Supported, ...]]
    """What legislators did for the lines of a family, by legislator and family, newest year first."""

    def sits(self, bioguide_id: str) -> bool:
        """Whether the office can be asked: what staff know of it goes before the published list."""
        office = self.offices.get(bioguide_id)
        return office is None or office.can_be_asked

    def is_departing(self, bioguide_id: str) -> bool:
        office = self.offices.get(bioguide_id)
        return office is not None and office.state == OfficeState.DEPARTING

    def about(self, bill: Bill) -> About:
        """Return one bill of `with_what_is_asked` with those on it, without a query."""
        signed: dict[str, list[Cosponsor]] = defaultdict(list)
        for row in bill.cosponsors.all():
            signed[row.legislator_id].append(row)
        on_it = {who for who, rows in signed.items() if any(row.withdrawn_on is None for row in rows)}
        sitting = [self.terms[who] for who in {*on_it, bill.sponsor_id or ""} if who in self.terms]
        colleagues: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(sitting, key=lambda one: (one.legislator.sort_key, one.legislator_id)):
            colleagues[term.state].append(term)
        return About(bill, bill_now(bill, self.on), nobody_on(bill, self.on), signed, colleagues)

    def lines_written(self, seats: Iterable[CommitteeSeat], bill: Bill) -> list[str]:
        """Return the names of the lines of a bill's families that the subcommittees of `seats` write."""
        families = self.families.get(bill.pk, frozenset())
        names = (
            self.lines.get((seat.committee_id, family), ()) for seat in seats for family in sorted(families)
        )
        return sorted({name for some in names for name in some})


def known_of(bills: Sequence[Bill], user: Any, on: date) -> Known:
    """Gather what bears on `bills`; the number of queries is the same for one bill and for many."""
    terms = seated_terms(on=on)
    families, vehicles = _families(bills, user)
    lines = lines_by_writer({slug for slugs in families.values() for slug in slugs})
    offices = Office.objects.visible_to(user).filter(kind=OfficeKind.LEGISLATOR, legislator__in=list(terms))
    standings = office_standings(offices, on)
    return Known(
        on=on,
        terms=terms,
        offices={office.legislator_id or "": standings[office.pk] for office in offices},
        seats=_seats(bills, {committee for committee, _ in lines}, on),
        leaders=floor_leaders(on),
        families=families,
        vehicles=vehicles,
        signed_earlier=_signed({bill.pk for group in vehicles.values() for bill in group}, terms),
        lines=lines,
        reach=_reach(user),
        support=support_by_family({slug for slugs in families.values() for slug in slugs}, terms, user, on),
    )


def _families(
    bills: Sequence[Bill], user: Any
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[Bill, ...]]]:
    """Vehicles only: a neighbor, or a larger bill that carried the provisions, says nothing of the effort itself."""
    mine = FamilyBill.objects.filter(bill__in=bills, part=FamilyBill.Part.VEHICLE)
    parts = (
        FamilyBill.objects.filter(family__in=mine.values("family"), part=FamilyBill.Part.VEHICLE)
        .filter(bill__in=Bill.objects.visible_to(user))
        .select_related("bill")
        .order_by("-bill__congress", "bill__bill_type", "bill__number")
    )
    wanted = {bill.pk for bill in bills}
    families: dict[str, set[str]] = defaultdict(set)
    vehicles: dict[str, list[Bill]] = defaultdict(list)
    for part in parts:
        vehicles[part.family_id].append(part.bill)
        if part.bill_id in wanted:
            families[part.bill_id].add(part.family_id)
    return (
        {bill: frozenset(slugs) for bill, slugs in families.items()},
        {slug: tuple(group) for slug, group in vehicles.items()},
    )


def _signed(bill_ids: Iterable[str], terms: Mapping[str, Term]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = Cosponsor.objects.filter(bill__in=list(bill_ids)).current().order_by()
    for legislator, bill in rows.values_list("legislator_id", "bill_id"):
        if legislator in terms:
            found[legislator].add(bill)
    return {legislator: frozenset(signed) for legislator, signed in found.items()}


def _seats(bills: Sequence[Bill], more: set[str], on: date) -> dict[str, list[CommitteeSeat]]:
    codes = {one.committee_id for bill in bills for one in bill.bill_committees.all()} | more
    found: dict[str, list[CommitteeSeat]] = defaultdict(list)
    for seat in (
        CommitteeSeat.objects.assigned(on)
        .filter(committee__in=codes)
        .select_related("committee__parent")
        .order_by("committee")
    ):
        found[seat.legislator_id].append(seat)
    return found


def lines_by_writer(families: set[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the names of lines by the subcommittee that writes them and the family they rest on; two queries."""
    writers: dict[str, list[str]] = defaultdict(list)
    for row in BundleSubcommittee.objects.filter(last_fiscal_year__isnull=True):
        writers[row.bundle_id].append(row.committee_id)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = Line.objects.filter(authorizations__family__in=families).order_by()
    for family, bundle, name in rows.values_list("authorizations__family", "bundle", "name").distinct():
        for committee in writers[bundle]:
            found[committee, family].add(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _reach(user: Any) -> dict[str, Reached]:
    """A state counts when an organization names it; its name is given there only if it chose so itself (P7)."""
    named: dict[str, list[str]] = defaultdict(list)
    unnamed: dict[str, int] = defaultdict(int)
    rows = Organization.objects.visible_to(user).active().order_by("sort_key").prefetch_related("reach")
    for organization in rows:
        for state in {place.code for place in organization.reach.all() if place.kind == "state"}:
            if organization.may_be_named_to(state):
                named[state].append(organization.name)
            else:
                unnamed[state] += 1
    return {state: Reached(tuple(named[state]), unnamed[state]) for state in {*named, *unnamed}}
