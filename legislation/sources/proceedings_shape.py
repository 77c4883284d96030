"""From plain data to our records: amendments, committee reports and cost estimates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from legislation.amendment_ids import amendment_key
from legislation.sources import plain
from legislation.sources.bill_shape import sponsor_of, votes_of
from legislation.sources.records import (
    AmendmentRecord,
    AmendmentVote,
    CboRecord,
    ReportsRecord,
    SponsorRecord,
)

Node = Mapping[str, Any]


def amendments_of(nodes: Iterable[Node]) -> tuple[AmendmentRecord, ...]:
    """Read the amendments, each once; raises plain.BadValue for one whose number or type cannot be read."""
    found = {}
    for node in _unwrapped(nodes):
        record = _amendment(node)
        found[record.key] = record
    return tuple(found.values())


def _unwrapped(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the amendments themselves: a conversion of the XML keeps an element around them."""
    for node in nodes:
        if "amendment" in node:
            yield from plain.items(node)
        else:
            yield node


def _key(node: Node) -> str:
    return amendment_key(plain.text(node, "congress"), plain.text(node, "type"), plain.text(node, "number"))


def _amendment(node: Node) -> AmendmentRecord:
    key = _key(node)
    if not key:
        raise plain.BadValue("amendments", plain.text(node, "type", "number"))
    actions = _actions(node)
    sponsor, sponsor_name = _sponsor(node)
    latest = _latest(node, actions)
    amended = node.get("amendedAmendment")
    return AmendmentRecord(
        key=key,
        description=plain.text(node, "description"),
        purpose=plain.text(node, "purpose"),
        sponsor=sponsor,
        sponsor_name=sponsor_name,
        submitted_on=plain.day(node, "submittedDate"),
        proposed_on=plain.day(node, "proposedDate"),
        amends=_key(amended) if isinstance(amended, Mapping) else "",
        latest_action_on=plain.day(latest, "actionDate", "date"),
        latest_action_text=plain.text(latest, "text"),
        votes=tuple(_votes(actions)),
    )


def _actions(node: Node) -> list[Node]:
    """List an amendment's actions, the newest first; entries without words say nothing and are left out."""
    holder = node.get("actions")
    listed = holder.get("actions") if isinstance(holder, Mapping) else None
    return [each for each in plain.items(listed) if plain.text(each, "text")]


def _latest(node: Node, actions: list[Node]) -> Node:
    """Return the newest action: the source's own `latestAction` is missing for most amendments."""
    if actions:
        return max(actions, key=lambda each: plain.text(each, "actionDate"))
    latest = node.get("latestAction")
    return latest if isinstance(latest, Mapping) else {}


def _sponsor(node: Node) -> tuple[SponsorRecord | None, str]:
    """Return the sponsor and the name; of a committee there is the name only."""
    listed = plain.items(node.get("sponsors"))
    person = sponsor_of(listed)
    if person is None:
        return None, ""
    return (person if person.bioguide else None), person.full_name or plain.text(listed[0], "name")


def _votes(actions: Iterable[Node]) -> Iterator[AmendmentVote]:
    for each in actions:
        for vote in votes_of(plain.items(each.get("recordedVotes"))):
            yield AmendmentVote(vote, plain.day(each, "actionDate"), plain.text(each, "text"))


def reports_of(node: Node) -> ReportsRecord:
    """Read the committee reports and cost estimates of a bill's own element, each once."""
    citations = [plain.text(each, "citation") for each in plain.items(node.get("committeeReports"))]
    return ReportsRecord(
        committee_reports=tuple(dict.fromkeys(each for each in citations if each)),
        cbo_estimates=tuple(dict.fromkeys(map(_cbo, plain.items(node.get("cboCostEstimates"))))),
    )


def _cbo(node: Node) -> CboRecord:
    # The oldest form has names of its own.
    return CboRecord(
        title=plain.text(node, "title", "rptTitle"),
        description=plain.text(node, "description", "rptDescription"),
        url=plain.text(node, "url", "rptUrl"),
        published_at=plain.moment(node, "pubDate", "rptPubDate"),
    )
