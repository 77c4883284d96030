"""What the page of a packet shows of the gate, of waivers and of handing over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import NoReverseMatch, reverse

from appropriations.models import SlateItem
from briefings.gate_rules import RULES, WAIVABLE, Rule
from briefings.models import Handover, Packet, Waiver
from common.models import Job
from legislation.choices import BillId, UnknownBillId
from priorities.models import Position

CHECK_KIND = "check packet files"


@dataclass(frozen=True)
class RefusalLine:
    """One refusal with its rule in words, where to mend it, and who waived it."""

    key: str
    item: str
    reason: str
    rule: str
    principle: str
    mend: str
    url: str
    opens: str
    may_be_waived: bool
    waiver: Waiver | None


@dataclass(frozen=True)
class GatePage:
    """The refusals of a packet and what they leave to do; `standing` counts those that nobody waived."""

    lines: tuple[RefusalLine, ...]
    waivers: tuple[Waiver, ...]
    standing: int
    stale_bills: tuple[str, ...]


def gate_page(packet: Packet) -> GatePage:
    """Return what the gate said of a packet, for its page; a few queries, however many refusals."""
    waivers = tuple(packet.waivers.select_related("by", "withdrawn_by"))
    held = {one.key: one for one in waivers if one.withdrawn_at is None}
    leads = _Leads(packet)
    lines = tuple(_line(one, held, leads) for one in packet.refusals)
    stale = [
        one["ref"] for one in packet.refusals if one["rule"] == "freshness" and one.get("kind") == "bill"
    ]
    standing = sum(one.waiver is None for one in lines)
    return GatePage(lines, waivers, standing, tuple(dict.fromkeys(filter(_is_bill, stale))))


def handovers_of(packet: Packet) -> list[Handover]:
    """Return to whom a packet was handed over, newest first, those taken back too."""
    return list(packet.handovers.select_related("by", "entered_by", "undone_by"))


def with_handovers(packets: Iterable[Packet]) -> list[Packet]:
    """Return packets with `handed`, to whom each was handed over and not taken back; one query for all of them."""
    rows = Handover.objects.filter(undone_at__isnull=True)
    found = list(packets)
    prefetch_related_objects(found, Prefetch("handovers", queryset=rows, to_attr="handed"))
    return found


def newest_file_check() -> Job | None:
    """Return the newest ended check of the stored packets."""
    return Job.objects.of_kind(CHECK_KIND).filter(finished_at__isnull=False).order_by("-finished_at").first()


def _line(told: dict[str, Any], held: dict[str, Waiver], leads: _Leads) -> RefusalLine:
    code = told["rule"]
    rule = RULES.get(code, Rule(code, code.capitalize(), "", ""))
    url, opens = leads.to(told.get("kind", ""), told.get("ref", ""))
    key = told.get("key", "")
    return RefusalLine(
        key=key,
        item=told["item"],
        reason=told["reason"],
        rule=rule.title,
        principle=rule.principle,
        mend=rule.mend,
        url=url,
        opens=opens,
        may_be_waived=code in WAIVABLE,
        waiver=held.get(key),
    )


def _is_bill(text: str) -> bool:
    try:
        BillId.parse(text)
    except UnknownBillId:
        return False
    return True


class _Leads:
    """The pages on which each kind of item is mended; rows that need a look-up are read once for all."""

    def __init__(self, packet: Packet) -> None:
        self._packet = packet
        named = [(one.get("kind", ""), one.get("ref", "")) for one in packet.refusals]
        positions = [ref for kind, ref in named if kind == "position" and ref.isdecimal()]
        requests = [ref for kind, ref in named if kind == "request" and ref.isdecimal()]
        self._bill_of = (
            {
                str(pk): bill
                for pk, bill in Position.objects.filter(pk__in=positions).values_list("pk", "bill_id")
            }
            if positions
            else {}
        )
        self._slate_of = (
            {
                str(pk): slate
                for pk, slate in SlateItem.objects.filter(pk__in=requests).values_list("pk", "slate_id")
            }
            if requests
            else {}
        )

    def to(self, kind: str, ref: str) -> tuple[str, str]:
        """Return the address and what it opens; neither where nothing can be opened."""
        find = _FINDERS.get(kind)
        found = find(self, ref) if find else None
        if found is None:
            return "", ""
        name, arguments, words = found
        try:
            return reverse(name, args=arguments), words
        except NoReverseMatch:
            return "", ""

    def position(self, ref: str) -> tuple[str, list[Any], str] | None:
        """A position is kept on the page of its bill."""
        bill = self._bill_of.get(ref)
        return ("priorities:positions_on", [bill], "Open the position") if bill else None

    def request(self, ref: str) -> tuple[str, list[Any], str] | None:
        """A request is kept in its slate."""
        slate = self._slate_of.get(ref)
        return ("appropriations:slate", [slate], "Open the slate") if slate else None

    def compose(self, _ref: str) -> tuple[str, list[Any], str] | None:
        """Words of this packet are mended where it is composed."""
        return "briefings:compose", [self._packet.kind], "Compose it again"


_FINDERS: dict[str, Callable[[_Leads, str], tuple[str, list[Any], str] | None]] = {
    "ask": lambda _leads, ref: ("priorities:ask", [ref], "Open the ask"),
    "position": _Leads.position,
    "decision": lambda _leads, ref: ("decisions:decision", [ref], "Open the decision"),
    "message": lambda _leads, ref: ("priorities:message", [ref], "Open the message"),
    "request": _Leads.request,
    "bill": lambda _leads, ref: ("legislation:bill", [ref], "Open the bill"),
    "roster": lambda _leads, _ref: ("legislation:sources", [], "Load the roster"),
    "money": lambda _leads, _ref: ("appropriations:grid", [], "Open the money"),
    "own": _Leads.compose,
    "packet": _Leads.compose,
}
