"""govinfo BILLSTATUS XML of every schema (the oldest, 1.0.0 and 3.0.0) to records."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from common import outside_xml
from legislation.choices import BillId, Chamber, FactGroup, Source, UnknownBillId
from legislation.sources import bill_shape, plain, proceedings_shape
from legislation.sources.errors import Unreadable
from legislation.sources.listed_items import taken_out
from legislation.sources.records import BillRecord

# What we keep nothing of.
_UNREAD = frozenset(
    {"actionTypeCounts", "actionByCounts", "amendedBill", "dublinCore", "identifiers", "links"}
)
# The space by which a file is set out takes as long to read as an eighth of its elements.
_PARSER = outside_xml.parser(remove_blank_text=True)


class UnreadableBillStatus(Unreadable):
    """A BILLSTATUS file that cannot be read; the message names the file and the element."""


def parse(data: bytes, name: str = "BILLSTATUS", digest: str = "") -> BillRecord:
    """Read one BILLSTATUS XML file.

    `name` is used in messages only; `digest` names the very file, where that matters. A whole file is a
    whole bill: a group it leaves out is an empty group, except the action list, which every bill has. Raises
    UnreadableBillStatus.
    """
    try:
        rest, lists = taken_out(data)
        return _record(_plain(_bill_element(rest, name)), lists, digest)
    except (plain.BadValue, UnknownBillId) as error:
        raise UnreadableBillStatus(name, str(error)) from error


def _bill_element(data: bytes, name: str) -> etree._Element:
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableBillStatus(name, f"not well-formed XML ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableBillStatus(name, "carries a document type, which no BILLSTATUS file does")
    bill = root.find("bill")
    if root.tag != "billStatus" or bill is None:
        raise UnreadableBillStatus(name, f"no billStatus/bill element (its root is <{root.tag}>)")
    return bill


def _plain(element: etree._Element) -> Any:
    """Turn an element into plain data: a text for a leaf, else a dictionary with lists where tags repeat."""
    if not len(element):
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        tag = child.tag
        if tag in _UNREAD:
            continue
        value = _plain(child) if len(child) else child.text or ""
        if tag not in found:
            found[tag] = value
        elif isinstance(found[tag], list):
            found[tag].append(value)
        else:
            found[tag] = [found[tag], value]
    return found


def _record(node: Any, lists: Mapping[str, Any], digest: str) -> BillRecord:
    if not isinstance(node, Mapping):
        raise plain.BadValue("bill", "an empty element")
    bill_id = BillId.of(
        plain.text(node, "congress"),
        plain.text(node, "type", "billType"),
        plain.text(node, "number", "billNumber"),
    )
    moments = [plain.moment(node, key) for key in ("updateDate", "updateDateIncludingText")]
    groups = {**_groups(node), **lists}
    actions = groups.pop("actions")
    return BillRecord(
        id=bill_id,
        source=Source.GOVINFO,
        title=plain.text(node, "title") or next((each.title for each in groups["titles"]), ""),
        origin_chamber=plain.chamber(node, "originChamber") or Chamber(bill_id.type.chamber),
        introduced_on=plain.day(node, "introducedDate"),
        sponsor=bill_shape.sponsor_of(plain.items(node.get("sponsors"))),
        policy_area=_policy_area(node),
        source_updated_at=max((moment for moment in moments if moment), default=None),
        actions=actions or None,
        subjects=bill_shape.subjects_of(_subject_nodes(node)),
        reports=proceedings_shape.reports_of(node),
        amendment_count=len(groups["amendments"]),
        incomplete=frozenset() if actions else frozenset({FactGroup.ACTIONS}),
        incomplete_reasons=() if actions else ("the file lists no action",),
        file_digest=digest,
        **groups,
    )


_GROUPS: dict[str, tuple[str, Callable[[list[Any]], Any]]] = {
    "laws": ("laws", bill_shape.laws_of),
    "actions": ("actions", bill_shape.actions_of),
    "cosponsors": ("cosponsors", bill_shape.cosponsors_of),
    "committees": ("committees", bill_shape.committees_of),
    "titles": ("titles", bill_shape.titles_of),
    "summaries": ("summaries", bill_shape.summaries_of),
    "text_versions": ("textVersions", bill_shape.text_versions_of),
    "related_bills": ("relatedBills", bill_shape.related_of),
    "amendments": ("amendments", proceedings_shape.amendments_of),
    "recorded_votes": ("recordedVotes", bill_shape.votes_of),
}


def _groups(node: Mapping[str, Any]) -> dict[str, Any]:
    return {field: read(plain.items(node.get(key))) for field, (key, read) in _GROUPS.items()}


def _subjects_node(node: Mapping[str, Any]) -> Mapping[str, Any]:
    subjects = node.get("subjects")
    if isinstance(subjects, Mapping) and isinstance(subjects.get("billSubjects"), Mapping):
        subjects = subjects["billSubjects"]
    return subjects if isinstance(subjects, Mapping) else {}


def _subject_nodes(node: Mapping[str, Any]) -> list[Any]:
    subjects = _subjects_node(node)
    # The oldest form calls the list `otherSubjects`.
    return [*plain.items(subjects.get("legislativeSubjects")), *plain.items(subjects.get("otherSubjects"))]


def _policy_area(node: Mapping[str, Any]) -> str:
    for holder in (node, _subjects_node(node)):
        for key in ("policyArea", "primarySubject"):
            area = holder.get(key)
            if isinstance(area, Mapping) and plain.text(area, "name"):
                return plain.text(area, "name")
    return ""
