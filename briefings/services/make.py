"""Making a packet: gather, print, and keep it with its manifest, or say why not and keep nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from briefings.choices import PacketKind, PacketState
from briefings.models import Packet, Waiver
from briefings.packet import Choices, Order
from briefings.packet import Packet as Frozen
from briefings.packet.assemble import assemble
from briefings.packet.facts import found_in
from briefings.packet.gate import Refusal
from briefings.packet.judging import Judged, judge
from briefings.packet.kinds import MinutesSection
from briefings.packet.manifest import content_of, waived_rows
from briefings.render import SHEET_PAGES, print_packet, template_digest
from briefings.screen import page_of
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.subjects import UnknownSubject
from briefings.services import files
from briefings.services.pages import keep_page
from common import audit
from common.charts import ChartError
from common.jobs import Canceled, JobError, Lost
from common.pdf import PdfError, Printed, library_versions
from decisions.services.minutes import note_inside_minutes

log = logging.getLogger(__name__)
STEPS = ("Gathering the facts", "Checking what may be printed", "Setting the pages", "Keeping the file")
DONE_STATES = {PacketState.DRAFT, PacketState.FINAL, PacketState.REFUSED}
# What has a reason fit to be shown; anything else is logged whole and told in general words.
KNOWN_FAILURES = (UnknownOffice, UnknownBills, UnknownSubject, ChartError, PdfError, OSError)

Report = Callable[[int, int | None, str], None]


def make_packet(*, packet_id: str, report: Report) -> Packet:
    """Make a packet that was asked for; one that is made already is returned as it is.

    A refused final keeps its refusals and no file. Raises JobError with the reason of a failure, which the
    packet keeps too; no half file is left behind.
    """
    packet: Packet = Packet.objects.select_related("office__legislator").get(pk=packet_id)
    if packet.state in DONE_STATES:
        return packet
    try:
        return _make(packet, report)
    except Lost:
        # Another worker makes it now, or has made it: its word stands.
        raise
    except Canceled:
        _fail(packet, "It was canceled.")
        raise
    except KNOWN_FAILURES as error:
        reason = _reason(error)
        _fail(packet, reason)
        raise JobError(reason) from error
    except Exception:
        _fail(packet, "An unexpected error stopped it; the log of the server has the details.")
        raise


def _make(packet: Packet, report: Report) -> Packet:
    report(0, len(STEPS), STEPS[0])
    frozen = assemble(order_of(packet))
    packet.title = frozen.title
    report(1, len(STEPS), STEPS[1])
    judged = judge(frozen)
    waived = list(packet.waivers.filter(withdrawn_at__isnull=True))
    if packet.wants_final and _standing(judged.refused, waived):
        return _refuse(packet, judged)
    report(2, len(STEPS), STEPS[2])
    printed, page = print_packet(judged.packet), page_of(judged.packet)
    report(3, len(STEPS), STEPS[3])
    return _keep(packet, judged, (printed, page), waived)


def _standing(refused: Sequence[Refusal], waived: Sequence[Waiver]) -> list[Refusal]:
    """What still stands in the way once what a named person waived is taken out; some rules cannot be waived."""
    keys = {one.key for one in waived}
    return [one for one in refused if one.key not in keys or not one.may_be_waived]


def order_of(packet: Packet) -> Order:
    """Return what a packet is to be made of; its request decides the day: a second making gives the same bytes."""
    return Order(
        id=str(packet.pk),
        kind=PacketKind(packet.kind),
        bioguide_id=(packet.office.legislator_id or "") if packet.office else "",
        made_at=packet.requested_at,
        is_draft=not packet.wants_final,
        choices=Choices.from_json(packet.choices),
        requested_by=packet.requested_by_id,
    )


def manifest(packet: Packet, judged: Judged, printed: Printed, waived: Sequence[Waiver]) -> dict[str, Any]:
    """Return what a packet rests on: every printed fact, its source and as-of; who asked; what decided its bytes."""
    frozen = judged.packet
    keys = {one.key for one in judged.refused}
    return {
        **content_of(frozen, judged.behind),
        "choices": packet.choices,
        "asked_by": packet.requested_by_id,
        "asked_at": packet.requested_at.isoformat(),
        "waivers": waived_rows([one for one in waived if one.key in keys]),
        "sha256": printed.sha256,
        "versions": {**library_versions(), "templates": template_digest()},
        "sheet_fits": frozen.office is None or _sheet_pages(printed) == SHEET_PAGES,
    }


def _sheet_pages(printed: Printed) -> int:
    """How many pages come before what stands behind the sheet."""
    return printed.pages_by_anchor.get("annex", printed.page_count + 1) - 1


def _keep(packet: Packet, judged: Judged, made: tuple[Printed, bytes], waived: Sequence[Waiver]) -> Packet:
    frozen, (printed, page) = judged.packet, made
    packet.state = PacketState.FINAL if packet.wants_final else PacketState.DRAFT
    packet.made_at = timezone.now()
    packet.sha256, packet.size, packet.pages = printed.sha256, len(printed.data), printed.page_count
    packet.oldest_as_of, packet.is_sample = frozen.oldest_as_of, frozen.is_sample
    packet.manifest = manifest(packet, judged, printed, waived)
    packet.refusals, packet.error = [one.as_json() for one in judged.refused], ""
    try:
        packet.file = files.store(name=f"{packet.pk}.pdf", data=printed.data)
        packet.page_file, packet.page_sha256 = keep_page(packet=packet, page=page)
        with transaction.atomic():
            packet.save()
            audit.record("made a packet", packet, actor_id=packet.requested_by_id, sha256=packet.sha256)
            _note_minutes(packet, frozen)
    except BaseException:
        for name in filter(None, (packet.file, packet.page_file)):
            files.remove(name=name)
        raise
    return packet


def _note_minutes(packet: Packet, frozen: Frozen) -> None:
    """Minutes name who answered: that they were put on paper is noted as it is where decisions print them (P5)."""
    for section in found_in(frozen.sections, MinutesSection):
        if packet.requested_by is not None:
            note_inside_minutes(numbers=section.numbers, by=packet.requested_by)


def _refuse(packet: Packet, judged: Judged) -> Packet:
    """Keep what was refused, with what had been waived of it before."""
    frozen = judged.packet
    packet.state = PacketState.REFUSED
    packet.refusals = [one.as_json() for one in judged.refused]
    packet.is_sample, packet.oldest_as_of, packet.error = frozen.is_sample, frozen.oldest_as_of, ""
    with transaction.atomic():
        packet.save()
        items = len(judged.refused)
        audit.record("refused a final packet", packet, actor_id=packet.requested_by_id, items=items)
    return packet


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"The file could not be kept: {error.strerror or error}."
    return str(error)


def _fail(packet: Packet, reason: str) -> None:
    Packet.objects.filter(pk=packet.pk).update(
        state=PacketState.FAILED, error=reason, file="", sha256="", size=None, page_file="", page_sha256=""
    )
