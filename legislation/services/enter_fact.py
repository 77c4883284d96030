"""Facts of a bill that staff enter with their source, and take back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from common.dates import today
from legislation.models import Bill, Committee, EnteredFact, Legislator
from legislation.services import bill_events, overlay

_OF_A_PERSON = (EnteredFact.Kind.COSPONSOR, EnteredFact.Kind.WITHDRAWAL)


class FactError(Exception):
    """A fact cannot be entered so; the message is fit to be shown."""


@dataclass(frozen=True)
class NewFact:
    """What staff enter: what happened, when, and where it is known from (a document, an address, or both)."""

    kind: EnteredFact.Kind
    on: date
    as_of: date
    text: str = ""
    committee: Committee | None = None
    legislator: Legislator | None = None
    document: str = ""
    url: str = ""


@transaction.atomic
def enter_fact(*, bill: Bill, fact: NewFact, by: Any) -> EnteredFact:
    """Write a fact the feed does not show yet, and lay it over the bill. Raises FactError for what cannot be."""
    locked: Bill = Bill.objects.select_for_update(of=("self",)).get(pk=bill.pk)
    _refuse(locked, fact)
    before = bill_events.look_at(bill_ids=[locked.pk], now=timezone.now())
    row = EnteredFact.objects.create(
        measure=locked.pk,
        kind=fact.kind,
        on=fact.on,
        text=fact.text,
        committee_codes=[fact.committee.pk] if fact.committee else [],
        legislator=fact.legislator if fact.kind in _OF_A_PERSON else None,
        document=fact.document,
        url=fact.url,
        as_of=fact.as_of,
        entered_by=by,
    )
    overlay.apply([locked.pk])
    bill_events.record_new(before=before, now=timezone.now())
    audit.record("entered a fact", locked, actor_id=by.pk, fact=row.pk, kind=str(fact.kind))
    return row


@transaction.atomic
def withdraw_fact(*, fact: EnteredFact, reason: str, by: Any) -> None:
    """Take back a fact that was wrong; it stays in the history with the reason. Raises FactError once it is over."""
    row: EnteredFact = EnteredFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    if not row.is_standing:
        raise FactError("This fact no longer counts: it was withdrawn, or the feed carries it.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    bill = Bill.objects.filter(pk=row.measure).first()
    if bill is not None:
        standing = list(EnteredFact.objects.standing().filter(measure=bill.pk).order_by("on", "pk"))
        overlay.lay_over_bill(bill, standing)
    audit.record("withdrew a fact", bill, actor_id=by.pk, fact=row.pk, reason=reason)


def _refuse(bill: Bill, fact: NewFact) -> None:
    if not (fact.document or fact.url):
        raise FactError("Say where it is known from: a document, an address, or both.")
    if fact.on > today() or fact.as_of > today():
        raise FactError("A fact has happened; a day to come cannot be entered.")
    if bill.introduced_on and fact.on < bill.introduced_on:
        raise FactError("That day is before the bill was introduced.")
    if fact.kind in _OF_A_PERSON:
        _refuse_person(bill, fact)
    elif not fact.text:
        raise FactError("Say what happened, in the words of the source.")
    elif fact.kind == EnteredFact.Kind.ACTION and overlay.is_on_the_list(bill, fact.on, fact.text):
        raise FactError("The list of actions has this step already.")


def _refuse_person(bill: Bill, fact: NewFact) -> None:
    person = fact.legislator
    if person is None:
        raise FactError("Choose who it is.")
    on_it = bill.cosponsors.current().filter(legislator=person).exists()
    if fact.kind == EnteredFact.Kind.WITHDRAWAL:
        if not on_it:
            raise FactError("This legislator is not on the list of cosponsors.")
        return
    if person.pk == bill.sponsor_id:
        raise FactError("The sponsor is no cosponsor.")
    if on_it:
        raise FactError("The list of cosponsors has this legislator already.")
    seats = person.terms.filter(starts_on__lte=fact.on, ends_on__gte=fact.on, chamber=bill.origin_chamber)
    if not seats.exists():
        raise FactError("This legislator held no seat in the bill's chamber on that day.")
