"""What a job is called, and where its result is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from common.citations import BILL_ID, cite
from common.models import Job

NAMED_AT_MOST = 3


@dataclass(frozen=True)
class _Words:
    """How one kind of work is told: its heading, the page of its result, and what that page is called."""

    heading: str
    page: str
    open_it: str
    back_to: str


# Work whose words and page are the same whatever it is about.
_PLAIN = {
    "discover bills": _Words(
        "Looking for new and changed bills",
        "legislation:sources",
        "See how fresh the facts are",
        "the sources",
    ),
    "pull votes": _Words(
        "Fetching roll calls of the House", "legislation:votes", "Open the votes", "the votes"
    ),
    "pull meetings": _Words(
        "Pulling committee meetings", "legislation:calendar", "Open the calendar", "the calendar"
    ),
    "run watches": _Words("Looking what watches find", "priorities:triage", "Open the triage", "the triage"),
    "load legislators": _Words(
        "Asking for the published list of legislators",
        "legislation:legislators",
        "Open the legislators",
        "the legislators",
    ),
    "suggest candidates": _Words(
        "Looking for bills of families", "legislation:candidates", "Open the candidates", "the candidates"
    ),
}


def heading(job: Job) -> str:
    """Return what the work is, in words: "Pulling H.R. 1144"."""
    if job.kind in _PLAIN:
        return _PLAIN[job.kind].heading
    about = _HEADINGS.get(job.kind)
    return about(job) if about else job.kind[:1].upper() + job.kind[1:]


def done_link(job: Job) -> tuple[str, str]:
    """Return (address, label) of what came of the work; empty texts where there is none."""
    if job.kind in _PLAIN:
        return reverse(_PLAIN[job.kind].page), _PLAIN[job.kind].open_it
    address, name = _result(job)
    if name == _TEXTS:
        return address, "Compare the texts"
    return address, f"Open {name}" if name else ""


def back_link(job: Job) -> tuple[str, str]:
    """Return (address, label) of the page the work was asked for on; empty texts where there is none."""
    if job.kind in _PLAIN:
        return reverse(_PLAIN[job.kind].page), _PLAIN[job.kind].back_to
    return _result(job)


_TEXTS = "the texts"


def _result(job: Job) -> tuple[str, str]:
    """Return the page of what the work is about, and what it is called."""
    named = _bills(job)
    if job.kind == "pull bills" and len(named) == 1:
        return reverse("legislation:bill", args=named), cite(named[0])
    if job.kind == "pull bills":
        return reverse("legislation:bills"), "the bills"
    if job.kind == "pull texts":
        return _compare(named), _TEXTS
    if job.kind in _TABLE_KINDS and job.arguments.get("import"):
        return reverse("appropriations:import_preview", args=[job.arguments["import"]]), "the table"
    return _made(job)


def _made(job: Job) -> tuple[str, str]:
    """Return the page of the packet, or of the run of packets, that a job makes."""
    if job.arguments.get("run"):
        return reverse("briefings:run", args=[job.arguments["run"]]), "the packets"
    if job.kind == "make packet" and job.arguments.get("packet"):
        return _packet(job.arguments["packet"]), "the packet"
    return "", ""


def _pulling(job: Job) -> str:
    return f"Pulling {_named(job) or 'the tracked bills'}"


def _fetching_texts(job: Job) -> str:
    return f"Fetching the texts of {_named(job) or 'tracked bills'}"


def _named(job: Job) -> str:
    """Name the bills of a job while they are few."""
    named = _bills(job)
    return ", ".join(map(cite, named)) if len(named) <= NAMED_AT_MOST else ""


_TABLE_KINDS = ("read money table", "save money table")
_HEADINGS: dict[str, Callable[[Job], str]] = {
    "pull bills": _pulling,
    "pull texts": _fetching_texts,
    "make packet": lambda _job: "Making a packet",
    "check packet files": lambda _job: "Looking at the stored packets",
    "make packets of a run": lambda _job: "Making packets for many offices",
    "pack a run": lambda _job: "Packing the packets of many offices",
    "read money table": lambda _job: "Reading a table of money",
    "save money table": lambda _job: "Saving a table of money",
}


def _bills(job: Job) -> list[str]:
    return [one for one in job.arguments.get("bills") or [] if BILL_ID.match(str(one))]


def _compare(named: list[str]) -> str:
    return reverse("legislation:compare") + (f"?bill={named[0]}" if len(named) == 1 else "")


def _packet(packet_id: str) -> str:
    try:
        return reverse("briefings:packet", args=[packet_id])
    except NoReverseMatch:
        return ""
