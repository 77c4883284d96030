"""Offices of Congress as the pages of the money name and choose them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from appropriations.signer_names import Person
from legislation import styles
from legislation.models import Legislator, Term
from legislation.selectors.terms import holdings


def office_labels(bioguide_ids: Iterable[str | None]) -> dict[str, str]:
    """Return "Sen. Susan M. Collins (R-ME)" by bioguide id, by each one's last term; one query."""
    wanted = {one for one in bioguide_ids if one}
    terms = Term.objects.filter(legislator__in=wanted).select_related("legislator").order_by("starts_on")
    return {one.legislator_id: styles.title_and_full_name(one.legislator, one) for one in terms}


def choosable_offices(with_one: str | None = None) -> list[tuple[str, str]]:
    """Return who holds a seat, as (bioguide id, label) by last name whatever the party, for a list to choose from.

    `with_one` stays in the list though the seat is another's by now.
    """
    held = {who: one.term for who, one in holdings().items()}
    if with_one and with_one not in held:
        held |= {one.legislator_id: one for one in _last_terms([with_one])}
    terms = sorted(held.values(), key=lambda one: (one.legislator.sort_key, one.legislator_id))
    return [
        (one.legislator_id, f"{styles.title(one)} {_by_last_name(one.legislator)} ({styles.seat_of(one)})")
        for one in terms
    ]


def possible_signers(chamber: str, on: date) -> list[Person]:
    """Return who held a seat on a day, or holds one by the newest list; of one chamber, or of both for ""."""
    rows = Term.objects.filter(starts_on__lte=on, ends_on__gte=on).select_related("legislator")
    terms = {one.legislator_id: one for one in rows.order_by("starts_on")}
    for who, one in holdings().items():
        terms.setdefault(who, one.term)
    people = [_person(one) for one in terms.values() if chamber in ("", one.chamber)]
    return sorted(people, key=lambda one: (one.last, one.names, one.bioguide_id))


def _last_terms(bioguide_ids: list[str]) -> list[Term]:
    rows = Term.objects.filter(legislator__in=bioguide_ids).select_related("legislator").order_by("starts_on")
    return list({one.legislator_id: one for one in rows}.values())


def _by_last_name(who: Legislator) -> str:
    first = who.full_name.removesuffix(who.suffix).strip().removesuffix(who.last_name).strip(" ,")
    return f"{who.last_name}, {first}" if first else who.last_name


def _person(term: Term) -> Person:
    who = term.legislator
    first = [who.first_name, f"{who.first_name} {who.middle_name}".strip(), who.nickname]
    official = who.official_name.removesuffix(who.suffix).strip(" ,").removesuffix(who.last_name).strip()
    return Person(
        bioguide_id=who.pk,
        label=styles.title_and_full_name(who, term),
        last=who.last_name,
        names=tuple(dict.fromkeys(one for one in (*first, who.middle_name, official) if one)),
        state=term.state,
        district=term.district,
        party=term.party_letter,
    )
