"""JSON forms of bills: BILLSTATUS converted to JSON, bare bill facts, and a converter's `data.json`.

Used to make our own facts table. Two of the three are known to be incomplete and say so.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from legislation.choices import BillId, Chamber, FactGroup, LawNumber, Source, UnknownBillId, UnknownLawNumber
from legislation.sources import bill_shape, plain, proceedings_shape
from legislation.sources.errors import Unreadable
from legislation.sources.merging import merged_actions, merged_cosponsors
from legislation.sources.records import (
    ActionRecord,
    BillRecord,
    CommitteeRecord,
    CosponsorRecord,
    LawRecord,
    SponsorRecord,
    TextFormatRecord,
    TextVersionRecord,
    TitleRecord,
)

UP_TO_LAST_TEXT = "known only up to the bill's last published text version"
_FACTS_INCOMPLETE = frozenset(
    {FactGroup.ACTIONS, FactGroup.COSPONSORS, FactGroup.COMMITTEES, FactGroup.TEXTS, FactGroup.TITLES}
)


class UnreadableBillJson(Unreadable):
    """A JSON bill that cannot be read; the message names the bill or file and the element."""


def parse(data: bytes, name: str, digest: str = "") -> BillRecord:
    """Read one bill of BILLSTATUS converted to JSON, as it lies in a file or a line. Raises UnreadableBillJson."""
    try:
        node = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableBillJson(name, f"no JSON ({error})") from error
    if not isinstance(node, dict):
        raise UnreadableBillJson(name, "no bill, but something else of JSON")
    return from_bills_json(node, name, digest)


def from_bills_json(data: Mapping[str, Any], name: str = "bill", digest: str = "") -> BillRecord:
    """Read BILLSTATUS converted to JSON (`bills119/`, `congress119.jsonl.gz`).

    Like the BILLSTATUS files it copies, the conversion leaves out an empty group; where it has no actions
    either, the copy failed and every group it lacks is unknown (None). `latestAction` is not read: it is
    stale. `digest` names the very file it was read from, where that matters. Raises UnreadableBillJson.
    """
    try:
        return _from_bills_json(data, digest)
    except KeyError as error:
        raise UnreadableBillJson(name, f"no element {error}") from error
    except (plain.BadValue, UnknownBillId, TypeError, AttributeError) as error:
        raise UnreadableBillJson(name, str(error)) from error


def _from_bills_json(data: Mapping[str, Any], digest: str) -> BillRecord:
    bill = data["bill"]["bill"]
    bill_id = BillId.of(plain.text(bill, "congress"), plain.text(bill, "type"), plain.text(bill, "number"))
    actions = _group(data, "actions")
    moments = [plain.moment(bill, key) for key in ("updateDate", "updateDateIncludingText")]
    area = bill.get("policyArea")
    return BillRecord(
        id=bill_id,
        source=Source.BILLS_JSON,
        title=plain.text(bill, "title"),
        origin_chamber=plain.chamber(bill, "originChamber") or bill_id.type.chamber,
        introduced_on=plain.day(bill, "introducedDate"),
        sponsor=bill_shape.sponsor_of(plain.items(bill.get("sponsors"))),
        policy_area=plain.text(area, "name") if isinstance(area, Mapping) else "",
        source_updated_at=max((moment for moment in moments if moment), default=None),
        fetched_at=plain.moment(data, "accessed"),
        actions=bill_shape.actions_of(actions) if actions else None,
        file_digest=digest,
        **_groups(data, whole=bool(actions)),
    )


def _groups(data: Mapping[str, Any], *, whole: bool) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for field, (key, inner, read) in _GROUPS.items():
        nodes = _group(data, key, inner)
        groups[field] = read(nodes or []) if nodes is not None or whole else None
    listed = groups["amendments"]
    return groups | {"amendment_count": None if listed is None else len(listed)}


def _subjects_of(nodes: list[Any]) -> tuple[str, ...]:
    return bill_shape.subjects_of(
        child for node in nodes for child in plain.items(node.get("legislativeSubjects"))
    )


_GROUPS: dict[str, tuple[str, str, Callable[[list[Any]], Any]]] = {
    "laws": ("laws", "laws", bill_shape.laws_of),
    "cosponsors": ("cosponsors", "cosponsors", bill_shape.cosponsors_of),
    "committees": ("committees", "committees", bill_shape.committees_of),
    "subjects": ("subjects", "subjects", _subjects_of),
    "titles": ("titles", "titles", bill_shape.titles_of),
    "summaries": ("summaries", "summaries", bill_shape.summaries_of),
    "text_versions": ("text", "textVersions", bill_shape.text_versions_of),
    "related_bills": ("relatedbills", "relatedBills", bill_shape.related_of),
    "amendments": ("amendments", "amendments", proceedings_shape.amendments_of),
}


def _group(data: Mapping[str, Any], key: str, inner: str = "") -> list[Any] | None:
    """List a group's children; None where the group is absent."""
    holder = data.get(key)
    found = holder.get(inner or key) if isinstance(holder, Mapping) else None
    return None if found is None else plain.items(found)


