"""What the pages about packets show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from briefings.models import Packet
from common.dates import congress_day
from legislation import styles
from legislation.models import Bill, Congress, FamilyBill, Legislator
from legislation.selectors.standing import RELATED
from legislation.selectors.terms import Holding, holdings
from legislation.wording import congress_ended


@dataclass(frozen=True)
class BillChoice:
    """A bill that may be given a section: its id, citation, and title."""

    id: str
    label: str


def packets_for(user: Any, *, with_manifest: bool = False) -> QuerySet[Packet]:
    """Return the packets `user` may see, newest first, ready for a list: without the manifest, which is long."""
    rows: QuerySet[Packet] = Packet.objects.visible_to(user)
    rows = rows.select_related("office__legislator", "job", "requested_by")
    return rows if with_manifest else rows.defer("manifest")


def what_it_rests_on(packet: Packet) -> dict[str, list[dict[str, Any]]]:
    """Return the manifest's sources and facts with their days as dates, for the packet's page."""
    return {
        part: [{**row, "as_of": date.fromisoformat(row["as_of"])} for row in packet.manifest.get(part, ())]
        for part in ("sources", "facts")
    }


def congress_ended_since(packet: Packet) -> str:
    """Return why a packet is no longer to be handed over, or nothing: its asks were of a Congress that has ended."""
    ended = Congress.objects.filter(
        ends_on__gt=congress_day(packet.requested_at), ends_on__lte=congress_day()
    ).first()
    return congress_ended(ended.number, ended.ends_on) if ended else ""


def office_choices(on: date) -> list[tuple[str, str]]:
    """Return (bioguide id, "Collins, Susan M.: Sen. (R-ME)") of everyone who sits on a day, by name.

    Whose term is over while no newer roster is here stands among them and says so: a draft can be made.
    """
    held = holdings(on=on)
    people = [one.term.legislator for one in held.values()]
    people.sort(key=lambda who: (who.sort_key, who.pk))
    return [(who.pk, _office_label(who, held[who.pk])) for who in people]


def _office_label(row: Legislator, held: Holding) -> str:
    name = f"{row.last_name}, {row.full_name.partition(row.last_name)[0].strip() or row.first_name}"
    doubt = f"; {held.doubt}" if held.doubt else ""
    return f"{name}: {styles.title(held.term)} ({styles.seat_of(held.term)}){doubt}"


def bill_choices(on: date) -> list[BillChoice]:
    """Return the live bills that are tracked or belong to a family, vehicles first, for choosing sections."""
    live = Bill.objects.live(on).filter(tracking__isnull=False) | Bill.objects.live(on).filter(
        family_parts__isnull=False
    )
    part = FamilyBill.objects.filter(bill=OuterRef("pk"), part=FamilyBill.Part.VEHICLE)
    rows = live.distinct().select_related(*RELATED).annotate(is_vehicle=Exists(part))
    rows = rows.order_by("-is_vehicle", "bill_type", "number")
    return [BillChoice(bill.pk, f"{bill.citation} {bill.name}") for bill in rows]
