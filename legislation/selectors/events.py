"""The events of bills as their rows tell them, those stored before, and whom they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from common.citations import cite, cite_in_full
from common.dates import eastern
from legislation.choices import Chamber, Stage
from legislation.happenings import happening_of
from legislation.models import (
    Action,
    Bill,
    BillEvent,
    BillVote,
    CboEstimate,
    Committee,
    CommitteeReport,
    Cosponsor,
    Family,
    FamilyBill,
    RelatedBill,
    Summary,
    TextVersion,
)
from legislation.moved import Introduced, Signed
from legislation.news import Event, EventKind, numbered, step_name
from legislation.selectors.moved import stepped_of
from legislation.selectors.standing import RELATED, read, sponsor_line
from legislation.wording import Seat, cited

_CHAMBERS = {Chamber.HOUSE: "the House", Chamber.SENATE: "the Senate"}


def events_of(bill_ids: Collection[str], *, since: date) -> list[Event]:
    """Return the events that the rows of some bills tell of, steps from `since` on; ten queries, however many bills."""
    bills = Bill.objects.filter(pk__in=bill_ids).select_related(*RELATED).in_bulk()
    cosponsors = list(
        Cosponsor.objects.filter(bill__in=bills)
        .select_related("legislator")
        .order_by("bill_id", "legislator_id", "cosponsored_on", "pk")
    )
    return [
        *_introductions(bills, cosponsors),
        *_steps(bills, since),
        *_cosponsorships(bills, cosponsors),
        *_texts(bills),
        *_summaries(bills),
        *_votes(bills),
        *_estimates(bills),
        *_reports(bills),
        *_related_laws(bills),
    ]


def _introductions(bills: dict[str, Bill], cosponsors: Iterable[Cosponsor]) -> list[Event]:
    originals: defaultdict[str, list[str]] = defaultdict(list)
    for row in cosponsors:
        if row.is_original:
            originals[row.bill_id].append(row.party[:1])
    return [
        Event(
            EventKind.INTRODUCED,
            pk,
            bill.introduced_on,
            name="",
            told=Introduced(pk, bill.introduced_on, sponsor_line(bill), tuple(originals[pk])),
            legislator_id=bill.sponsor_id or "",
        )
        for pk, bill in bills.items()
        if bill.introduced_on
    ]


def _steps(bills: dict[str, Bill], since: date) -> list[Event]:
    actions = Action.objects.filter(bill__in=bills, acted_on__gte=since).order_by("bill_id", "position")
    readings = [(one, happening_of(read(one))) for one in actions]
    codes = {code for one, happening in readings if happening for code in one.committee_codes}
    names = dict(Committee.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        Event(
            EventKind.STEP,
            one.bill_id,
            one.acted_on,
            name=step_name(happening.kind, happening.step),
            told=stepped_of(one, happening, names),
            chamber=happening.chamber or "",
            committees=tuple(one.committee_codes),
            row=one.text_digest,
        )
        for one, happening in readings
        if happening
    ]


def _cosponsorships(bills: dict[str, Bill], rows: list[Cosponsor]) -> list[Event]:
    found = []
    names = numbered(f"{row.bill_id} {row.legislator_id}" for row in rows)
    for row, name in zip(rows, names, strict=True):
        seat = Seat(bills[row.bill_id].origin_chamber, row.party[:1], row.state, row.district)
        who, party = cited(row.legislator, seat), row.party[:1]
        for kind, on in (
            (EventKind.COSPONSORED, row.cosponsored_on),
            (EventKind.WITHDREW, row.withdrawn_on),
        ):
            if on:
                told = Signed(row.bill_id, on, party, who, withdrew=kind is EventKind.WITHDREW)
                found.append(
                    Event(
                        kind,
                        row.bill_id,
                        on,
                        name,
                        told,
                        legislator_id=row.legislator_id,
                        row=row.legislator_id,
                    )
                )
    return found


def _texts(bills: dict[str, Bill]) -> list[Event]:
    rows = list(TextVersion.objects.filter(bill__in=bills).order_by("bill_id", "published_on", "position"))
    names = numbered(f"{row.bill_id} {row.code or row.name}" for row in rows)
    return [
        Event(
            EventKind.TEXT,
            row.bill_id,
            row.published_on,
            name,
            told=f"{cite(row.bill_id)} has a new text: {row.name}",
            row=row.code or row.name[:64],
        )
        for row, name in zip(rows, names, strict=True)
    ]


def _summaries(bills: dict[str, Bill]) -> list[Event]:
    return [
        Event(
            EventKind.SUMMARY,
            row.bill_id,
            _day(row.updated_at) or row.acted_on,
            name=f"{row.version_code} {row.action_name}",
            told=f"{cite(row.bill_id)} has a new summary by the Congressional Research Service"
            + (f", of the bill as “{row.action_name}”" if row.action_name else ""),
        )
        for row in Summary.objects.filter(bill__in=bills).defer("text").order_by("bill_id", "pk")
    ]


def _votes(bills: dict[str, Bill]) -> list[Event]:
    return [
        Event(
            EventKind.VOTE,
            row.bill_id,
            row.acted_on or _day(row.held_at),
            name=f"{row.chamber} {row.congress}-{row.session}-{row.roll_number}",
            told=f"{cite(row.bill_id)} had a recorded vote"
            + (" on an amendment" if row.amendment_key else "")
            + f" in {_CHAMBERS[Chamber(row.chamber)]} (roll call {row.roll_number})",
            chamber=row.chamber,
        )
        for row in BillVote.objects.filter(bill__in=bills).order_by("bill_id", "pk")
    ]


def _estimates(bills: dict[str, Bill]) -> list[Event]:
    return [
        Event(
            EventKind.ESTIMATE,
            row.bill_id,
            _day(row.published_at),
            name=(row.url or row.title)[:300],
            told=f"{cite(row.bill_id)} has a cost estimate by the Congressional Budget Office",
        )
        for row in CboEstimate.objects.filter(bill__in=bills).order_by("bill_id", "position")
    ]


def _reports(bills: dict[str, Bill]) -> list[Event]:
    return [
        Event(
            EventKind.REPORT,
            row.bill_id,
            None,
            name=row.citation,
            told=f"{cite(row.bill_id)} has a committee report, {row.citation}",
        )
        for row in CommitteeReport.objects.filter(bill__in=bills).order_by("bill_id", "position")
    ]


def _related_laws(bills: dict[str, Bill]) -> list[Event]:
    rows = list(RelatedBill.objects.filter(bill__in=bills).order_by("bill_id", "other_id"))
    laws = Bill.objects.filter(pk__in={row.other_id for row in rows}, stage=Stage.ENACTED).in_bulk()
    return [
        Event(
            EventKind.RELATED_LAW,
            row.bill_id,
            law.stage_on,
            name=law.pk,
            told=f"{cite_in_full(law.pk)}, related to {cite(row.bill_id)}, became law",
        )
        for row in rows
        if (law := laws.get(row.other_id)) and law.stage_on
    ]


def stored_events(bill_ids: Collection[str]) -> list[Event]:
    """Return what is stored of the events of some bills, as far as it tells one from another."""
    return [
        Event(
            EventKind(row.kind),
            row.bill_id,
            row.happened_on,
            row.name,
            told=row.sentence,
            chamber=row.chamber,
            committees=tuple(row.committee_codes),
        )
        for row in BillEvent.objects.filter(bill__in=bill_ids)
    ]


def families_of(bill_ids: Collection[str]) -> dict[str, list[Family]]:
    """Return the families of some bills, by bill."""
    found: defaultdict[str, list[Family]] = defaultdict(list)
    for row in FamilyBill.objects.filter(bill__in=bill_ids).select_related("family"):
        found[row.bill_id].append(row.family)
    return found


def _day(moment: datetime | None) -> date | None:
    return eastern(moment).date() if moment else None
