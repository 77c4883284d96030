"""What a job is called, and where its result is."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from common.citations import BILL_ID, cite
from common.models import Job

NAMED_AT_MOST = 3


def heading(job: Job) -> str:
    """Return what the work is, in words: "Pulling H.R. 1144"."""
    if job.kind == "pull bills":
        named = [cite(one) for one in _bills(job)]
        return (
            f"Pulling {', '.join(named)}" if 0 < len(named) <= NAMED_AT_MOST else "Pulling the tracked bills"
        )
    if job.kind == "pull texts":
        named = [cite(one) for one in _bills(job)]
        of_what = ", ".join(named) if 0 < len(named) <= NAMED_AT_MOST else "tracked bills"
        return f"Fetching the texts of {of_what}"
    if job.kind == "discover bills":
        return "Looking for new and changed bills"
    if job.kind == "pull votes":
        return "Fetching roll calls of the House"
    if job.kind == "pull meetings":
        return "Pulling committee meetings"
    if job.kind == "make packet":
        return "Making a packet"
    return job.kind[:1].upper() + job.kind[1:]


def done_link(job: Job) -> tuple[str, str]:
    """Return (address, label) of what came of the work; empty texts where there is none."""
    if job.kind == "pull bills":
        named = _bills(job)
        if len(named) == 1:
            return reverse("legislation:bill", args=named), f"Open {cite(named[0])}"
        return reverse("legislation:bills"), "Open the bills"
    if job.kind == "pull texts":
        return _compare(job), "Compare the texts"
    if job.kind == "discover bills":
        return reverse("legislation:sources"), "See how fresh the facts are"
    if job.kind == "pull votes":
        return reverse("legislation:votes"), "Open the votes"
    if job.kind == "pull meetings":
        return reverse("legislation:calendar"), "Open the calendar"
    if job.kind == "make packet" and job.arguments.get("packet"):
        return _packet(job.arguments["packet"]), "Open the packet"
    return "", ""


def back_link(job: Job) -> tuple[str, str]:
    """Return (address, label) of the page the work was asked for on; empty texts where there is none."""
    if job.kind == "pull bills":
        named = _bills(job)
        if len(named) == 1:
            return reverse("legislation:bill", args=named), cite(named[0])
        return reverse("legislation:bills"), "the bills"
    if job.kind == "pull texts":
        return _compare(job), "the texts"
    if job.kind == "discover bills":
        return reverse("legislation:sources"), "the sources"
    if job.kind == "pull votes":
        return reverse("legislation:votes"), "the votes"
    if job.kind == "pull meetings":
        return reverse("legislation:calendar"), "the calendar"
    if job.kind == "make packet" and job.arguments.get("packet"):
        return _packet(job.arguments["packet"]), "the packet"
    return "", ""


def _bills(job: Job) -> list[str]:
    return [one for one in job.arguments.get("bills") or [] if BILL_ID.match(str(one))]


def _compare(job: Job) -> str:
    named = _bills(job)
    return reverse("legislation:compare") + (f"?bill={named[0]}" if len(named) == 1 else "")


def _packet(packet_id: str) -> str:
    try:
        return reverse("briefings:packet", args=[packet_id])
    except NoReverseMatch:
        return ""