def from_bill_facts(data: Mapping[str, Any], name: str = "bill") -> BillRecord:
    """Read bare bill facts (`bill_facts/<congress>-<type><number>.json`).

    They stop at the last published text version: actions, cosponsors, committees, titles and texts are
    marked incomplete. Raises UnreadableBillJson.
    """
    try:
        bill_id = BillId.of(data["congress"], data["bill_type"], data["number"])
        actions = _facts_actions(data)
        return BillRecord(
            id=bill_id,
            source=Source.BILL_FACTS,
            title=plain.text(data, "title"),
            origin_chamber=bill_id.type.chamber,
            introduced_on=min((action.date for action in actions), default=None),
            sponsor=next(
                (SponsorRecord(**_facts_person(each)) for each in plain.items(data.get("sponsor"))), None
            ),
            actions=actions or None,
            cosponsors=merged_cosponsors(
                CosponsorRecord(**_facts_person(each)) for each in plain.items(data.get("cosponsors"))
            ),
            committees=tuple(
                CommitteeRecord("", plain.text(each, "name"), plain.chamber(each, "chamber"))
                for each in plain.items(data.get("committees"))
            ),
            titles=(TitleRecord(plain.text(data, "title"), "Display Title"),),
            text_versions=tuple(_facts_version(each) for each in plain.items(data.get("versions"))),
            incomplete=_FACTS_INCOMPLETE,
            incomplete_reasons=(UP_TO_LAST_TEXT,),
        )
    except (plain.BadValue, UnknownBillId, KeyError, TypeError) as error:
        raise UnreadableBillJson(name, str(error)) from error


def _facts_actions(data: Mapping[str, Any]) -> tuple[ActionRecord, ...]:
    found = []
    for each in plain.items(data.get("actions")):
        when, words = _facts_day(each), plain.text(each, "text")
        if when and words:
            found.append(ActionRecord(date=when, text=words))
    return merged_actions(found, newest_first=False)


