"""Reading amendments, votes, committee reports and cost estimates of our own tables of facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from legislation.choices import Chamber
from legislation.sources.records import (
    AmendmentRecord,
    AmendmentVote,
    CboRecord,
    ReportsRecord,
    SponsorRecord,
    VoteRecord,
)


def vote_of(row: list[Any]) -> VoteRecord:
    """Read a recorded vote, whose moment and address may be left out."""
    chamber, congress, session, roll_number, when, url = [*row, "", ""][:6]
    held_at = dt.datetime.fromisoformat(when) if when else None
    return VoteRecord(Chamber(chamber), congress, session, roll_number, held_at, url)


def day_of(text: str | None) -> dt.date | None:
    """Read a day that may be left out."""
    return dt.date.fromisoformat(text) if text else None


def proceedings_of(node: Mapping[str, Any], sponsor: Callable[[str], SponsorRecord]) -> dict[str, Any]:
    """Read the amendments and reports of a bill; None for those its source did not deliver."""
    reports = node.get("reports")
    return {
        "amendments": None
        if "amendments" not in node
        else tuple(_amendment(each, sponsor) for each in node["amendments"]),
        "reports": None
        if reports is None
        else ReportsRecord(
            tuple(reports.get("committee", ())), tuple(_cbo(row) for row in reports.get("cbo", ()))
        ),
    }


def _cbo(row: list[str]) -> CboRecord:
    title, description, url, when = row
    return CboRecord(title, description, url, dt.datetime.fromisoformat(when) if when else None)


def _amendment(node: Mapping[str, Any], sponsor: Callable[[str], SponsorRecord]) -> AmendmentRecord:
    return AmendmentRecord(
        key=node["key"],
        description=node.get("description", ""),
        purpose=node.get("purpose", ""),
        sponsor=sponsor(node["sponsor"]) if "sponsor" in node else None,
        sponsor_name=node.get("by", ""),
        submitted_on=day_of(node.get("submitted")),
        proposed_on=day_of(node.get("proposed")),
        amends=node.get("amends", ""),
        latest_action_on=day_of(node.get("acted")),
        latest_action_text=node.get("action", ""),
        votes=tuple(
            AmendmentVote(vote_of(vote), day_of(on), text) for on, text, *vote in node.get("votes", ())
        ),
    )