def _facts_day(node: Mapping[str, Any]) -> dt.date | None:
    """Read the date a text begins with; None for "not recorded upstream"."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", plain.text(node, "date"))
    return dt.date.fromisoformat(found[0]) if found else None


def _facts_person(node: Mapping[str, Any]) -> dict[str, Any]:
    title, name = plain.text(node, "title"), plain.name(node, "name")
    party, state, district = (plain.text(node, key) for key in ("party", "state", "district"))
    last, _, first = name.partition(", ")
    seat = "-".join(part for part in (party, state, district) if part)
    return {
        "bioguide": plain.text(node, "bioguide_id"),
        "full_name": f"{title} {name} [{seat}]".strip(),
        "first_name": first,
        "last_name": last,
        "party": party,
        "state": state,
        "district": 0 if district == "At Large" else plain.whole(node, "district"),
    }


def _facts_version(node: Mapping[str, Any]) -> TextVersionRecord:
    words, url = plain.text(node, "version"), plain.text(node, "source")
    return TextVersionRecord(
        type=re.sub(r"\s*\([a-z0-9]+\)$", "", words),
        date=_facts_day(node),
        code=plain.text(node, "code"),
        formats=(TextFormatRecord("Formatted XML", url),) if url else (),
    )


def from_congress_data(data: Mapping[str, Any], name: str = "bill") -> BillRecord:
    """Read a `data.json` as the open-source converter writes it, complete except for cosponsors' parties.

    Raises UnreadableBillJson.
    """
    try:
        return _from_congress_data(data)
    except (plain.BadValue, UnknownBillId, UnknownLawNumber, KeyError, TypeError) as error:
        raise UnreadableBillJson(name, str(error)) from error


def _from_congress_data(data: Mapping[str, Any]) -> BillRecord:
    bill_id = BillId.of(data["congress"], data["bill_type"], data["number"])
    enacted, sponsor = data.get("enacted_as"), data.get("sponsor")
    law = LawNumber.parse(f"{enacted['congress']}-{enacted['number']}") if enacted else None
    return BillRecord(
        id=bill_id,
        source=Source.BILL_FACTS,
        title=plain.text(data, "short_title", "popular_title", "official_title"),
        origin_chamber=bill_id.type.chamber,
        introduced_on=plain.day(data, "introduced_at"),
        sponsor=SponsorRecord(**_facts_person(sponsor)) if sponsor else None,
        policy_area=plain.text(data, "subjects_top_term"),
        source_updated_at=plain.moment(data, "updated_at"),
        laws=(LawRecord("Public Law", law),) if law else (),
        actions=merged_actions(
            [_converted_action(each) for each in plain.items(data.get("actions"))], newest_first=False
        ),
        cosponsors=merged_cosponsors(
            CosponsorRecord(
                **_facts_person(each),
                date=plain.day(each, "sponsored_at"),
                is_original=plain.truth(each, "original_cosponsor"),
                withdrawn_on=plain.day(each, "withdrawn_at"),
            )
            for each in plain.items(data.get("cosponsors"))
        ),
        committees=tuple(_converted_committee(each) for each in plain.items(data.get("committees"))),
        subjects=tuple(str(each) for each in data.get("subjects") or ()),
        titles=tuple(TitleRecord(each["title"], each["type"]) for each in plain.items(data.get("titles"))),
        amendment_count=len(data.get("amendments") or ()),
    )


def _converted_action(node: Mapping[str, Any]) -> ActionRecord:
    when = plain.text(node, "acted_at")
    moment = dt.datetime.fromisoformat(when) if "T" in when else None
    day = moment.astimezone(plain.EASTERN).date() if moment else plain.day(node, "acted_at")
    if day is None:
        raise plain.BadValue("acted_at", when)
    return ActionRecord(
        date=day,
        time=moment.astimezone(plain.EASTERN).time() if moment else None,
        text=plain.text(node, "text"),
        type=plain.text(node, "type"),
        code=plain.text(node, "action_code"),
        committees=tuple(_system_code(code) for code in node.get("committees") or ()),
    )


def _converted_committee(node: Mapping[str, Any]) -> CommitteeRecord:
    code = plain.text(node, "committee_id") + plain.text(node, "subcommittee_id")
    chamber = {"H": Chamber.HOUSE, "S": Chamber.SENATE}.get(code[:1])
    return CommitteeRecord(_system_code(code), plain.text(node, "committee", "subcommittee"), chamber)


def _system_code(code: str) -> str:
    """HSFA -> hsfa00 (the whole committee), HSJU08 -> hsju08."""
    return code.lower() if len(code) > len("HSFA") else f"{code.lower()}00"
